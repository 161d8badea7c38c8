"""Exporting from the app: what, in which format, and to which file; and the last export once more."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.exchange.format import Format
from reader.exchange.formats import find_format, format_of, formats
from reader.page.cells import fit
from reader.page.visible import visible
from reader.session import repeating
from reader.session.analyses import QUICK, Finder
from reader.session.exporting import names_folder, sections_of
from reader.session.repeating import LastExport, Subject
from reader.tui.questions.prompt import Prompt
from reader.tui.widgets.fields import LineField
from reader.tui.widgets.format_list import LABEL_WIDTH, FormatList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.section import Section
    from reader.tui.app import ReaderApp
    from reader.tui.screens.article import ArticleScreen
    from reader.tui.screens.keyed import KeyedScreen

SIDES = 4
"""Cells beside the words of the prompt."""
LOW = 15
"""How many rows a terminal needs for what would be lost."""
HINT = "↑↓ format {} of {}   ⇥ what   ⏎ writes   esc leaves"


class ExportPrompt(Prompt[str | None]):
    """Asks for what, in which format and where to, and writes it; answers what there is to say of it.

    What is typed takes the place of the file on offer; one that is there is replaced only when asked twice.

    Args:
        subjects: What can be exported, the likeliest first.
        last: What is offered; the settings' format and a file in the current folder where left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "list('list.down')", show=False, priority=True),
        Binding("up,ctrl+p", "list('list.up')", show=False, priority=True),
        Binding("pagedown", "list('list.page_down')", show=False, priority=True),
        Binding("pageup", "list('list.page_up')", show=False, priority=True),
        Binding("tab", "next_subject", show=False, priority=True),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - Textual's own shape

    app: ReaderApp

    def __init__(self, subjects: Sequence[Subject], last: LastExport | None = None) -> None:
        super().__init__()
        self._subjects = tuple(subjects)
        self._subject = self._subjects[0]
        self._last = last
        self._sections: dict[Subject, tuple[Section, ...]] = {}
        self._agreed: str | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """What is exported, the file, the formats, what would be lost, the keys."""
        with Vertical(classes="prompt"):
            yield Static("", classes="asked", markup=False)
            yield LineField(placeholder="file to write, or a folder with / at its end")
            yield FormatList()
            for told in ("losses", "hint"):
                yield Static("", classes=told, markup=False)

    def on_mount(self) -> None:
        """Offer the formats, the last one or the settings' own first, and a file in the current folder."""
        names = [f.name for f in formats()]
        wanted = self._last.format if self._last else self.app.settings.export_format
        self.query_one(FormatList).show(formats(), cursor=names.index(wanted) if wanted in names else 0)
        self._show_subject()
        self._tell_format()

    @property
    def _format(self) -> Format:
        return self.query_one(FormatList).current or formats()[0]

    def _show_subject(self) -> None:
        """Say what is exported, name its file, and tell what would be lost."""
        self._tell_subject()
        suffix = self._format.suffix
        usual = str(Path.cwd() / f"{self._subject.stem}{suffix}")
        path = repeating.path_of(self._last, self._subject, suffix) if self._last else usual
        self.query_one(LineField).put(path)
        self._tell_losses()

    def _tell_subject(self) -> None:
        here, several = self._subjects.index(self._subject) + 1, len(self._subjects)
        others = f"   ⇥ {here} of {several}" if several > 1 else ""
        room = self.app.size.width - SIDES - len(others)
        self._say(".asked", fit(visible(f"export {self._subject.what}"), room) + others)

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self._tell_subject()
        self._tell_losses()

    def action_next_subject(self) -> None:
        """Take the next of what can be exported."""
        here = self._subjects.index(self._subject)
        self._subject = self._subjects[(here + 1) % len(self._subjects)]
        self._show_subject()

    def action_list(self, command: str) -> None:
        """Choose another format; the file's suffix follows."""
        before = self._format.suffix
        self.query_one(FormatList).command(command, None)
        line = self.query_one(LineField)
        if line.value.endswith(before):
            line.put(line.value.removesuffix(before) + self._format.suffix)
        self._agreed = None
        self._tell_format()
        self._tell_losses()

    def _tell_format(self) -> None:
        """Tell which of the formats it is, and the keys."""
        listed = self.query_one(FormatList)
        self._say(".hint", HINT.format(listed.cursor + 1, len(listed.rows)))

    def _tell_losses(self) -> None:
        """Tell what the format would lose of the subject, once that has been read."""
        if self._subject not in self._sections:
            self._say(".losses", "counting what would be lost …")
            self.run_worker(self._read, thread=True, exclusive=True, group="losses", exit_on_error=False)
            return
        sections, chosen = self._sections[self._subject], self._format
        lost = chosen.losses_in(sections)
        told = ", ".join(f"{each.of} ({each.count})" for each in lost)
        is_cut = LABEL_WIDTH + len(chosen.purpose) > self.app.size.width - SIDES
        purpose = f"{chosen.purpose}; " if is_cut else ""
        self._say(".losses", f"{purpose}loses {told or 'nothing'}")
        self.query_one(".losses").set_class(not told, "-nothing")

    def _read(self) -> None:
        subject, worker = self._subject, get_current_worker()
        self.app.saver.flush(5)
        try:
            # Which engine finds the names matters to a filter by entity: only; the count is none to wait for.
            read = sections_of(self.app.library, subject.scope, _finder(self.app, QUICK))
        except ReaderError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._say, ".losses", str(error))
            return
        self._sections[subject] = read
        self.app.call_from_thread(self._counted, subject)

    def _counted(self, subject: Subject) -> None:
        if self.is_attached and subject is self._subject:
            self._tell_losses()

    def typed(self, line: str) -> None:
        """Choose the format that the file's name says."""
        found = format_of(Path(line).name)
        names = [each.name for each in formats()]
        if found is not None and found.name != self._format.name and found.name in names:
            self.query_one(FormatList).move_to(names.index(found.name))
            self._tell_format()
            self._tell_losses()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self._busy:
            return
        path = str(Path(event.value).expanduser()) + "/" * names_folder(event.value)
        if Path(path).exists() and path != self._agreed:
            self._agreed = path
            self._hint(f"{Path(path).name} is there already; ⏎ again replaces it")
            return
        self._busy = True
        self._hint("writing …")
        work = partial(self._write, self._subject, self._format, path)
        self.run_worker(work, thread=True, group="exporting", description="export")

    def _write(self, subject: Subject, chosen: Format, path: str) -> None:
        said, wrong = _written(self.app, subject, chosen, path)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(partial(self._answer, said, wrong=wrong))

    def _answer(self, said: str, *, wrong: bool) -> None:
        self._busy = False
        if wrong:
            self._hint(said)
        else:
            self.dismiss(said)

    def _hint(self, words: str) -> None:
        self._say(".hint", words)
        if not self._busy:
            self._go_on()

    def _say(self, where: str, words: str) -> None:
        if self.is_attached:
            self.query_one(where, Static).update(visible(words))


