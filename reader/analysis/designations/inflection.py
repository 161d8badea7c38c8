"""Cutting Russian endings, so that a name is found in every case it stands in."""

from __future__ import annotations

from functools import lru_cache

_ALL_ENDINGS = (
    "иями ями ами иях ого его ому ему ыми ими иям ией ием ах ях ам ям ой ей ом ем ым им ых их ую юю ов ев "
    "ая яя ое ее ые ие ый ий ья ье ью ия ию ии у ю а я е и ы о ь й"
)
_ENDINGS = tuple(sorted(_ALL_ENDINGS.split(), key=len, reverse=True))
_MOST_REMEMBERED = 1 << 16
_SHORTEST = 3
_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лись", "лось")


@lru_cache(maxsize=_MOST_REMEMBERED)
def stem(norm: str) -> str:
    """Return a lower-case word without its Russian endings; other words come back unchanged.

    At least three letters stay. Two endings are cut, one behind the other, so that ``громова`` and ``громов``
    meet. Meant for comparing two words of one text, not for dictionaries.
    """
    for _ in range(2):
        if len(norm) <= _SHORTEST or not "а" <= norm[-1] <= "я":
            return norm
        norm = _cut(norm)
    return norm


def _cut(norm: str) -> str:
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= _SHORTEST:
            return norm[: -len(ending)]
    return norm


def is_past_verb(norm: str) -> bool:
    """Tell a Russian verb in the past by its ending; names such as ``Михаил`` end so too."""
    return norm.endswith(_PAST) and len(norm) > _SHORTEST
