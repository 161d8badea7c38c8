"""The credits of pictures: ``© AP Photo / Allauddin Khan`` names an agency and a photographer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import known
from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?:(?: (?:van|von|de|der|den|da|di|du|la|bin|al))* {_WORD}){{0,3}}"


@cache
def _credit() -> re.Pattern[str]:
    agencies = "|".join(re.escape(name) for name in sorted(known("news_agencies"), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=© )|(?<=©)|\b)(?P<agency>(?:{agencies})(?: Photo| Images| via \w+)?)(?: \d{{4}})? ?/ ?"
        rf"(?P<person>{_NAME})(?=\s*(?:[\n)\].,;/]|$))"
    )


def credit_names(text: str) -> Iterator[RawSpan]:
    """Yield the agency and the photographer, or second agency, of every credit with a known agency."""
    for credit in _credit().finditer(text):
        yield RawSpan(Span(*credit.span("agency")), "ORG")
        if credit["person"].lower() not in ("stringer", "handout", "pool"):
            label = "ORG" if credit["person"] in known("news_agencies") else "PERSON"
            yield RawSpan(Span(*credit.span("person")), label)
