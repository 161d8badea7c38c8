"""The layers of an analysis, one after another: raw spans, designations, a document that agrees with itself.

Raw spans are dear and come from a recogniser; everything above them is plain Python, a few milliseconds
an article, and runs anew each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.designations.engine import find_designations
from reader.analysis.designations.hints import NameHint
from reader.analysis.entities.document import resolve_entities
from reader.analysis.entities.mending import mend
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.script import guess_language
from reader.articles.findings import Findings
from reader.text.segments import paragraphs, quick_sentences
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.entities.recogniser import Recogniser

LONGEST_PIECE = 5_000
"""Paragraphs longer than this, in code points, are given to a recogniser in pieces."""


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


def recognise_pieces(text: str, spans: Sequence[Span], recogniser: Recogniser) -> list[tuple[RawSpan, ...]]:
    """Return the raw spans of each piece of a text, offsets from the start of the text."""
    found = recogniser.recognise([span.of(text) for span in spans])
    return [
        tuple(RawSpan(raw.span.shifted(span.start), raw.label) for raw in raws)
        for span, raws in zip(spans, found, strict=True)
    ]


def assemble(
    text: str,
    raw: Iterable[RawSpan],
    sentences: tuple[Span, ...],
    *,
    language: str,
    engine: str,
    complete: bool,
) -> Findings:
    """Build findings from raw spans: mend them, find designations, make the document agree with itself.

    Args:
        text: The article's text.
        raw: Names as a recogniser saw them, offsets from the start of the text.
        sentences: The text's sentences.
        language: ISO 639-1.
        engine: Who found the raw spans.
        complete: Whether nothing better is to come.
    """
    names = mend(text, raw)
    hints = tuple(NameHint(name.span, name.label) for name in names)
    designations = find_designations(text, sentences=sentences, names=hints, language=language)
    return Findings(
        language=language,
        engine=engine,
        sentences=sentences,
        entities=resolve_entities(text, names, designations),
        designations=designations,
        complete=complete,
    )


def analyse(
    text: str,
    recogniser: Recogniser,
    *,
    raw: Iterable[RawSpan] | None = None,
    language: str | None = None,
) -> Findings:
    """Find everything in a text, in one go.

    A recogniser that does not read the text's language is replaced by the quick one.

    Args:
        text: The article's text.
        recogniser: Who finds the names.
        raw: What the recogniser found before, offsets from the start of the text; None asks it.
        language: ISO 639-1; None guesses it.
    """
    from reader.analysis.language import split_sentences

    language = language or guess_language(text)
    reading = recogniser if recogniser.reads(language) else QuickRecogniser()
    if raw is None:
        found = recognise_pieces(text, pieces(text), reading)
        raw = [span for piece in found for span in piece]
    return assemble(
        text, raw, split_sentences(text), language=language, engine=reading.identity.label, complete=True
    )
