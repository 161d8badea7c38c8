"""The library's articles, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reader.tui.widgets.rows import Piece, RowList, padded

if TYPE_CHECKING:
    from reader.session.opening import Listing


NARROWEST = 8
"""How many cells an outlet takes at least, where it is shown."""


class LibraryList(RowList["Listing"]):
    """The articles, one a row: title, outlet, words, minutes, annotations, read, as far as there is room."""

    EMPTY = "reading the library …"

    to_review: Mapping[str, int] = {}
    """How many annotations are to be reviewed, by the article's id."""

    def say_when_empty(self, key: str | None) -> None:
        """Have it said where there are no rows which key shows all; None where there are no articles."""
        self.EMPTY = (
            f"no article has these words: {key} shows all" if key else "there are no articles any more"
        )
        if not self.rows:
            self.draw_again()

    def pieces(self, row: Listing, width: int) -> list[Piece]:
        """A row; an article that cannot be read shows why."""
        if row.problem:
            return [(padded(f" ! {row.path}: {row.problem}", width), "rows--warning")]
        read = "" if not row.progress else f"{row.progress:.0%}"
        notes = f"▎{row.annotations}" if row.annotations else ""
        numbers = [
            (padded(f"{row.words:,} w", 10, right=True), "rows--quiet"),
            (padded(f"{row.minutes} min", 8, right=True), "rows--quiet"),
            (padded(notes, 6, right=True), "rows--key"),
            (padded(f"{read} ", 6, right=True), "rows--quiet"),
        ]
        while _width(numbers) > width // 2:
            del numbers[0]
        room = width - _width(numbers)
        outlet = min(24, room // 4) if room >= 4 * NARROWEST else 0
        review = f"  {self.to_review[row.id]} to review" if row.id in self.to_review else ""
        return [
            (
                padded(f" {row.title}", room - outlet - len(review)),
                "rows--strong" if row.progress < 1 else "rows--plain",
            ),
            (review, "rows--warning"),
            (padded(f"  {row.outlet}", outlet), "rows--quiet"),
            *numbers,
        ]


def _width(pieces: Iterable[Piece]) -> int:
    return sum(len(words) for words, _ in pieces)
