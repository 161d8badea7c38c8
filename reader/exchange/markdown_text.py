"""Any text as Markdown in which nothing is markup.

Every character that CommonMark 0.31, GitHub's extensions or Obsidian read as markup is escaped, and control
characters become visible ones.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in b"\t\n\r"}
"""What stands for control characters, for `str.translate`."""
CONTROLS |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)

_ANYWHERE = re.compile(
    r"[\\`*_\[\]<>~|$#^@]"  # emphasis, code, links, HTML, tables, mathematics, tags, mentions
    r"|[=%](?=[=%])"  # Obsidian's highlights and comments
    r"|&(?=#?\w+;)"  # entities
    r"|:(?=//)|(?<=www)\."  # addresses that become links by themselves
)
_AT_START = re.compile(r"[-+=:]|(?<=\d)[.)]")
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")
_NOT_IN_TAG = re.compile(r"[^\w-]+")
_NO_EMPHASIS = re.compile("_*-[-_]*")


def line(text: str) -> str:
    """Return a text on one line; spaces at its ends, which would be markup, go."""
    return _escaped(" ".join(LINE_END.split(text)))


def lines(text: str) -> list[str]:
    """Return the lines of a text, a hard break after each that another one follows in its paragraph."""
    escaped = [_escaped(each) for each in LINE_END.split(text)]
    return [each + "\\" if each and after else each for each, after in pairwise([*escaped, ""])]


def tag(path: Sequence[str]) -> str:
    """Return a tag, below those it stands under, as Obsidian has them, without the ``#``.

    Letters, digits, ``_`` and ``-`` stay, others become ``-``; a tag of digits alone gets a ``_`` in front,
    one of nothing is ``tag``. A ``_`` at an end or beside a ``-`` goes, as CommonMark could take it for the
    end of an emphasis.
    """
    parts = [_NOT_IN_TAG.sub("-", step) for name in path for step in name.split("/")]
    steps = [_NO_EMPHASIS.sub("-", part).strip("-_") for part in parts]
    made = "/".join(filter(None, steps)) or "tag"
    return "_" + made if made.replace("/", "").isdecimal() else made


def _escaped(text: str) -> str:
    """Return one line in which nothing is markup."""
    text = text.translate(CONTROLS).strip(" \t")
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    escaped = _ANYWHERE.sub(r"\\\g<0>", text)
    return escaped[:start] + "\\" + escaped[start:] if _AT_START.match(escaped, start) else escaped
