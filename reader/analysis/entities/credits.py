"""The credits of pictures: ``© AP Photo / Allauddin Khan`` names an agency and a photographer."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import known
from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?:(?: (?:van|von|de|der|den|da|di|du|la|bin|al))* {_WORD}){{0,3}}"


_LINE_WITH_SLASH = re.compile(r"^[^\n/]*/[^\n]*", re.MULTILINE)
_NOBODY = frozenset(("stringer", "handout", "pool", "file"))


@cache
def _agencies() -> str:
    return "|".join(re.escape(name) for name in sorted(known("news_agencies"), key=len, reverse=True))


@cache
def _agency_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=© )|(?<=©)|\b)(?P<agency>{_agencies()})(?: Photo| Images| via \w+)?(?: \d{{4}})? ?/ ?"
        rf"(?P<person>{_NAME})(?=\s*(?:[\n)\].,;/]|$))"
    )


@cache
def _person_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:^|[(\[|©] ?|(?:Photo|Picture|Image)s?(?: by|:) ))(?P<person>{_WORD} {_NAME}) ?/ ?"
        rf"(?P<agency>{_agencies()})(?![\w-])",
        re.MULTILINE,
    )


def credit_names(text: str) -> Iterator[RawSpan]:
    """Yield the agency and the photographer, or second agency, of every credit with a known agency.

    ``AP Photo/Aro Velt`` is the agency ``AP`` and a person; so is ``Photo: Aro Velt/AP``.
    """
    lines = [line.span() for line in _LINE_WITH_SLASH.finditer(text)]
    for form in (_agency_first(), _person_first()):
        for credit in chain.from_iterable(form.finditer(text, *line) for line in lines):
            yield RawSpan(Span(*credit.span("agency")), "ORG")
            if credit["person"].lower() not in _NOBODY:
                label = "ORG" if credit["person"] in known("news_agencies") else "PERSON"
                yield RawSpan(Span(*credit.span("person")), label)
