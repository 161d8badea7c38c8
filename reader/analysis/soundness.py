"""Checking findings that come from a file which anybody may have written to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, get_args

from reader.articles.findings import Kind, Origin, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.articles.findings import Designation, Findings, Mention
    from reader.text.span import Span

_KINDS, _POLARITIES, _ORIGINS = map(frozenset, map(get_args, (Kind, Polarity, Origin)))
_NUMBERS = (int, float, type(None))


def is_sound(findings: Findings, text: str) -> bool:
    """Tell whether findings have the values that findings of a text can have."""
    return (
        all(isinstance(word, str) for word in _words(findings))
        and all(_is_of_our_words(found) for found in findings.designations)
        and all(isinstance(mention.confidence, _NUMBERS) for mention in _mentions(findings))
        and all(_fits(span, len(text)) for span in _spans(findings))
    )


def _fits(span: Span, length: int) -> bool:
    return isinstance(span.start, int) and isinstance(span.end, int) and span.end <= length


def _is_of_our_words(found: Designation) -> bool:
    return (
        isinstance(found.confidence, _NUMBERS)
        and _KINDS.issuperset((found.kind, *found.also))
        and found.polarity in _POLARITIES
        and found.source in _ORIGINS
    )


def _spans(findings: Findings) -> Iterator[Span]:
    yield from findings.sentences
    yield from (mention.span for mention in _mentions(findings))
    yield from (found.span for found in findings.designations)


def _mentions(findings: Findings) -> Iterator[Mention]:
    yield from findings.unexplained
    for entity in findings.entities:
        yield from entity.mentions
    for designated in chain.from_iterable(found.entities for found in findings.designations):
        yield from designated.mentions


def _words(findings: Findings) -> Iterator[object]:
    yield from (findings.language, findings.engine)
    for entity in findings.entities:
        yield from (entity.name, entity.label, *entity.aliases)
        for listed in entity.listed:
            yield from (listed.list, listed.entry, listed.name, listed.until or "", listed.source)
    for found in findings.designations:
        yield from (found.text, found.authority or "", found.marker or "", *found.jurisdictions)
        for designated in found.entities:
            yield from (designated.name, *designated.aliases)
