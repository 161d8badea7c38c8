"""How often the screen is drawn."""

from __future__ import annotations

import os

FRAMES = "120"
"""How many frames a second at most, unless the user's environment says it."""
_ASKED = "TEXTUAL_FPS"


def draw_often() -> None:
    """Have Textual draw twice as often as it does by itself; called before anything else imports it.

    What follows a frame at once, that an annotation is saved, say, comes with the next frame but one.
    """
    if _ASKED in os.environ:
        return
    os.environ[_ASKED] = FRAMES
    try:
        import textual.constants  # noqa: F401 - it reads the environment
    finally:
        # What is started from here, and what a picture of the screen depends on, have the user's own.
        del os.environ[_ASKED]
