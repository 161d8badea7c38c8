"""Which question is asked how, and by which module: imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.session.effects import Question
    from reader.tui.screens.article import ArticleScreen

HERE = __package__
QUESTIONS: Mapping[Question, tuple[str, str]] = {
    "tag": (f"{HERE}.tagging", "ask_tag"),
    "note": (f"{HERE}.noting", "ask_note"),
    "editor": (f"{HERE}.noting", "ask_editor"),
    "relation": (f"{HERE}.relating", "ask_relation"),
    "relations": (f"{HERE}.relating", "ask_relations"),
    "search": (f"{HERE}.searching", "ask_search"),
    "export": (f"{HERE}.exporting", "ask_export"),
    "export_again": (f"{HERE}.exporting", "export_again"),
    "elsewhere": (f"{HERE}.rescuing", "ask_elsewhere"),
    "propagate": (f"{HERE}.propagating", "ask_propagate"),
    "suggestions": ("reader.tui.suggesting", "look"),
    "correction": (f"{HERE}.correcting", "ask_correction"),
    "review": (f"{HERE}.reviewing", "ask_review"),
    "codebook": ("reader.tui.codes", "show_codebook"),
}
"""The module and the function of each; it takes the article's screen."""
MODULES = tuple(dict.fromkeys(module for module, _ in QUESTIONS.values()))


def ask(question: Question, screen: ArticleScreen) -> None:
    """Ask a question over an article."""
    asking_of(question)(screen)


def asking_of(question: Question) -> Callable[[ArticleScreen], None]:
    """Return what asks a question."""
    module, name = QUESTIONS[question]
    asking: Callable[[ArticleScreen], None] = getattr(import_module(module), name)
    return asking


IN_A_LIST = frozenset(
    ("look.theme", "save.elsewhere", "export.ask", "export.again", "review.open", "edit.undo", "edit.redo")
)
"""The commands that `reader.tui.questions.from_list` carries out."""
