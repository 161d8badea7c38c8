"""The sanitiser at the edge of the view: every character of an untrusted text takes a cell one can see.

A terminal obeys some characters and hides others: escapes can run programs (CVE-2023-28487), bidirectional
controls reorder what is read (CVE-2021-42574), invisible ones make two words look the same
(CVE-2021-42694). So each of them is drawn as a stand-in. One code point goes in for each that comes out:
offsets into the drawn text are offsets into the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from reader.page.cells import cell_size
from reader.page.classes import HANGUL, IDEOGRAPHS, JOINING, MARKS, PICTOGRAPHS, PLAIN, WIDE

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands for what no reader was meant to see: C1 controls, private use, surrogates, unassigned."""
INVISIBLE = "\N{WHITE VERTICAL RECTANGLE}"
"""Stands for a character that draws nothing, and for a joiner or selector with nothing to work on."""
REORDERING = "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"
"""Stands for a control of the bidirectional algorithm."""
LONELY_MARK = "\N{DOTTED CIRCLE}"
"""Stands for a combining mark without a base, and for each one too many."""
LINE_END = "\N{SYMBOL FOR NEWLINE}"
"""Stands for anything that ends a line or a paragraph inside a string."""

MAX_MARKS = 4
"""How many combining marks one base carries; Vietnamese, Thai, Hebrew and Arabic need at most 3."""
MAX_JOINS = 8
"""How many joiners one cluster holds; the longest emoji sequences recommended by Unicode have 3."""

_BASES = f"{PLAIN}{JOINING}{WIDE}".replace(" -~", "!-~")
SOUND = re.compile(f"(?: |[{_BASES}][{MARKS}]{{0,{MAX_MARKS}}}+)*+")
"""Matches as much of a text as is surely drawn as it stands, each code point by its own size."""
_ODD = re.compile(f"[{PLAIN}{WIDE}]?[^{PLAIN}{WIDE}]+")
_TAKES_GLYPH_SELECTOR = re.compile(f"[{IDEOGRAPHS}\u1820-\u18aa]")  # ideographs, Mongolian letters
_PICTOGRAPH = re.compile(f"[{PICTOGRAPHS}]")
_SELECTABLE = re.compile(f"[{PICTOGRAPHS}#*0-9]")
_HANGUL = re.compile(f"[{HANGUL}]")
_LATE_EMOJI_OR_IDEOGRAPH = re.compile("[\U0001f000-\U0001faff\U00020000-\U0002fffd\U00030000-\U0003fffd]")
_SCRIPTS_WITH_JOINERS = (
    re.compile("[\u0600-\u08ff]"),  # Arabic, Syriac, Thaana, NKo, Mandaic
    re.compile("[\u0900-\u0dff]"),  # Devanagari to Sinhala
    re.compile("[\u1000-\u109f]"),  # Burmese
    re.compile("[\u1780-\u17ff]"),  # Khmer
    re.compile("[\u1800-\u18af]"),  # Mongolian
)
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = frozenset("\n\x85\u2028\u2029")
_BLANK_LETTERS_AND_MARKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


class _Role(Enum):
    """What a character may do in a cluster."""

    BASE = auto()
    STAND_IN = auto()
    SPACE = auto()
    MARK = auto()
    VOWEL_OF_HANGUL = auto()
    SKIN_TONE = auto()
    EMOJI_SELECTOR = auto()
    GLYPH_SELECTOR = auto()
    JOINER = auto()
    NON_JOINER = auto()


def visible(text: str) -> str:
    """Return the text as it may be drawn: as many code points, each base in one or two cells, none hidden.

    - C0 controls and DEL become their control pictures, line ends ``␤``, other controls ``�``;
    - a tab, and any space that is not one cell wide, becomes a space;
    - bidirectional controls become ``⇄``, other invisible characters ``▯``;
    - combining marks stay up to `MAX_MARKS` behind a base, the others become ``◌``;
    - joiners and variation selectors stay where they do work: in emoji sequences, behind ideographs,
      between letters of the Arabic and Indic scripts.

    Applying it twice changes nothing more.
    """
    if (text.isascii() and text.isprintable()) or SOUND.fullmatch(text):
        return text
    return _ODD.sub(_drawn, text)


def _drawn(found: re.Match[str]) -> str:
    """Draw a run of characters that need a look, with the plain one before it as their base."""
    text = found.string
    cluster = _Growing()
    drawn = []
    for index in range(found.start(), found.end()):
        character = text[index]
        role, shown = _look_up(character)
        if role in (_Role.BASE, _Role.SPACE, _Role.STAND_IN):
            cluster.begin(character if role is _Role.BASE else "")
        elif not cluster.takes(role, text[index + 1 : index + 2]):
            cluster.begin("")
            shown = LONELY_MARK if role is _Role.MARK else INVISIBLE
        drawn.append(shown)
    return "".join(drawn)


