"""A document agrees with itself; names are invented. ``<ORG:...>`` marks a raw span."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.marked import read

from reader.analysis.entities.document import resolve_entities
from reader.analysis.entities.mending import mend
from reader.analysis.entities.recogniser import RawSpan
from reader.articles.findings import Designated, Designation, Entity, Kind, Mention
from reader.text.span import Span


def resolved(marked: str, *designations: tuple[Kind, str, list[str]]) -> dict[str, Entity]:
    """Return the entities of a marked text by name; a designation is kind, statement, names tied together."""
    text, raw = read(marked)
    stated = [designation(text, kind, statement, names) for kind, statement, names in designations]
    return {entity.name: entity for entity in resolve_entities(text, mend(text, raw), stated)}


def designation(text: str, kind: Kind, statement: str, names: list[str]) -> Designation:
    places = [Span(*m.span()) for name in names for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    mentions = tuple(Mention(place, place.of(text)) for place in sorted(places))
    tied = Designated(names[0], tuple(names[1:]), mentions)
    start = text.index(statement)
    span = Span(start, start + len(statement))
    return Designation(span, statement, kind, "asserted", "footnote", 0.9, entities=(tied,))


def test_a_surname_is_the_person_whose_full_name_stands_in_the_article() -> None:
    found = resolved("<PERSON:Aro Velt> came. <ORG:Velt> left. Nobody saw Velt's car. <GPE:Velt> slept.")
    person = found["Aro Velt"]
    assert (person.label, person.aliases, len(person.mentions)) == ("PERSON", ("Velt",), 4)
    assert list(found) == ["Aro Velt"]


def test_a_surname_without_a_full_name_stays_what_it_was() -> None:
    assert resolved("<ORG:Velt> left.")["Velt"].label == "ORG"


def test_a_surname_that_two_persons_share_stays_alone() -> None:
    found = resolved("<PERSON:Aro Velt> and <PERSON:Ila Velt> came. <PERSON:Velt> left.")
    assert sorted(found) == ["Aro Velt", "Ila Velt", "Velt"]


def test_a_middle_name_makes_no_other_person() -> None:
    found = resolved("<PERSON:Aro Velt> came. <PERSON:Aro Tamm Velt> left. <PERSON:Velt> slept.")
    assert list(found) == ["Aro Tamm Velt"]
    assert found["Aro Tamm Velt"].aliases == ("Aro Velt", "Velt")


@pytest.mark.parametrize(
    ("full", "alias"),
    [
        ("Ursa von der Velt", "von der Velt"),
        ("Bash al-Velt", "al-Velt"),
        ("Bash al-Velt", "Velt"),
        ("Aro Velt Jr.", "Velt"),
        ("Andro Velt Tamm", "Velt Tamm"),
    ],
)
def test_surnames_of_several_words(full: str, alias: str) -> None:
    found = resolved(f"<PERSON:{full}> came. Then {alias} left.")
    assert [mention.text for mention in found[full].mentions] == [full, alias]


def test_a_first_name_is_the_person_only_where_it_was_seen_as_one() -> None:
    found = resolved("<PERSON:Kimo Velt> came. <PERSON:Kimo> left. <GPE:Osk> is in <GPE:Tamm>.")
    assert found["Kimo Velt"].aliases == ("Kimo",)


def test_a_place_stays_a_place_though_a_person_is_called_so() -> None:
    found = resolved("<PERSON:Aro Paris> came. He lives in <GPE:Paris>.")
    assert found["Paris"].label == "GPE"


def test_a_part_of_another_person_is_not_a_mention() -> None:
    found = resolved("<PERSON:Aro Velt> came with Mary Velt.")
    assert [mention.text for mention in found["Aro Velt"].mentions] == ["Aro Velt"]


def test_an_acronym_in_brackets_is_the_full_name() -> None:
    found = resolved("The <ORG:Front of Osk Labour> (FOL) met. FOL won. The FOL's seat.")
    front = found["Front of Osk Labour"]
    assert [m.text for m in front.mentions] == ["Front of Osk Labour", "FOL", "FOL", "FOL"]
    assert front.label == "ORG"


def test_an_acronym_of_another_language_is_taken_for_an_organisation_only() -> None:
    assert "WPX" not in resolved("The <ORG:Labour Party> (WPX) met. WPX won.")
    assert "AFP" not in resolved("<PERSON:Aro Velt> (AFP)")["Aro Velt"].aliases


def test_initials_meet_the_only_name_they_fit() -> None:
    found = resolved("The <GPE:United States> left. <ORG:US> troops. The <GPE:U.S.> said.")
    assert found["United States"].aliases == ("US", "U.S.")
    assert found["United States"].label == "GPE"


def test_missed_repeats_are_found() -> None:
    found = resolved("<ORG:al-Harak> fell. Then al-Harak rose; anti-al-Harak men and al-Harak-linked cells.")
    assert len(found["al-Harak"].mentions) == 4


@pytest.mark.parametrize("other", ["Oskar", "Harak-Osk", "Oskland", "Osk_1", "nonOsk", "Osk Times"])
def test_no_mention_inside_a_longer_name(other: str) -> None:
    assert len(resolved(f"<GPE:Osk> fell. See {other} there.")["Osk"].mentions) == 1


def test_a_common_word_is_no_mention() -> None:
    assert len(resolved("<ORG:Apple> grew. An apple fell. Apple trees bloom.")["Apple"].mentions) == 1


def test_the_majority_names_the_type() -> None:
    found = resolved("<GPE:Osk> is. <PERSON:Osk> was. <GPE:Osk> will be.")
    assert (found["Osk"].label, len(found["Osk"].mentions)) == ("GPE", 3)


def test_an_honorific_outweighs_the_majority() -> None:
    found = resolved("Mr <ORG:Velt> is. <ORG:Velt> was. <ORG:Velt> will be.")
    assert found["Velt"].label == "PERSON"


def test_nationalities_and_events_are_always_found() -> None:
    found = resolved("Afghan soldiers and two Afghans fled after 9/11.")
    assert {name: e.label for name, e in found.items()} == {"Afghan": "NORP", "9/11": "EVENT"}
    assert len(found["Afghan"].mentions) == 2


def test_spellings_meet() -> None:
    found = resolved("<ORG:al-Harak> and <ORG:Al Harak>")
    assert [m.text for m in found["al-Harak"].mentions] == ["al-Harak", "Al Harak"]


@pytest.mark.parametrize("marker", ["*", "¹", "†", "[2]"])
def test_marked_mentions_are_told_from_others(marker: str) -> None:
    found = resolved(f"<ORG:Harak> and Harak{marker}.")
    assert [m.marked for m in found["Harak"].mentions] == [False, True]


def test_a_designation_ties_names_together() -> None:
    found = resolved(
        "<NORP:Harak> fell. HKS rose. <ORG:HK> slept.\nHarak (HKS or HK) is a banned group.",
        ("terrorist", "Harak (HKS or HK) is a banned group.", ["Harak", "HKS", "HK"]),
    )
    assert list(found) == ["Harak"]
    assert (found["Harak"].label, found["Harak"].aliases, len(found["Harak"].mentions)) == (
        "ORG",
        ("HKS", "HK"),
        6,
    )


def test_a_statement_that_speaks_of_a_group_makes_an_organisation() -> None:
    found = resolved(
        "<PERSON:Harak> fell. <PERSON:Harak> is a banned group.",
        ("terrorist", "is a banned group", ["Harak"]),
    )
    assert found["Harak"].label == "ORG"


def test_a_designated_person_stays_a_person() -> None:
    found = resolved(
        "<PERSON:Aro Velt> left.\nAro Velt is listed as a foreign agent.",
        ("foreign_agent", "Aro Velt is listed as a foreign agent.", ["Aro Velt"]),
    )
    assert found["Aro Velt"].label == "PERSON"


def test_a_designated_mention_wins_over_what_overlaps_it() -> None:
    found = resolved(
        "<ORG:Harak Takfiri Times> is a banned group.",
        ("terrorist", "is a banned group", ["Harak"]),
    )
    assert [m.text for m in found["Harak"].mentions] == ["Harak"]


WORDS = st.lists(
    st.sampled_from(["Aro", "Velt", "al-Qaeda*", "the", "US", "(FOL)", "Osk's", ".\n", "Afghan"]), max_size=12
)


@given(WORDS, st.data())
def test_mentions_are_slices_of_the_text_that_never_overlap(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    offset = st.integers(0, len(text))
    pairs = data.draw(
        st.lists(st.tuples(offset, offset, st.sampled_from(["PERSON", "ORG", "GPE"])), max_size=6)
    )
    raw = [RawSpan(Span(min(a, b), max(a, b)), label) for a, b, label in pairs]
    entities = resolve_entities(text, mend(text, raw), ())
    mentions = sorted((m for entity in entities for m in entity.mentions), key=lambda m: m.span)
    assert all(m.text == m.span.of(text) and m.text and "*" not in m.text for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert all({m.text for m in e.mentions} >= set(e.aliases) for e in entities)
    assert all(e.name in {m.text for m in e.mentions} and e.name not in e.aliases for e in entities)
