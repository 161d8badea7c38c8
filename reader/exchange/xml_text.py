"""Text as XML 1.0 can hold it (https://www.w3.org/TR/xml/#charsets)."""

from __future__ import annotations

import re

_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def xml_text(text: str) -> str:
    """Return a text with U+FFFD for each character that XML cannot hold, so that no offset changes."""
    return _UNHELD.sub("\ufffd", text)


def unheld(text: str) -> int:
    """Return how many characters of a text XML cannot hold, lone surrogates aside."""
    return len(_UNHELD.findall(text)) - len(_LONE_SURROGATE.findall(text))
