"""Asking for a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from reader.session import annotating
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import NoteField
from reader.tui.widgets.rows import padded

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen


class NotePrompt(Prompt[str]):
    """A note being written; leaving it keeps it, since undo takes it back.

    Args:
        note: What stands there already.
        passage: The words it is about.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "keep", show=False, priority=True)]

    def __init__(self, note: str, passage: str) -> None:
        super().__init__()
        self._note = note
        self._passage = passage

    def compose(self) -> ComposeResult:
        """The passage and the note."""
        with Vertical(classes="prompt"):
            about = f"note on “{' '.join(self._passage.split())}”"
            yield Static(padded(about, 60).rstrip(), classes="asked", markup=False)
            yield NoteField(self._note, soft_wrap=True)
            yield Static("esc saves and closes; u takes it back afterwards", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Write on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    @property
    def draft(self) -> str:
        """The note as it stands now."""
        return self.query_one(TextArea).text

    def action_keep(self) -> None:
        """Close, keeping what was written."""
        self.dismiss(self.draft)


def ask_note(screen: ArticleScreen) -> None:
    """Ask for the note of the passage."""
    here = annotating.annotation_here(screen.reading)
    prompt = NotePrompt(here.note if here else "", annotating.words_of(screen.reading))
    screen.app.push_screen(prompt, screen.note_written)
