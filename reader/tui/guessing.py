"""Guessing the sentences of a long text off the screen's thread, while its analysis is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.session import finding
from reader.text.segments import guessed_sentences

if TYPE_CHECKING:
    from reader.text.span import Spans
    from reader.tui.screens.article import ArticleScreen


def guess_on(screen: ArticleScreen) -> None:
    """Have sentences guessed in all of a text, not only near the caret."""
    screen.run_worker(lambda: _guess(screen), thread=True, group="guessing", description="sentences")


def _guess(screen: ArticleScreen) -> None:
    reading = screen.reading
    sentences = guessed_sentences(reading.article.text, reading.caret.offset)
    if not get_current_worker().is_cancelled:
        screen.call_later(_guessed, screen, sentences)


def _guessed(screen: ArticleScreen, sentences: Spans) -> None:
    screen.reading = finding.guessed_on(screen.reading, sentences)