@dataclass(slots=True)
class _Growing:
    """The cluster being drawn, as far as later characters depend on it."""

    base: str = ""
    """The character that marks would stand on; empty where nothing can carry one."""
    marks: int = 0
    joins: int = 0
    previous: _Role = _Role.STAND_IN

    def begin(self, base: str) -> None:
        """Go on to the next character that is no extension of another."""
        joined = self.previous is _Role.JOINER and base
        self.joins = self.joins if joined else 0
        self.base, self.marks, self.previous = base, 0, _Role.BASE

    def takes(self, role: _Role, following: str) -> bool:
        """Tell whether an extending character has work to do here, and take it if so."""
        if not self.base or not self._has_work(role, following):
            return False
        self.marks += role in (_Role.MARK, _Role.VOWEL_OF_HANGUL)
        self.joins += role is _Role.JOINER
        self.previous = role
        return True

    def _has_work(self, role: _Role, following: str) -> bool:
        match role:
            case _Role.MARK:
                return self.marks < MAX_MARKS
            case _Role.VOWEL_OF_HANGUL:
                return self.marks < MAX_MARKS and bool(_HANGUL.match(self.base))
            case _Role.SKIN_TONE:
                return self._is_bare() and bool(_PICTOGRAPH.match(self.base))
            case _Role.EMOJI_SELECTOR:
                return self._is_bare() and bool(_SELECTABLE.match(self.base))
            case _Role.GLYPH_SELECTOR:
                return self._is_bare() and bool(_TAKES_GLYPH_SELECTOR.match(self.base))
            case _Role.JOINER:
                return self.joins < MAX_JOINS and self._joins(following)
            case _:
                return self._separates(following)

    def _is_bare(self) -> bool:
        return self.previous is _Role.BASE

    def _joins(self, following: str) -> bool:
        if self.previous in (_Role.JOINER, _Role.NON_JOINER):
            return False
        if _PICTOGRAPH.match(self.base):
            return bool(_PICTOGRAPH.match(following)) and _look_up(following)[0] is _Role.BASE
        return _share_joining_script(self.base, following)

    def _separates(self, following: str) -> bool:
        # The end of the string counts as a letter: a row may end between the two.
        if self.previous in (_Role.JOINER, _Role.NON_JOINER):
            return False
        return _share_joining_script(self.base, following or self.base)


def _share_joining_script(left: str, right: str) -> bool:
    if not (left.isalpha() and right.isalpha()):
        return False
    return any(script.match(left) and script.match(right) for script in _SCRIPTS_WITH_JOINERS)


@lru_cache(maxsize=8192)
def _look_up(character: str) -> tuple[_Role, str]:
    """Return what a character may do, and how it is drawn if it may do it."""
    code = ord(character)
    if role := _extending_role(character, code):
        return role, character
    if character in _BLANK_LETTERS_AND_MARKS:
        return _Role.STAND_IN, INVISIBLE
    match unicodedata.category(character):
        case "Cc":
            return (_Role.SPACE, " ") if character == "\t" else (_Role.STAND_IN, _picture(character))
        case "Zs":
            is_base = character == "\N{NO-BREAK SPACE}"
            return _Role.BASE if is_base else _Role.SPACE, character if cell_size(character) == 1 else " "
        case "Zl" | "Zp":
            return _Role.STAND_IN, LINE_END
        case "Cf":
            return _Role.STAND_IN, REORDERING if character in _BIDI_CONTROLS else INVISIBLE
        case "Cs" | "Co":
            return _Role.STAND_IN, UNREADABLE
        case "Cn":
            is_later = cell_size(character) == 2 and _LATE_EMOJI_OR_IDEOGRAPH.match(character)
            return (_Role.BASE, character) if is_later else (_Role.STAND_IN, UNREADABLE)
        case _:
            return (_Role.BASE, character) if cell_size(character) else (_Role.STAND_IN, INVISIBLE)


def _extending_role(character: str, code: int) -> _Role | None:
    """Return the role of a character that adds to the one before it, None for others."""
    if character == "\u200d":
        return _Role.JOINER
    if character == "\u200c":
        return _Role.NON_JOINER
    if code in (0xFE0E, 0xFE0F):
        return _Role.EMOJI_SELECTOR
    if 0xFE00 <= code < 0xFE0E or 0xE0100 <= code < 0xE01F0 or 0x180B <= code <= 0x180F:
        return _Role.GLYPH_SELECTOR
    if 0x1F3FB <= code <= 0x1F3FF:
        return _Role.SKIN_TONE
    if 0x1161 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB:
        return _Role.VOWEL_OF_HANGUL
    if unicodedata.category(character).startswith("M") and character not in _BLANK_LETTERS_AND_MARKS:
        return _Role.MARK
    return None


def _picture(control: str) -> str:
    """Return the stand-in of a control character."""
    code = ord(control)
    if control in _LINE_ENDS:
        return LINE_END
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else UNREADABLE
