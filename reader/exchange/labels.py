"""Tags as the labels of programs that allow fewer characters, and back."""

from __future__ import annotations

import re

UNTAGGED = "untagged"
"""The label of a passage without a tag, where there must be one."""

NAMES = re.compile("[^A-Za-z0-9_-]|_(?=x)")
"""What a label cannot have that is to be made of ASCII letters, digits, ``-`` and ``_``."""
BLANKS = re.compile(r"\s|_(?=x)")
"""What a label cannot have that is to be without blanks."""

_WRITTEN = re.compile("_x([0-9a-f]{1,6})_")


def label_of(tag: str, unsafe: re.Pattern[str] = NAMES) -> str:
    """Return a tag without the characters that a label cannot have.

    Each of them is ``_x``, its code point in hexadecimal, ``_``: ``war crime`` is ``war_x20_crime``. So is a
    ``_`` that an ``x`` follows, so that `tag_of` undoes it.
    """
    return unsafe.sub(lambda found: f"_x{ord(found.group()):x}_", tag)


def tag_of(label: str) -> str:
    """Return the tag that a label was made of."""
    return _WRITTEN.sub(_character, label)


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= 0x10FFFF else found.group()
