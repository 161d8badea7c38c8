"""What each rule does to one raw span; texts and names are invented. ``<ORG:...>`` marks a raw span."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.marked import read

from reader.analysis.entities.edges import trimmed
from reader.analysis.entities.mending import mend
from reader.analysis.entities.recogniser import SHOWN, RawSpan
from reader.text.markers import MARKERS, is_marked
from reader.text.span import Span


def mended(marked: str) -> list[str]:
    text, raw = read(marked)
    return [f"{name.label} {name.span.of(text)}" for name in mend(text, raw)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Harak*", "Harak"),
        ("Harak**", "Harak"),
        ("Harak†", "Harak"),
        ("Harak¹", "Harak"),
        ("“Harak”", "Harak"),
        ("'Harak'", "Harak"),
        ("Harak's", "Harak"),
        ("Harak’s", "Harak"),
        ("the Velts'", "Velts"),
        ("The Harak", "Harak"),
        ("an Osk Club", "Osk Club"),
        ("(Harak)", "Harak"),
        ("Harak,", "Harak"),
        ("Harak.", "Harak"),
        ("Osk Inc.", "Osk Inc."),
        ("U.S.", "U.S."),
        ("the U.S.'s", "U.S."),
        ("*Harak", "Harak"),
        ("@Harak", "Harak"),
        ("Harak!”*", "Harak"),
        ("***", ""),
        ("the", "the"),
    ],
)
def test_a_name_has_no_markers_quotes_articles_or_possessives(raw: str, name: str) -> None:
    text = f"x {raw} y"
    assert trimmed(text, Span(2, 2 + len(raw))).of(text) == name


@pytest.mark.parametrize("behind", ["*", "**", "†", "¹", "[1]", "(*)", "”*", "'s*", "’*"])
def test_a_marker_right_behind_a_name_marks_it(behind: str) -> None:
    text = f"Harak{behind} left"
    assert is_marked(text, Span(0, 5))


@pytest.mark.parametrize("behind", ["", " *", ", *", "'s", "[and]", " (*)"])
def test_nothing_else_marks_it(behind: str) -> None:
    assert not is_marked(f"Harak{behind} left", Span(0, 5))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<ORG:Harak* and Velt*> met", ["ORG Harak", "ORG Velt"]),
        ("<ORG:Harak al-Din (HAD)> met", ["ORG Harak al-Din", "ORG HAD"]),
        ("the fighters of al-<ORG:Harak> left", ["ORG al-Harak"]),
        ("<PERSON:Abu Velt al>-Oski left", ["PERSON Abu Velt al-Oski"]),
        ("<PERSON:Li Ka-shing> left", ["PERSON Li Ka-shing"]),
        ("<ORG:Harak>¹ left", ["ORG Harak"]),
        ("<ORG:Harak²> left", ["ORG Harak"]),
        ("<GPE:Osk-led> talks", ["GPE Osk"]),
        ("<ORG:al-Harak-linked> cells", ["ORG al-Harak"]),
        ("<NORP:pro-Russian> voters", ["NORP Russian"]),
        ("<GPE:Russia-Ukraine> talks", ["GPE Russia", "GPE Ukraine"]),
        ("<ORG:US-Israeli> talks", ["GPE US", "NORP Israeli"]),
        ("<GPE:Guinea-Bissau> votes", ["GPE Guinea-Bissau"]),
        ("<PERSON:Foreign Minister Aro Velt> said", ["PERSON Aro Velt"]),
        ("<PERSON:Lt. Gen. Aro Velt> said", ["PERSON Aro Velt"]),
        ("<PERSON:Mr Velt> said", ["PERSON Velt"]),
        ("the <GPE:Bagran> air base", ["FAC Bagran air base"]),
        ("the <ORG:Osk> International Airport", ["FAC Osk International Airport"]),
        ("the <GPE:Osk> nuclear power plant burns", ["FAC Osk nuclear power plant"]),
        ("an <GPE:Afghanistan> prison", ["GPE Afghanistan"]),
        ("a <NORP:Russian> air base", ["NORP Russian"]),
        ("the <ORG:Russian> side", ["NORP Russian"]),
        ("she speaks <LANGUAGE:Russian>", ["LANGUAGE Russian"]),
        ("the <GPE:Afghans> left", ["NORP Afghans"]),
        ("paid <GPE:US>$5 million", []),
        ("see https://www.<ORG:Harak>.org/a", []),
        ("write to <PERSON:Velt>@osk.org", []),
        ("the firm <ORG:Osking.com> grew", ["ORG Osking.com"]),
        ("see <ORG:osking.com/news>", []),
        ("on <DATE:Thursday> <CARDINAL:two> of <GPE:Osk>", ["GPE Osk"]),
        ("a <ORG:social party> began", []),
        ("<ORG:Thursday> came", []),
        ("<PERSON:However> it was", []),
        ("the <EVENT:9/11> attacks", ["EVENT 9/11"]),
    ],
)
def test_a_raw_span_is_mended(marked: str, expected: list[str]) -> None:
    assert mended(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("© <ORG:AP Photo / Aro Velt>", ["ORG AP", "PERSON Aro Velt"]),
        ("© REUTERS / Aro Velt\nMore", ["ORG REUTERS", "PERSON Aro Velt"]),
        ("© Sputnik / STRINGER", ["ORG Sputnik"]),
        ("© AFP 2023 / Aro van Velt", ["ORG AFP", "PERSON Aro van Velt"]),
        ("(Getty Images/Aro Velt)", ["ORG Getty Images", "PERSON Aro Velt"]),
        ("(AFP/Getty Images)", ["ORG AFP", "ORG Getty Images"]),
        ("either Osk / or not", []),
    ],
)
def test_a_credit_is_an_agency_and_a_person(marked: str, expected: list[str]) -> None:
    assert mended(marked) == expected


ANY = st.text(alphabet=st.sampled_from("Ab al-Qthe 's*†“”'.,()[]$/@-—\n"), max_size=40) | st.text(max_size=30)


@given(ANY, st.data())
def test_mended_names_are_clean_whatever_the_text(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    pairs = data.draw(
        st.lists(st.tuples(offsets, offsets, st.sampled_from([*sorted(SHOWN), "DATE"])), max_size=6)
    )
    raw = [RawSpan(Span(min(a, b), max(a, b)), label) for a, b, label in pairs]
    names = mend(text, raw)
    for name in names:
        words = name.span.of(text)
        assert words
        assert name.label in SHOWN
        assert words == words.strip()
        assert "\n" not in words
        assert not set(MARKERS) & set(words)
        assert not words.startswith(("the ", "“", "'")) or words in ("'", "the")
    assert all(not a.span.overlaps(b.span) for a, b in pairwise(names))
