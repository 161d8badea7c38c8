"""One entity for all its names; the names are invented. ``<ORG:...>`` marks a raw span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.marked import read

from reader.analysis.entities.document import resolve_entities
from reader.analysis.entities.expansions import expansions
from reader.analysis.entities.mending import mend
from reader.analysis.entities.spelling import sound, stem


def groups(marked: str) -> list[set[str]]:
    """Return the names of each entity of a marked text."""
    text, raw = read(marked)
    return [{m.text for m in entity.mentions} for entity in resolve_entities(text, mend(text, raw), ())]


@pytest.mark.parametrize(
    ("marked", "one"),
    [
        ("The <ORG:Osk Defence Union> (ODU) met.", {"Osk Defence Union", "ODU"}),
        ("<ORG:ODU> (Osk Defence Union) met.", {"Osk Defence Union", "ODU"}),
        ("The <ORG:Union of the Free in Osk> (UFO) met.", {"Union of the Free in Osk", "UFO"}),
        ("The <ORG:Aid Mission> in <GPE:Osk>, known as AMIO, met.", {"Aid Mission in Osk", "AMIO"}),
        ("<PERSON:Aro Velt>, also known as <ORG:Kimo>, left.", {"Aro Velt", "Kimo"}),
        ("<PERSON:Aro Velt>, aka “Kimo”, left.", {"Aro Velt", "Kimo"}),
        ("<PERSON:Aro Velt> (better known as Kimo Osk) left.", {"Aro Velt", "Kimo Osk"}),
        ("<ORG:Osk Corp>, formerly <ORG:Tamm Holdings>, paid.", {"Osk Corp", "Tamm Holdings"}),
        (
            "<PERSON:Sergey Velt> came. <PERSON:Sergei Velt> and Velt left.",
            {"Sergey Velt", "Sergei Velt", "Velt"},
        ),
        ("<ORG:al-Haraida> fell. <ORG:al-Haraeda> rose.", {"al-Haraida", "al-Haraeda"}),
        ("<ORG:Haresh> fell. The Har’esh rose.", {"Haresh", "Har’esh"}),
        ("<GPE:Britain> met. The <GPE:UK> left.", {"Britain", "UK"}),
        ("The <GPE:US> and <GPE:America>.", {"US", "America"}),
        ("<ORG:Velt Motors AG> grew. <ORG:Velt> paid.", {"Velt Motors AG", "Velt"}),
        ("<PERSON:Luis Gomar Paz> came. <PERSON:Gomar> left.", {"Luis Gomar Paz", "Gomar"}),
        ("<PERSON:Арон Вельтов> пришёл. Дело <PERSON:Вельтова> закрыто.", {"Арон Вельтов", "Вельтова"}),
        ("<GPE:OSKLAND> FELL IN ONE DAY\n<GPE:Oskland> fell.", {"OSKLAND", "Oskland"}),
    ],
)
def test_all_names_of_one_meet(marked: str, one: set[str]) -> None:
    assert one in groups(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "<PERSON:Aro Velt>, formerly of <ORG:Osk Times>, left.",
        "<PERSON:Aro Velt> (<ORG:ODU>) left.",
        "<GPE:Niger> and <GPE:Nigeria>.",
        "<GPE:Iran> and <GPE:Iraq>.",
        "<PERSON:Maria Osk> and <PERSON:Mario Osk>.",
        "<NORP:American> and <GPE:America>.",
        "<ORG:Osk Bank> met. <ORG:Osk Motors> left. <ORG:Osk> paid.",
    ],
)
def test_others_stay_apart(marked: str) -> None:
    assert all(len(group) == 1 for group in groups(marked))


def test_a_shared_surname_is_the_one_named_last() -> None:
    found = groups(
        "<PERSON:Aro Velt> and <PERSON:Ila Velt> met.\n<PERSON:Ila Velt> spoke. Ms <PERSON:Velt> left.\n"
        "Then came <PERSON:Aro Velt>.\nMr <PERSON:Velt> stayed."
    )
    assert sorted(found, key=sorted) == [{"Aro Velt", "Velt"}, {"Ila Velt", "Velt"}]


def test_a_shared_surname_stays_alone_before_anybody_and_between_two() -> None:
    assert {"Velt"} in groups("<PERSON:Velt> left.\n<PERSON:Aro Velt> met <PERSON:Ila Velt>.")
    assert {"Velt"} in groups("<PERSON:Aro Velt> met <PERSON:Ila Velt>. <PERSON:Velt> left.")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("the Osk Aid Mission (OAM) met", "Osk Aid Mission"),
        ("the Mission for Aid and Rest in Osk (MARO) met", "Mission for Aid and Rest in Osk"),
        ("OAM (the Osk Aid Mission) met", "Osk Aid Mission"),
        ("Old Osk Aid Mission (OAM) met", "Osk Aid Mission"),
        ("the People’s Aid Mission (PAM) met", "People’s Aid Mission"),
    ],
)
def test_initials_find_the_full_name(text: str, full: str) -> None:
    assert [long.of(text) for long, _ in expansions(text)] == [full]


@pytest.mark.parametrize(
    "text", ["it was said (OAM) so", "Osk Aid went (OAM)", "Osk Aid (OA)", "Aid Mission (OAM)"]
)
def test_other_letters_find_nothing(text: str) -> None:
    assert list(expansions(text)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sergey", "Sergei"), ("Khaled", "Haled"), ("Mohammed", "Mohamed"), ("Hussein", "Husein")],
)
def test_transliterations_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize(
    "cases",
    [
        "Белозёров Белозёрова Белозёрову Белозёровым Белозёрове",
        "Москва Москвы Москве Москву Москвой",
        "Россия России Россию Россией",
        "Чайковский Чайковского Чайковскому Чайковским",
        "Птицын Птицына Птицыну Птицыным",
    ],
)
def test_the_cases_of_a_russian_name_have_one_stem(cases: str) -> None:
    assert len({stem(word.lower()) for word in cases.split()}) == 1


@given(st.text(max_size=30))
def test_any_text_has_a_sound_and_a_stem(text: str) -> None:
    assert isinstance(sound(text), str)
    assert text.startswith(stem(text))


@given(
    st.lists(
        st.sampled_from(["Osk", "Aid", "of", "(OA)", "OAM", "(OAM)", ", known as", "\n", "the"]), max_size=14
    )
)
def test_expansions_lie_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for long, short in expansions(text):
        assert not long.overlaps(short)
        assert long.of(text)[0] == short.of(text)[0]