def ask_export(screen: ArticleScreen) -> None:
    """Ask how to export the article, what a filter keeps of its annotations, or the library, and do it."""
    offer(screen, subjects_of(screen))


def export_again(screen: ArticleScreen) -> None:
    """Export once more as the last time, from an article."""
    repeat(screen, subjects_of(screen))


def subjects_of(screen: ArticleScreen) -> tuple[Subject, ...]:
    """Return what can be exported from an article."""
    query = screen.desk.annotation_filter
    return (*repeating.of_article(screen.reading.article, query), *repeating.of_library(query=query))


def offer(screen: KeyedScreen, subjects: Sequence[Subject], last: LastExport | None = None) -> None:
    """Ask how to export something, and do it.

    Args:
        screen: Where it is told.
        subjects: What can be exported, the likeliest first.
        last: What is offered, where it is not what is usual.
    """
    screen.app.push_screen(ExportPrompt(subjects, last), lambda said: screen.tell(said or ""))


def repeat(screen: KeyedScreen, here: Sequence[Subject]) -> None:
    """Export once more as the last time, asking only where that cannot be done or would replace another file.

    Args:
        screen: Where it is told.
        here: What can be exported there.
    """
    last = repeating.load_last()
    subject = repeating.again(last, tuple(here)) if last else None
    chosen = _format_of(last)
    if last is None or subject is None or chosen is None:
        offer(screen, here)
        return
    path = repeating.path_of(last, subject, chosen.suffix)
    if Path(path).exists() and repeating.asked(subject, chosen.name, path, chosen.suffix) != last:
        offer(screen, (subject, *(each for each in here if each != subject)), last)
        return
    screen.tell("writing …")
    work = partial(_write_again, screen.app, subject, chosen, path)
    # By the app: it goes on where the screen is left.
    screen.app.run_worker(work, thread=True, group="exporting", description="export")


def _write_again(app: ReaderApp, subject: Subject, chosen: Format, path: str) -> None:
    said, wrong = _written(app, subject, chosen, path)
    if not get_current_worker().is_cancelled:
        app.call_from_thread(partial(app.tell, said, warning=wrong))


def _written(app: ReaderApp, subject: Subject, chosen: Format, path: str) -> tuple[str, bool]:
    """Write an export, from a thread that may wait for the engine.

    Returns:
        What there is to say of it, and whether it went wrong.
    """
    app.saver.flush(5)
    try:
        return repeating.done(app.library, _finder(app, app.settings.engine), subject, chosen, path), False
    except ReaderError as error:
        return str(error), True


def _finder(app: ReaderApp, engine: str) -> Finder:
    """Return what finds names for the thread that this is called from, until that is given up."""
    worker = get_current_worker()
    return Finder(app.library, engine, lambda _: None, lambda: worker.is_cancelled)


def _format_of(last: LastExport | None) -> Format | None:
    try:
        return find_format(last.format) if last else None
    except ReaderError:
        return None
