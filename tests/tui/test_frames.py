"""The screen is drawn as often as is asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os
from reader.tui.frames import draw_often
draw_often()
from textual.screen import UPDATE_PERIOD
print(round(1 / UPDATE_PERIOD), os.environ.get("TEXTUAL_FPS"))
"""


@pytest.mark.parametrize(("asked", "told"), [(None, "120 None"), ("30", "30 30")])
def test_frames_are_drawn_often_unless_the_user_asks_for_others(asked: str | None, told: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    if asked is not None:
        environment["TEXTUAL_FPS"] = asked
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == told
