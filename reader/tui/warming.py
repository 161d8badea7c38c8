"""Importing, while nobody presses a key, what will be asked for: its first time is as quick as the next."""

from __future__ import annotations

import sys
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING

from reader.start.without import import_without
from reader.tui.questions.table import MODULES as QUESTIONS
from reader.tui.sheets import LATER, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.app import ReaderApp

WAIT_SECONDS = 0.4
"""How long after the first screen it begins."""
PAUSE_SECONDS = 0.002
"""How long it leaves the processor to whoever wants it, between two modules."""
TURN_SECONDS = 0.0005
"""How long a key, or the end, waits at most until it has the interpreter again."""
KEYS = "reader.session.apply"
"""What a key in an article needs; where one is begun with, it is imported as soon as that stands."""
RARE = frozenset({"reader.tui.questions.exporting"})
"""Questions that take half a megabyte for good, and are asked once in a while: imported when they are."""
MODULES = (
    "reader.tui.articles",
    KEYS,
    "filelock",
    "reader.session.keeping",
    "reader.tui.saving",
    "reader.tui.saves",
    "reader.tui.screens.furniture",
    "reader.session.shelf",
    "reader.tui.screens.passed_over",
    "reader.tui.steps",
    "reader.tui.codes",
    "reader.tui.elsewhere",
    "reader.analysis.client",
    "reader.storage.tinydb_store",
    "reader.storage.codebook_file",
    "reader.storage.corrections_file",
    "reader.session.anchored",
    "reader.articles.describe",
    "reader.tui.widgets.note_pane",
    "reader.tui.widgets.peek",
    "reader.tui.widgets.entity_panel",
    "reader.tui.screens.panels",
    "reader.session.offering",
    "reader.tui.screens.help",
    *(name for name in QUESTIONS if name not in RARE),
    "reader.tui.screens.annotations",
    "reader.tui.screens.codebook",
)
"""What an article needs comes first, and what writes its place down and shows the list when it is left.

The palette is imported when it is asked for, too: a megabyte.
"""


class Warming:
    """Imports in a thread that nobody waits for.

    Args:
        app: Whose styles are read along.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app

    def begin(self) -> None:
        """Begin with what the next key may need, and with the rest in a moment."""
        threading.Thread(target=self._import_all, name="warming", daemon=True).start()

    def _import_all(self) -> None:
        turns = sys.getswitchinterval()
        sys.setswitchinterval(TURN_SECONDS)
        try:
            if self._app.first is not None:
                import_module(KEYS)
            _ = self._app.keyboard.keymaps
            time.sleep(WAIT_SECONDS)
            import_without("secrets", "_hashlib")  # of filelock's
            for name in MODULES:
                if self._app.is_running:
                    import_module(name)
                    time.sleep(PAUSE_SECONDS)
        finally:
            sys.setswitchinterval(turns)
        for path in LATER:
            if self._app.is_running:
                self._app.call_later(self._read_styles, path)
                time.sleep(PAUSE_SECONDS)

    def _read_styles(self, path: Path) -> None:
        read_sheet(self._app, path)
        self._app.stylesheet.parse()
