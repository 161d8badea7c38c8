"""Where news says of itself where it was written, and by whom: ``KABUL (AP) —``, ``By Aro Velt``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.entities.edges import trimmed
from reader.analysis.entities.lexicon import home_of_label, known
from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_a-zа-яё][\w.'’-]*"
_PLACE = rf"{_WORD}(?: (?:(?:de|la|el|al|es|of|the|del|do) )?{_WORD}){{0,2}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE})(?:, (?P<land>(?!{_MONTH} \d){_PLACE}))?"
    rf"(?P<date>,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
    r"(?P<agency> ?\((?P<name>[^\W\d_a-z][\w -]{1,24})\))?(?:\.? ?[—–]|,? --?|:) ",
    re.MULTILINE,
)
_BYLINE = re.compile(
    rf"^(?:By|BY|Text by|Words by) (?P<first>{_WORD}(?: {_WORD}){{1,3}})"
    rf"(?: (?:and|AND) (?P<second>{_WORD}(?: {_WORD}){{1,3}}))?(?:,[^\n]{{0,60}})?$",
    re.MULTILINE,
)


def dateline_names(text: str) -> Iterator[RawSpan]:
    """Yield the places and the agency of every dateline, and the writers of every byline.

    A dateline opens a line and ends in a dash or colon; it has a date or an agency, or its place is known.
    """
    for line in _DATELINE.finditer(text):
        if line["date"] or line["agency"] or (line["place"].isupper() and _is_known_place(line["place"])):
            yield from _dateline(line)
    for line in _BYLINE.finditer(text):
        for group in ("first", "second"):
            if line[group] and not known("organisation_nouns") & set(line[group].split()):
                yield RawSpan(Span(*line.span(group)), "PERSON")


def _dateline(line: re.Match[str]) -> Iterator[RawSpan]:
    if line["place"].split()[0] in known("openers") or not (
        line["place"].isupper() or line["agency"] or line["land"]
    ):
        return
    yield RawSpan(trimmed(line.string, Span(*line.span("place"))), "GPE")
    if line["land"]:
        yield RawSpan(trimmed(line.string, Span(*line.span("land"))), "GPE")
    if line["agency"] and (line["name"].isupper() or line["name"] in known("news_agencies")):
        yield RawSpan(Span(*line.span("name")), "ORG")


def _is_known_place(name: str) -> bool:
    return home_of_label().get(" ".join(word.capitalize() for word in name.split())) == "GPE"
