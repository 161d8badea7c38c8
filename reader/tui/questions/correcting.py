"""Asking what is right of a name or a designation, by one key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.articles.findings import Entity
from reader.corrections.correction import SCOPES, TYPES, Scope
from reader.page.visible import visible
from reader.session import correcting
from reader.session.correcting import TYPE_KEYS, Answer, Subject
from reader.text.quotes import in_quotes
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen

SAME = "="
SIGNS = {"backspace": "⌫"}
_COLUMNS = 3
"""At most; in a narrow terminal as many as there is room for."""
_COLUMN_WIDTH = 25
_REACHES: tuple[Scope, ...] = ("article", "here", "library")


class CorrectionPrompt(Prompt[Answer | None]):
    """Shows the types with their keys, the present one marked; one key is the answer.

    Args:
        subject: What is corrected.
        own: What one has said of it already, in words; None where nothing.
    """

    def __init__(self, subject: Subject, own: str | None) -> None:
        super().__init__()
        self._subject = subject
        self._own = own
        self._scope: Scope = "here" if subject.what == "statement" else "article"

    def compose(self) -> ComposeResult:
        """The words, the answers, how far they reach."""
        with Vertical(classes="prompt"):
            yield Static(padded(f"correct {self._about()}", 70).rstrip(), classes="asked", markup=False)
            yield Static(self._answers(), classes="answers")
            yield Static(classes="reach", markup=False)

    def on_mount(self) -> None:
        """Show how far an answer reaches."""
        self._show_reach()

    def _about(self) -> str:
        subject = self._subject
        words = in_quotes(" ".join(subject.words.split()))
        if subject.what == "mention" and subject.name != subject.words:
            words += f", a name of {in_quotes(' '.join(subject.name.split()))}"
        return words

    def _answers(self) -> Table:
        table = Table.grid(padding=(0, 1, 0, 0))
        columns = max(1, min(_COLUMNS, self.app.size.width // (_COLUMN_WIDTH + 1)))
        for _ in range(columns):
            table.add_column(width=_COLUMN_WIDTH, no_wrap=True)
        cells: list[Text] = []
        if self._subject.what != "statement":
            cells = [
                self._cell(key, TYPES[label], is_now=label == self._subject.label)
                for key, label in TYPE_KEYS.items()
            ]
        cells += [self._cell(key, words) for key, words in self._others()]
        for at in range(0, len(cells), columns):
            table.add_row(*cells[at : at + columns])
        if self._own is not None:
            table.add_row()
            table.add_row(self._cell("backspace", "takes back yours:"), Text(visible(self._own)))
        return table

    def _others(self) -> Iterator[tuple[str, str]]:
        if self._subject.what == "statement":
            yield "x", "no designation"
            return
        yield "x", "no name"
        if self._subject.what == "mention":
            yield SAME, "same as another…"
        if self._subject.statement is not None:
            yield "d", "no designation"

    def _cell(self, key: str, words: str, *, is_now: bool = False) -> Text:
        cell = Text.assemble("● " if is_now else "  ", (SIGNS.get(key, key), "bold reverse"), " ")
        cell.append(words, "bold" if is_now else "")
        cell.stylize(Style(meta={"@click": f"screen.answer({key!r})"}))
        return cell

    def _show_reach(self) -> None:
        line = Text.assemble("  ", ("⇥", "bold reverse"))
        for scope in _REACHES:
            is_now = scope == self._scope
            choice = Text(f" {'●' if is_now else ' '} {SCOPES[scope]}", "bold" if is_now else "")
            choice.stylize(Style(meta={"@click": f"screen.reach({scope!r})"}))
            line.append_text(choice)
        line.append(" (or a capital letter)   esc leaves")
        self.query_one(".reach", Static).update(line)

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        event.prevent_default()
        self._give(event)

    def _give(self, event: events.Key) -> None:
        key = event.character if event.is_printable and event.character else event.key
        if self.is_answered:
            self._came_beyond(event)
        elif key == "escape":
            self.dismiss(None)
        elif key == "tab":
            self.action_reach(_REACHES[(_REACHES.index(self._scope) + 1) % len(_REACHES)])
        else:
            self.action_answer(key)

    def action_reach(self, scope: Scope) -> None:
        """Make an answer reach as far as that."""
        self._scope = scope
        self._show_reach()

    def action_answer(self, key: str) -> None:
        """Take an answer, by its key; a capital letter means the whole library."""
        types = () if self._subject.what == "statement" else TYPE_KEYS
        known = {*types, *(key for key, _ in self._others())}
        if self._own is not None:
            known.add("backspace")
        if key in known:
            self.dismiss(Answer(key, self._scope))
        elif key.lower() in known:
            self.dismiss(Answer(key.lower(), "library"))


class NameList(RowList[Entity]):
    """The entities of the article."""

    EMPTY = "no such name in this article"

    def pieces(self, row: Entity, width: int) -> list[Piece]:
        """The name and its type."""
        return [(padded(f" {row.name}", width - 13), "rows--plain"), (padded(row.label, 13), "rows--quiet")]


class SamePrompt(Prompt[str | None]):
    """Offers the names of the article, filtered by what is typed.

    Args:
        entities: On offer.
        name: The name that is another's too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    def __init__(self, entities: Sequence[Entity], name: str) -> None:
        super().__init__()
        self._entities = tuple(entities)
        self._called = name

    def compose(self) -> ComposeResult:
        """The name, the filter, the names on offer."""
        with Vertical(classes="prompt"):
            about = f"{in_quotes(' '.join(self._called.split()))} is the same as"
            yield Static(padded(about, 70).rstrip(), classes="asked", markup=False)
            yield LineField(placeholder="type to filter; ⏎ takes, esc leaves")
            yield NameList()

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer("")

    def _offer(self, typed: str) -> None:
        low = " ".join(typed.split()).lower()
        names = [e for e in self._entities if any(low in name.lower() for name in (e.name, *e.aliases))]
        self.query_one(NameList).show(names, cursor=0)

    def typed(self, line: str) -> None:
        """Offer what fits the line."""
        self._offer(line)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(NameList).choose()

    def row_chosen(self, row: Entity) -> None:
        """Answer with the name."""
        self.dismiss(row.name)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(NameList).command(command, None)


def ask_correction(screen: ArticleScreen) -> None:
    """Ask what is right of what is under the caret, and correct it."""
    subject = correcting.subject_at(screen.reading)
    if subject is None:
        return
    own = correcting.own_at(screen.reading, subject)

    def answered(answer: Answer | None) -> None:
        if answer is None:
            return
        if answer.key == SAME:
            _ask_same(screen, subject, answer.scope)
        else:
            screen.take(correcting.answered(screen.reading, subject, answer))

    prompt = CorrectionPrompt(subject, correcting.said_of(own[0]) if own else None)
    screen.app.push_screen(prompt, answered)


def _ask_same(screen: ArticleScreen, subject: Subject, scope: Scope) -> None:
    def answered(name: str | None) -> None:
        if name is not None:
            screen.take(correcting.united(screen.reading, subject, name, scope))

    others = [e for e in screen.reading.findings.entities if e.name != subject.name]
    screen.app.push_screen(SamePrompt(others, subject.name), answered)
