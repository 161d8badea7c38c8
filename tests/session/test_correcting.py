"""Correcting by notation: what is asked, what it makes, and that undo takes it back."""

from __future__ import annotations

import pytest

from reader.articles.findings import Findings
from reader.session.correcting import Answer, answered, own_at, subject_at, united
from reader.session.effects import Ask, Save, Say
from reader.session.explaining import explain
from reader.session.finding import found
from reader.values import replace
from tests.support.playing import Play, begin_play, entity, footnote

TEXT = "Orbis met Anna Lee. Lee left Orbis. Daesh* fell.\n* banned in Russia"
ORBIS = entity(TEXT, "Orbis", "PERSON")
LEE = entity(TEXT, "Anna Lee", "PERSON")
DAESH = entity(TEXT, "Daesh", "ORG")
FOUND = Findings("en", "test", (), (ORBIS, LEE, DAESH), (footnote(TEXT, "* banned", DAESH),))


def play(marked: str = "|" + TEXT) -> Play:
    return begin_play(marked, findings=FOUND)


def at(words: str) -> Play:
    place = TEXT.index(words)
    return play(f"{TEXT[:place]}|{TEXT[place:]}")


def answer(stage: Play, key: str, scope: str = "article") -> Play:
    subject = subject_at(stage.reading)
    assert subject is not None
    return stage.take(answered(stage.reading, subject, Answer(key, scope), stamp=stage.stamp))


def types(stage: Play) -> dict[str, tuple[str, int]]:
    return {e.name: (e.label, len(e.mentions)) for e in stage.reading.findings.entities}


def told(stage: Play) -> str:
    return next(effect.said for effect in reversed(stage.effects) if isinstance(effect, Save))


def test_the_key_asks_where_there_is_something_to_correct() -> None:
    assert play().keys("r").effects == [Ask("correction")]
    assert begin_play("|...").keys("r").effects == [
        Say("nothing to correct here: no name, designation or word")
    ]


def test_nothing_is_asked_while_corrections_cannot_be_kept() -> None:
    stage = play()
    stage.reading = replace(stage.reading, correctable=False)
    (said,) = stage.keys("r").effects
    assert isinstance(said, Say)
    assert said.warning


def test_another_type_is_seen_at_once_and_taken_back() -> None:
    stage = answer(play(), "o")
    assert types(stage)["Orbis"] == ("ORG", 2)
    assert told(stage) == "“Orbis”: organisation (ORG), in this article"
    stage.keys("u")
    assert types(stage)["Orbis"] == ("PERSON", 2)
    assert told(stage) == "undone: “Orbis”: organisation (ORG), in this article"
    assert types(stage.keys("ctrl+r"))["Orbis"] == ("ORG", 2)


def test_what_the_worker_finds_later_is_corrected_too() -> None:
    stage = answer(play(), "o")
    stage.reading = found(stage.reading, replace(FOUND, engine="better"))
    assert types(stage)["Orbis"] == ("ORG", 2)
    stage.keys("u")
    assert (types(stage)["Orbis"], stage.reading.findings.engine) == (("PERSON", 2), "better")


def test_a_second_answer_changes_the_first() -> None:
    stage = answer(answer(play(), "o"), "g")
    assert [c.label for c in stage.reading.corrections] == ["GPE"]
    assert types(stage.keys("u"))["Orbis"] == ("ORG", 2)


def test_no_name_here_leaves_the_other_places() -> None:
    assert types(answer(play(), "x", "here"))["Orbis"] == ("PERSON", 1)


def test_a_wider_answer_takes_the_place_of_ones_own_narrower_ones() -> None:
    stage = answer(answer(answer(play(), "g", "here"), "o"), "l", "library")
    assert types(stage)["Orbis"] == ("LOC", 2)
    assert [(c.scope, c.label) for c in stage.reading.corrections] == [("library", "LOC")]
    assert types(stage.keys("u"))["Orbis"] == ("ORG", 2)


def test_selected_words_become_a_name_wherever_they_stand() -> None:
    stage = answer(at("left").keys("i w"), "e", "library")
    assert types(stage)["left"] == ("EVENT", 1)
    assert stage.reading.selection is None
    (made,) = stage.reading.corrections
    assert (made.kind, made.words, made.scope, made.path) == ("name", "left", "library", "art.txt")


def test_a_name_that_was_added_can_be_given_another_type() -> None:
    stage = answer(answer(at("left"), "e"), "p")
    assert types(stage)["left"] == ("PERSON", 1)


def test_a_part_of_a_word_is_no_name() -> None:
    stage = answer(at("left").keys("v l"), "e")
    assert stage.effects == [Say("a name is whole words; ‹select.grow› selects the whole word")]


def test_a_designation_can_be_called_none_from_the_statement_and_from_a_name_in_it() -> None:
    stage = answer(at("banned"), "x", "here")
    assert stage.reading.findings.designations == ()
    assert types(stage)["Daesh"] == ("ORG", 1)
    assert told(stage) == "“* banned in Russia”: no designation, only here"
    assert len(stage.keys("u").reading.findings.designations) == 1


def test_two_names_are_said_to_be_one() -> None:
    stage = play()
    subject = subject_at(stage.reading)
    stage.take(united(stage.reading, subject, "Daesh", "article", stamp=stage.stamp))
    assert types(stage)["Daesh"] == ("ORG", 3)
    assert told(stage) == "“Orbis”: the same as “Daesh”, in this article"
    (designation,) = stage.reading.findings.designations
    assert len(designation.entities[0].mentions) == 3


def test_what_was_called_no_name_says_so_and_can_be_taken_back() -> None:
    stage = answer(at("Anna"), "x")
    (section,) = explain(stage.reading)
    facts = (("corrected", "by me, in this article; r ⌫ takes it back"),)
    assert (section.kind, section.heading, section.facts) == ("no name", "Anna Lee", facts)
    subject = subject_at(stage.reading)
    assert [c.kind for c in own_at(stage.reading, subject)] == ["no_name"]
    assert types(answer(stage, "backspace"))["Anna Lee"] == ("PERSON", 1)
    assert told(stage) == "took back: “Anna Lee”: no name, in this article"


def test_the_peek_says_who_corrected() -> None:
    (section,) = explain(answer(play(), "o").reading)
    assert section.kind == "organisation"
    assert ("name and type", "corrected by me") in section.facts


@pytest.mark.parametrize(
    ("place", "what", "words"),
    [
        ("Orbis", "mention", "Orbis"),
        ("banned", "statement", "* banned in Russia"),
        ("left", "words", "left"),
    ],
)
def test_what_is_corrected_is_what_the_caret_is_on(place, what, words) -> None:
    subject = subject_at(at(place).reading)
    assert (subject.what, subject.words) == (what, words)
