from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.session.recalling import MOST, Recall


def test_going_back_and_forth_through_what_was_typed() -> None:
    recall = Recall().kept("daesh").kept("quiet").kept("dawn")
    shown = []
    line = "da"
    for step in ("older", "older", "older", "newer", "newer", "newer"):
        recall, line = getattr(recall, step)(line)
        shown.append(line)
    assert shown == ["dawn", "daesh", "daesh", "dawn", "da", "da"]


def test_a_line_is_kept_once_and_an_empty_one_not_at_all() -> None:
    assert Recall().kept("a").kept("b").kept("a").kept("").lines == ("b", "a")
    recall = Recall()
    for number in range(MOST + 5):
        recall = recall.kept(str(number))
    assert len(recall.lines) == MOST
    assert recall.lines[-1] == str(MOST + 4)


@given(st.lists(st.text("ab", max_size=3)), st.text("ab", max_size=2), st.lists(st.booleans(), max_size=12))
def test_the_draft_is_never_lost(lines: list[str], draft: str, steps: list[bool]) -> None:
    recall, line = Recall(), draft
    for each in lines:
        recall = recall.kept(each)
    for back in steps:
        recall, line = recall.older(line) if back else recall.newer(line)
        assert line.startswith(draft)
    for _ in range(len(lines) + 1):
        recall, line = recall.newer(line)
    assert line == draft
