"""The note beside the text, or below it where there is little room: being written, and saved when left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker

from reader.errors import ReaderError
from reader.page.visible import visible
from reader.session import noting
from reader.session.reading import Reading
from reader.text.quotes import in_quotes
from reader.tui.editor import OutsideEditor
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.note_field import NoteField

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

    def __init__(self) -> None:
        super().__init__()
        keys: dict[str, Callable[[], object]] = {
            "escape": self.keep,
            "ctrl+s": self.save,
            "ctrl+g": self.write_outside,
            "tab": lambda: self.screen.set_focus(self._article.desk.view),
        }
        self.field = NoteField(keys)
        self._loaded = False
        self._about = Static(classes="about", markup=False)
        self._tags = Static(classes="tags", markup=False)
        self._outside: OutsideEditor | None = None
        self._editing: Worker[None] | None = None

    def furnish(self) -> None:
        """Put passage, tags, note and keys in it, at once: what is typed next is the note."""
        self.mount(self._about, self._tags, self.field, Static(HINT, classes="hint", markup=False))

    @property
    def _article(self) -> ArticleScreen:
        return cast("ArticleScreen", self.screen)

    @property
    def draft(self) -> str:
        """The note as it stands now, in the user's editor while that is open."""
        return self._outside.text if self._outside else self.field.text

    def open(self) -> None:
        """Show the note that the session has begun to write, and take the keys."""
        self._load()
        self.display = True
        self.field.take_keys()

    def follow(self, reading: Reading) -> None:
        """Show another state of the session; close when no note is being written any more."""
        if reading.writing is None:
            self._loaded = False
            if self.display:
                self.display = False
                if self.screen.focused in (self.field, None):
                    self.screen.set_focus(self._article.desk.view)
            return
        draft, annotation = reading.writing, noting.draft_annotation(reading, reading.writing)
        words = " ".join(draft.span.of(reading.article.text)[:QUOTED].split())
        self._about.update(visible(in_quotes(words)))
        self._tags.update(visible(", ".join(annotation.tags)) if annotation else "")
        self._tags.display = bool(annotation and annotation.tags)

    def keep(self, *, closing: bool = True) -> None:
        """Save what was written, if anything is being written; an editor that is open is ended."""
        reading, draft = self._article.reading, self.draft
        if self._editing is not None:
            self._editing.cancel()
            self._close_outside()
        if reading.writing is not None:
            self._article.take(noting.written(reading, draft, closing=closing))

    def save(self) -> None:
        """Save and stay; lines that became tags leave the note."""
        self.keep(closing=False)
        lines = self.field.text.split("\n")
        if any(map(noting.adds_tags, lines)):
            row, column = self.field.cursor_location
            above = sum(map(noting.adds_tags, lines[:row]))
            self.field.replace(noting.parsed(self.field.text)[0], (0, 0), self.field.document.end)
            self.field.move_cursor((row - above, 0 if noting.adds_tags(lines[row]) else column))

    def on_descendant_focus(self) -> None:
        """Show no keys of the text at the foot while every key is the note's."""
        self._show_keys_below(shown=False)

    def on_descendant_blur(self) -> None:
        """Show the keys of the text again."""
        self._show_keys_below(shown=not self.screen.has_class("-zen"))

    def _show_keys_below(self, *, shown: bool) -> None:
        footer = self.screen.query_one(Footbar)
        footer.bare = not shown
        footer.refresh()

    def write_outside(self) -> None:
        """Write the note in the user's own editor."""
        self._editing = self.run_worker(self._edit_outside(), exclusive=True)

    async def _edit_outside(self) -> None:
        """Give the note to the user's own editor; what comes back is saved, and the pane left as it was.

        Where the editor fails, the note stands in the pane as it came back, to be saved or taken back there.
        """
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
            self._close_outside()
            self._editing = None
        if self.display:
            self.save()
        else:
            self.keep()

    def _close_outside(self) -> None:
        if self._outside is not None:
            self._outside.close()
            self._outside = None

    def _show_back(self, before: str) -> None:
        if self._outside is not None and self._outside.text != before:
            self.field.replace(self._outside.text, (0, 0), self.field.document.end)

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        reading = self._article.reading
        annotation = noting.draft_annotation(reading, reading.writing) if reading.writing else None
        self.field.load_text(annotation.note if annotation else "")
        self.field.move_cursor(self.field.document.end)
        self.follow(reading)
