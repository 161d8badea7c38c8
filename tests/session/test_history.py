"""Undo and redo across the articles of a session."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.playing import article_of, begin_play

from reader.annotations.edits import apply_edit
from reader.session.effects import Save, Say
from reader.session.history import History, Notes
from reader.session.reading import begin
from reader.values import replace

TEXT = "Lavrov spoke. Lavrov left. The minister was in Moscow."


def test_what_was_done_in_another_article_is_undone_from_here() -> None:
    first = begin_play(TEXT).keys("v w").tag("person")
    other = replace(article_of("Another text."), id="art-2", title="Other")
    second = begin_play("Another text.")
    second.reading = replace(
        begin(other, author="me", width=40, height=10, history=first.reading.history),
        history=first.reading.history,
    )
    second.keys("u")
    save = second.effects[-1]
    assert isinstance(save, Save)
    assert save.said == "undone in “Title”: tagged “Lavrov s” as person"
    (part,) = save.parts
    assert part.article.id == "art-1"
    assert apply_edit(first.reading.annotations, part.edit) == ()
    assert second.reading.annotations == ()
    second.keys("ctrl+r")
    assert second.effects[-1] == Save(
        first.reading.history.past[0].parts, "again in “Title”: tagged “Lavrov s” as person"
    )


def test_a_new_change_ends_what_could_be_done_again() -> None:
    play = begin_play(TEXT).keys("v w").tag("a").keys("u w v w").tag("b").keys("ctrl+r")
    assert play.effects[-1] == Say("nothing to redo")


def test_an_undo_that_no_longer_fits_is_told_and_changes_nothing() -> None:
    play = begin_play(TEXT).keys("v w").tag("a")
    play.reading = replace(play.reading, annotations=())
    play.keys("u")
    said = play.effects[-1]
    assert isinstance(said, Say)
    assert said.warning
    assert "not undone" in said.text
    assert "is no longer there" in said.text


@given(st.lists(st.sampled_from(["tag", "note", "x", "u", "ctrl+r", "w"]), max_size=30))
def test_undoing_everything_leads_back_and_redoing_forth(moves: list[str]) -> None:
    play = begin_play(TEXT)
    for move in moves:
        if move == "tag":
            play.tag("t")
        elif move == "note":
            play.note("n")
        else:
            play.keys(move)
    after, steps = play.reading.annotations, len(play.reading.history.past)
    for _ in range(steps):
        play.keys("u")
    assert play.reading.annotations == ()
    for _ in range(steps):
        play.keys("ctrl+r")
    assert play.reading.annotations == after


def test_the_parts_of_a_step_are_undone_last_first() -> None:
    play = begin_play(TEXT).keys("v w").tag("a").keys("v w").tag("b")
    one, two = play.reading.history.past
    both = replace(one, parts=(*one.parts, *two.parts))
    taken = History().done(both).undone()
    assert taken is not None
    assert [part.edit for part in taken[1].parts] == [
        Notes(p.article, p.edit).inverse().edit for p in (*two.parts, *one.parts)
    ]
