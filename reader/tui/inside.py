"""What Reader uses of Textual that is not public, but for the parser of keys (`pasting.py`).

`tests/tui/test_inside.py` fails when Textual changes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.strip import Strip


def strips_of(screen: Screen[Any]) -> list[Strip]:
    """Return the rows of a screen as they stand, whatever its widgets are."""
    return screen._compositor.render_strips()  # noqa: SLF001


def ready_to_draw(screen: Screen[Any]) -> None:
    """Have a screen's first frame drawn when it is complete, not with the tick behind that.

    A screen begins to count its frames when it first needs one, and draws the next.
    """
    screen._update_timer.resume()  # noqa: SLF001
