"""What a session can do with a long text while the analysis has looked at parts of it only."""

from __future__ import annotations

import pytest
from support.playing import begin_play as play

from reader.analysis.answering import glance
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.excerpts import excerpt_of_screen
from reader.analysis.pipeline import analyse
from reader.articles.findings import Findings
from reader.session.effects import Say
from reader.session.finding import found, guessed_on
from reader.session.reading import sentence_at
from reader.text.segments import guessed_sentences
from reader.text.span import Span
from reader.values import replace

LATER = "Then Sergei Lavrov came to Kabul, and nothing more was said.\n\n" * 600
"""A text of which a first look sees the screen and the ending, and nothing between them."""


def first_look(seen: int) -> Findings:
    """Return what is known of `LATER` at first, with what stands at an offset on the screen."""
    part = excerpt_of_screen(LATER, Span(seen, seen + 500))
    assert part is not None
    return glance(part, QuickRecogniser())


@pytest.mark.parametrize("key", ["]", "["])
def test_no_jump_leads_over_what_is_still_to_be_read(key: str) -> None:
    whole = analyse(LATER, QuickRecogniser())
    every = sorted({mention.span.start for each in whole.entities for mention in each.mentions})
    middle, direction = LATER.index("\n", len(LATER) // 2) + 2, "next" if key == "]" else "previous"
    played = play(f"{LATER[:middle]}|{LATER[middle:]}")
    played.take((found(played.reading, first_look(middle)), ()))
    reached = [middle]
    while not played.effects:
        reached.append(played.keys(f"{key} e").reading.caret.offset)
    assert played.effects == [Say(f"no {direction} entity so far: this text is still being read")]
    *reached, stays = reached
    assert len(reached) > 10
    assert stays == reached[-1]
    low, high = sorted((middle, stays))
    assert sorted(reached[1:]) == [start for start in every if low <= start <= high]
    played.take((found(played.reading, whole), ()))
    there = every.index(stays) + (1 if key == "]" else -1)
    assert played.keys(f"{key} e").reading.caret.offset == every[there]


def test_what_was_looked_through_quickly_is_no_gap() -> None:
    played = play(f"|{LATER}")
    played.take((found(played.reading, replace(analyse(LATER, QuickRecogniser()), complete=False)), ()))
    played.keys("9 9 9 ] e 9 9 9 ] e")
    assert not played.effects
    assert LATER[played.reading.caret.offset :].startswith("Kabul")


def test_nothing_is_said_to_be_missing_before_all_was_read() -> None:
    played = play("|no names").keys("] d [ e")
    assert [effect.text for effect in played.effects if isinstance(effect, Say)] == [
        "no next designation so far: this text is still being read",
        "no previous entity so far: this text is still being read",
    ]


@pytest.mark.parametrize("given_up", [None, replace(first_look(0), complete=True), Findings("", "")])
def test_far_from_what_was_looked_at_the_sentence_is_a_guess_nearby(given_up: Findings | None) -> None:
    looked = found(play(LATER).reading, first_look(0))
    assert looked.findings.sentences[0] == first_look(0).sentences[0]
    if given_up is not None:
        looked = found(looked, given_up)
    middle = LATER.index("Kabul", len(LATER) // 2)
    assert sentence_at(looked, middle).of(LATER).startswith("Then Sergei Lavrov came to Kabul")
    assert sentence_at(looked, middle).holds(middle)


def test_what_is_guessed_later_fills_what_was_not_looked_at_and_nothing_else() -> None:
    reading = play(LATER).reading
    none = replace(reading.findings, sentences=())
    looked = found(replace(reading, findings=none), first_look(0))
    assert looked.findings.sentences == first_look(0).sentences
    filled = guessed_on(looked, guessed_sentences(LATER, 0))
    assert set(first_look(0).sentences) <= set(filled.findings.sentences)
    covered = "".join(each.of(LATER) for each in filled.findings.sentences)
    assert "".join(covered.split()) == "".join(LATER.split())
    whole = found(filled, analyse(LATER, QuickRecogniser()))
    assert guessed_on(whole, guessed_sentences(LATER, 0)) is whole
