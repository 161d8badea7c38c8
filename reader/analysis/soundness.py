"""Checking findings that come from a file which anybody may have written to."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reader.articles.findings import Kind, Origin, Polarity
from reader.articles.mentions import Mentions
from reader.text.span import Spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reader.articles.findings import Designated, Designation, Findings, Mention
    from reader.text.span import Span

_KINDS, _POLARITIES, _ORIGINS = map(frozenset, map(get_args, (Kind, Polarity, Origin)))
_NUMBERS = (int, float, type(None))


def is_sound(findings: Findings, text: str) -> bool:
    """Tell whether findings have the values that findings of a text can have.

    Args:
        findings: As `reader.analysis.contract.unpack` makes them: their sentences and mentions are numbers.
        text: What they were found in.
    """
    # Many designations are attached to the same few.
    designated = {id(each): each for found in findings.designations for each in found.entities}.values()
    return (
        all(isinstance(word, str) for word in _words(findings, designated))
        and all(_is_of_our_words(found) for found in findings.designations)
        and all(_fits(found.span, len(text)) for found in findings.designations)
        and all(_all_fit(row, len(text)) for row in _rows(findings, designated))
    )


def _fits(span: Span, length: int) -> bool:
    return isinstance(span.start, int) and isinstance(span.end, int) and span.end <= length


def _all_fit(row: Sequence[Span] | Sequence[Mention], length: int) -> bool:
    return isinstance(row, Spans | Mentions) and row.end <= length


def _is_of_our_words(found: Designation) -> bool:
    return (
        isinstance(found.confidence, _NUMBERS)
        and _KINDS.issuperset((found.kind, *found.also))
        and found.polarity in _POLARITIES
        and found.source in _ORIGINS
    )


def _rows(
    findings: Findings, designated: Collection[Designated]
) -> Iterator[Sequence[Span] | Sequence[Mention]]:
    yield findings.sentences
    yield findings.unexplained
    yield from (entity.mentions for entity in findings.entities)
    yield from (each.mentions for each in designated)


def _words(findings: Findings, designated: Collection[Designated]) -> Iterator[object]:
    yield from (findings.language, findings.engine)
    for entity in findings.entities:
        yield from (entity.name, entity.label, *entity.aliases)
        for listed in entity.listed:
            yield from (listed.list, listed.entry, listed.name, listed.until or "", listed.source)
    for found in findings.designations:
        yield from (found.text, found.authority or "", found.marker or "", *found.jurisdictions)
    for each in designated:
        yield from (each.name, *each.aliases)
