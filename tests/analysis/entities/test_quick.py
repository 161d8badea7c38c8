from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.quick import QuickRecogniser


def names(*paragraphs: str) -> list[str]:
    found = QuickRecogniser().recognise(paragraphs)
    return [
        f"{raw.label} {raw.span.of(paragraph)}"
        for paragraph, raws in zip(paragraphs, found, strict=True)
        for raw in raws
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Russian Foreign Minister Aro Velt spoke.", ["NORP Russian", "PERSON Aro Velt"]),
        ("It was US President Aro Velt's idea.", ["GPE US", "PERSON Aro Velt"]),
        ("He met Gen. Aro J. Velt.", ["PERSON Aro J. Velt"]),
        ("He met the Prime Minister.", []),
        ("The US Harbour Command met.", ["ORG US Harbour Command"]),
        ("The Russian Foreign Ministry spoke.", ["ORG Russian Foreign Ministry"]),
        ("The Ministry of Salt and Water spoke.", ["ORG Ministry of Salt and Water"]),
        ("The University of Osk opens.", ["ORG University of Osk"]),
        ("It landed at Osk Airport.", ["FAC Osk Airport"]),
        ("They swam in Osk Bay.", ["LOC Osk Bay"]),
        ("They fled Osk Province.", ["GPE Osk Province"]),
        ("They live in Oskville.", ["GPE Oskville"]),
        ("Later Velt said no.", ["PERSON Velt"]),
        ("A note by the FOL came.", ["ORG FOL"]),
        ("They fear al-Harak.", ["PERSON al-Harak"]),
        ("They fear al-Qaeda.", ["ORG al-Qaeda"]),
        ("A talk with Maria Velt began.", ["PERSON Maria Velt"]),
        ("A talk with Bash bin Velt began.", ["PERSON Bash bin Velt"]),
        ("Two Afghans came on Friday in May.", ["NORP Afghans"]),
        ("It is in New York.", ["GPE New York"]),
        ("However, nobody came. Nothing moved.", []),
        ("She said “Stop” again.", []),
        ("“Stop,” she said.", []),
        ("Талибан в Москве", ["ORG Талибан", "GPE Москве"]),
    ],
)
def test_names_and_their_types(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_word_the_article_writes_small_only_opens_a_sentence() -> None:
    assert names("Harbours were closed.", "All harbours and Harbours.") == ["PERSON Harbours"]
    assert names("Harbours were closed.", "All harbours.") == []


def test_all_the_places_of_a_name_tell_its_type() -> None:
    assert (
        names("Oskar fell. Oskar burnt.", "They live in Oskar, and in Oskar they stay.") == ["GPE Oskar"] * 4
    )


def test_a_headline_gives_only_names_that_everybody_knows() -> None:
    assert names("Talks Of Harbour Men Go On In Osk") == []
    assert names("Velt Goes To Afghanistan And Sleeps There Well") == ["GPE Afghanistan"]


@given(st.lists(st.text(max_size=40) | st.text(alphabet="Ab al-.’'\n “”&é́"), max_size=4))
def test_spans_lie_in_their_paragraph_in_order_and_apart(paragraphs: list[str]) -> None:
    found = QuickRecogniser().recognise(paragraphs)
    assert len(found) == len(paragraphs)
    for paragraph, raws in zip(paragraphs, found, strict=True):
        past = 0
        for raw in raws:
            assert past <= raw.span.start < raw.span.end <= len(paragraph)
            assert raw.label
            past = raw.span.end
