"""Answering one request in steps: at once by the quick rules, then by the engine, the screen first.

An article of usual length is answered whole from the start. A long text is answered for the screen first,
so that the first answer takes as long as any other; then everything, with an answer now and then.
"""

from __future__ import annotations

import weakref
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING

from reader.analysis.answering import Answer, glance
from reader.analysis.cache import stamp_of
from reader.analysis.designations.rules import own_mistake
from reader.analysis.entities.finding import find_recogniser, suited
from reader.analysis.entities.quick import QUICK, QuickRecogniser
from reader.analysis.excerpts import Excerpt
from reader.analysis.gazetteers.folder import own_gazetteers
from reader.analysis.reading import read, split_well, strides
from reader.analysis.state import state_of_layers
from reader.articles.findings import Findings
from reader.errors import ReaderError
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.analysis.cache import ReadingCache
    from reader.analysis.entities.recogniser import Identity, Recogniser
    from reader.analysis.reading import Slice


class Request(Value):
    """A text to look at."""

    id: str
    turn: int
    """Tells this request from others for the same id."""
    text: str
    visible: Span | None
    """What is on screen; None when nobody looks, and all that is wanted is that the cache knows the text."""
    parts: tuple[Span, ...] = ()
    """Where the text stands in a long one, of which it is what is on screen; empty for a whole text.

    Such a request is sent ahead of the one for the whole text, under the same turn, since a text of many
    megabytes takes a while to arrive.
    """


class Question(Value):
    """A question whether what is known of a text still holds; see `reader.analysis.last.Known`."""

    id: str
    turn: int
    """See `Request`."""
    sha256: str
    language: str
    """The text's, ISO 639-1."""
    stamp: str


class Held(Value):
    """The answer to a question."""

    holds: bool


class Trouble(Value):
    """Something to tell the reader: one line."""

    line: str


_ANSWERS = 3
"""How many answers the rest of a long text is read in, unless the reader moves on."""
_WORTH_AN_ANSWER = 2
"""How many slices must be left for an answer between the screen's and the last one."""

Step = Findings | Held | Trouble | None
"""What a step of an answer brings: better findings, bad news, or nothing but time to serve others."""


