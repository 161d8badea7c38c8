"""The article in stretches: what lies where, whatever else there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.playing import begin_play, entity, footnote

from reader.articles.findings import Findings
from reader.session.overview import overview
from reader.text.span import Span
from reader.values import replace

TEXT = "Daesh* struck. " + "Nothing else was said. " * 20 + "Kabul was calm. * Daesh is banned."
DAESH = entity(TEXT, "Daesh", "ORG")
FINDINGS = Findings("en", "test", entities=(DAESH,), designations=(footnote(TEXT, "* Daesh", DAESH),))


def sorts(play) -> list[str]:
    return [(stretch.sort or ".")[0] for stretch in overview(play.reading, 10)]


def test_the_rarest_thing_of_a_stretch_is_shown() -> None:
    play = begin_play(TEXT, findings=FINDINGS)
    assert sorts(play) == list("d........d")
    play.keys("5 w v 4 )").tag("long")
    assert sorts(play) == list("aaa......d")
    play.search("kabul")
    assert sorts(play) == list("aaa......m")


def test_what_is_on_the_screen_is_told() -> None:
    reading = replace(begin_play(TEXT, findings=FINDINGS).reading, seen=Span(60, 170))
    assert [stretch.seen for stretch in overview(reading, 10)] == [False, True, True, True] + [False] * 6


@given(length=st.integers(0, 300), count=st.integers(1, 50), start=st.integers(0, 300))
def test_the_stretches_cover_the_article(length: int, count: int, start: int) -> None:
    reading = begin_play("|" + "x" * length).reading
    start = min(start, length)
    stretches = overview(replace(reading, seen=Span(start, length)), count)
    assert len(stretches) == count
    assert "".join(stretch.span.of("x" * length) for stretch in stretches) == "x" * length
    assert any(stretch.seen for stretch in stretches) or start == length
