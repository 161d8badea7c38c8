"""Footnotes in every place and shape they stand in, and the names their markers point at."""

from __future__ import annotations

import pytest

BAN = "terrorist organisation banned in Russia"


def test_a_footnote_names_three_groups_and_their_aliases(only, mentions):
    text = (
        "The envoy spoke of Daesh* and al-Qaeda*, then of the Taliban*.\n"
        "Later the Taliban kept silent.\n\n"
        "*Daesh (also known as ISIS or IS), al-Qaeda, and the Taliban are terrorist groups banned in Russia."
    )
    found = only(text)
    assert (found.kind, found.also, found.jurisdictions) == ("terrorist", ("banned",), ("RU",))
    assert (found.source, found.marker, found.polarity) == ("footnote", "*", "asserted")
    assert found.text == text[text.index("*Daesh (") :]
    assert mentions(found) == {
        "Daesh": ["Daesh*", "Daesh", "ISIS", "IS"],
        "al-Qaeda": ["al-Qaeda*", "al-Qaeda"],
        "Taliban": ["Taliban*", "Taliban", "Taliban"],
    }
    assert found.entities[0].aliases == ("ISIS", "IS")


@pytest.mark.parametrize(
    "note",
    [
        f"*T{BAN[1:]}.",
        f"* {BAN}",
        f"* - {BAN}",
        f"* — a {BAN}",
        "*Designated a terrorist organisation in Russia",
        "* Recognised as terrorist and banned in the Russian Federation",
        "*A terrorist group, outlawed in Russia and many other countries",
        "*Listed by Russia's Supreme Court as a terrorist organisation",
    ],
)
def test_a_nameless_footnote_is_about_what_its_marker_marks(only, mentions, note):
    found = only(f"Troops of the Red Lantern* left the valley.\n\n{note}")
    assert (found.kind, found.text) == ("terrorist", note)
    assert "RU" in found.jurisdictions
    assert mentions(found) == {"Red Lantern": ["Red Lantern*"]}


@pytest.mark.parametrize(
    ("body", "note", "marker"),
    [
        ("Fighters of Daesh1 fled", "1 A terrorist group banned in Russia.", "1"),
        ("Fighters of Daesh¹ fled", "¹ A terrorist group banned in Russia.", "¹"),
        ("Fighters of Daesh[3] fled", "[3] A terrorist group banned in Russia.", "[3]"),
        ("Fighters of Daesh† fled", "† A terrorist group banned in Russia.", "†"),
        ("Fighters of “Daesh”*, armed, fled", "* A terrorist group banned in Russia.", "*"),
        ("Fighters of Daesh<sup>*</sup> fled", "<sup>*</sup> A terrorist group banned in Russia.", "*"),
        ("Fighters of Daesh*'s camp fled", "* A terrorist group banned in Russia.", "*"),
    ],
)
def test_markers_of_every_shape(only, mentions, body, note, marker):
    found = only(f"{body}.\n\n{note}")
    assert found.marker == marker
    assert list(mentions(found)) == ["Daesh"]
    assert found.entities[0].mentions[0].text == "Daesh"


def test_symbols_are_matched_whole_and_not_by_their_beginning(find, mentions):
    found = find(
        "Prices rose 2%* while Daesh** and the Right Dawn*** fought.\n\n"
        "* provisional\n** terrorist group banned in Russia\n*** extremist organisation banned in Russia"
    )
    assert [(d.marker, d.kind, *mentions(d)) for d in found] == [
        ("**", "terrorist", "Daesh"),
        ("***", "extremist", "Right Dawn"),
    ]


def test_one_line_may_open_with_two_symbols(only, mentions):
    found = only("Men of ISIS¹ and Nusra² met.\n\n¹ ² Terrorist organisations banned in Russia.")
    assert list(mentions(found)) == ["ISIS", "Nusra"]


def test_a_symbol_with_two_notes_goes_by_person_and_organisation(find, mentions):
    found = find(
        "The clip by Grey Fox* was praised by comedian Ann Lee*.\n\n"
        "* Organisation banned in Russia\n* Recognised as a foreign agent in Russia"
    )
    assert [(d.kind, *mentions(d)) for d in found] == [("banned", "Grey Fox"), ("foreign_agent", "Ann Lee")]


