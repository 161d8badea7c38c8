"""An entry of a list of names, and the dates lists write."""

from __future__ import annotations

import calendar
import re
from datetime import date

from reader.values import Value

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
"""The types that a list may give its names."""

_TYPES = {
    "PERSON": ("person", "persons", "individual", "people", "p", "per", "физическое лицо", "физические лица"),
    "ORG": (
        "org", "organization", "organisation", "company", "legalentity", "publicbody", "entity", "group",
        "enterprise", "e", "airline", "юридическое лицо", "юридические лица",
    ),
    "GPE": ("gpe", "country", "city", "state"),
    "LOC": ("loc", "location", "place", "address"),
    "FAC": ("fac", "facility"),
    "EVENT": ("event",),
    "PRODUCT": ("product", "vessel", "ship", "aircraft", "airplane", "vehicle", "cryptowallet"),
}  # fmt: skip
_LABEL_OF_TYPE = {word: label for label, words in _TYPES.items() for word in words} | {
    label.lower(): label for label in LABELS
}


class Entry(Value):
    """Somebody or something on a list."""

    id: str
    """What the list calls it, or the line it stands in."""
    name: str
    aliases: tuple[str, ...] = ()
    label: str = ""
    """An OntoNotes label; empty where the list does not tell."""
    since: str = ""
    """The first day it is listed, ISO 8601; empty where unknown."""
    until: str = ""
    """The last day it is listed, ISO 8601; empty where it has no end."""
    source: str = ""
    """Where the list has it from, in the list's words."""


def label_of(word: str) -> str:
    """Return the label that a list's word for a type stands for; empty for one that is not known."""
    return _LABEL_OF_TYPE.get(word.strip().lower(), "")


def iso_date(written: str, *, last: bool) -> str:
    """Return a date in ISO 8601.

    Args:
        written: ``2020-04-03``, also without day or month and with a time behind it; or day first,
            ``03.04.2020`` or ``03/04/2020``; or nothing.
        last: Whether a month or a year without a day means its last day, or its first.

    Raises:
        ValueError: when it is no date.
    """
    written = written.strip()
    if not written:
        return ""
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = map(int, found.groups())
        return date(year, month, day).isoformat()
    found = _DATE.fullmatch(written)
    if found is None:
        raise ValueError(f"not a date: {written}")
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    day = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return date(year, month, day).isoformat()


def tidy(name: str) -> str:
    """Return a name without line breaks and doubled spaces."""
    return " ".join(name.split())
