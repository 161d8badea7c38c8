"""What can be done here: every command of the scope with its keys, searchable, each one key away."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.session.commands import Command, Scope, commands_in, key_shown
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded


class CommandList(RowList[Command]):
    """Commands with their keys."""

    EMPTY = "no command has these words"

    def pieces(self, row: Command, width: int) -> list[Piece]:
        """The keys, what the command does, and its group."""
        keys = "  ".join(key_shown(keys) for keys in row.keys)
        words = row.help + (" (then a letter)" if row.argument else "")
        return [(padded(f" {keys}", 20), "rows--key"), (padded(words, width - 32), "rows--plain"),
                (padded(f" {row.group}", 12), "rows--quiet")]  # fmt: skip


class HelpScreen(Prompt[Command | None]):
    """The commands of a scope; choosing one does it.

    Args:
        scope: Whose commands to show.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
        Binding("pagedown", "list('list.page_down')", show=False, priority=True),
        Binding("pageup", "list('list.page_up')", show=False, priority=True),
    ]

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._commands = commands_in(scope)

    def compose(self) -> ComposeResult:
        """What is searched for, and the commands."""
        with Vertical(classes="help"):
            yield LineField(placeholder="what can be done here: type to search, ⏎ does it, esc leaves")
            yield CommandList()

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(CommandList).show(self._commands)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        self.query_one(CommandList).show(
            [c for c in self._commands if all(w in _words(c) for w in words)], cursor=0
        )

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(CommandList).choose()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(event.row)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(CommandList).command(command, None)


def _words(command: Command) -> str:
    keys = " ".join(key_shown(keys) for keys in command.keys)
    return f"{command.id} {command.label} {command.help} {command.group} {keys}".lower()
