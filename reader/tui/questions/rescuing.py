"""Asking for a file to save what the library does not take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session.rescuing import save_elsewhere
from reader.tui.questions.line import LinePrompt

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


def ask_elsewhere(app: ReaderApp) -> None:
    """Ask for a file and write there what is not saved, with all of the open article's annotations."""
    value = str(Path.home() / "reader-unsaved.json")
    app.push_screen(LinePrompt("save to", "a file that is not there yet", value), lambda p: _save(app, p))


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
