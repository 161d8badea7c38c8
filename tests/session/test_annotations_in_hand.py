"""Changing what is there: tags taken off, spans changed, overlaps gone through."""

from __future__ import annotations

from support.playing import Play, entity
from support.playing import begin_play as play

from reader.articles.findings import Findings
from reader.session.annotating import untagged
from reader.session.effects import Say
from reader.session.overlapping import place_in_hand
from reader.values import replace


def test_a_tag_is_taken_off() -> None:
    played = play("|one two.").tag("number").tag("short")
    played.take(untagged(played.reading, "number"))
    assert played.quotes == [("one two.", ("short",), "")]
    assert played.keys("u").quotes == [("one two.", ("number", "short"), "")]


def test_with_its_last_tag_goes_an_annotation_without_a_note() -> None:
    played = play("|one two.").tag("number")
    assert played.take(untagged(played.reading, "number")).quotes == []
    played = play("|one two.").tag("number").note("why")
    assert played.take(untagged(played.reading, "number")).quotes == [("one two.", (), "why")]


def test_a_tag_that_is_not_there_is_told() -> None:
    played = play("|one two.").tag("number")
    assert played.take(untagged(played.reading, "absent")).effects[-1] == Say("not tagged absent")


TEXT = "The |Taliban* met Sergei Lavrov. Lavrov spoke.\n*The Taliban are banned in Russia."
TALIBAN = entity(TEXT.replace("|", ""), "Taliban", "ORG")
FINDINGS = Findings(language="en", engine="test", entities=(TALIBAN,))


def three() -> Play:
    """A sentence, a stretch of it and a name in that, all under the caret."""
    played = play(TEXT, findings=FINDINGS, width=70)
    return played.keys("i s").tag("sentence").keys("0 v 5 e").tag("stretch").keys("0 w")


def in_hand(played: Play) -> str:
    meant = played.reading.meant
    return meant.of(played.reading.article.text) if meant else ""


def test_one_after_the_other_is_taken_in_hand() -> None:
    played = three()
    assert in_hand(played) == ""
    said = [played.keys(";").effects[-1] for _ in range(4)]
    assert said == [
        Say("2 of 3: stretch “The Taliban* met Sergei”"),
        Say("3 of 3: sentence “The Taliban* met Sergei Lavrov.”"),
        Say("1 of 3: name “Taliban”"),
        Say("2 of 3: stretch “The Taliban* met Sergei”"),
    ]
    assert in_hand(played) == "The Taliban* met Sergei"
    assert place_in_hand(played.reading) == "2/3"
    assert in_hand(played.keys("3 ;")) == "The Taliban* met Sergei Lavrov."


def test_moving_lets_go_and_escape_too() -> None:
    played = three().keys("; l h")
    assert in_hand(played) == ""
    assert in_hand(played.keys("; escape")) == ""
    assert in_hand(played.keys("; ] e [ e")) == ""


def test_what_is_in_hand_is_what_actions_work_on() -> None:
    tags = lambda played: {a.tags for a in played.reading.annotations}  # noqa: E731
    assert tags(three().keys("x")) == {("sentence",)}
    assert tags(three().keys("; ; x")) == {("stretch",)}
    assert tags(three().keys("; ; .")) == {("sentence", "stretch"), ("stretch",)}
    noted = three().keys(";").note("why")
    assert [a.note for a in noted.reading.annotations if a.tags == ("stretch",)] == ["why"]
    spanned = three().keys("; ; R o ) - enter")
    assert tags(spanned) == {("sentence",), ("stretch",)}


def test_a_name_in_hand_is_tagged_though_an_annotation_is_shorter() -> None:
    played = play(TEXT, findings=FINDINGS, width=70).keys("v l").tag("syllable").keys("h ; .")
    assert [quote for quote, _, _ in played.quotes] == ["Ta", "Taliban"]


def test_two_annotations_of_one_stretch_are_told_apart() -> None:
    first = play("|one two.").tag("a").reading.annotations
    second = tuple(replace(a, id=f"{a.id[:-1]}9", tags=("b",)) for a in first)
    played = play("|one two.", annotations=(*first, *second)).keys("; x")
    assert played.quotes == [("one two.", ("a",), "")]


def test_others_annotations_can_be_in_hand_and_are_not_deleted() -> None:
    made = play("|one two.").tag("theirs").reading.annotations
    theirs = tuple(replace(a, author="anna", id=a.id.replace("8000", "9000")) for a in made)
    played = play("|one two.", annotations=theirs).keys(";")
    assert played.effects == [Say("1 of 1: anna's theirs “one two.”")]
    assert "anna's" in str(played.keys("x").effects[-1])
    assert sorted(a.author for a in played.tag("mine").reading.annotations) == ["anna", "me"]


def test_nothing_under_the_caret_is_told() -> None:
    assert play("|one two.").keys(";").effects == [Say("no annotation or name under the caret")]


def test_what_is_in_hand_follows_its_changes() -> None:
    played = three().keys("; x")
    assert in_hand(played) == ""
    assert [tags for _, tags, _ in played.keys("u").quotes] == [("stretch",), ("sentence",)]
