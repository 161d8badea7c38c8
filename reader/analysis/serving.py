"""Answering one request in steps: at once by the quick rules, then by the engine, the screen first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.analysis.cache import Reading, ReadingCache
from reader.analysis.entities.finding import find_recogniser
from reader.analysis.entities.quick import QUICK, QuickRecogniser
from reader.analysis.pipeline import assemble, pieces, recognise_pieces
from reader.analysis.script import guess_language
from reader.articles.findings import Findings
from reader.errors import ReaderError
from reader.text.segments import paragraphs, quick_sentences
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.entities.recogniser import Identity, RawSpan, Recogniser

_STEP = 16
"""Pieces the model looks at in one step."""


@dataclass(frozen=True, slots=True)
class Request:
    """A text to look at."""

    id: str
    turn: int
    """Tells this request from others for the same id."""
    text: str
    start: int
    """Where the stretch on screen begins, in code points."""
    end: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to tell the reader: one line."""

    line: str


Step = Findings | Trouble | None
"""What a step of an answer brings: better findings, bad news, or nothing but time to serve others."""


class Analyses:
    """Answers requests, each in steps between which others may be served.

    Args:
        cache: Readings of texts seen before.
        engine: Who finds the names, as `find_recogniser` takes it.
    """

    def __init__(self, cache: ReadingCache, *, engine: str) -> None:
        self._cache = cache
        self._engine = engine
        self._quick = QuickRecogniser()
        self._trouble: ReaderError | None = None

    def serve(self, request: Request) -> Iterator[Step]:
        """Yield findings, better ones later; the last are complete."""
        answer = _Answer(request, self._quick)
        recogniser = self._recogniser if self._recogniser.reads(answer.language) else self._quick
        known = self._cache.get(request.text, recogniser.identity)
        if known:
            yield answer.findings(known, recogniser.identity, complete=True)
            return
        yield answer.findings(answer.draft(), QUICK, complete=False)
        if recogniser.identity != QUICK:
            try:
                yield from answer.improve(recogniser)
            except ReaderError as problem:
                self._trouble = problem
                self._recogniser = recogniser = self._quick
                answer.draft()
        if self._trouble:
            yield Trouble(f"{self._trouble} Until then names are found by simple rules.")
            self._trouble = None
        reading = answer.final()
        self._cache.put(request.text, recogniser.identity, reading)
        yield answer.findings(reading, recogniser.identity, complete=True)

    @cached_property
    def _recogniser(self) -> Recogniser:
        """The engine asked for, or the quick rules where it cannot be had."""
        try:
            return find_recogniser(self._engine)
        except ReaderError as problem:
            self._trouble = problem
            return self._quick


class _Answer:
    """What is known so far of one request's text: raw spans by piece."""

    def __init__(self, request: Request, quick: Recogniser) -> None:
        self.language = guess_language(request.text)
        self._text = request.text
        self._visible = Span(request.start, request.end)
        self._quick = quick
        self._pieces: tuple[Span, ...] = ()
        self._found: list[tuple[RawSpan, ...]] = []

    def draft(self) -> Reading:
        """Look at everything by the quick rules."""
        self._pieces = pieces(self._text)
        self._found = recognise_pieces(self._text, self._pieces, self._quick)
        return self._reading(self._quick_sentences)

    def improve(self, model: Recogniser) -> Iterator[Step]:
        """Let a model replace what the quick rules found, what is on screen first."""
        numbered = range(len(self._pieces))
        on_screen = [i for i in numbered if self._pieces[i].overlaps(self._visible)]
        others = [i for i in numbered if not self._pieces[i].overlaps(self._visible)]
        if on_screen:
            self._look(on_screen, model)
        if on_screen and others:
            yield self.findings(self._reading(self._quick_sentences), model.identity, complete=False)
        for start in range(0, len(others), _STEP):
            self._look(others[start : start + _STEP], model)
            yield None

    def final(self) -> Reading:
        """Return all that was found, with the better sentences."""
        from reader.analysis.language import split_sentences

        return self._reading(split_sentences(self._text))

    def findings(self, reading: Reading, identity: Identity, *, complete: bool) -> Findings:
        """Build findings from what was read."""
        return assemble(
            self._text,
            reading.raw,
            reading.sentences,
            language=self.language,
            engine=identity.label,
            complete=complete,
        )

    def _look(self, numbers: list[int], model: Recogniser) -> None:
        seen = recognise_pieces(self._text, [self._pieces[i] for i in numbers], model)
        for number, raws in zip(numbers, seen, strict=True):
            self._found[number] = raws

    def _reading(self, sentences: tuple[Span, ...]) -> Reading:
        return Reading(tuple(raw for piece in self._found for raw in piece), sentences)

    @cached_property
    def _quick_sentences(self) -> tuple[Span, ...]:
        found = (quick_sentences(self._text, paragraph) for paragraph in paragraphs(self._text))
        return tuple(sentence for sentences in found for sentence in sentences)
