"""What is highlighted in the text: findings, annotations and matches as marks for the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from reader.articles.findings import Findings
from reader.session.reading import Reading
from reader.session.standing import (
    annotation_spread,
    designated_in,
    designated_spread,
    for_the_latest,
    mention_spread,
    mentions,
    statement_spread,
)
from reader.session.suggested import open_over
from reader.text.marks import Mark, lanes
from reader.text.span import Span
from reader.text.spread import Nearby, Spread

_T = TypeVar("_T")

FAMILIES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
"""The four kinds of entity told apart on the page; every other type is ``other``."""
LINKS = 8
"""How many links of a chain of overlapping annotations are followed before all are looked at."""


def family(label: str) -> str:
    """Return the kind of highlight an entity's label is drawn with."""
    return FAMILIES.get(label, "other")


def finding_marks(findings: Findings) -> tuple[Mark, ...]:
    """Return the marks of entities, designated names and designation statements."""
    marks = [Mark(m.span, f"entity:{family(e.label)}", e.name) for e, m in mentions(findings)]
    marks.extend(Mark(d.span, "statement", str(number)) for number, d in enumerate(findings.designations))
    named = {mention.span: d.name for d in designated_in(findings) for mention in d.mentions}
    marks.extend(Mark(span, "designated", name) for span, name in named.items())
    return tuple(marks)


def look_through(findings: Findings) -> None:
    """Put in order what highlights are found by, so that it is there when they are drawn.

    It takes as long as there are names in the text, and is for any thread.
    """
    for derived in (mention_spread, statement_spread, designated_spread, _designated_names):
        derived(findings)


def highlights_over(reading: Reading, span: Span) -> tuple[Mark, ...]:
    """Return every mark that shares a character with a span; what lies elsewhere costs nothing."""
    found = _findings_over(reading.findings, span)
    suggested = (Mark(each.span, "suggested", each.tag) for each in open_over(reading, span))
    marks = (*found, *suggested, *annotations_over(reading, span), *found_marks(reading, span))
    meant = reading.meant
    return (*marks, Mark(meant, "meant", "")) if meant and meant.overlaps(span) else marks


def annotations_over(reading: Reading, span: Span) -> tuple[Mark, ...]:
    """Return the marks of the annotations that share a character with a span."""
    return tuple(
        Mark(place, "annotation" if reading.own(a) else "annotation:other", a.id)
        for place, a in _over(annotation_spread(reading.annotations), span)
    )


def lanes_around(reading: Reading, span: Span) -> dict[str, int]:
    """Return the lanes beside the text of the annotations over a span, and of all that hang on to them."""
    return lanes(annotations_over(reading, chained(reading, span)))


def chained(reading: Reading, span: Span) -> Span:
    """Return a span with the annotations over it and all that hang on to them.

    Of a chain that goes on and on it is the whole text.
    """
    for _ in range(LINKS):
        marks = annotations_over(reading, span)
        wider = Span(
            min((mark.span.start for mark in marks), default=span.start),
            max((mark.span.end for mark in marks), default=span.end),
        )
        if span.covers(wider):
            return span
        span = Span(min(span.start, wider.start), max(span.end, wider.end))
    return Span(0, len(reading.article.text))


def _findings_over(findings: Findings, span: Span) -> Iterator[Mark]:
    for _, (entity, mention) in _over(mention_spread(findings), span):
        yield Mark(mention.span, f"entity:{family(entity.label)}", entity.name)
    for place, _ in _over(statement_spread(findings), span):
        yield Mark(place, "statement", "")
    for place, name in _over(_designated_names(findings), span):
        yield Mark(place, "designated", name)


@for_the_latest
def _designated_names(findings: Findings) -> Spread[str]:
    return Spread((mention.span, one.name) for one in designated_in(findings) for mention in one.mentions)


def _over(spread: Spread[_T] | Nearby[_T], span: Span) -> Iterator[tuple[Span, _T]]:
    """Yield what shares a character with a span, in order."""
    if span:
        yield from spread.over(span.start)
        yield from spread.beginning_in(Span(span.start + 1, span.end))


def found_marks(reading: Reading, span: Span) -> tuple[Mark, ...]:
    """Return the marks over a span of what a search found, and of what a search or a list led to."""
    matches = reading.search.matches.over(span) if reading.search else ()
    marks = tuple(Mark(match, "match", "") for match in matches)
    current = reading.current
    return (*marks, Mark(current, "current", "")) if current and current.overlaps(span) else marks
