"""Parts of a long text read as texts of their own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis import excerpts
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.excerpts import around, excerpt, excerpt_of_screen, sections
from reader.analysis.pipeline import analyse
from reader.articles.findings import Designated, Designation, Entity, Findings, Mention
from reader.text.span import Span

TEXTS = st.text(st.sampled_from("ab .\n"), max_size=300)


@pytest.fixture(autouse=True)
def everything_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "LONG", 60)
    monkeypatch.setattr(excerpts, "_MARGIN", 10)
    monkeypatch.setattr(excerpts, "SECTION", 30)
    monkeypatch.setattr(excerpts, "_ENDING", 20)


@given(TEXTS)
def test_sections_hold_the_whole_text_and_none_is_long(text: str) -> None:
    found = sections(text)
    assert "".join(section.of(text) for section in found) == text
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(len(section) <= 3 * 30 for section in found)


def test_sections_end_where_lines_end() -> None:
    text = "A line of words.\n" * 20
    assert all(section.of(text).endswith(".\n") for section in sections(text))


@given(TEXTS, st.integers(0, 400), st.integers(0, 50))
def test_a_screen_lies_in_its_excerpt_wherever_it_is(text: str, start: int, length: int) -> None:
    visible = Span(start, start + length)
    part = excerpt_of_screen(text, visible)
    if part is None:
        assert len(text) - length <= 60
        return
    assert len(part.text) < 150
    inside = Span(min(start, len(text)), min(start + length, len(text)))
    assert not inside or any(each.covers(inside) for each in part.parts)
    assert around(text, visible, 10).end <= len(text)


@given(TEXTS, st.integers(0, 300), st.integers(0, 100), st.data())
def test_places_go_in_and_come_out_as_they_were(
    text: str, start: int, length: int, data: st.DataObject
) -> None:
    start = min(start, len(text))
    part = excerpt(text, Span(start, min(start + length, len(text))))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, 5)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    spans = sorted(span for span in data.draw(st.lists(ends, unique=True)) if span)
    inner = part.spans_inward(spans)
    assert [span.of(part.text) for span in inner] == [
        span.of(text)
        for span in spans
        if any(p.covers(span) and p.start <= span.start < p.end for p in part.parts)
    ]
    names = part.inward([RawSpan(span, "ORG") for span in spans])
    assert [name.span for name in names] == inner
    mentions = tuple(Mention(span, span.of(part.text)) for span in inner)
    designated = Designated("x", (), mentions)
    found = tuple(
        Designation(span, span.of(part.text), "banned", "asserted", "inline", 1.0, entities=(designated,))
        for span in inner
    )
    out = part.outward(Findings("en", "x", tuple(inner), (Entity("x", "ORG", mentions),), found))
    assert all(text[m.span.start : m.span.end] == m.text for e in out.entities for m in e.mentions)
    assert [d.span for d in out.designations] == list(out.sentences)
    assert [m.span for e in out.entities for m in e.mentions] == list(out.sentences)
    assert set(out.sentences) <= set(spans)
    assert len(out.sentences) == len(inner)


def test_a_footnote_at_the_end_marks_names_in_every_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "SECTION", 2_000)
    monkeypatch.setattr(excerpts, "_ENDING", 200)
    lines = [f"On day {n} the group Harak* moved to the north of Osk, and Harak said so." for n in range(150)]
    text = "\n".join([*lines, "*Harak is a terrorist organisation banned in Russia."])
    assert len(sections(text)) > 3
    by_sections = analyse(text, QuickRecogniser())
    monkeypatch.setattr(excerpts, "SECTION", 10**9)
    at_once = analyse(text, QuickRecogniser())
    for findings in (by_sections, at_once):
        (designation,) = findings.designations
        (designated,) = designation.entities
        assert designated.name == "Harak"
        assert sum(mention.marked for mention in designated.mentions) == 150
        assert len(designated.mentions) == 301
    assert by_sections == at_once
