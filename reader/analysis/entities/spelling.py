"""Spellings of one name: transliterations into English, and the cases of Russian.

Two names that sound the same by these rules are one only within an article, and only when their types agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SHORTEST_SOUND = 5
_LONGEST = 80
_SHORTEST_STEM = 3
_CYRILLIC = re.compile(r"[а-яё]")
_SOUNDS = (
    (re.compile(r"[^a-z0-9 ]"), ""),
    (re.compile(r"\b(?:al|el|ul|as|ash|ar|ad|az|an) "), "al "),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"a[eiy]|e[iy]"), "e"),
    (re.compile(r"i[iy]|y"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_ENDINGS = (
    *("скому", "скими", "ского", "ским", "ском", "ской", "скую", "ские", "ских", "ская", "ский"),
    *("ыми", "ого", "ому", "ией", "иях", "иям", "иями", "ями", "ами", "ием"),
    *(
        "ых",
        "ым",
        "ой",
        "ый",
        "ий",
        "ом",
        "ем",
        "ём",
        "ей",
        "ии",
        "ия",
        "ию",
        "ие",
        "ью",
        "ам",
        "ах",
        "ях",
        "ою",
        "ая",
        "ую",
    ),
    *("а", "я", "у", "ю", "е", "ы", "и", "й", "ь", "о"),
)


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return the form under which transliterations meet: ``Sergey``, ``Sergei``.

    Empty for names too short or not Latin to be folded safely.
    """
    if not _SHORTEST_SOUND <= len(name) <= _LONGEST:
        return ""
    bare = unicodedata.normalize("NFKD", name.lower().replace("-", " ").replace("‑", " "))
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    for pattern, sounded in _SOUNDS:
        bare = pattern.sub(sounded, bare)
    letters = len(bare.replace(" ", ""))
    return bare if letters >= _SHORTEST_SOUND - 1 and bare.isascii() else ""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a Russian name without its case ending: ``Белозёрова`` and ``Белозёров`` meet.

    Other words, and letters alone such as ``ТАСС``, stay as they are. Declensions after Zaliznyak's grammar,
    reduced to endings; a surname's feminine meets its masculine.
    """
    if not _CYRILLIC.search(word):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
