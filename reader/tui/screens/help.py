"""What can be done here and now: commands with their keys, searchable, each one key away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.session.commands import Command, key_shown
from reader.session.offering import Offer, Section
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded

KEYS_WIDTH = 18
Line = Offer | str
"""An offer, or a heading."""


class OfferList(RowList[Line]):
    """Offers with their keys under headings; the cursor passes over the headings."""

    EMPTY = "nothing here has these words or this key"

    def pieces(self, row: Line, width: int) -> list[Piece]:
        """A heading, or keys and what they do."""
        if isinstance(row, str):
            return [(padded(f" {row}", width), "rows--strong")]
        keys = "  ".join(key_shown(keys) for keys in row.command.keys) or "—"
        why = f" {row.hindered} " if row.hindered else ""
        words = row.words + (" (then a letter)" if row.command.argument else "")
        kind = "rows--quiet" if row.hindered else "rows--plain"
        return [
            (padded(f"   {keys}", KEYS_WIDTH), "rows--quiet" if row.hindered else "rows--key"),
            (padded(f" {words}", max(0, width - KEYS_WIDTH - len(why))), kind),
            (why, "rows--quiet"),
        ]

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, or on the next one in the same direction where that is a heading."""
        step = -1 if index < self.cursor else 1
        while 0 <= index < len(self.rows) and isinstance(self.rows[index], str):
            index += step
        super().move_to(max(index, 1))
        if self.cursor == 1:
            self.top = 0


class HelpScreen(Prompt[Command | None]):
    """What can be done; choosing something does it.

    Args:
        sections: The offers under their headings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
        Binding("pagedown", "list('list.page_down')", show=False, priority=True),
        Binding("pageup", "list('list.page_up')", show=False, priority=True),
    ]

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """What is searched for, and the offers."""
        with Vertical(classes="help"):
            yield LineField(placeholder="type words or a key; ⏎ does it, esc leaves")
            yield OfferList()

    def on_mount(self) -> None:
        """Show everything."""
        self._offer("")

    def _offer(self, typed: str) -> None:
        found = [*_with_key(self._sections, typed), *_with_words(self._sections, typed)]
        lines: list[Line] = []
        for section in found:
            lines += [section.heading, *section.offers]
        self.query_one(OfferList).show(lines, cursor=0)

    def typed(self, line: str) -> None:
        """Offer what fits the line."""
        self._offer(line)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(OfferList).choose()

    def row_chosen(self, row: Offer) -> None:
        """Answer with the command."""
        self.dismiss(row.command)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(OfferList).command(command, None)


def _with_key(sections: Sequence[Section], typed: str) -> Iterator[Section]:
    """Yield the commands whose keys begin with what is typed, a capital being another key."""
    typed = typed.replace(" ", "")
    found = [
        offer
        for section in sections
        for offer in section.offers
        if any(typed in (keys.replace(" ", ""), key_shown(keys)) for keys in offer.command.keys)
        or (len(typed) == 1 and any(key_shown(keys).startswith(typed) for keys in offer.command.keys))
    ]
    if typed and found:
        yield Section(f"The key {typed}", tuple(found))


def _with_words(sections: Sequence[Section], typed: str) -> Iterator[Section]:
    """Yield the sections with the offers that hold every word typed."""
    wanted = typed.lower().split()
    for section in sections:
        found = tuple(o for o in section.offers if all(w in _words(o, section.heading) for w in wanted))
        if found:
            yield Section(section.heading, found)


def _words(offer: Offer, heading: str) -> str:
    command = offer.command
    keys = " ".join((*command.keys, *(key_shown(keys) for keys in command.keys)))
    said = f"{command.id} {command.label} {command.help} {command.group} {offer.words} {heading}"
    return f"{said.lower()} {keys}"
