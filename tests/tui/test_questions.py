"""Every question that a command can put has somebody who asks it, though none is imported before."""

from __future__ import annotations

from typing import get_args

from reader.session.effects import Question
from reader.tui.questions.table import QUESTIONS, asking_of


def test_every_question_is_asked_by_somebody() -> None:
    assert set(QUESTIONS) == set(get_args(Question))
    assert all(callable(asking_of(question)) for question in QUESTIONS)
