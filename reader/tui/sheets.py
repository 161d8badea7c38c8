"""Style sheets, each read when something is first shown that it is for: the first screen waits for few.

The app reads them ahead while nobody presses a key (`warming.py`). Where Textual reads one itself that comes
with a later screen, it parses all of them once more, and styles whatever stands there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

_FOLDER = Path(__file__).parent
APP = _FOLDER / "app.tcss"
"""What every screen has."""
LIST = _FOLDER / "screens" / "library.tcss"
ARTICLE = (_FOLDER / "page.tcss", _FOLDER / "screens" / "article.tcss")
"""The text and what is always beside it."""
PANELS = _FOLDER / "screens" / "panels.tcss"
"""The note, the lists and the card beside and below the text."""
OVER = _FOLDER / "over.tcss"
"""Prompts, help and the palette, which lie over a screen."""
ANNOTATIONS = _FOLDER / "screens" / "annotations.tcss"
CODEBOOK = _FOLDER / "screens" / "codebook.tcss"
PLAIN = _FOLDER / "plain.tcss"
"""Terminals that show their own sixteen colours, or none."""
LATER = (LIST, *ARTICLE, PANELS, OVER, PLAIN, ANNOTATIONS, CODEBOOK)
"""All that the first screen can do without, in the order in which they are likely to be needed."""


def read_sheet(app: App[Any], path: Path) -> None:
    """Have an app know a style sheet, for what is put on a screen from now on; again it does nothing."""
    styles = app.stylesheet
    if not styles.has_source(str(path)):
        styles.add_source(path.read_text(encoding="utf-8"), read_from=(str(path), ""))
