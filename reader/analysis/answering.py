"""What is known so far of one text that somebody looks at, and the findings that can be made of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.analysis.entities.quick import QUICK
from reader.analysis.excerpts import Excerpt, excerpt_of, excerpt_of_screen
from reader.analysis.pipeline import Assembly, assemble
from reader.analysis.reading import Reading, Slice, cut, joined, read, strides
from reader.analysis.script import guess_language
from reader.articles.article import text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.entities.recogniser import Identity, Recogniser
    from reader.articles.findings import Findings
    from reader.text.span import Span


def glance(part: Excerpt, quick: Recogniser) -> Findings:
    """Look at an excerpt by the quick rules, and return that in places of the whole text."""
    reading = joined(read(part.text, cut(part.text), quick))
    language = guess_language(part.text)
    found = assemble(part.text, reading, language=language, engine=QUICK.label, complete=False)
    return part.outward(found)


class Answer:
    """Readings of a text by the quick rules and by an engine, slice by slice.

    Args:
        text: The whole text.
        visible: What is on screen.
    """

    def __init__(self, text: str, visible: Span) -> None:
        self.text = text
        self.language = guess_language(text)
        self.screen = excerpt_of_screen(text, visible)
        """What the first answer is about; None where that is the whole text."""
        self.read: dict[Slice, Reading] = {}
        """What the engine has read."""
        self._drafts: dict[Slice, Reading] = {}
        self._visible = visible

    def look(self, visible: Span) -> None:
        """Take it that something else is on screen now."""
        self._visible = visible
        self.screen = excerpt_of_screen(self.text, visible)
        self.__dict__.pop("on_screen", None)

    @cached_property
    def sha256(self) -> str:
        """The text's identity."""
        return text_sha256(self.text)

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """The slices of the whole text."""
        return cut(self.text)

    @cached_property
    def on_screen(self) -> tuple[Slice, ...]:
        """The slices that the reader sees something of; in a long text with those of its end."""
        seen = [self._visible, *(self.screen.parts[1:] if self.screen else ())]
        return tuple(each for each in self.slices if any(map(each.span.overlaps, seen)))

    @property
    def unread(self) -> list[Slice]:
        """What the engine has still to read, in its order: from the screen on, then from the start."""
        waiting = [each for each in self.slices if each not in self.read]
        below = [each for each in waiting if each.span.start >= self._visible.start]
        return below + [each for each in waiting if each.span.start < self._visible.start]

    @property
    def unread_on_screen(self) -> list[Slice]:
        """What it has to read before all else: see `on_screen`."""
        return [each for each in self.on_screen if each not in self.read]

    def seen(self, engine: str) -> Findings:
        """Return what the engine's readings of the slices on screen come to."""
        parts = [each for each in self.on_screen if each in self.read]
        known = joined(self.read[each] for each in parts)
        part = excerpt_of(self.text, [each.span for each in parts])
        reading = Reading(tuple(part.inward(known.raw)), tuple(part.spans_inward(known.sentences)))
        found = assemble(part.text, reading, language=self.language, engine=engine, complete=False)
        return part.outward(found)

    def draft(self, quick: Recogniser) -> Iterator[None]:
        """Look at everything by the quick rules, in steps."""
        for part in strides(self.slices, quick.identity):
            self._drafts.update(zip(part, read(self.text, part, quick), strict=True))
            yield None

    def whole(self, identity: Identity, *, complete: bool) -> Iterator[Findings | None]:
        """Yield None from time to time, and what is known of the whole text at last."""
        known = joined(self.read.get(each) or self._drafts[each] for each in self.slices)
        yield from self._assembly.steps(known, engine=identity.label, complete=complete)

    @cached_property
    def _assembly(self) -> Assembly:
        return Assembly(self.text, self.language)
