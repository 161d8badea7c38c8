"""The words of a text, with spacing, case, and the forms of quotes, dashes and accents apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_IGNORED = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_TOKEN = re.compile(rf"(?:\w[{_IGNORED}{_MARKS}]*)+|\.\.\.+|--+|[^\w\s{_IGNORED}]")
_DROPPED = re.compile(f"[{_IGNORED}]")
_FOLDED = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)


@dataclass(frozen=True)
class Tokens:
    """A text's tokens in order: where each stands, in code points, and what it is compared by."""

    starts: list[int]
    ends: list[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the tokens with each key, in order."""
        found: dict[str, list[int]] = {}
        for number, key in enumerate(self.keys):
            found.setdefault(key, []).append(number)
        return found

    @cached_property
    def weights(self) -> list[float]:
        """How much each token says: its letters; a sign says next to nothing."""
        return [len(key) if key[0].isalnum() else 0.1 for key in self.keys]


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text: words, and signs one by one; blanks belong to none."""
    starts, ends, keys = [], [], []
    known: dict[str, str] = {}
    for found in _TOKEN.finditer(text):
        token = found.group()
        start, end = found.span()
        starts.append(start)
        ends.append(end)
        keys.append(known.get(token) or known.setdefault(token, _key(token)))
    return Tokens(starts, ends, keys)


def _key(token: str) -> str:
    if token.isascii():
        return "-" if token.startswith("--") else token.lower()
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", token)).translate(_FOLDED)
    return plain.casefold()
