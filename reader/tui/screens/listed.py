"""Screens of one list: where the cursor is in it stands in the footer."""

from __future__ import annotations

from textual import on

from reader.session.keys import Pending
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.widgets.rows import RowList


class ListScreen(KeyedScreen):
    """A screen driven by the command table with a list and a footer."""

    _beside = ""
    """What is done beside the list; the footer says it before the place."""

    def _place(self) -> None:
        rows = self.query_one(RowList)
        here = f"{rows.cursor + 1:,}/{len(rows.rows):,}" if rows.rows else "0"
        mode = self.pending.shown if self.pending != Pending() else ""
        self._footer.update(mode=mode, place=self._beside + here)

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        if self.stands:
            self._place()

    def say_beside(self, words: str) -> None:
        """Say what is done beside the list, or nothing any more."""
        if words != self._beside:
            self._beside = words
            # Said from a thread, it may come while the app takes everything apart.
            if self.stands and self.query(RowList):
                self._place()

    def key_taken(self) -> None:
        """Take the last message back and show what is pending."""
        self._footer.tell("")
        self._place()

    def key_done(self) -> None:
        """Show where the cursor is, in one frame with it."""
        self._place()
