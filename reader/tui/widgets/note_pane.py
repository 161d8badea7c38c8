"""The note beside the text, or below it where there is little room: being written, and saved when left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.errors import ReaderError
from reader.page.visible import visible
from reader.session import noting
from reader.session.reading import Reading
from reader.tui.editor import OutsideEditor
from reader.tui.widgets.fields import NoteField

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen

QUOTED = 300
"""How many characters of a long passage are shown above its note."""
HINT = (
    "esc saves and closes · ctrl+s saves · ctrl+g your editor · ⇥ text\n"
    ".tag at the start of a line adds a tag"
)


class NotePane(Vertical):
    """The passage and its tags, the note in an editor of several lines, and the keys."""

    BORDER_TITLE = "note"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("ctrl+g", "edit_outside", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.field = NoteField(soft_wrap=True)
        self._about = Static(classes="about", markup=False)
        self._tags = Static(classes="tags", markup=False)
        self._outside: OutsideEditor | None = None

    def compose(self) -> ComposeResult:
        """Passage, tags, note, keys."""
        yield self._about
        yield self._tags
        yield self.field
        yield Static(HINT, classes="hint", markup=False)

    @property
    def _article(self) -> ArticleScreen:
        return cast("ArticleScreen", self.screen)

    @property
    def draft(self) -> str:
        """The note as it stands now, in the user's editor while that is open."""
        return self._outside.text if self._outside else self.field.text

    def open(self) -> None:
        """Show the note that the session has begun to write, and take the keys."""
        if not self.display:
            self._load()
            self.display = True
        self.field.take_keys()

    def follow(self, reading: Reading) -> None:
        """Show another state of the session; close when no note is being written any more."""
        if reading.writing is None:
            if self.display:
                self.display = False
                if self.field.has_focus or self.screen.focused is None:
                    self.screen.set_focus(self._article.desk.view)
            return
        draft, annotation = reading.writing, noting.draft_annotation(reading, reading.writing)
        words = " ".join(draft.span.of(reading.article.text)[:QUOTED].split())
        self._about.update(visible(f"“{words}”"))
        self._tags.update(visible(", ".join(annotation.tags)) if annotation else "")
        self._tags.display = bool(annotation and annotation.tags)

    def keep(self, *, closing: bool = True) -> None:
        """Save what was written, if anything is being written."""
        reading = self._article.reading
        if reading.writing is not None:
            self._article.take(noting.written(reading, self.draft, closing=closing))

    def action_keep(self) -> None:
        """Save and close."""
        self.keep()

    def action_save(self) -> None:
        """Save and stay; lines that became tags leave the note."""
        self.keep(closing=False)
        lines = self.field.text.split("\n")
        if any(map(noting.adds_tags, lines)):
            row, column = self.field.cursor_location
            above = sum(map(noting.adds_tags, lines[:row]))
            self.field.replace(noting.parsed(self.field.text)[0], (0, 0), self.field.document.end)
            self.field.move_cursor((row - above, 0 if noting.adds_tags(lines[row]) else column))

    def action_edit_outside(self) -> None:
        """Write the note in the user's own editor."""
        self.run_worker(self.edit_outside(), exclusive=True)

    async def edit_outside(self) -> None:
        """Give the note to the user's own editor; what comes back is saved, and the pane left as it was.

        Where the editor fails, the note stands in the pane as it came back, to be saved or taken back there.
        """
        if not self.display:
            self._load()
        text = self.field.text
        try:
            self._outside = OutsideEditor(text)
            await self._outside.run(self.app)
        except ReaderError as trouble:
            self._show_back(text)
            self.open()
            self._article.tell(f"{trouble} Nothing was lost.", warning=True)
            return
        else:
            self._show_back(text)
        finally:
            if self._outside is not None:
                self._outside.close()
                self._outside = None
        if self.display:
            self.action_save()
        else:
            self.keep()

    def _show_back(self, before: str) -> None:
        if self._outside is not None and self._outside.text != before:
            self.field.replace(self._outside.text, (0, 0), self.field.document.end)

    def _load(self) -> None:
        reading = self._article.reading
        annotation = noting.draft_annotation(reading, reading.writing) if reading.writing else None
        self.field.load_text(annotation.note if annotation else "")
        self.field.move_cursor(self.field.document.end)
        self.follow(reading)

    def on_key(self, event: events.Key) -> None:
        """Nothing that is typed into the note is a command of the text."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.screen.set_focus(self._article.desk.view)
