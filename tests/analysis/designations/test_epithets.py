"""Labels on names, which state no listing: epithets, so-called, state media, backing, banners."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "statement", "kinds", "codes", "name"),
    [
        (
            "Talks about the Daesh terrorist group failed.",
            "Daesh terrorist group",
            ["terrorist"],
            (),
            "Daesh",
        ),
        (
            "The Daesh Takfiri terrorist group fled.",
            "Daesh Takfiri terrorist group",
            ["terrorist", "ideological"],
            (),
            "Daesh",
        ),
        ("Since May Taliban militants fought.", "Taliban militants", ["militant"], (), "Taliban"),
        ("The militant group Grey Dawn met.", "militant group", ["militant"], (), "Grey Dawn"),
        (
            "Grey Dawn, a small separatist militant group, met.",
            "separatist militant group",
            ["ideological", "militant"],
            (),
            "Grey Dawn",
        ),
        ("They fought for the so-called Grey State.", "so-called", ["distancing"], (), "Grey State"),
        ('It may join a so-called "Troika Format" soon.', "so-called", ["distancing"], (), "Troika Format"),
        (
            "The Russian state-controlled news agency Volna knew.",
            "Russian state-controlled",
            ["state_media"],
            ("RU",),
            "Volna",
        ),
        (
            "Envoys of the self-proclaimed Republic of Lugaria came.",
            "self-proclaimed",
            ["recognition"],
            (),
            "Republic of Lugaria",
        ),
        ("Iran-backed Houthi fighters fired.", "Iran-backed", ["backing"], ("IR",), "Houthi"),
        ("The Saudi-led coalition fired.", "Saudi-led", ["backing"], ("SA",), "coalition"),
        (
            "Men of the Grey Terrorist Organization (GTO) met.",
            "Grey Terrorist Organization (GTO)",
            ["terrorist"],
            (),
            "Grey Terrorist Organization",
        ),
        ("Боевики «Джебхат ан-Нусры» ушли.", "Боевики", ["militant"], (), "Джебхат ан-Нусры"),
        (
            "Флаг так называемого «Серого государства» сняли.",
            "так называемого",
            ["distancing"],
            (),
            "Серого государства",
        ),
    ],
)
def test_an_epithet_is_no_listing(only, text, statement, kinds, codes, name):
    found = only(text)
    assert (found.text, sorted([found.kind, *found.also]), found.jurisdictions) == (
        statement,
        sorted(kinds),
        codes,
    )
    assert (found.kind, found.source, found.polarity) == (kinds[0], "epithet", "asserted")
    assert found.entities[0].name == name
    assert found.confidence < 0.9


def test_a_label_may_stand_for_a_name_given_before(find, mentions):
    found = find("He feared the Daesh terrorist group. The terrorist outfit is near. The Taliban waited.")
    assert [d.text for d in found] == ["Daesh terrorist group", "terrorist outfit"]
    assert all(mentions(d) == {"Daesh": ["Daesh"]} for d in found)


def test_a_participle_may_do_so_too(find, mentions):
    found = find("The outlawed Grey Dawn struck. The banned outfit fled.")
    assert [(d.text, *mentions(d)) for d in found] == [
        ("outlawed", "Grey Dawn"),
        ("banned outfit", "Grey Dawn"),
    ]


def test_an_indefinite_label_stands_for_nobody(find):
    assert not find("The Taliban waited. Somebody joined a terrorist group.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "НАСТОЯЩИЙ МАТЕРИАЛ ПРОИЗВЕДЕН ИНОСТРАННЫМ АГЕНТОМ «ГОЛОС» ЛИБО КАСАЕТСЯ ЕГО. 18+\n\nШёл дождь.",
            ["ГОЛОС"],
        ),
        (
            "НАСТОЯЩИЙ МАТЕРИАЛ ПРОИЗВЕДЕН ИНОСТРАННЫМ АГЕНТОМ КИМ АННОЙ ЛИБО КАСАЕТСЯ ЕГО.\n\nШёл дождь.",
            ["КИМ АННОЙ"],
        ),
        (
            "ДАННОЕ СООБЩЕНИЕ СОЗДАНО СРЕДСТВОМ ИНФОРМАЦИИ, ВЫПОЛНЯЮЩИМ ФУНКЦИИ ИНОСТРАННОГО АГЕНТА.",
            [],
        ),
        (
            "THIS MATERIAL WAS CREATED BY AN OUTLET PERFORMING THE FUNCTIONS OF A FOREIGN AGENT.",
            [],
        ),
    ],
)
def test_banners_about_the_outlet(only, text, names):
    found = only(text)
    assert (found.kind, found.source) == ("foreign_agent", "banner")
    assert [entity.name for entity in found.entities] == names


@pytest.mark.parametrize(
    ("text", "statement", "codes"),
    [
        ("The pro-Iranian militia Grey Dawn fired.", "pro-Iranian", ("IR",)),
        ("Проиранская группировка «Серый рассвет» ударила.", "Проиранская", ("IR",)),
        ("RT, a Kremlin-backed outlet, closed.", "Kremlin-backed", ("RU",)),
    ],
)
def test_backing_names_the_country(find, text, statement, codes):
    found = [d for d in find(text) if d.kind == "backing"]
    assert [(d.text, d.jurisdictions) for d in found] == [(statement, codes)]
    assert found[0].entities[0].mentions


def test_a_former_label_is_past_and_former_people_are_not(find):
    (label,) = find("The former terrorist group Red Lamp won seats.")
    (people,) = find("Some former Red Lamp guerrillas won seats.")
    assert (label.polarity, people.polarity) == ("lifted", "asserted")


def test_a_recognisers_mistake_does_not_hide_a_group(find):
    assert find("He feared the Daesh terrorist group.", hints={"Daesh": "GPE"})
    assert find("He feared the Grey Dawn terrorist group.", hints={"Grey Dawn": "PERSON"})
    assert not find("He feared Raqqa militants.", hints={"Raqqa": "GPE"})