def test_a_symbol_with_two_notes_alike_attaches_to_both_and_says_so(find):
    found = find(
        "The clip by Grey Fox* was praised by Blue Ox*.\n\n"
        "* Organisation banned in Russia\n* Undesirable organisation in Russia"
    )
    assert [len(d.entities) for d in found] == [2, 2]
    assert all(d.confidence < 0.7 for d in found)


@pytest.mark.parametrize(
    "text",
    [
        "*Terrorist groups banned in Russia.\n\nFighters of the Nusra Front* left, ISIS* stayed.",
        "Men of the Nusra Front* left.\n*Terrorist groups banned in Russia\nTable of contents\nISIS* stayed.",
        "The Nusra Front* left, ISIS* stayed. *Terrorist groups banned in Russia.",
        "The Nusra Front* left, ISIS* stayed:*Terrorist groups banned in Russia",
    ],
)
def test_a_note_may_stand_anywhere(only, mentions, text):
    assert list(mentions(only(text))) == ["Nusra Front", "ISIS"]


def test_a_name_in_the_note_beats_a_marker_that_drifted(only, mentions):
    found = only("The “Islamic State”, beaten in Iraq*, hides.\n\n* The Islamic State is banned in Russia.")
    assert mentions(found) == {"Islamic State": ["Islamic State", "Islamic State"]}


@pytest.mark.parametrize(
    "note",
    ["* part of Meta, which is banned in Russia as extremist", "* Owned by Meta, an extremist organisation"],
)
def test_a_note_of_ownership_designates_the_owner(only, note):
    found = only(f"He posted it on Facebook* and Instagram*.\n\n{note}")
    assert [entity.name for entity in found.entities] == ["Meta"]
    assert found.kind == "extremist"


def test_a_note_without_a_marker_at_the_end(only):
    found = only("The Taliban came.\n=====\nThe Taliban is a terrorist organisation banned in Russia.")
    assert (found.kind, len(found.entities[0].mentions)) == ("terrorist", 2)


def test_a_note_without_marker_and_name_is_kept_without_entities(only):
    found = only("Nothing happened.\n\n* terrorist organisation banned in Russia")
    assert found.entities == ()


@pytest.mark.parametrize(
    ("text", "kind", "codes", "names"),
    [
        (
            "О планах сказал Пётр Громов*. Громова не слышали.\n\n* признан в РФ иностранным агентом",
            "foreign_agent",
            ("RU",),
            {"Пётр Громов": ["Пётр Громов*", "Громова"]},
        ),
        (
            "Люди «Красного моста»* ушли. «Красного моста» нет.\n\n*«Красный мост» признан террористическим",
            "terrorist",
            (),
            {"Красного моста": ["Красного моста*", "Красного моста", "Красный мост"]},
        ),
        (
            "Писала Анна Ким* и Олег Ли*.\n\n*Физлицо, выполняющее функции иностранного агента",
            "foreign_agent",
            (),
            {"Анна Ким": ["Анна Ким*"], "Олег Ли": ["Олег Ли*"]},
        ),
        (
            "Снимок из Instagram*.\n\n* принадлежит Meta, признанной экстремистской и запрещённой в РФ",
            "extremist",
            ("RU",),
            {"Meta": ["Meta"]},
        ),
        (
            "Речь о группировке ИГИЛ*.\n\n* запрещена в РФ",
            "banned",
            ("RU",),
            {"ИГИЛ": ["ИГИЛ*"]},
        ),
        (
            "Скончался Иван Тор*.\n\n* Внесён в перечень террористов и экстремистов",
            "listed_person",
            (),
            {"Иван Тор": ["Иван Тор*"]},
        ),
    ],
)
def test_russian_notes(only, mentions, text, kind, codes, names):
    found = only(text)
    assert (found.kind, found.jurisdictions) == (kind, codes)
    found_names = sorted(mentions(found).values())
    assert found_names == sorted(names.values())


def test_a_french_note(only, mentions):
    found = only("Il accuse Daech*.\n*Groupe terroriste interdit en Russie", language="fr")
    assert (found.kind, found.jurisdictions, list(mentions(found))) == ("terrorist", ("RU",), ["Daech"])


def test_french_is_told_by_its_articles(only):
    text = "Le ministre accuse Daech* et la presse le suit.\n*Groupe terroriste interdit en Russie"
    assert only(text, language="en").jurisdictions == ("RU",)
