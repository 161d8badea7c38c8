"""What the worker is asked about a text, in the lines that it is told; see `reader.analysis.worker`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.analysis.excerpts import excerpt_of_screen
from reader.text.pieces import pieces
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.last import Known
    from reader.text.span import Span

_LARGE = 1_000_000
"""From this length on, in code points, a text gives its worker more time: steps get longer."""


class Asked(Value):
    """A request that may still be answered."""

    article_id: str
    turn: int
    text: str
    visible: Span | None
    known: Known | None = None
    """What is shown already: it is asked whether that still holds, and nothing of the text is sent."""

    def lines(self) -> Iterator[str]:
        """Yield what the worker is told, in pieces of which the last of each line ends it."""
        if self.known is not None:
            yield self._question(self.known)
            return
        if first := self._first_line():
            yield first
        yield from self._line()

    def _question(self, known: Known) -> str:
        asked = {
            "id": self.article_id,
            "turn": self.turn,
            "sha256": known.sha256,
            "language": known.findings.language,
            "stamp": known.stamp,
        }
        return json.dumps(asked) + "\n"

    def _first_line(self) -> str | None:
        """Return a request for what is on screen of a long text, which need not wait for the rest."""
        part = excerpt_of_screen(self.text, self.visible) if self.visible is not None else None
        if part is None:
            return None
        parts = [[each.start, each.end] for each in part.parts]
        return (
            json.dumps({"id": self.article_id, "turn": self.turn, "text": part.text, "parts": parts}) + "\n"
        )

    def _line(self) -> Iterator[str]:
        """Yield the request piece by piece; as one it would be several times as large as the text."""
        asked = {
            "id": self.article_id,
            "turn": self.turn,
            "visible": [self.visible.start, self.visible.end] if self.visible is not None else None,
        }
        yield json.dumps(asked)[:-1] + ', "text": "'
        for piece in pieces(self.text):
            yield json.dumps(piece)[1:-1]
        yield '"}\n'

    def patience(self, seconds: float) -> float:
        """Return for how long the worker may be silent over it, in seconds."""
        return seconds * max(1.0, len(self.text) / _LARGE)
