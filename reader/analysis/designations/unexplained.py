"""Names with a footnote marker that no footnote explains.

Saved pages often keep the asterisk and lose the note, which a script had added. Such marks are kept and
shown, and nothing is made up about what they meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.designations.document import Document
from reader.analysis.designations.footnotes import marked_name
from reader.analysis.designations.markers import find_markers
from reader.analysis.designations.names import Names
from reader.analysis.designations.subjects import subject_of
from reader.analysis.designations.tokens import tokenize
from reader.analysis.designations.vocabulary import vocabulary_for
from reader.analysis.designations.wording import Wording
from reader.articles.findings import Mention
from reader.text.span import Span

_SIGNS = frozenset("*†‡")
"""Digits are left out: they call sources more often than statuses."""
_SHORTEST = 2


class Marks:
    """The markers of a text, read stretch by stretch; lines without any cost next to nothing.

    Args:
        text: The article's text.
        language: ISO 639-1.
    """

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._vocabulary = vocabulary_for(language)
        self._read: set[Span] = set()
        self._explained: set[str] = set()
        self._called: list[tuple[str, Mention]] = []

    def read(self, stretch: Span) -> None:
        """Look at a stretch of whole lines; what was looked at before is passed over."""
        if stretch in self._read:
            return
        self._read.add(stretch)
        start = stretch.start
        for line in stretch.of(self._text).split("\n"):
            if not _SIGNS.isdisjoint(line):
                self._read_line(line, start)
            start += len(line) + 1

    def unexplained(self) -> tuple[Mention, ...]:
        """Return the marked names whose symbol opens no note anywhere in what was read, in order."""
        found = (mention for symbol, mention in self._called if symbol not in self._explained)
        return tuple(sorted(found, key=lambda mention: mention.span))

    def _read_line(self, line: str, start: int) -> None:
        document = Document(Wording(line, tokenize(line), self._vocabulary), ())
        for symbol, span in self._marks_of(document):
            self._called.append((symbol, Mention(span.shifted(start), span.of(line), marked=True)))

    def _marks_of(self, document: Document) -> Iterator[tuple[str, Span]]:
        names = Names(document, ())
        for marker in find_markers(document):
            if marker.opens_note:
                self._explained.update(marker.symbols)
                continue
            name = marked_name(document, names, marker) if _SIGNS.issuperset(marker.symbols[0]) else None
            if name is None:
                continue
            subject = subject_of(document, names, name)
            span = document.span(subject.first, subject.last)
            if len(span) >= _SHORTEST:
                yield marker.symbols[0], span
