"""Which question is asked how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.session.effects import Question
from reader.tui.questions.correcting import ask_correction
from reader.tui.questions.exporting import ask_export, export_again
from reader.tui.questions.noting import ask_editor, ask_note
from reader.tui.questions.propagating import ask_propagate
from reader.tui.questions.relating import ask_relation, ask_relations
from reader.tui.questions.rescuing import ask_elsewhere
from reader.tui.questions.reviewing import ask_review
from reader.tui.questions.searching import ask_search
from reader.tui.questions.tagging import ask_tag
from reader.tui.suggesting import look

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen

QUESTIONS: Mapping[Question, Callable[[ArticleScreen], None]] = {
    "tag": ask_tag,
    "note": ask_note,
    "editor": ask_editor,
    "relation": ask_relation,
    "relations": ask_relations,
    "search": ask_search,
    "export": ask_export,
    "export_again": export_again,
    "elsewhere": lambda screen: ask_elsewhere(screen.app),
    "propagate": ask_propagate,
    "suggestions": look,
    "correction": ask_correction,
    "review": ask_review,
    "codebook": lambda screen: screen.app.codes.show(),
}
