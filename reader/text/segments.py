"""Paragraphs, words and quick sentences of a text, with nothing but the standard library.

The screen uses these before the analysis answers; `reader.analysis.language` splits sentences better
and slower. Everything is in code points and costs time linear in the stretch asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, count, repeat
from operator import gt, sub

from reader.text.late import late
from reader.text.sentences import VISIBLE_LINE, sentences_of
from reader.text.span import Span, Spans

_PARAGRAPH = late(VISIBLE_LINE)
_PUNCTUATION = (
    r"\s!-/:-@\[-`{-~\u00a1\u00a6-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf"
    r"\u2000-\u200b\u200e-\u206f\u3000-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20"
)
_WORD = late(rf"(?:[^{_PUNCTUATION}]|_)+(?:[-'’.&\u00b7\u2010\u2011](?:[^{_PUNCTUATION}]|_)+)*")
GUESSED = 20_000
"""Within how many code points of the caret sentences are guessed."""
_GAP = 100
"""So many code points without a sentence are more than the blank between two."""


def paragraphs(text: str) -> Spans:
    """Return the lines of a text that are not blank, without newline and surrounding whitespace."""
    return Spans(found.span() for found in _PARAGRAPH.finditer(text))


def words(text: str, span: Span) -> tuple[Span, ...]:
    """Return the words in a stretch of a text, without the punctuation around them.

    ``al-Qaeda``, ``country's``, ``U.S`` and ``AT&T`` are one word each; combining marks and emoji belong
    to words.
    """
    return tuple(Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end))


def quick_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Split a stretch of a text into sentences by a few rules; newlines always end one.

    Args:
        text: The whole text.
        span: The stretch, usually a paragraph.

    Returns:
        Sentences in order, without surrounding whitespace, that together hold every character of the
        stretch that is not whitespace.
    """
    return tuple(Span(*found) for found in sentences_of(text, span.start, span.end))


def guessed_sentences(text: str, offset: int, *, near_only: bool = False) -> Spans:
    """Split a text into quick sentences around an offset, and farther off into paragraphs.

    Nobody waits for the sentences of ten megabytes to read the first screen of them.

    Args:
        text: The whole text.
        offset: Where somebody reads.
        near_only: Whether the paragraphs farther off are left out.
    """
    near = Span(max(0, offset - GUESSED), min(len(text), offset + GUESSED))
    parts = (Span(near.start, near.end),) if near_only else paragraphs(text)
    return Spans((span.start, span.end) for span in _guessed(text, near, parts) if span)


def with_guesses(known: Sequence[Span], guessed: Sequence[Span]) -> Sequence[Span]:
    """Return known sentences, with guessed ones where none are known for a long stretch.

    Args:
        known: In order; those of the stretches of a text that were looked at.
        guessed: Those of the whole text, in order.
    """
    ours, theirs = _as_spans(known), _as_spans(guessed)
    (starts, ends), (low, high) = ours.places, theirs.places
    last = max(ours.end, theirs.end)
    widths = map(sub, chain(starts, (last,)), chain((0,), ends))
    gaps = tuple(compress(count(), map(gt, widths, repeat(_GAP))))
    filled = array("I"), array("I")
    for done, gap in zip((0, *gaps), gaps, strict=False):
        first = bisect_left(low, ends[gap - 1] if gap else 0)
        behind = bisect_right(high, starts[gap] if gap < len(starts) else last)
        for into, sure, maybe in zip(filled, ours.places, theirs.places, strict=True):
            into.extend(sure[done:gap])
            into.extend(maybe[first:behind])
    if not gaps:
        return known
    for into, sure in zip(filled, ours.places, strict=True):
        into.extend(sure[gaps[-1] :])
    return Spans.of(*filled)


def _as_spans(spans: Sequence[Span]) -> Spans:
    return spans if isinstance(spans, Spans) else Spans((each.start, each.end) for each in spans)


def _guessed(text: str, near: Span, parts: Iterable[Span]) -> Iterator[Span]:
    for part in parts:
        start, end = max(part.start, near.start), min(part.end, near.end)
        if start >= end:
            yield part
            continue
        yield Span(part.start, start)
        yield from quick_sentences(text, Span(start, end))
        yield Span(end, part.end)
