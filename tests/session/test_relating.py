"""Relating annotations, following and deleting relations; what becomes of them when annotations go."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from support.playing import Play, article_of
from support.playing import begin_play as play

from reader.annotations.relations import End, Relate, Relation
from reader.session.annotating import untagged
from reader.session.effects import Ask, Open, Save, Say
from reader.session.explaining import explain
from reader.session.history import Links
from reader.session.keeping import keep
from reader.session.relating import names_in_use, related, relations_of, seen_from, unrelated
from reader.session.stepping import redone, undone
from reader.storage.memory import MemoryStore
from reader.values import replace

TEXT = "|One two. Three four. Five six."


def relate(played: Play, keys: str, name: str) -> Play:
    """Take the annotation under the caret as the first end, go on, and relate it to the one there."""
    played.keys(f"& {keys} &")
    return played.take(related(played.reading, name, played.stamp))


def three() -> Play:
    """Three sentences, each annotated, the caret on the first."""
    return play(TEXT).tag("a").keys(") .").keys(") .").keys("g g")


def names(played: Play) -> list[tuple[str, str, str]]:
    return [(r.source.quote, r.name, r.target.quote) for r in played.reading.relations]


def test_two_annotations_are_related_under_a_name() -> None:
    played = three().keys("&")
    assert "relates “One two.”" in str(played.effects[-1])
    assert played.keys(") &").effects[-1] == Ask("relation")
    played.take(related(played.reading, "  is  cited by ", played.stamp))
    assert names(played) == [("One two.", "is cited by", "Three four.")]
    effect = played.effects[-1]
    assert isinstance(effect, Save)
    assert effect.said == "related “One two.” to “Three four.”: is cited by"
    assert played.reading.first_end is None
    assert names(played.keys("u")) == []
    assert names(played.keys("ctrl+r")) == [("One two.", "is cited by", "Three four.")]


def test_escape_drops_the_first_end_and_q_keeps_it() -> None:
    assert three().keys("& escape").reading.first_end is None
    assert three().keys("& q").reading.first_end is not None


def test_what_cannot_be_related_is_told() -> None:
    assert "no annotation under the caret" in str(play("|one").keys("&").effects[-1])
    assert "cannot be annotated" in str(play("|one", writable=False).keys("&").effects[-1])
    assert "this is the first end" in str(three().keys("& &").effects[-1])
    twice = relate(relate(three(), ")", "cites"), "g g", "cites")
    assert names(twice) == [("One two.", "cites", "Three four."), ("Three four.", "cites", "One two.")]
    assert relate(twice.keys("g g"), ")", "cites").effects[-1] == Say("already related: cites")


def test_relations_are_followed_back_and_forth_one_after_the_other() -> None:
    played = relate(relate(three(), ")", "cites").keys("g g"), ") )", "denies").keys("g g")
    shown = [played.keys("%").shown.replace("\n", "") for _ in range(5)]
    assert [text.index("|") for text in shown] == [9, 0, 21, 0, 9]
    assert played.effects[-1] == Say("1 of 2: cites → “Three four.”")
    assert played.keys("%").effects[-1] == Say("← cites “One two.”")
    assert played.keys("2 %").shown.index("|") == 21
    assert played.keys("ctrl+o").shown.index("|") == 0
    assert "no relation" in str(play("|one").keys("%").effects[-1])


def test_a_relation_into_another_article_opens_it() -> None:
    played = three()
    far = End("art-2", "00000000-0000-7000-8000-00000000ffff", "elsewhere")
    (first, *_) = played.reading.annotations
    near = End("art-1", first.id, "One two.")
    relation = Relation("00000000-0000-7000-8000-00000000eeee", "cites", near, far, "me", first.created)
    played.reading = replace(played.reading, relations=(relation,))
    assert played.keys("%").effects[-1] == Open("art-2", far.annotation, "cites → “elsewhere”")


def test_an_end_that_is_gone_is_told() -> None:
    played = relate(three(), ")", "cites").keys("g g")
    gone = played.reading.annotations[1]
    played.reading = replace(
        played.reading, annotations=tuple(a for a in played.reading.annotations if a != gone)
    )
    assert "is gone" in str(played.keys("%").effects[-1])


def test_with_an_annotation_go_its_relations_and_come_back_with_it() -> None:
    played = relate(relate(three(), ")", "cites").keys("g g"), ") )", "denies")
    both = names(played)
    assert names(played.keys("g g ) x")) == both[1:]
    assert names(played.keys("u")) == both
    assert names(played.keys("g g x")) == []
    assert names(played.keys("u u")) == both[:1]
    assert names(played.keys("ctrl+r ctrl+r ctrl+r")) == []


def test_relations_go_with_the_last_tag_and_with_the_note() -> None:
    played = relate(three(), ")", "cites")
    assert names(played.take(untagged(played.reading, "a"))) == []
    played = play("|One two. Three four.").note("n").keys(")").note("m").keys("g g")
    played = relate(played, ")", "cites")
    assert names(played) == [("One two.", "cites", "Three four.")]
    assert names(played.note("")) == []


def test_one_is_taken_away_and_others_are_not() -> None:
    played = relate(three(), ")", "cites")
    (relation,) = played.reading.relations
    assert names(played.take(unrelated(played.reading, relation))) == []
    theirs = replace(relation, author="anna")
    played.reading = replace(played.reading, relations=(theirs,))
    assert "anna's" in str(played.take(unrelated(played.reading, theirs)).effects[-1])
    assert len(played.keys("g g x").reading.relations) == 1


def test_a_peek_lists_relations_with_name_and_direction() -> None:
    played = relate(three(), ")", "cites")
    (section,) = explain(played.reading)
    assert ("related", "← cites “One two.”") in section.facts
    (section,) = explain(played.keys("g g").reading)
    assert ("related", "cites → “Three four.”") in section.facts


def test_those_of_the_annotation_under_the_caret_are_listed_first() -> None:
    played = relate(relate(three(), ")", "cites"), ")", "denies").keys("g g ) )")
    assert [seen.relation.name for seen in seen_from(played.reading)] == ["denies", "cites"]
    assert names_in_use(played.reading.relations * 2 + played.reading.relations[:1]) == ("cites", "denies")


KEYS = st.lists(
    st.sampled_from(["g g", ")", "(", "v e", "t a", "t b", "x", "u", "ctrl+r", "&", "&", "%", ";", "escape"]),
    max_size=25,
)


@given(KEYS)
def test_relations_always_point_at_annotations_that_are_there(steps: list[str]) -> None:
    """In any order of edits and undo; and a store that keeps each saved part holds what is shown."""
    played = three()
    for step in steps:
        if step.startswith("t "):
            played.tag(step[2:])
        elif step == "&" and played.reading.first_end is not None:
            played.take(related(played.reading, "cites", played.stamp))
        else:
            played.keys(step)
        there = {a.id for a in played.reading.annotations}
        assert {end.annotation for r in played.reading.relations for end in r.ends} <= there
    store = MemoryStore("me")
    library = SimpleNamespace(store=store)
    for effect in played.effects:
        if isinstance(effect, Save):
            for part in effect.parts:
                keep(library, part)
    assert store.relations() == played.reading.relations
    assert store.load("art-1").annotations == played.reading.annotations


def test_a_relation_from_another_article_goes_with_its_target() -> None:
    """It is kept in the other article's file, which is not open."""
    store = MemoryStore("me")
    there = play("|Elsewhere.").tag("a").reading
    other = replace(article_of("Elsewhere."), id="art-2", path="other.txt")
    played = three()
    target = played.reading.annotations[0]
    source = End("art-2", there.annotations[0].id, "Elsewhere.")
    relation = Relation("00000000-0000-7000-8000-00000000eeee", "cites", source,
                        End("art-1", target.id, "One two."), "me", target.created)  # fmt: skip
    store.relate(Relate(relation), other)
    played.reading = replace(played.reading, relations=(relation,))
    played.keys("x")
    (effect,) = [e for e in played.effects[-1:] if isinstance(e, Save)]
    (link,) = [part for part in effect.parts if isinstance(part, Links)]
    store.relate(link.edit, link.article)
    assert store.relations() == ()
    back = link.inverse()
    store.relate(back.edit, back.article)
    assert store.relations() == (relation,)
    assert relations_of(undone(played.reading)[0], target)
    assert not relations_of(redone(undone(played.reading)[0])[0], target)
