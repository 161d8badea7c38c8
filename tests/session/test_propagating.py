"""Propagating a tag: which places are asked for, and what the answers do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import Play, article_of, begin_play, entity, footnote, stamp

from reader.annotations.annotation import Provenance
from reader.articles.findings import Findings
from reader.session.effects import Ask, Save
from reader.session.explaining import explain
from reader.session.propagating import hits_here, hits_in, propagation_here
from reader.session.queueing import (
    Queue,
    all_answered,
    answered,
    found_more,
    moved,
    taken_back,
    widened,
)
from reader.values import replace

TEXT = (
    "Sergei Lavrov met Daesh* envoys. Lavrov left; “Daesh” stayed, and the front\nwith it. The Front spoke. "
    "Lavrova came. DAESH, too.\n*Daesh is banned."
)


def findings_of(text: str) -> Findings:
    lavrov = entity(text, "Sergei Lavrov", "PERSON")
    spans = {m.span.end for m in lavrov.mentions}
    surname = [
        m for m in entity(text, "Lavrov", "PERSON").mentions if m.span.end not in spans and m.span.start < 60
    ]
    lavrov = replace(lavrov, mentions=(*lavrov.mentions, *surname), aliases=("Lavrov",))
    daesh = entity(text, "Daesh", "ORG")
    noted = (footnote(text, "*Daesh is", daesh),) if "*Daesh is" in text else ()
    return Findings("en", "none", entities=(lavrov, daesh) if daesh.mentions else (), designations=noted)


def begun(marked: str, tag: str = "x", keys: str = "") -> Play:
    play = begin_play(marked, findings=findings_of(marked.replace("|", "")))
    return play.keys(keys).tag(tag)


def queue_of(play: Play) -> Queue:
    propagation = propagation_here(play.reading)
    assert propagation is not None
    return Queue(propagation, play.reading.history, hits_here(play.reading, propagation))


def words(queue: Queue) -> list[str]:
    return [hit.span.of(hit.article.text) for hit in queue.hits]


def test_a_name_is_sought_by_all_its_mentions() -> None:
    assert words(queue_of(begun(TEXT.replace("Sergei", "|Sergei")))) == ["Lavrov"]
    assert words(queue_of(begun(TEXT.replace("met Daesh", "met |Daesh")))) == ["Daesh", "Daesh"]


def test_other_words_are_sought_as_whole_words() -> None:
    play = begun(TEXT.replace("the front", "|the front"), keys="v w e")
    assert play.quotes[0][0] == "the front"
    assert words(queue_of(play)) == ["The Front"]


def test_a_part_of_a_name_stands_for_it_and_is_not_asked_for_again() -> None:
    play = begun(TEXT.replace("Sergei Lavrov", "Sergei |Lavrov"), keys="i w")
    assert play.quotes[0][0] == "Lavrov"
    play.reading = replace(play.reading, aside=play.reading.annotations[0].span)
    assert words(queue_of(play)) == ["Lavrov"]


def test_places_that_have_the_tag_are_left_out_signs_around_them_or_not() -> None:
    play = begun(TEXT.replace("met Daesh", "met |Daesh"))
    play.reading = replace(
        play.reading.moved_to(TEXT.index("“Daesh")), anchor=TEXT.index("Daesh” stayed") + 5
    )
    play.tag("x")
    play.reading = play.reading.moved_to(TEXT.index("Daesh*"))
    assert [hit.span.start for hit in queue_of(play).hits] == [TEXT.index("Daesh is")]


def test_while_the_analysis_goes_on_the_names_are_sought_too() -> None:
    play = begun(TEXT.replace("met Daesh", "met |Daesh"))
    partial = findings_of(TEXT[:40])
    play.reading = replace(play.reading, findings=replace(partial, complete=False))
    assert words(queue_of(play)) == ["Daesh", "Daesh"]


def test_the_key_asks_unless_nothing_can_be_annotated() -> None:
    assert begin_play(TEXT).keys("T").effects == [Ask("propagate")]
    assert Ask("propagate") not in begin_play(TEXT, writable=False).keys("T").effects


def test_another_article_is_searched_for_every_name() -> None:
    play = begun(TEXT.replace("Sergei", "|Sergei"))
    queue = queue_of(play)
    other = replace(article_of("Lavrov. Sergei\nLavrov, lavrov, Lavrovs."), id="art-2")
    hits = hits_in(other, (), queue.propagation, "me")
    assert [hit.span.of(other.text) for hit in hits] == ["Lavrov", "Sergei\nLavrov"]


def test_all_yes_of_a_queue_is_one_step_over_several_articles() -> None:
    play = begun(TEXT.replace("met Daesh", "met |Daesh"), tag="militants")
    alone, source = play.reading.annotations, play.reading.annotations[0]
    other = replace(article_of("Daesh and Daesh."), id="art-2", title="Other")
    queue = widened(queue_of(play))
    queue = found_more(queue, hits_in(other, (), queue.propagation, "me"))
    reading, queue, effects = answered(play.reading, queue, yes=True, stamp=play.stamp)
    assert [type(effect) for effect in effects] == [Save]
    reading, queue, effects = answered(reading, queue, yes=False, stamp=play.stamp)
    assert effects == ()
    reading, queue, effects = all_answered(reading, queue, play.stamp)
    assert effects[0].parts[0].article.id == "art-2"
    assert not queue.open
    assert queue.tagged == 3
    made = [a for a in reading.annotations if a.id != source.id]
    assert [(a.target.exact, a.tags, a.provenance) for a in made] == [
        ("Daesh", ("militants",), Provenance("propagated", source.id))
    ]
    step = reading.history.past[-1]
    assert step.said == "tagged 3 mentions of “Daesh” as militants in 2 articles"
    assert [part.article.id for part in step.parts] == ["art-1", "art-2"]
    after = replace(play, reading=reading).keys("u")
    assert after.reading.annotations == alone
    assert len(after.reading.history.past) == 1


def test_a_second_tag_joins_the_annotations_of_the_first_propagation() -> None:
    play = begun(TEXT.replace("met Daesh", "met |Daesh"), tag="a")
    play.reading, _, _ = all_answered(play.reading, queue_of(play), play.stamp)
    play.tag("b")
    play.reading, _, _ = all_answered(play.reading, queue_of(play), play.stamp)
    assert [tags for _, tags, _ in play.quotes] == [("a", "b")] * 3


def test_what_was_made_by_hand_stays_apart() -> None:
    play = begun(TEXT.replace("with it", "with| it"), tag="own")
    play.reading = play.reading.moved_to(TEXT.index("Daesh” stayed"))
    play.tag("own")
    play.reading = play.reading.moved_to(TEXT.index("Daesh*"))
    play.tag("militants")
    reading, _, _ = all_answered(play.reading, queue_of(play), play.stamp)
    there = [a for a in reading.annotations if a.span.start == TEXT.index("Daesh” stayed")]
    assert [(a.tags, a.provenance.kind) for a in there] == [
        (("own",), "human"),
        (("militants",), "propagated"),
    ]


@pytest.mark.parametrize("row", [0, 2])
def test_an_answer_asks_for_the_next_open_hit_round_the_end(row: int) -> None:
    play = begun("|Ab Ab Ab Ab", keys="v e")
    queue = moved(queue_of(play), row)
    _, queue, _ = answered(play.reading, queue, yes=True)
    assert queue.row == (row + 1) % 3


@given(st.lists(st.sampled_from("ynYubl012"), max_size=25))
def test_whatever_is_answered_the_article_and_one_undo_agree(keys: list[str]) -> None:
    play = begun("|Ab Ab, Ab Ab; Ab.", keys="v e")
    base, source = play.reading, play.reading.annotations
    queue = queue_of(play)
    other = replace(article_of("Ab Ab"), id="art-2")
    queue = found_more(queue, hits_in(other, (), queue.propagation, "me"))
    reading, ids = base, stamp()
    for key in keys:
        if key in "yn":
            reading, queue, _ = answered(reading, queue, yes=key == "y", stamp=replace(ids, id=play.stamp.id))
        elif key == "Y":
            reading, queue, _ = all_answered(reading, queue, play.stamp)
        elif key in "ub":
            reading, queue, _ = taken_back(reading, queue)
        elif key == "l":
            queue = widened(queue)
        else:
            queue = moved(queue, int(key))
    yes = [row for row, said in queue.said.items() if said]
    here = sorted(queue.near[row].span for row in yes if row < len(queue.near))
    assert [a.span for a in reading.annotations if a not in source] == here
    assert queue.tagged == len(yes)
    if not yes:
        assert reading.history == base.history
        return
    undone = replace(play, reading=reading).keys("u")
    assert undone.reading.annotations == source
    assert len(undone.reading.history.past) == len(base.history.past)


def test_the_peek_says_what_a_tag_was_propagated_from() -> None:
    play = begun(TEXT.replace("met Daesh", "met |Daesh"))
    play.reading, _, _ = all_answered(play.reading, queue_of(play), play.stamp)
    play.reading = play.reading.moved_to(TEXT.index("Daesh” stayed"))
    assert dict(explain(play.reading)[-1].facts)["from"] == "propagated from “Daesh”"
    elsewhere = tuple(a for a in play.reading.annotations if a.provenance.kind == "propagated")
    play.reading = replace(play.reading, annotations=elsewhere)
    assert dict(explain(play.reading)[-1].facts)["from"] == "propagated from another article"
