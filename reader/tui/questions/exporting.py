"""Exporting from the app: which format, and to which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.exchange.format import Format
from reader.exchange.formats import formats
from reader.page.visible import visible
from reader.session.analyses import Finder
from reader.session.exporting import export, put
from reader.session.scopes import Scope
from reader.text.numbers import counted
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.rows import Piece, RowList, padded

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen


class FormatList(RowList[Format]):
    """The formats, each with what it is for."""

    def pieces(self, row: Format, width: int) -> list[Piece]:
        """The name and the purpose."""
        return [
            (padded(f" {row.label}", 20), "rows--strong"),
            (padded(row.purpose, width - 20), "rows--plain"),
        ]


class ExportPrompt(Prompt[str | None]):
    """Asks for a format and a file and writes it; what is there already is replaced only when asked twice.

    Args:
        articles: The ids of the articles to export; None for the whole library.
        what: What is exported, in words.
        stem: How the file is called, without its suffix.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
    ]

    app: ReaderApp

    def __init__(self, articles: tuple[str, ...] | None, *, what: str, stem: str) -> None:
        super().__init__()
        self._articles = articles
        self._what = what
        self._stem = stem
        self._agreed: Path | None = None

    def compose(self) -> ComposeResult:
        """What is exported, the file, the formats."""
        with Vertical(classes="prompt"):
            yield Static(padded(f"export {self._what}", 60).rstrip(), classes="asked", markup=False)
            yield LineField(placeholder="file to write")
            yield FormatList()
            yield Static("↑↓ format  ⏎ writes  esc leaves", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Offer the formats, the settings' own first, and a file in the current folder."""
        names = [f.name for f in formats()]
        wanted = self.app.settings.export_format
        self.query_one(FormatList).show(formats(), cursor=names.index(wanted) if wanted in names else 0)
        self._name_file()

    @property
    def _format(self) -> Format:
        return self.query_one(FormatList).current or formats()[0]

    def _name_file(self) -> None:
        line = self.query_one(Input)
        line.value = str(Path.cwd() / f"{self._stem}{self._format.suffix}")
        line.cursor_position = len(line.value)

    def action_list(self, command: str) -> None:
        """Choose another format; the file's suffix follows."""
        before = self._format.suffix
        self.query_one(FormatList).command(command, None)
        line = self.query_one(Input)
        if line.value.endswith(before):
            line.value = line.value.removesuffix(before) + self._format.suffix
            line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        path = Path(event.value).expanduser()
        if path.exists() and path != self._agreed:
            self._agreed = path
            self._hint(f"{path.name} is there already; ⏎ again replaces it")
            return
        try:
            said = self._export(path)
        except ReaderError as error:
            self._hint(str(error))
            return
        self.dismiss(said)

    def _export(self, path: Path) -> str:
        finder = Finder(self.app.library, self.app.settings.engine, lambda _: None)
        made = export(self.app.library, Scope(self._articles), self._format, finder)
        finder.close()
        put(made, path)
        said = f"exported {counted(made.annotations, 'annotation')} to {path}"
        lost = f" without {', '.join(loss.of for loss in made.losses)}" if made.losses else ""
        return " ".join((said + lost, *made.left_out))

    def _hint(self, words: str) -> None:
        self.query_one(".hint", Static).update(visible(words))
        self._go_on()


def ask_export(screen: ArticleScreen) -> None:
    """Ask where to export the article's annotations, and do it."""
    article = screen.reading.article
    prompt = ExportPrompt((article.id,), what=f"the annotations of “{article.title}”", stem=article.id)
    screen.app.push_screen(prompt, lambda said: screen.tell(said or ""))
