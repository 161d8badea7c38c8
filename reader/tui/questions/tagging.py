"""Asking for a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.annotations.codebook import Codebook, colour_of, folded, tidied
from reader.page.visible import visible
from reader.session import annotating, tagging
from reader.session.codes import NUMBERS, Choice, choices, filtered
from reader.text.quotes import in_quotes
from reader.tui.questions.prompt import Prompt
from reader.tui.swatches import swatch
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded
from reader.values import Value, replace

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen

HINT = "1-9 take at once   letters, then ⏎   ✓ has it, ⏎ takes it off   esc leaves"
FIRST = "⏎ puts it on   esc leaves"
DIGITS = "123456789"
ABOVE = 22
"""The cells at the end of a row for what a tag stands under."""


class TagRow(Value):
    """A tag on offer, or the one being typed."""

    choice: Choice
    colour: str = ""
    new: bool = False


class TagList(RowList[TagRow]):
    """Tags on choice."""

    EMPTY = "no tags yet: type the name of the first"

    def pieces(self, row: TagRow, width: int) -> list[Piece]:
        """Number, letter, swatch, the tag; whether the passage has it, what it is under or that it is new."""
        choice = row.choice
        number = str(choice.number) if 0 < choice.number <= NUMBERS else ""
        sign, ink = swatch(row.colour)
        above = "new tag" if row.new else choice.above
        end = min(ABOVE, width // 3)
        return [
            (padded(f" {number}", 3), "rows--key"),
            (padded(choice.key, 2), "rows--strong"),
            (padded(sign, 2), ink),
            (padded(choice.tag, width - 9 - end), "rows--plain"),
            (padded("✓" if choice.on else "", 2), "rows--key"),
            (padded(above, end, right=True), "rows--quiet"),
        ]


class TagField(LineField):
    """The tag being typed; a digit typed first is no part of it."""

    async def on_key(self, event: events.Key) -> None:
        """Give a key to the prompt first."""
        if isinstance(self.screen, TagPrompt) and self.screen.taken(event):
            event.stop()
            event.prevent_default()


class TagPrompt(Prompt[str | None]):
    """Offers tags, those used last first, filtered by what is typed; what is no tag yet becomes one.

    A digit typed first takes the tag of that number at once. A letter only brings the tag it belongs to on
    top, since words begin with letters too.

    Args:
        offered: The tags to choose from.
        book: The codebook; a closed one admits no new tags.
        passage: The words to be tagged.
        further: What is done behind that, in words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    def __init__(self, offered: Sequence[Choice], book: Codebook, passage: str, further: str = "") -> None:
        super().__init__()
        self._choices = tuple(offered)
        self._book = book
        self._passage = passage
        self._further = further

    def compose(self) -> ComposeResult:
        """The passage, the tag being typed, the tags on offer, and what the one under the cursor means."""
        passage = padded(tidied(self._passage), 54 - len(self._further)).rstrip()
        asked = f"tag {in_quotes(passage)}{self._further}"
        closed = self._book.closed
        with Vertical(classes="prompt"):
            yield Static(asked, classes="asked", markup=False)
            yield TagField(placeholder="type to filter" + ("; no new tags" if closed else ", or a new tag"))
            yield TagList()
            yield Static("", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Offer everything, the cursor on the first tag that the passage does not have."""
        if self._book.closed:
            self.query_one(TagList).EMPTY = "there is no such tag, and the codebook is closed"
        free = (index for index, choice in enumerate(self._choices) if not choice.on)
        self._offer("", cursor=next(free, 0))

    def _offer(self, typed: str, *, cursor: int = 0) -> None:
        rows = [
            TagRow(choice, colour_of(self._book, choice.tag)) for choice in filtered(self._choices, typed)
        ]
        known = any(folded(choice.tag) == folded(typed) for choice in self._choices)
        if tidied(typed) and not known and not self._book.closed:
            rows.append(TagRow(Choice(tidied(typed), 0), new=True))
        self.query_one(TagList).show(rows, cursor=cursor)
        self._describe()

    @on(RowList.Highlighted)
    def _describe(self) -> None:
        if self.is_answered:
            return
        row = self.query_one(TagList).current
        meaning = row.choice.description if row else ""
        self.query_one(".hint", Static).update(visible(meaning) or (HINT if self._choices else FIRST))

    def typed(self, line: str) -> None:
        """Offer what fits the line."""
        self._offer(line)

    def taken(self, event: events.Key) -> bool:
        """Take a digit that is typed first; once a tag was taken, pass a key on to the screen below."""
        if self.is_answered:
            self._came_beyond(event)
            return True
        if self.query_one(Input).value or not event.character or event.character not in DIGITS:
            return False
        chosen = next((each for each in self._choices if each.number == int(event.character)), None)
        if chosen is not None:
            self.dismiss(chosen.tag)
        return chosen is not None

    def _give(self, event: events.Key) -> None:
        if not self.taken(event):
            super()._give(event)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        rows = self.query_one(TagList)
        if rows.current is None:
            self._go_on()
        rows.choose()

    def row_chosen(self, row: TagRow) -> None:
        """Answer with the tag."""
        self.dismiss(row.choice.tag)

    def action_list(self, command: str) -> None:
        """Move in the list while typing; from the first row up to the last, where a new tag stands."""
        rows = self.query_one(TagList)
        rows.command("list.bottom" if command == "list.up" and not rows.cursor else command, None)


def ask_tag(screen: ArticleScreen, then: Callable[[], None] = lambda: None, *, further: str = "") -> None:
    """Ask for a tag and put it on the passage or take it off, then do what is to be done once it is there.

    Args:
        screen: The open article's.
        then: What is to be done.
        further: The same in words, for the question.
    """
    screen.app.codes.refresh()

    def answered(tag: str | None) -> None:
        if tag is None:
            screen.reading = replace(screen.reading, aside=None)
        else:
            screen.take(tagging.toggled(screen.reading, tag))
            then()

    reading = screen.reading
    offered = choices(reading, tagging.tags_here(reading))
    prompt = TagPrompt(offered, reading.codebook, annotating.words_of(reading), further)
    screen.app.push_screen(prompt, answered)
