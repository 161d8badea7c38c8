"""Widgets of whole rows that have only those drawn again which came to look another way.

Textual draws a widget that changed anew: each of its rows, the box around it, and each style on the way.
Here the rows that stand on the screen are kept, and compared with those that should stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from reader.text.contrast import TEXT
from reader.tui.cursor import put_cursor
from reader.tui.standing import StandingScreen
from reader.tui.styles import drawn
from reader.tui.typed import Typed

if TYPE_CHECKING:
    from typing import Self


AHEAD_SECONDS = 0.02
AHEAD_ROWS = 8
"""How often rows are drawn that are likely to come, and how many at once: it takes about a millisecond."""


class SurfaceScreen(StandingScreen[None]):
    """A screen that is drawn where none of its widgets is, and takes its surfaces' keys."""

    async def take_key(self, event: events.Key) -> None:
        """Take a key, and end its way; a surface in focus gives it here at once."""
        raise NotImplementedError

    def fit(self, height: int) -> None:
        """Lay the text out for another number of rows, or of cells; called before it is drawn so."""

    def catch_up(self) -> None:
        """Show what follows from the keys so far; called when no more keys wait, and before a frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the ground below the widgets: there is nothing else to see of it."""
        row = Strip.blank(crop.width, self.rich_style)
        for line_filter in self.get_line_filters():
            row = row.apply_filter(line_filter, self.background_colors[1])
        return [row] * crop.height


class Surface(Widget):
    """Draws rows; subclasses say what a row looks like, and call `repaint` where that may have changed."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
    """As large as it is: it shows a part of more by itself, so another size asks for no other layout."""
    _standing: Sequence[Strip] = ()
    """The rows of the content that stand on the screen, or will with the next frame; none while unknown."""
    _standing_in = Size(0, 0)
    _is_stale = False
    _looks: dict[Hashable, Style] | None = None
    _ground: Color | None = None
    _coming: Iterator[Strip] = iter(())
    _ahead: Timer | None = None

    def render_line(self, y: int) -> Strip:
        """Draw a row of the content, in its whole width."""
        raise NotImplementedError

    def rows_of(self, size: Size) -> list[Strip]:
        """Draw all rows of the content; what stays as it is is best the same strip as before."""
        return [self.render_line(y) for y in range(size.height)]

    def fit(self, size: Size) -> None:
        """Make ready to be drawn in a size; called before everything is drawn anew."""

    def cursor_cell(self) -> Offset | None:
        """Return where in the content the terminal's cursor belongs, if keys go there; None for nowhere."""
        return None

    def likely_rows(self) -> Iterator[Strip]:
        """Yield rows that are likely to be on the screen soon, drawn and remembered."""
        return iter(())

    def draw_ahead(self) -> None:
        """Draw, a few at a time and while nothing else is to be done, the rows that are likely to come."""
        self._coming = self.likely_rows()
        if not self.is_mounted:
            return
        if self._ahead is None:
            self._ahead = self.set_interval(AHEAD_SECONDS, self._draw_some)
        self._ahead.resume()

    def _draw_some(self) -> None:
        rows = list(islice(self._coming, AHEAD_ROWS))
        for row in self._filtered(rows):
            row.render(self.app.console)
        if len(rows) < AHEAD_ROWS and self._ahead is not None:
            self._ahead.pause()

    def repaint(self) -> None:
        """Have those rows drawn with the next frame that look another way than they do on the screen.

        Of many changes at once, as by keys that were typed ahead, only the last is looked at.
        """
        self._is_stale = True
        self.check_idle()

    def on_idle(self) -> None:
        """Compare the rows, before Textual asks what is to be drawn; again it does nothing.

        Keys that wait keep a surface from being idle, so what is seen is made once for all of them.
        """
        if self.is_attached and isinstance(self.screen, SurfaceScreen):
            self.screen.catch_up()
        if self._is_stale:
            self._is_stale = False
            self._compare()

    def _compare(self) -> None:
        size, before = self.size, self._standing
        if not self.is_mounted or not before or size != self._standing_in:
            self.refresh()
            return
        after = self._filtered(self.rows_of(size))
        same = [old is new or old == new for old, new in zip(before, after, strict=True)]
        # A strip remembers how it is written to the terminal.
        self._standing = [old if kept else new for old, new, kept in zip(before, after, same, strict=True)]
        changed = [Region(0, first, size.width, count) for first, count in _stretches(same)]
        if changed:
            self.refresh(*changed)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have regions drawn with the next frame, as they are known; without any, everything anew."""
        if repaint and not regions:
            self._standing = ()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a region; called by Textual for each frame that the widget has a part in."""
        # What this frame leaves out of what has changed comes with the next one.
        self.on_idle()
        size = self.size
        if not self._standing or size != self._standing_in:
            self.fit(size)
            self._standing, self._standing_in = self._filtered(self.rows_of(size)), size
            self._put_cursor(drawing=True)
        if not self._is_plain:
            return super().render_lines(crop)
        padding = self.styles.padding
        blank = self._blank(size.width)
        rows = [*(blank,) * padding.top, *self._standing, *(blank,) * padding.bottom]
        rows = rows[crop.y : crop.bottom]
        if crop.x or crop.width != size.width:
            return [row.crop(crop.x, crop.right) for row in rows]
        return rows

    def _put_cursor(self, *, drawing: bool = False) -> None:
        """Put the terminal's cursor where it belongs, with the next frame or the one being drawn."""
        if (cell := self.cursor_cell()) is not None:
            put_cursor(self, cell.x, cell.y, drawing=drawing)

    async def on_key(self, event: events.Key) -> None:
        """Give a key to the screen, past everything that lies between."""
        if isinstance(self.screen, SurfaceScreen):
            await self.screen.take_key(event)

    async def on_typed(self, typed: Typed) -> None:
        """Give keys that came together to the screen, in their order."""
        if isinstance(screen := self.screen, SurfaceScreen):
            for key in typed.keys:
                await screen.take_key(key)

    def look(self, *components: str, least: float = TEXT) -> Style:
        """Return `drawn` in this widget, remembered until the theme or the widget's own style changes."""
        return self.remembered((components, least), lambda: drawn(self, *components, least=least))

    def remembered(self, key: Hashable, make: Callable[[], Style]) -> Style:
        """Return a style that was made before, until the theme or the widget's own style changes."""
        if self._looks is None:
            self._looks = {}
        if key not in self._looks:
            self._looks[key] = make()
        return self._looks[key]

    @property
    def base(self) -> Style:
        """The widget's own style, remembered as `look` does."""
        return self.remembered("base", lambda: self.rich_style)

    def notify_style_update(self) -> None:
        """Forget what was drawn in another style."""
        super().notify_style_update()
        self._standing = ()
        self._looks = self._ground = None

    @property
    def _is_plain(self) -> bool:
        """Whether there is nothing around the content but blank rows."""
        styles = self.styles
        return not (styles.border.spacing or styles.padding.width)

    def _blank(self, width: int) -> Strip:
        (blank,) = self._filtered([Strip.blank(width, self.base)])
        return blank

    def _filtered(self, rows: list[Strip]) -> list[Strip]:
        """Return rows as the terminal can show them: without colours, say."""
        if not self._is_plain:
            return rows
        if self._ground is None:
            _, self._ground = self.background_colors
        for line_filter in self.get_line_filters():
            rows = [row.apply_filter(line_filter, self._ground) for row in rows]
        return rows


def _stretches(same: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where rows that are not the same begin, and how many they are."""
    first = 0
    for kept, group in groupby(same):
        count = len(tuple(group))
        if not kept:
            yield first, count
        first += count
