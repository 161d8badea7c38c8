"""Cutting Russian endings, so that a name is found in every case it stands in."""

from __future__ import annotations

_ENDINGS = sorted(
    [
        "иями",
        "ями",
        "ами",
        "иях",
        "ого",
        "его",
        "ому",
        "ему",
        "ыми",
        "ими",
        "иям",
        "ией",
        "ием",
        "ах",
        "ях",
        "ам",
        "ям",
        "ой",
        "ей",
        "ом",
        "ем",
        "ым",
        "им",
        "ых",
        "их",
        "ую",
        "юю",
        "ов",
        "ев",
        "ая",
        "яя",
        "ое",
        "ее",
        "ые",
        "ие",
        "ый",
        "ий",
        "ья",
        "ье",
        "ью",
        "ия",
        "ию",
        "ии",
        "у",
        "ю",
        "а",
        "я",
        "е",
        "и",
        "ы",
        "о",
        "ь",
        "й",
    ],
    key=len,
    reverse=True,
)
_SHORTEST = 3


def stem(norm: str) -> str:
    """Return a lower-case word without its Russian ending; other words come back unchanged.

    At least three letters stay. Meant for comparing two words of one text, not for dictionaries.
    """
    if len(norm) <= _SHORTEST or not "а" <= norm[-1] <= "я":
        return norm
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= _SHORTEST:
            return norm[: -len(ending)]
    return norm
