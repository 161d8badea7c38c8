"""The article's screen: the text, what lies beside it, and what the session asks for."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from reader.articles.findings import Findings
from reader.session import finding, hinting
from reader.session.commands import Scope
from reader.session.effects import Ask, Copy, Effect, Find, Leave, Open, Pane, Restyle, Save, Say, Show
from reader.session.keys import Pending, Press
from reader.session.reading import Reading
from reader.session.showing import stamps_of_articles, stamps_of_saved
from reader.tui.copying import copy
from reader.tui.pictures import FirstView
from reader.tui.questions.table import ask
from reader.tui.readings import reading_of
from reader.tui.screens.pointing import PointedScreen
from reader.tui.screens.status import facts_of, hint_of, mode_of, place_of, say_first
from reader.tui.sheets import ARTICLE
from reader.tui.suggesting import look_again
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import Titlebar
from reader.tui.widgets.desk import Desk
from reader.tui.widgets.footer import Footbar
from reader.tui.widgets.rows import RowList
from reader.values import replace

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

PAGING = frozenset({"caret.half_down", "caret.half_up", "caret.page_down", "caret.page_up"})
NARROW, WIDE, WIDE_FROM = "-narrow", "-wide", 104
LOOK_SECONDS = 0.5
"""How long the analysis waits after a move before it is told what is on screen, while the text moves on."""


class ArticleScreen(PointedScreen):
    """Feeds keys to the reading session, paints it, and carries out its effects.

    Args:
        reading: The session to begin with; it is laid out anew for the width there is.
        problems: What is wrong with the annotation files, a line each.
    """

    SHEETS = ARTICLE
    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (WIDE_FROM, WIDE)]  # noqa: RUF012
    AUTO_FOCUS = "ArticleView"

    app: ReaderApp

    def __init__(self, reading: Reading, *, problems: tuple[str, ...] = ()) -> None:
        super().__init__()
        # Textual does this when the screen has its size, and styles everything in it once more.
        self.add_class(WIDE if self.app.size.width >= WIDE_FROM else NARROW, update=False)
        self.reading = reading
        self._problems = problems
        self.begins_again = False
        """Whether it stands as at the next start, where nobody has been yet."""
        self._looks_on = False
        self._is_behind = False

    def compose(self) -> ComposeResult:
        """Title, desk, footer."""
        yield Titlebar()
        yield Desk(self.reading)
        yield Footbar("article", self.app.keyboard)

    def on_mount(self) -> None:
        """Say what is wrong with the annotation files, if anything; ask for the analysis."""
        self._desk = self.query_one(Desk)
        self._title = self.query_one(Titlebar)
        self._footer = self.query_one(Footbar)
        say_first(self, self._problems)
        begun = self.app.beginning
        # What was found before stands already, and need not be looked at again at once.
        self.call_after_refresh(
            begun.at_rest if self.reading.findings.complete else begun.then, self._ask_analyst
        )

    def first_view(self) -> FirstView:
        """Return what a start would show of the article now."""
        reading, library = self.reading, self.app.library
        kept = (reading.furthest, reading.annotations, reading.codebook, reading.findings.complete)
        return FirstView(
            (reading.caret.offset, reading.page, *kept),
            lambda: (*stamps_of_articles(library, [reading.article.id]), *stamps_of_saved(library)),
        )

    def begin_again(self) -> bool:
        """Stand as at a start, unless more than the text is on the screen."""
        desk = self._desk
        unlike = not desk.is_bare or self.has_class("-zen") or self._footer.size.height != 1
        if unlike or self.reading.folded or self.reading.first_end:
            return False
        opened = self.app.library.again(self.reading.article)
        self.begins_again = True
        self.pending = Pending()
        self._footer.tell("")
        desk.view.scroll_rows(-desk.view.top)
        again = reading_of(self.app, opened, before=self.reading)
        self.reading = replace(again, height=max(1, desk.view.size.height))
        self._lay_out()
        say_first(self, opened.problems)
        return True

    def _ask_analyst(self) -> None:
        article, known = self.reading.article, self.reading.known
        self.reading = replace(self.reading, known=None)
        self.app.analyst.request(article.id, article.text, visible=self._desk.view.seen, known=known)

    def _look_on(self) -> None:
        """Have the analysis read next what is on screen by then, while it has not read everything."""
        if not self._looks_on and not self.reading.findings.complete:
            self._looks_on = True
            self.set_timer(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self._looks_on = False
        self.app.analyst.look(self.reading.article.id, self._desk.view.seen)

    @property
    def scope(self) -> Scope:
        """The lists' commands while one of them has the focus, else the text's."""
        return "panel" if isinstance(self.focused, RowList) else "article"

    @property
    def desk(self) -> Desk:
        """The text with what lies beside it."""
        return self._desk

    def found(self, findings: Findings) -> None:
        """Show what the analysis found."""
        if finding.is_better(findings, self.reading):
            self.show_reading(finding.found(self.reading, findings))
        if findings.complete:
            # They stay as they are; each full collection would look through all of them for nothing.
            gc.freeze()
        look_again(self)

    def press(self, press: Press) -> None:
        """Carry out a command of the text or of the list in focus."""
        panel = self.focused
        if isinstance(panel, RowList):
            from reader.tui.screens.panels import panel_pressed

            if panel_pressed(self, panel, press):
                return
        from reader.session.pressed import pressed

        self.take(pressed(self.reading, press), keep_row=press.command in PAGING)

    def taken(self, key: str) -> bool:
        """Give the key to the labels on the screen, or to the letters to seek, where they wait for it."""
        if self.scope != "article" or not hinting.is_waiting(self.reading):
            return False
        self.take(hinting.typed(self.reading, key))
        return True

    def key_taken(self) -> None:
        """Take the last message back and show what is pending."""
        self._footer.tell("")
        self._fall_behind()

    def take(self, outcome: tuple[Reading, tuple[Effect, ...]], *, keep_row: bool = False) -> None:
        """Show the session a command led to, and carry out what it asks for."""
        reading, effects = outcome
        self.show_reading(reading, keep_row=keep_row)
        for effect in effects:
            self._carry_out(effect)

    def show_reading(self, reading: Reading, *, keep_row: bool = False) -> None:
        """Show another state of the session."""
        self.reading = reading
        if not self.is_mounted:
            return  # The first layout shows it.
        self._desk.show(reading, keep_row=keep_row)
        self._update()

    def _update(self) -> None:
        seen = self._desk.view.seen
        if seen != self.reading.seen:
            self.reading = self.reading.seeing(seen)
            self._look_on()
        self._fall_behind()

    def _fall_behind(self) -> None:
        """Have the bars and the ruler catch up when no more keys wait."""
        self._is_behind = True
        self._desk.view.check_idle()

    def catch_up(self) -> None:
        """Show what the bars, the ruler and the terminal's cursor say of the session."""
        if not self._is_behind:
            return
        self._is_behind = False
        reading = self.reading
        self._desk.view.settle()
        self._desk.ruler.show(reading)
        self._title.update(reading.article.title, facts_of(reading, self.size.width))
        self._footer.update(
            scope=self.scope,
            mode=mode_of(reading, self.pending),
            place=place_of(reading),
            hint=hint_of(reading) if self.scope == "article" else "",
            idle=self.focused.IDLE if isinstance(self.focused, RowList) else (),
        )

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Save():
                self.app.saver.save(effect)
                look_again(self)
            case Say(text, warning):
                self.tell(text, warning=warning)
            case Ask(question):
                ask(question, self)
            case Find(query):
                from reader.tui.questions.searching import find_next

                find_next(self, query)
            case Open():
                self.app.articles.open_at(effect)
            case Copy(text, said):
                copy(self.app, text, said)
            case Show(pane):
                self._toggle(pane)
            case Restyle():
                self.tell(self.app.looks.restyle(effect, room=self._desk.view.room))
                self._lay_out()
            case Leave(to_shell):
                self._leave(to_shell=to_shell)

    def _toggle(self, pane: Pane) -> None:
        if pane == "palette":
            self.app.action_command_palette()
        elif pane == "help":
            self.show_help(self.reading.history, self.reading)
        elif pane == "zen":
            self.toggle_class("-zen")
            self._footer.bare = self.has_class("-zen")
        elif said := self._desk.toggle(pane):
            self.tell(said)

    def _leave(self, *, to_shell: bool) -> None:
        if to_shell:
            self.app.action_suspend_process()
        elif not self._desk.close_one():
            self.app.articles.close(self)

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus now."""
        if self.is_mounted:
            self._update()

    @on(ArticleView.Resized)
    def _resized(self, event: ArticleView.Resized) -> None:
        self.reading = replace(self.reading, height=event.height)
        self._lay_out()
        self.app.beginning.stands(self)

    def fit(self, height: int) -> None:
        """Lay the text out for the room there is, if that has changed."""
        if height != self.reading.height or self._column != self._laid_out:
            self.reading = replace(self.reading, height=height)
            self._lay_out()

    def _lay_out(self) -> None:
        """Lay the text out for the settings and the room there is."""
        page, (width, spacing) = self.reading.page, self._column
        if (width, spacing) != self._laid_out:
            page = page.again(width=width, spacing=spacing)
        self.show_reading(replace(self.reading, page=page))

    @property
    def _column(self) -> tuple[int, int]:
        """The width and spacing that the text should have now."""
        settings = self.app.settings
        return min(settings.width, self._desk.view.room), settings.spacing

    @property
    def _laid_out(self) -> tuple[int, int]:
        return self.reading.page.width, self.reading.page.spacing

    def row_chosen(self, row: object) -> None:
        """Go where the row leads."""
        from reader.tui.screens.panels import row_chosen

        row_chosen(self, row)
