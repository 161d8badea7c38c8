"""What is asked for from the list of articles; imported with the first question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session.effects import Restyle
from reader.session.repeating import Subject, of_article, of_library
from reader.tui.questions.exporting import offer, repeat
from reader.tui.questions.rescuing import ask_elsewhere
from reader.tui.questions.reviewing import ask_review_of_library

if TYPE_CHECKING:
    from reader.session.keys import Press
    from reader.tui.screens.library import LibraryScreen


def ask(screen: LibraryScreen, press: Press) -> None:
    """Carry out a command of the list that asks, or changes more than the list."""
    match press.command:
        case "look.theme":
            screen.tell(screen.app.looks.restyle(Restyle("theme", press.count or 1)))
        case "save.elsewhere":
            ask_elsewhere(screen)
        case "export.ask":
            offer(screen, _to_export(screen))
        case "export.again":
            repeat(screen, _to_export(screen))
        case "edit.undo":
            screen.app.steps.undo(press.count)
        case "edit.redo":
            screen.app.steps.redo(press.count)
        case "review.open":
            ask_review_of_library(screen)


def _to_export(screen: LibraryScreen) -> tuple[Subject, ...]:
    here = screen.here
    return (*of_library(words=screen.words), *(of_article(here) if here else ()))
