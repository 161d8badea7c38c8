"""Going through what was typed before, as a shell does: what begins like the line that is being typed."""

from __future__ import annotations

from reader.values import Value

MOST = 50


class Recall(Value):
    """Lines typed earlier, and which of them stands in the field."""

    lines: tuple[str, ...] = ()
    """The latest last, each once."""
    draft: str = ""
    """What was typed before the first step back."""
    place: int | None = None
    """Which line is shown; None for the draft."""

    def kept(self, line: str) -> Recall:
        """Return the lines with one more, the latest now, from the draft again."""
        others = tuple(each for each in self.lines if each != line)
        return Recall((*others, line)[-MOST:] if line else self.lines)

    def older(self, typed: str) -> tuple[Recall, str]:
        """Return the line before, of those that begin like the draft; the same where there is none."""
        draft = typed if self.place is None else self.draft
        end = len(self.lines) if self.place is None else self.place
        return self._at(range(end - 1, -1, -1), draft, typed)

    def newer(self, typed: str) -> tuple[Recall, str]:
        """Return the line behind, of those that begin like the draft; behind the last, the draft."""
        if self.place is None:
            return self, typed
        later, line = self._at(range(self.place + 1, len(self.lines)), self.draft, typed)
        return (Recall(self.lines), self.draft) if later is self else (later, line)

    def _at(self, places: range, draft: str, typed: str) -> tuple[Recall, str]:
        for place in places:
            line = self.lines[place]
            if line.startswith(draft) and line != typed:
                return Recall(self.lines, draft, place), line
        return self, typed
