"""Reading a text: what is dear to find in it, slice by slice.

A slice is what a model reads in a fraction of a second; between slices others may be served, and what was
read is kept. A text is always cut in the same way, so a slice is known by its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.quick import QUICK
from reader.analysis.entities.recogniser import RawSpan
from reader.text.segments import paragraphs, quick_sentences
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.analysis.entities.recogniser import Identity, Recogniser

LONGEST_PIECE = 5_000
"""Paragraphs longer than this, in code points, are given to a recogniser in pieces."""
_SLICE = 5_000
"""About how long a slice is, in code points: the medium model reads it in 0.15 s."""
_STRIDE = 100_000
"""How much of a text the quick rules see at once, in code points; their guesses rest on all of it."""


class Reading(Value):
    """What is dear to find in a stretch of a text."""

    raw: tuple[RawSpan, ...]
    """Names as the recogniser saw them, offsets from the start of the text."""
    sentences: tuple[Span, ...]


class Slice(Value):
    """A few pieces of a text, one after another."""

    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The stretch from the first piece to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def cut(text: str) -> tuple[Slice, ...]:
    """Cut a text into slices, in order; together they hold every character that is not whitespace."""
    slices: list[Slice] = []
    gathered: list[Span] = []
    for piece in pieces(text):
        if gathered and piece.end - gathered[0].start > _SLICE:
            slices.append(Slice(tuple(gathered)))
            gathered = []
        gathered.append(piece)
    return (*slices, Slice(tuple(gathered))) if gathered else ()


def strides(slices: Sequence[Slice], identity: Identity) -> Iterator[Sequence[Slice]]:
    """Yield the slices that a recogniser reads at once: one, but many for the quick rules."""
    first = 0
    for number in range(1, len(slices) + 1):
        is_last = number == len(slices)
        if identity != QUICK or is_last or slices[number].span.end - slices[first].span.start > _STRIDE:
            yield slices[first:number]
            first = number


def read(
    text: str,
    slices: Sequence[Slice],
    recogniser: Recogniser,
    *,
    split: Callable[[str, Span], tuple[Span, ...]] = quick_sentences,
) -> list[Reading]:
    """Read slices of a text.

    Args:
        text: The whole text.
        slices: What is read, in one go.
        recogniser: Who finds the names.
        split: How the sentences of a stretch are told.

    Returns:
        One reading a slice, offsets from the start of the text.
    """
    found = iter(recognise_pieces(text, [piece for each in slices for piece in each.pieces], recogniser))
    return [
        Reading(
            tuple(raw for _ in each.pieces for raw in next(found)),
            tuple(sentence for piece in each.pieces for sentence in split(text, piece)),
        )
        for each in slices
    ]


def joined(readings: Iterable[Reading]) -> Reading:
    """Return the readings of neighbours, in order, as one."""
    known = tuple(readings)
    return Reading(
        tuple(raw for reading in known for raw in reading.raw),
        tuple(sentence for reading in known for sentence in reading.sentences),
    )


def split_well(text: str, span: Span) -> tuple[Span, ...]:
    """Split a stretch of a text into sentences as well as can be; loads NLTK."""
    from reader.analysis.language import split_sentences

    return tuple(sentence.shifted(span.start) for sentence in split_sentences(span.of(text)))


def recognise_pieces(text: str, spans: Sequence[Span], recogniser: Recogniser) -> list[tuple[RawSpan, ...]]:
    """Return the raw spans of each piece of a text, offsets from the start of the text."""
    found = recogniser.recognise([span.of(text) for span in spans])
    return [tuple(raw.shifted(span.start) for raw in raws) for span, raws in zip(spans, found, strict=True)]


def pieces(text: str) -> tuple[Span, ...]:
    """Return what a recogniser is given at once: paragraphs, and the sentences of very long ones.

    Returns:
        Spans in order; none is longer than `LONGEST_PIECE`.
    """
    return tuple(piece for paragraph in paragraphs(text) for piece in _cut(text, paragraph))


def _cut(text: str, paragraph: Span) -> Iterable[Span]:
    if len(paragraph) <= LONGEST_PIECE:
        return [paragraph]
    found: list[Span] = []
    for sentence in quick_sentences(text, paragraph):
        if found and sentence.end - found[-1].start <= LONGEST_PIECE:
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.extend(_cut_at_spaces(text, sentence))
    return found


def _cut_at_spaces(text: str, stretch: Span) -> Iterable[Span]:
    start = stretch.start
    while stretch.end - start > LONGEST_PIECE:
        space = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        end = space if space > 0 else start + LONGEST_PIECE
        yield Span(start, end)
        start = end
    yield Span(start, stretch.end)