class Analyses:
    """Answers requests, each in steps between which others may be served.

    What an engine has read is kept at once, so that nothing is lost when an answer is not waited for.

    Args:
        cache: Readings of texts seen before.
        engine: Who finds the names, as `find_recogniser` takes it.
        interruptible: Entered around work that takes long in a long text, and may be left by an exception.
    """

    def __init__(
        self,
        cache: ReadingCache,
        *,
        engine: str,
        interruptible: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._cache = cache
        self._engine = engine
        self._interruptible = interruptible
        self._quick = QuickRecogniser()
        self._glanced: int | None = None
        self._answer: weakref.ref[Answer] | None = None
        self._trouble: ReaderError | None = None
        self._told: list[str] = []
        """What is wrong with the user's own files, and the reader knows."""

    def look(self, visible: Span) -> None:
        """Let the answer that is being given go on from what is on screen now."""
        answer = self._answer() if self._answer is not None else None
        if answer is not None:
            answer.look(visible)

    def serve(self, request: Request) -> Iterator[Step]:
        """Yield findings, better ones later; the last are complete.

        Those of a request that nobody looks at are empty, and the only ones. A request for a part of a text
        is answered by a first look at it.
        """
        if request.parts:
            self._glanced = request.turn
            yield glance(Excerpt(request.text, request.parts), self._quick)
            return
        answer = Answer(request.text, request.visible or Span(0, 0))
        self._answer = weakref.ref(answer)
        looked_at = request.visible is not None
        if looked_at and answer.screen and self._glanced != request.turn:
            yield glance(answer.screen, self._quick)
        recogniser = suited(self._recogniser, answer.language)
        state = state_of_layers()
        known = self._cache.get_findings(answer.sha256, recogniser.identity, answer.text, state=state)
        if known is not None:
            yield from self._troubles()
            yield known if looked_at else Findings(known.language, known.engine)
            return
        answer.read = self._cache.get(answer.sha256, recogniser.identity, answer.slices)
        try:
            if looked_at:
                yield from self._show(answer, recogniser)
            else:
                yield from self._fill(answer, recogniser)
        except ReaderError as problem:
            self._trouble, self._recogniser, answer.read = problem, self._quick, {}
            recogniser = self._quick
            yield from self._fill(answer, recogniser)
        yield from self._troubles()
        yield from self._finish(answer, recogniser.identity, state, looked_at=looked_at)

    def look_back(self, question: Question) -> Iterator[Step]:
        """Yield whether what is known of a text is what `serve` would find in it now."""
        identity = suited(self._recogniser, question.language).identity
        holds = stamp_of(identity, state_of_layers()) == question.stamp
        if holds:
            self._cache.use(question.sha256, identity)
            yield from self._troubles()
        yield Held(holds)

    def _finish(self, answer: Answer, identity: Identity, state: str, *, looked_at: bool) -> Iterator[Step]:
        """Make findings of what was read, and keep them."""
        for step in self._whole(answer, identity, complete=True):
            if step is None or looked_at:
                yield step
            if step is not None:
                self._cache.put_findings(answer.sha256, identity, step, state=state)
        if not looked_at:
            yield Findings(answer.language, identity.label)

    def _troubles(self) -> Iterator[Trouble]:
        """Yield what the reader has not been told yet."""
        if self._trouble:
            yield Trouble(f"{self._trouble} Until then names are found by simple rules.")
            self._trouble = None
        lines = [str(problem) for problem in own_gazetteers().problems()]
        if mistake := own_mistake():
            lines.append(f"{mistake} Until then the rules that came with Reader are used.")
        new = [line for line in lines if line not in self._told]
        self._told = lines
        yield from map(Trouble, new)

    def _show(self, answer: Answer, recogniser: Recogniser) -> Iterator[Step]:
        """Read a text for somebody who waits for it."""
        if len(answer.read) == len(answer.slices):
            if answer.screen:
                yield answer.seen(recogniser.identity.label)
            return
        if recogniser.identity == QUICK:
            yield from () if answer.screen else self._draft(answer, QUICK)
            yield from self._fill(answer, recogniser)
        elif answer.screen:
            yield from self._read(answer, recogniser, answer.unread_on_screen)
            yield answer.seen(recogniser.identity.label)
            yield from self._draft(answer, recogniser.identity)
            yield from self._read_on(answer, recogniser)
        else:
            yield from self._draft(answer, recogniser.identity if answer.read else QUICK)
            seen = answer.unread_on_screen
            rest = [each for each in answer.unread if each not in seen]
            parts = [seen, rest] if len(rest) >= _WORTH_AN_ANSWER else [seen + rest]
            yield from self._improve(answer, recogniser, [part for part in parts if part])

    def _draft(self, answer: Answer, identity: Identity) -> Iterator[Step]:
        """Find what the quick rules find in what the engine has not read."""
        yield from answer.draft(self._quick)
        yield from self._whole(answer, identity, complete=False)

    def _read_on(self, answer: Answer, recogniser: Recogniser) -> Iterator[Step]:
        """Read the rest of a long text, what is on screen by then first, with findings on the way."""
        due = -(-len(answer.unread) // _ANSWERS)
        since = 0
        while unread := answer.unread:
            seen = answer.unread_on_screen
            yield from self._read(answer, recogniser, seen or unread[:1])
            since += 1
            if answer.unread and (seen or since >= due):
                since = 0
                yield from self._whole(answer, recogniser.identity, complete=False)

    def _improve(
        self, answer: Answer, recogniser: Recogniser, parts: Sequence[Sequence[Slice]]
    ) -> Iterator[Step]:
        """Read a text part by part, with findings between two of them."""
        for number, part in enumerate(parts):
            if number:
                yield from self._whole(answer, recogniser.identity, complete=False)
            yield from self._read(answer, recogniser, part)

    def _fill(self, answer: Answer, recogniser: Recogniser) -> Iterator[None]:
        yield from self._read(answer, recogniser, [each for each in answer.slices if each not in answer.read])

    def _read(self, answer: Answer, recogniser: Recogniser, slices: Sequence[Slice]) -> Iterator[None]:
        """Read slices, in steps, and keep what was read.

        Raises:
            ReaderError: when the recogniser cannot be used after all.
        """
        for part in strides(slices, recogniser.identity):
            found = dict(zip(part, read(answer.text, part, recogniser, split=split_well), strict=True))
            answer.read |= found
            self._cache.put(answer.sha256, recogniser.identity, found)
            yield None

    def _whole(self, answer: Answer, identity: Identity, *, complete: bool) -> Iterator[Findings | None]:
        steps = answer.whole(identity, complete=complete)
        found = None
        while found is None:
            with self._interruptible():
                found = next(steps)
            yield found

    @cached_property
    def _recogniser(self) -> Recogniser:
        """The engine asked for, or the quick rules where it cannot be had."""
        try:
            return find_recogniser(self._engine)
        except ReaderError as problem:
            self._trouble = problem
            return self._quick
