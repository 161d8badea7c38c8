"""Sentences of a long text before its analysis has come."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from support.screen import make_library, staged

from reader.analysis.client import Analyst
from reader.session.finding import is_guessed_near
from reader.text.segments import guessed_sentences
from reader.text.span import Spans
from reader.tui import guessing

TEXT = "One is here. Two is here.\n\n" * 40_000


@pytest.fixture
def nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no analysis made."""
    monkeypatch.setattr(Analyst, "start", lambda _: None)
    monkeypatch.setattr(Analyst, "request", lambda *_, **__: None)


@pytest.mark.usefixtures("nothing_comes")
async def test_those_far_off_are_guessed_beside_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def guessed(text: str, offset: int) -> Spans:
        threads.append(threading.current_thread())
        return guessed_sentences(text, offset)

    monkeypatch.setattr(guessing, "guessed_sentences", guessed)
    async with staged(make_library(tmp_path, {"long.txt": TEXT})) as stage:
        await stage.press("enter")
        await stage.until(lambda s: s.reading.findings.sentences == guessed_sentences(TEXT, 0))
        assert threads
        assert threading.main_thread() not in threads
        assert is_guessed_near(stage.reading), "an analysis that comes takes their place"
