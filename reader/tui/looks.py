"""Width, spacing and theme: chosen at the start, changed live, kept for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config.looks import Look, keep_look, with_looks
from reader.config.settings import NARROWEST, WIDEST, WIDEST_SPACING
from reader.tui.inside import begin_in
from reader.tui.sheets import PLAIN, read_sheet
from reader.values import replace

if TYPE_CHECKING:
    from textual.theme import Theme

    from reader.session.effects import Restyle
    from reader.tui.app import ReaderApp

STEP = 2
"""How many columns wider or narrower the text becomes at a time."""
FEW_COLOURS = ("ansi-dark", "ansi-light")
"""The themes of a terminal with 16 colours: its own palette, dark and light."""


class Looks:
    """What the app looks like, as the settings have it and as it was changed since.

    Args:
        app: Whose looks; its settings follow what is changed.
    """

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self._written = app.settings
        app.settings = with_looks(app.settings)
        self._shown = ""
        wanted = app.settings.theme
        if wanted in app.available_themes and wanted != app.theme and not self._few_colours:
            begin_in(app, wanted)
        if app.no_color or app.native_ansi_color or self._few_colours:
            read_sheet(app, PLAIN)

    def begin(self) -> None:
        """Put the theme on, and keep what is changed from now on."""
        app = self._app
        wanted = app.settings.theme
        there_is = wanted in app.available_themes
        self._put_on(wanted if there_is else app.theme)
        app.theme_changed_signal.subscribe(app, self._changed_elsewhere)
        if not there_is:
            app.call_after_refresh(
                app.tell, f"there is no theme {wanted!r}; the default is used", warning=True
            )

    def restyle(self, asked: Restyle, *, room: int = WIDEST) -> str:
        """Change something and return what it is now.

        Args:
            asked: What to change, and how far.
            room: How wide the column could be on this screen.
        """
        settings = self._app.settings
        if asked.what == "theme":
            return self._next_theme(asked.count)
        if asked.what == "spacing":
            rows = (settings.spacing + asked.count) % (WIDEST_SPACING + 1)
            self._keep("spacing", rows)
            return f"{rows or 'no'} empty row{'' if rows == 1 else 's'} between paragraphs"
        step = STEP * asked.count * (1 if asked.what == "wider" else -1)
        now = min(settings.width, room)
        if step > 0 and now == room:
            return f"{now} columns: there is no more room"
        width = max(NARROWEST, min(now + step, room, WIDEST))
        self._keep("width", width)
        return f"{width} columns{', the narrowest' if width == NARROWEST else ''}"

    @property
    def _few_colours(self) -> bool:
        """Whether the terminal has but 16 colours, so that those of most themes would run together."""
        return not self._app.is_headless and self._app.console.color_system == "standard"

    def _put_on(self, name: str) -> None:
        theme = self._app.available_themes[name]
        if self._few_colours and not theme.ansi:
            name = FEW_COLOURS[0 if theme.dark else 1]
        if self._app.available_themes[name].ansi:
            read_sheet(self._app, PLAIN)
        self._shown = self._app.theme = name

    def _next_theme(self, count: int) -> str:
        themes = FEW_COLOURS if self._few_colours else tuple(self._app.available_themes)
        now = themes.index(self._app.theme) if self._app.theme in themes else -1
        name = themes[(now + count) % len(themes)]
        self._put_on(name)
        self._keep("theme", name)
        return self._said

    @property
    def _said(self) -> str:
        return f"theme {self._app.theme}"

    def _changed_elsewhere(self, theme: Theme) -> None:
        """Keep a theme that was chosen in the palette."""
        if theme.name != self._shown:
            self._shown = theme.name
            if theme.ansi:
                read_sheet(self._app, PLAIN)
                self._app.refresh_css(animate=False)
            self._keep("theme", theme.name)
            self._app.tell(self._said)

    def _keep(self, name: Look, value: int | str) -> None:
        changed: dict[str, object] = {name: value}
        self._app.settings = replace(self._app.settings, **changed)  # type: ignore[arg-type]
        keep_look(self._written, name, value)
