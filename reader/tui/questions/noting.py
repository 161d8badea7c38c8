"""Writing a note: beside the text, or in the user's own editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen


def ask_note(screen: ArticleScreen) -> None:
    """Open the note of the passage beside the text."""
    screen.desk.note.open()


def ask_editor(screen: ArticleScreen) -> None:
    """Write the note of the passage in the user's own editor."""
    screen.desk.note.write_outside()
