"""Asking for one line: what to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from reader.session import searching
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen


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


def ask_search(screen: ArticleScreen) -> None:
    """Ask for words and go to the next place they stand."""

    def answered(query: str | None) -> None:
        if query is not None:
            screen.take(searching.searched(screen.reading, query))

    screen.app.push_screen(LinePrompt("/", "search; a capital makes case count"), answered)
