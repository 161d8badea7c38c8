"""What stands where, against a walk over everything."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import begin_play, entity, footnote

from reader.articles.findings import Findings
from reader.session.highlights import highlights_over, look_through
from reader.session.reading import annotations_at, designations_at, mention_at, sentence_at, stands_at
from reader.session.standing import (
    annotation_spread,
    changed_between,
    designated_in,
    for_the_latest,
    mention_spread,
    mentions,
)
from reader.text.span import Span
from reader.text.spread import Nearby, Spread
from reader.values import replace

TEXT = "Anna Petrova met the Taliban* here. They talked.\nPetrova left.\n*The Taliban is banned in Russia."
TALIBAN = entity(TEXT, "Taliban", "ORG")
FINDINGS = Findings(
    "en",
    "test",
    entities=(TALIBAN, entity(TEXT, "Anna Petrova", "PERSON", "Petrova")),
    designations=(footnote(TEXT, "*The", TALIBAN),),
)


@given(st.integers(0, len(TEXT)))
def test_the_same_as_a_walk_over_everything(offset: int) -> None:
    over = [(e, m) for e, m in mentions(FINDINGS) if stands_at(m, offset)]
    assert mention_at(FINDINGS, offset) == min(over, key=lambda pair: len(pair[1].span), default=None)
    stated = [d for d in FINDINGS.designations if d.span.holds(offset)]
    here = [d for d in designated_in(FINDINGS) if any(stands_at(m, offset) for m in d.mentions)]
    named = [d for d in FINDINGS.designations if any(e in here for e in d.entities)]
    assert set(designations_at(FINDINGS, offset)) == {*stated, *named}


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=12), st.integers(0, len(TEXT)))
def test_annotations_and_sentences(passages: list[tuple[int, int]], offset: int) -> None:
    play = begin_play(TEXT, findings=FINDINGS, width=60)
    for start, size in passages:
        play.reading = replace(play.reading.moved_to(start + size - 1), anchor=start)
        play.tag("x")
    found = annotations_at(play.reading, offset)
    assert {a.id for a in found} == {a.id for a in play.reading.annotations if a.span.holds(offset)}
    assert [len(a.span) for a in found] == sorted(len(a.span) for a in found)
    before = [s for s in play.reading.findings.sentences if s.start <= offset]
    assert sentence_at(play.reading, offset) == before[-1]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), min_size=1, max_size=9), st.data())
def test_annotations_are_looked_up_anew_where_they_changed(
    passages: list[tuple[int, int]], data: st.DataObject
) -> None:
    play = begin_play(TEXT, findings=FINDINGS, width=60)
    for start, size in passages:
        play.reading = replace(play.reading.moved_to(start + size - 1), anchor=start)
        play.tag(data.draw(st.sampled_from("xy")))
        for key in data.draw(st.lists(st.sampled_from(("u", "ctrl+r", "x")), max_size=3)):
            before = play.reading.annotations
            play.keys(key)
            changed = changed_between(before, play.reading.annotations)
            assert changed is not None
            gone, come = changed
            assert {*before} - {*play.reading.annotations} == {*gone}
            assert {*play.reading.annotations} - {*before} == {*come}
        found = annotation_spread(play.reading.annotations)
        assert sorted(a.id for _, a in found) == sorted(a.id for a in play.reading.annotations)
        assert [span for span, _ in found] == sorted(a.span for a in play.reading.annotations)


def test_derived_once_for_the_same_value_and_anew_for_an_equal_one() -> None:
    calls = []

    @for_the_latest
    def derived(value: tuple[int, ...]) -> int:
        calls.append(value)
        return sum(value)

    one = (1, 2)
    two = tuple(iter(one))
    assert [derived(one), derived(one), derived(two), derived(one)] == [3, 3, 3, 3]
    assert len(calls) == 2


def test_what_was_derived_from_findings_goes_with_them() -> None:
    derived = for_the_latest(lambda findings: {findings.language})
    findings = replace(FINDINGS)
    result = ref(derived(findings))
    gc.collect()
    assert result() is derived(findings)
    del findings
    assert result() is None


def test_what_was_looked_through_beside_the_screen_is_not_looked_through_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play = begin_play(TEXT, findings=replace(FINDINGS))
    annotation_spread(play.reading.annotations)
    look_through(play.reading.findings)
    # Of the mentions those near the caret alone are put in order, whenever it is elsewhere.
    mention_spread(play.reading.findings).over(0)
    for made in (Spread, Nearby):
        monkeypatch.setattr(made, "__init__", lambda *_: pytest.fail("made again"))
    assert highlights_over(play.reading, Span(0, len(TEXT)))
    play.keys("] e ] d")
