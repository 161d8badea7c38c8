"""What Reader uses of Textual that is not public, but for the parser of keys (`pasting.py`).

`tests/tui/test_inside.py` fails when Textual changes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from textual._styles_cache import StylesCache
from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.geometry import Region
    from textual.strip import Strip


class UndrawnScreen(Screen[ScreenResultType]):
    """A screen that is not drawn while its app holds frames back: Textual draws those, and drops them."""

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count:  # noqa: SLF001
            super()._compositor_refresh()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Draw it once when it comes: Textual draws it for its size, and then everything again."""
        event.prevent_default()  # Textual's own is called here.
        is_new, is_drawn = self._size != self.app.size, self.is_current and not self.app._batch_count  # noqa: SLF001
        super()._on_screen_resume(event)
        if is_new and is_drawn and self.is_attached:
            self._repaint_required = False

    def refresh(
        self, *regions: Region, repaint: bool | None = None, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have it drawn anew, or laid out: then what moves is drawn, the rest where that is asked for."""
        wanted = not layout if repaint is None else repaint
        return super().refresh(*regions, repaint=wanted, layout=layout, recompose=recompose)


def strips_of(screen: Screen[Any]) -> list[Strip]:
    """Return the rows of a screen as they stand, whatever its widgets are."""
    return screen._compositor.render_strips()  # noqa: SLF001


def begin_in(app: App[Any], theme: str) -> None:
    """Have an app that does not run yet begin in a theme, so that nothing is styled twice.

    Args:
        app: The app.
        theme: The name of one that it has.
    """
    app.set_reactive(type(app).theme, theme)
    dark = app.current_theme.dark
    app.set_class(dark, "-dark-mode", update=False)
    app.set_class(not dark, "-light-mode", update=False)
    app.add_class(f"-theme-{theme}", update=False)
    app.stylesheet.set_variables(app.get_css_variables())
    app._refresh_truecolor_filter(app.ansi_theme)  # noqa: SLF001


def ready_to_draw(screen: Screen[Any]) -> None:
    """Have a screen's first frame drawn when it is complete, not with the tick behind that.

    A screen begins to count its frames when it first needs one, and draws the next.
    """
    screen._update_timer.resume()  # noqa: SLF001


def forget_drawn() -> None:
    """Let go of what widgets drew that have gone: a cache of two colours holds the last 1,024 of them."""
    getattr(StylesCache.get_inner_outer, "cache_clear", lambda: None)()
