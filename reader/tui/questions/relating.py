"""Relations: asking for a name, and listing those of the article to follow or delete one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.session import relating
from reader.session.overlapping import annotation_meant
from reader.session.relating import Seen
from reader.text.quotes import in_quotes
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded
from reader.values import Value

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen

SHOWN = 40
"""How many cells of each end's words a question shows."""


class NameRow(Value):
    """A name on offer, or the one being typed."""

    name: str
    new: bool


class NameList(RowList[NameRow]):
    """Names of relations."""

    EMPTY = "type a name, such as cites or contradicts"

    def pieces(self, row: NameRow, width: int) -> list[Piece]:
        """The name, and whether it is new."""
        sign = " new name " if row.new else ""
        return [(padded(f" {row.name}", width - len(sign)), "rows--plain"), (sign, "rows--quiet")]


class NamePrompt(Prompt[str | None]):
    """Asks how one annotation has to do with another; names in use are offered.

    Args:
        names: The names in use, the most used first.
        source: The words of the first end.
        target: The words of the other.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    def __init__(self, names: Sequence[str], source: str, target: str) -> None:
        super().__init__()
        self._names = tuple(names)
        self._asked = " … ".join(in_quotes(padded(end, SHOWN).rstrip()) for end in (source, target))

    def compose(self) -> ComposeResult:
        """Both ends, the name being typed, the names on offer."""
        with Vertical(classes="prompt"):
            yield Static(self._asked, classes="asked", markup=False)
            yield LineField(placeholder="what the first does to the second; ⏎ takes, esc leaves")
            yield NameList()

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer("")

    def _offer(self, typed: str) -> None:
        typed = " ".join(typed.split())
        rows = [NameRow(name, new=False) for name in self._names if typed.lower() in name.lower()]
        if typed and typed not in self._names:
            rows.append(NameRow(typed, new=True))
        self.query_one(NameList).show(rows, cursor=0)

    def typed(self, line: str) -> None:
        """Offer what fits the line."""
        self._offer(line)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self._offer(event.value)
        self.query_one(NameList).choose()

    def row_chosen(self, row: NameRow) -> None:
        """Answer with the name."""
        self.dismiss(row.name)

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(NameList).command(command, None)


class RelationList(RowList[Seen]):
    """Relations, each from the end in this article."""

    EMPTY = "no relation has these words"

    def pieces(self, row: Seen, width: int) -> list[Piece]:
        """The near end, the name with its direction, the far end."""
        name = f" {row.relation.name} → " if row.outward else f" ← {row.relation.name} "
        room = max(8, (width - len(name) - 4) // 2)
        return [
            (padded(f" {row.near.quote}", room), "rows--plain"),
            (padded(name, min(len(name), width // 3)), "rows--key"),
            (padded(row.far.quote, width - room - min(len(name), width // 3)), "rows--strong"),
        ]


class RelationsPrompt(Prompt[None]):
    """Lists the article's relations, those of the annotation meant first.

    Args:
        screen: The article's screen, which follows and deletes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
        Binding("ctrl+x", "delete", show=False, priority=True),
    ]

    def __init__(self, screen: ArticleScreen) -> None:
        super().__init__()
        self._article = screen
        self._rows: tuple[Seen, ...] = ()

    def compose(self) -> ComposeResult:
        """What is searched for, the relations, the keys."""
        with Vertical(classes="prompt"):
            yield LineField(placeholder="relations: type to filter")
            yield RelationList()
            yield Static("⏎ follows  ctrl+x deletes  esc leaves", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show everything."""
        self._read()

    def _read(self) -> None:
        self._rows = relating.seen_from(self._article.reading)
        self._offer()

    def _offer(self) -> None:
        words = self.query_one(Input).value.lower().split()
        self.query_one(RelationList).show([r for r in self._rows if all(w in _words(r) for w in words)])

    def typed(self, line: str) -> None:
        """Offer what fits the line."""
        self._offer()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(RelationList).choose()

    def row_chosen(self, row: Seen) -> None:
        """Go to the other end."""
        self.dismiss(None)
        self._article.take(relating.gone_to(self._article.reading, row))

    def action_list(self, command: str) -> None:
        """Move in the list while typing."""
        self.query_one(RelationList).command(command, None)

    def action_delete(self) -> None:
        """Delete the relation under the cursor; u takes that back."""
        row = self.query_one(RelationList).current
        if row is not None:
            self._article.take(relating.unrelated(self._article.reading, row.relation))
            self._read()


def _words(row: Seen) -> str:
    return f"{row.relation.name} {row.near.quote} {row.far.quote}".lower()


def ask_relation(screen: ArticleScreen) -> None:
    """Ask how the first end has to do with the annotation meant, and relate them."""
    reading = screen.reading
    first, meant = reading.first_end, annotation_meant(reading)
    if first is None or meant is None:
        return

    def answered(name: str | None) -> None:
        if name is not None:
            screen.take(relating.related(screen.reading, name))

    names = relating.names_in_use(screen.app.library.store.relations())
    screen.app.push_screen(NamePrompt(names, first.end.quote, " ".join(meant.target.exact.split())), answered)


def ask_relations(screen: ArticleScreen) -> None:
    """List the article's relations."""
    screen.app.push_screen(RelationsPrompt(screen))
