"""Asking for a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.session import annotating
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen


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


def ask_tag(screen: ArticleScreen) -> None:
    """Ask for a tag and put it on the passage."""

    def answered(tag: str | None) -> None:
        if tag is None:
            screen.reading = replace(screen.reading, aside=None)
        else:
            screen.take(annotating.tagged(screen.reading, tag))

    tags = annotating.tags_offered(screen.reading, screen.app.tags())
    screen.app.push_screen(TagPrompt(tags, annotating.words_of(screen.reading)), answered)
