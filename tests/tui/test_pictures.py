"""When a picture of the first screen is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from reader.start.context import context_of, file_of
from reader.tui import pictures
from reader.tui.pictures import FirstView, Pictures


@pytest.mark.usefixtures("own_folders")
def test_a_terminal_is_asked_for_a_second_screen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answers = [], [False, True]
    monkeypatch.setattr(pictures, "has_second_screen", lambda: asked.append(1) or answers[len(asked) - 1])
    context = context_of(["/article"], (80, 24))
    path = Path(file_of(context) or "")
    kept = Pictures(cast("Any", None), ["/article"])
    view = FirstView(state=0, shown=tuple)
    for words, stands in (("first", False), ("second", True), ("third", True)):
        kept._taken = (context, ((("", words),),), view)
        kept.keep()
        assert path.exists() == stands
    assert len(asked) == 2
    assert b"third" in path.read_bytes()
