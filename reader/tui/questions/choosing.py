"""Asking for a line or for one of several things; what cannot be had is told, and asked for again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.page.visible import visible
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded
from reader.values import Value

Made = TypeVar("Made")


class ValuePrompt(Prompt[Made | None]):
    """Asks for a line and makes something of it.

    Args:
        asked: What is asked for.
        value: What stands there already.
        hint: What there is to know about it.
        make: Makes something of the line; a ReaderError it raises is shown, and the line stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, asked: str, value: str, hint: str, make: Callable[[str], Made]) -> None:
        super().__init__(classes="asking")
        self._asked, self._value, self._hint, self._make = asked, value, hint, make

    def compose(self) -> ComposeResult:
        """What is asked for, the line, what there is to know."""
        with Vertical(classes="prompt"):
            yield Static(visible(self._asked), classes="asked", markup=False)
            yield LineField(self._value, select_on_focus=False)
            yield Static(visible(self._hint), classes="hint", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        try:
            made = self._make(event.value)
        except ReaderError as error:
            self.query_one(".hint", Static).update(visible(str(error)))
            self._go_on()
        else:
            self.dismiss(made)


class Option(Value, Generic[Made]):
    """Something to choose."""

    words: str
    make: Callable[[], Made]
    sign: str = ""
    ink: str = "rows--plain"
    """What the sign is drawn with; see `RowList`."""
    aside: str = ""
    """What there is to say of it, in a word or two."""


class OptionList(RowList[Option[Made]]):
    """Things to choose."""

    EMPTY = "nothing has these words"

    def pieces(self, row: Option[Made], width: int) -> list[Piece]:
        """The sign, the words, what there is to say."""
        end = min(width // 3, 24)
        return [
            (padded(f" {row.sign}" if row.sign else "", 3), row.ink),
            (padded(row.words, width - 3 - end), "rows--plain"),
            (padded(f"{row.aside} ", end, right=True), "rows--quiet"),
        ]


class OptionPrompt(Prompt[Made | None]):
    """Offers things to choose, filtered by what is typed.

    Args:
        asked: What is asked for.
        options: What there is.
        hint: What there is to know about it.
        make: Makes something of words that are no option; None where there has to be one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    def __init__(
        self,
        asked: str,
        options: Sequence[Option[Made]],
        *,
        hint: str = "type to filter   ⏎ takes   esc leaves",
        make: Callable[[str], Made] | None = None,
    ) -> None:
        super().__init__(classes="asking")
        self._asked, self._options, self._hint, self._make = asked, tuple(options), hint, make

    def compose(self) -> ComposeResult:
        """What is asked for, the line that filters, the options, what there is to know."""
        with Vertical(classes="prompt"):
            yield Static(visible(self._asked), classes="asked", markup=False)
            yield LineField()
            yield OptionList[Made]()
            yield Static(visible(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer("")

    def _offer(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [option for option in self._options if all(word in option.words.casefold() for word in words)]
        self.query_one(OptionList).show(found, cursor=0)

    def typed(self, line: str) -> None:
        """Offer what fits the line."""
        self._offer(line)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        options = self.query_one(OptionList)
        if options.current is not None:
            options.choose()
        elif self._make is not None:
            words, make = event.value, self._make
            self._answer(lambda: make(words))
        else:
            self._go_on()

    def row_chosen(self, row: Option[Made]) -> None:
        """Answer with what the row makes."""
        self._answer(row.make)

    def _answer(self, make: Callable[[], Made]) -> None:
        try:
            made = make()
        except ReaderError as error:
            self.query_one(".hint", Static).update(visible(str(error)))
            self._go_on()
        else:
            self.dismiss(made)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(OptionList).command(command, None)
