"""The words of a text, with spacing, case, and the forms of quotes, dashes and accents apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate

from reader.values import Value

_IGNORED = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_WORD = rf"\w[\w{_IGNORED}{_MARKS}]*"
_BROKEN = rf"(?:(?<=\u00ad)[\n\r]+{_WORD})*"
"""The rest of a word that a line's end breaks, where a soft hyphen says so."""
_TOKEN = re.compile(rf"({_WORD}{_BROKEN}|\.\.\.+|--+|[^\w\s{_IGNORED}])")
_DROPPED = re.compile(rf"[{_IGNORED}\n\r]")
_FOLDED = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)


class Tokens(Value, dict=True):
    """A text's tokens in order: where each stands, in code points, and what it is compared by."""

    starts: list[int]
    ends: list[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the tokens with each key, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self.keys):
            found[key].append(number)
        return dict(found)

    @cached_property
    def counts(self) -> list[int]:
        """How often each token's key stands in the text."""
        return list(map(Counter(self.keys).__getitem__, self.keys))

    @cached_property
    def weights(self) -> list[float]:
        """How much each token says."""
        known = {key: weight_of(key) for key in set(self.keys)}
        return list(map(known.__getitem__, self.keys))


def weight_of(key: str) -> float:
    """Return how much a token says: its letters; a sign says next to nothing."""
    return len(key) if key[0].isalnum() else 0.1


class _Keys(dict[str, str]):
    """What tokens are compared by, worked out once for each."""

    def __missing__(self, token: str) -> str:
        found = self[token] = _key(token)
        return found


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text: words, and signs one by one; blanks belong to none."""
    # What lies between tokens and the tokens, in turn: a loop over every word would cost three times as much.
    parts = _TOKEN.split(text)
    edges = list(accumulate(map(len, parts)))
    return Tokens(edges[:-1:2], edges[1::2], list(map(_Keys().__getitem__, parts[1::2])))


def _key(token: str) -> str:
    if token.isascii():
        return "-" if token.startswith("--") else token.lower()
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", token)).translate(_FOLDED)
    return plain.casefold()
