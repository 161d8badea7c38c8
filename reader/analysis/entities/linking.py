"""Which names are names of one: spellings, surnames, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import country_of, home_of_label, known, nationality_words
from reader.analysis.entities.spelling import sound, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SILENT = re.compile(r"[.'’`]")
_WORD = re.compile(r"\w+")
_ARABIC_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Aa]r|[Aa]n|[Aa]d|[Aa]z|[Uu]l)[-‑](?=[^\W\d_])")
_GENERATION = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_SHORTEST_SURNAME = 3


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return the form under which spellings of one name meet: ``Al-Qaeda``, ``al Qaeda``.

    Plural nationalities meet their singulars, and the cases of Russian names each other.
    """
    if name.endswith("s") and name in nationality_words() and name[:-1] in nationality_words():
        name = name[:-1]
    bare = _SILENT.sub("", name)
    if bare.isascii() or bare.isupper():
        return " ".join(_WORD.findall(bare.lower())) or name
    return " ".join(map(stem, _WORD.findall(bare.lower()))) or name


class Links:
    """Which folded names belong together; a union-find, path-halving (Tarjan and van Leeuwen, 1984)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the name that stands for all that are linked to this one."""
        parent = self._parent
        while parent.get(key, key) != key:
            parent[key] = parent.get(parent[key], parent[key])
            key = parent[key]
        return key

    def join(self, key: str, other: str) -> None:
        """Link two names and all that are linked to them; the second's root stands for them."""
        first, second = self.root(key), self.root(other)
        if first != second:
            self._parent[first] = second


def surnames(full: str) -> Iterator[str]:
    """Yield what a person of a full name may be called without first names, longest first.

    ``Ursula von der Leyen`` gives ``von der Leyen``, ``der Leyen`` and ``Leyen``; ``Bashar al-Assad`` gives
    ``al-Assad`` and ``Assad``. Generations (``Jr.``) are left out.
    """
    words = [word for word in full.replace(",", " ").split() if word not in _GENERATION]
    for start in range(1, len(words)):
        surname = " ".join(words[start:])
        if len(surname) >= _SHORTEST_SURNAME:
            yield surname
        bare = _ARABIC_ARTICLE.sub("", surname, count=1) if _ARABIC_ARTICLE.match(surname) else ""
        if len(bare) >= _SHORTEST_SURNAME:
            yield bare[0].upper() + bare[1:]


def link_persons(full_names: Iterable[str], persons: Iterable[str], links: Links) -> dict[str, set[str]]:
    """Link what persons are called to the one full name of the text that it fits.

    A surname or a first name that fits two full names stays by itself.

    Args:
        full_names: Names of persons, of two words and more.
        persons: Shorter names that the recogniser saw as persons; may be first names.
        links: Where they are linked.

    Returns:
        Every surname and whose it may be: folded full names.
    """
    full = sorted(set(full_names), key=lambda name: (-len(name.split()), name))
    _link_middle_names(full, links)
    owners: dict[str, set[str]] = {}
    for name in full:
        for surname in surnames(name):
            owners.setdefault(surname, set()).add(links.root(folded(name)))
    firsts: dict[str, set[str]] = {}
    for name in full:
        words = name.split()
        for end in range(1, len(words)):
            firsts.setdefault(folded(" ".join(words[:end])), set()).add(links.root(folded(name)))
    sure = {surname: next(iter(roots)) for surname, roots in owners.items() if len(roots) == 1}
    by_key = {folded(surname): root for surname, root in sure.items()}
    middles = _middle_names(full, links)
    for person in persons:
        key = folded(person)
        fits = {by_key[key]} if key in by_key else firsts.get(key) or middles.get(key, set())
        if len(fits) == 1:
            links.join(key, next(iter(fits)))
    return owners


def _link_middle_names(full: list[str], links: Links) -> None:
    """Link ``Vladimir Putin`` to ``Vladimir Vladimirovich Putin``: the same first and last word."""
    longest: dict[tuple[str, str], str] = {}
    for name in full:
        words = folded(name).split()
        ends = (words[0], words[-1]) if words else ("", "")
        if ends in longest:
            links.join(folded(name), longest[ends])
        else:
            longest[ends] = folded(name)


def _middle_names(full: Iterable[str], links: Links) -> dict[str, set[str]]:
    """Return whom each name between the first and the last may mean: ``Gómez`` of ``Luis Gómez Paz``."""
    owners: dict[str, set[str]] = {}
    for name in full:
        for word in name.split()[1:-1]:
            if len(word) >= _SHORTEST_SURNAME and word[0].isupper():
                owners.setdefault(folded(word), set()).add(links.root(folded(name)))
    return owners


def link_spellings(labels: Mapping[str, str], links: Links) -> None:
    """Link names that sound the same and have the same type.

    Args:
        labels: The label of each name as it is written in the text.
        links: Where they are linked.
    """
    heard: dict[tuple[str, str], str] = {}
    for name, label in sorted(labels.items()):
        sounded = sound(name)
        if sounded and label not in ("NORP", ""):
            links.join(folded(name), heard.setdefault((sounded, label), folded(name)))


def link_countries(labels: Mapping[str, str], links: Links) -> None:
    """Link the names of one country: ``Britain``, ``UK``; see ``country_names`` in the lexicon."""
    seen: dict[str, str] = {}
    for name in sorted(labels, key=lambda name: (-len(name), name)):
        country = country_of().get(name)
        if country and labels[name] in ("GPE", "LOC", "ORG"):
            links.join(folded(name), seen.setdefault(country, folded(name)))


def link_short_organisations(labels: Mapping[str, str], links: Links) -> None:
    """Link ``Orbis`` to the only ``Orbis Minerals`` of the text, and ``Rademann`` to ``Rademann AG``."""
    bearers: dict[str, set[str]] = {}
    for name, label in labels.items():
        words = name.split()
        if label == "ORG" and len(words) > 1:
            bearers.setdefault(words[0], set()).add(links.root(folded(name)))
    for name, label in labels.items():
        fits = bearers.get(name, set())
        if (
            label == "ORG"
            and len(fits) == 1
            and name.isalpha()
            and name not in home_of_label()
            and not name.isupper()
        ):
            links.join(folded(name), next(iter(fits)))


def link_acronyms(labels: Mapping[str, str], links: Links) -> None:
    """Link acronyms to the one name of the text whose initials they are.

    Args:
        labels: The label of each name as it is written in the text.
        links: Where they are linked.
    """
    by_initials: dict[str, set[str]] = {}
    for name, label in labels.items():
        initials = initials_of(name)
        if len(initials) > 1 and label not in ("PERSON", "NORP"):
            by_initials.setdefault(initials, set()).add(links.root(folded(name)))
    for name, label in labels.items():
        letters = name.replace(".", "")
        fits = by_initials.get(letters, set())
        if letters.isupper() and len(fits) == 1 and label not in ("NORP", "LANGUAGE"):
            links.join(folded(name), next(iter(fits)))


def initials_of(name: str) -> str:
    """Return the initials of a name's words; empty for a single word and for ``U.S.``."""
    words = [word for word in _WORD.findall(name) if word.lower() not in known("minor_words")]
    is_spelled_out = len(words) > 1 and any(len(word) > 1 for word in words)
    return "".join(word[0] for word in words).upper() if is_spelled_out else ""


def is_place_name(name: str) -> bool:
    """Tell whether everybody knows a name as a place's."""
    return home_of_label().get(name) in ("GPE", "LOC")
