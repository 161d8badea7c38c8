"""The sanitiser at the edge of the view: every character of an untrusted text takes a cell one can see.

A terminal obeys some characters and hides others: escapes can run programs (CVE-2023-28487), bidirectional
controls reorder what is read (CVE-2021-42574), invisible ones make two words look the same
(CVE-2021-42694). So each of them is drawn as a stand-in. One code point goes in for each that comes out:
offsets into the drawn text are offsets into the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from reader.page.cells import cell_size
from reader.page.classes import (
    ARABIC,
    HANGUL,
    IDEOGRAPHS,
    JOINING,
    MARKS,
    PICTOGRAPHS,
    PLAIN,
    SPACES,
    STAND_INS,
    WESTERN,
    WIDE,
)
from reader.text.late import late

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

SOUND = late(
    f"(?:[ {STAND_INS}]|[{ARABIC}]\u200c(?=[{ARABIC}]|\\Z)"
    f"|[{PLAIN}{JOINING}{WIDE}][{MARKS}]{{0,{MAX_MARKS}}}+)*+"
)
"""Matches as much of a text as is surely drawn as it stands, each code point by its own size.

Spaces and stand-ins come first, and the star is possessive: they are never taken for the base of a mark.
"""
_WESTERN = re.compile(f"[{WESTERN}]*+")
"""Most texts hold nothing else, and need none of the larger classes, which take milliseconds to compile."""
_IN_DOUBT = late(f"[{PLAIN}{WIDE}]?[^{PLAIN}{WIDE}]+")
_TAKES_GLYPH_SELECTOR = late(f"[{IDEOGRAPHS}\u1820-\u18aa]")  # ideographs, Mongolian letters
_PICTOGRAPH = late(f"[{PICTOGRAPHS}]")
_SELECTABLE = late(f"[{PICTOGRAPHS}#*0-9]")
_HANGUL = late(f"[{HANGUL}]")
_LATE_EMOJI_OR_IDEOGRAPH = late("[\U0001f000-\U0001faff\U00020000-\U0002fffd\U00030000-\U0003fffd]")
_SCRIPTS_WITH_JOINERS = (
    range(0x600, 0x900),  # Arabic, Syriac, Thaana, NKo, Mandaic
    range(0x900, 0xE00),  # Devanagari to Sinhala
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x1800, 0x18B0),  # Mongolian
)
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_BASE = late(f"[{SPACES}{STAND_INS}]")
_BLANK_LETTERS_AND_MARKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


class _Role(Enum):
    """What a character does for the one before it."""

    MARK = auto()
    VOWEL_OF_HANGUL = auto()
    SKIN_TONE = auto()
    EMOJI_SELECTOR = auto()
    GLYPH_SELECTOR = auto()
    JOINER = auto()
    NON_JOINER = auto()


_JOINERS = {
    0x200C: _Role.NON_JOINER,
    0x200D: _Role.JOINER,
    0xFE0E: _Role.EMOJI_SELECTOR,
    0xFE0F: _Role.EMOJI_SELECTOR,
}


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
    if (text.isascii() and text.isprintable()) or _WESTERN.fullmatch(text) or SOUND.fullmatch(text):
        return text
    drawn = text.translate(_ALONE)
    if SOUND.fullmatch(drawn):
        return drawn
    return _IN_DOUBT.sub(_draw_in_context, drawn)


def _draw_in_context(found: re.Match[str]) -> str:
    """Draw a run of characters that need a look at each other, with the sure one before it as their base."""
    text = found.string
    cluster = _Growing()
    drawn = []
    for index in range(found.start(), found.end()):
        character = text[index]
        role = _role(character)
        if role is None:
            cluster.begin(character)
        elif not cluster.takes(role, text[index + 1 : index + 2]):
            cluster.begin("")
            character = LONELY_MARK if role is _Role.MARK else INVISIBLE
        drawn.append(character)
    return "".join(drawn)


class _Growing(Struct):
    """The cluster being drawn, as far as later characters depend on it."""

    base: str = ""
    """The character that extensions would work on; empty where there is none."""
    marks: int = 0
    joins: int = 0
    previous: _Role | None = None
    """The extension taken last, None behind the base itself."""

    def begin(self, character: str) -> None:
        """Go on to the next character that is no extension of another."""
        if self.previous is not _Role.JOINER:
            self.joins = 0
        self.base = "" if _NO_BASE.match(character) else character
        self.marks, self.previous = 0, None

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
        return self.previous is None

    def _joins(self, following: str) -> bool:
        if self.previous in (_Role.JOINER, _Role.NON_JOINER):
            return False
        if _PICTOGRAPH.match(self.base):
            return bool(_PICTOGRAPH.match(following))
        return _share_joining_script(self.base, following)

    def _separates(self, following: str) -> bool:
        # The end of the string counts as a letter: a row may end between the two.
        if self.previous in (_Role.JOINER, _Role.NON_JOINER):
            return False
        return _share_joining_script(self.base, following or self.base)


def _share_joining_script(left: str, right: str) -> bool:
    if not (left.isalpha() and right.isalpha()):
        return False
    return any(ord(left) in script and ord(right) in script for script in _SCRIPTS_WITH_JOINERS)


@lru_cache(maxsize=4096)
def _role(character: str) -> _Role | None:
    """Return what a character does for the one before it, None for one that stands by itself."""
    code = ord(character)
    if code in _JOINERS:
        return _JOINERS[code]
    if 0xFE00 <= code < 0xFE0E or 0xE0100 <= code < 0xE01F0 or 0x180B <= code <= 0x180F:
        return _Role.GLYPH_SELECTOR
    if 0x1F3FB <= code <= 0x1F3FF:
        return _Role.SKIN_TONE
    if 0x1161 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB:
        return _Role.VOWEL_OF_HANGUL
    return _Role.MARK if unicodedata.category(character).startswith("M") else None


def _alone(character: str) -> str:
    """Return how a character is drawn, as far as that does not depend on its neighbours."""
    if character in _BLANK_LETTERS_AND_MARKS:
        return INVISIBLE
    if _role(character):
        return character
    size = cell_size(character)
    match unicodedata.category(character):
        case "Cc":
            return _picture(character)
        case "Zs":
            return character if size == 1 else " "
        case "Zl" | "Zp":
            return LINE_END
        case "Cf":
            return REORDERING if character in _BIDI_CONTROLS else INVISIBLE
        case "Cs" | "Co":
            return UNREADABLE
        case "Cn":
            return character if size == 2 and _LATE_EMOJI_OR_IDEOGRAPH.match(character) else UNREADABLE
        case _:
            return character if size else INVISIBLE


def _picture(control: str) -> str:
    """Return the stand-in of a control character."""
    code = ord(control)
    if control == "\t":
        return " "
    if control in "\n\x85":
        return LINE_END
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else UNREADABLE


class _Alone(dict[int, str]):
    """What `str.translate` asks for each code point, worked out once."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _alone(chr(code))
        return shown


_ALONE = _Alone()
