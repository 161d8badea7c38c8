"""Asking for a file to save what the library does not take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.rescuing import NOTHING_UNSAVED, save_elsewhere
from reader.tui.questions.line import LinePrompt

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.tui.screens.keyed import KeyedScreen


class ElsewherePrompt(LinePrompt):
    """Asks for a file that is not there yet."""

    def __init__(self) -> None:
        super().__init__("→", "a file", str(Path.home() / "reader-unsaved.json"))

    def typed(self, line: str) -> None:
        """Say what ⏎ does, or why it would not."""
        taken = bool(line) and Path(line).expanduser().exists()
        self.say("is there already" if taken else "⏎ saves your work there", warning=taken)


def ask_elsewhere(screen: KeyedScreen) -> None:
    """Ask for a file and write there what is not saved, with all of the open article's annotations.

    Where neither is there, that is said at once.
    """
    app = screen.app
    if app.article is None and not app.saver.unsaved:
        app.tell(NOTHING_UNSAVED)
        return
    app.push_screen(ElsewherePrompt(), lambda path: _save(app, path))


def _save(app: ReaderApp, path: str | None) -> None:
    if not path:
        return
    article = app.article.reading.article if app.article else None
    try:
        said = save_elsewhere(
            app.library,
            Path(path).expanduser().absolute(),
            app.saver.unsaved,
            annotator=app.settings.annotator,
            opened=article,
        )
    except ReaderError as error:
        app.tell(f"not saved elsewhere: {error}", warning=True)
        return
    app.saves.put_aside()
    app.tell(said)
