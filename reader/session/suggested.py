"""Which suggestions are still open, and where: what is drawn, explained and gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.session.reading import Reading
    from reader.session.suggestion import Suggesting, Suggestion


def open_over(reading: Reading, span: Span) -> Iterator[Suggestion]:
    """Yield the suggestions that share a character with a span and are neither accepted nor rejected."""
    now = reading.suggesting
    if now is not None and span:
        near = (*now.found.over(span.start), *now.found.beginning_in(Span(span.start + 1, span.end)))
        yield from (each for _, each in near if is_open(reading, now, each))


def suggestions_at(reading: Reading, offset: int) -> tuple[Suggestion, ...]:
    """Return the open suggestions for what is at an offset, the shortest passage first."""
    return tuple(sorted(open_over(reading, Span(offset, offset + 1)), key=lambda each: len(each.span)))


def is_open(reading: Reading, now: Suggesting, suggestion: Suggestion) -> bool:
    """Tell whether a suggestion is neither accepted nor rejected."""
    from reader.session.deriving import is_tagged

    return not now.refuses(suggestion) and not is_tagged(
        reading.article.text,
        suggestion.span,
        suggestion.tag,
        annotations=reading.annotations,
        author=reading.author,
    )
