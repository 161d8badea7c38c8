"""What is laid over a screen to ask for something: a tag, a note, a search, where to export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static, TextArea

from reader.tui.screens.ahead import Prompt
from reader.tui.widgets.fields import LineField, NoteField
from reader.tui.widgets.rows import Piece, RowList, padded


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag on offer, or the one being typed."""

    tag: str
    new: bool


class TagList(RowList[TagRow]):
    """Tags on offer."""

    EMPTY = "type a tag"

    def pieces(self, row: TagRow, width: int) -> list[Piece]:
        """The tag, and whether it is new."""
        sign = " new tag " if row.new else ""
        return [(padded(f" {row.tag}", width - len(sign)), "rows--plain"), (sign, "rows--quiet")]


class TagPrompt(Prompt[str | None]):
    """Offers the tags in use, filtered by what is typed; what is no tag yet becomes one.

    Args:
        tags: The tags in use, the likeliest first.
        passage: The words to be tagged.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    def __init__(self, tags: Sequence[str], passage: str) -> None:
        super().__init__()
        self._tags = tuple(tags)
        self._passage = passage

    def compose(self) -> ComposeResult:
        """The passage, the tag being typed, the tags on offer."""
        with Vertical(classes="prompt"):
            yield Static(
                padded(f"tag “{' '.join(self._passage.split())}”", 60).rstrip(), classes="asked", markup=False
            )
            yield LineField(placeholder="type to filter, or a new tag; ⏎ takes, esc leaves")
            yield TagList()

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer("")

    def _offer(self, typed: str) -> None:
        typed = " ".join(typed.split())
        low = typed.lower()
        starting = [t for t in self._tags if t.lower().startswith(low)]
        holding = [t for t in self._tags if low in t.lower() and t not in starting]
        rows = [TagRow(tag, new=False) for tag in (*starting, *holding)]
        if typed and typed not in self._tags:
            rows.append(TagRow(typed, new=True))
        self.query_one(TagList).show(rows, cursor=0)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._offer(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(TagList).choose()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(event.row.tag)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(TagList).command(command, None)


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


class LinePrompt(Prompt[str | None]):
    """Asks for one line, laid over the footer.

    Args:
        sign: What stands before the line, such as ``/``.
        hint: What is shown while nothing is typed.
        value: What stands there already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, sign: str, hint: str, value: str = "") -> None:
        super().__init__()
        self._sign, self._hint, self._value = sign, hint, value

    def compose(self) -> ComposeResult:
        """The sign and the line."""
        yield Static(self._sign, classes="sign", markup=False)
        yield LineField(self._value, placeholder=self._hint)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        """Leave when the line is emptied beyond its start."""
        if event.key == "backspace" and not self.query_one(Input).value:
            event.stop()
            self.dismiss(None)
        else:
            super().on_key(event)
