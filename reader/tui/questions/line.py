"""Asking for one line, laid over the footer, with a word beside it on what was typed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from reader.page.visible import visible
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.filtered import FilteredList

if TYPE_CHECKING:
    from textual.screen import Screen


class LinePrompt(Prompt[str | None]):
    """Asks for one line; None is answered when it is left.

    Args:
        sign: What stands before the line, such as ``/``.
        hint: What is shown while nothing is typed.
        value: What stands there already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, sign: str, hint: str, value: str = "") -> None:
        super().__init__(classes="line")
        self._sign, self._hint, self._value = sign, hint, value

    def compose(self) -> ComposeResult:
        """The sign, the line, the word on it."""
        yield Static(self._sign, classes="sign", markup=False)
        yield LineField(self._value, placeholder=self._hint, select_on_focus=False)
        yield Static("", classes="word", markup=False)

    @property
    def line(self) -> str:
        """What stands in the line."""
        return self.query_one(Input).value

    def write(self, line: str) -> None:
        """Put another line there, to be typed on at its end."""
        field = self.query_one(Input)
        field.value = line
        field.cursor_position = len(line)

    def say(self, word: str, *, warning: bool = False) -> None:
        """Say something beside the line."""
        beside = self.query_one(".word", Static)
        beside.set_class(warning, "-warning")
        beside.update(visible(word))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        """Leave when the line is emptied beyond its start."""
        if event.key == "backspace" and not self.line and not self.is_answered:
            event.stop()
            self.dismiss(None)
        else:
            super().on_key(event)


class FilterPrompt(LinePrompt):
    """Asks for what a list is to be filtered by, and filters it with every letter.

    Args:
        rows: The list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    def __init__(self, rows: FilteredList[Any]) -> None:
        super().__init__("/", rows.HINT, rows.filter)
        self._rows = rows

    def typed(self, line: str) -> None:
        """Filter the list."""
        word, warning = self._rows.narrow(line)
        self.say(word, warning=warning)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self._rows.command(command, None)


def ask_filter(screen: Screen[Any], rows: FilteredList[Any]) -> None:
    """Ask for what a list is to be filtered by; leaving the line leaves it as it was."""
    before = rows.filter

    def answered(line: str | None) -> None:
        if line is None:
            rows.narrow(before)

    screen.app.push_screen(FilterPrompt(rows), answered)
