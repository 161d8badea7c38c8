"""What is known so far of one text that somebody looks at, and the findings that can be made of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.analysis.entities.quick import QUICK
from reader.analysis.excerpts import around, excerpt, excerpt_of
from reader.analysis.pipeline import Assembly, assemble
from reader.analysis.reading import Reading, Slice, cut, joined, read, strides
from reader.analysis.script import guess_language
from reader.articles.article import text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.entities.recogniser import Identity, Recogniser
    from reader.articles.findings import Findings
    from reader.text.span import Span

LONG = 16_000
"""When so much of a text is not on screen, in code points, the first answer is about the screen only."""
_MARGIN = 2_000
"""How much around the screen the first answer is about, in code points, on each side."""


class Answer:
    """Readings of a text by the quick rules and by an engine, slice by slice.

    Args:
        text: The whole text.
        visible: What is on screen.
    """

    def __init__(self, text: str, visible: Span) -> None:
        self.text = text
        self.language = guess_language(text)
        self.is_long = len(text) - len(visible) > LONG
        self.read: dict[Slice, Reading] = {}
        """What the engine has read."""
        self._drafts: dict[Slice, Reading] = {}
        self._screen = around(text, visible, _MARGIN if self.is_long else 0)
        self._visible = visible

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
        seen = [self._visible, *(excerpt(self.text, self._screen).parts[1:] if self.is_long else ())]
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

    def glance(self, quick: Recogniser) -> Findings:
        """Look at the screen and around it by the quick rules, whatever the length of the text."""
        part = excerpt(self.text, self._screen)
        reading = joined(read(part.text, cut(part.text), quick))
        found = assemble(part.text, reading, language=self.language, engine=QUICK.label, complete=False)
        return part.outward(found)

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
