"""What a name's own words and its neighbours tell; names are invented. ``<ORG:...>`` marks a raw span."""

from __future__ import annotations

import pytest
from support.marked import read

from reader.analysis.entities.document import resolve_entities
from reader.analysis.entities.mending import mend
from reader.analysis.entities.quick import QuickRecogniser


def names(marked: str) -> list[str]:
    text, raw = read(marked)
    entities = resolve_entities(text, mend(text, raw), ())
    found = sorted((m.span, entity.label) for entity in entities for m in entity.mentions)
    return [f"{label} {span.of(text)}" for span, label in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("in the village of <PERSON:Oska>", ["GPE Oska"]),
        ("the <PERSON:Oska> district", ["GPE Oska"]),
        ("along the <ORG:Oska> river", ["LOC Oska"]),
        ("they live in <PERSON:Oska>.", ["GPE Oska"]),
        ("in northern <PERSON:Oska>.", ["GPE Oska"]),
        ("in <PERSON:Oska>’s view", ["PERSON Oska"]),
        ("the <PERSON:Oska> newspaper", ["ORG Oska"]),
        ("the website <PERSON:Oska Slova> wrote", ["ORG Oska Slova"]),
        ("<ORG:Velt> said no.", ["PERSON Velt"]),
        ("<ORG:Velt>, 34, left.", ["PERSON Velt"]),
        ("Imam <ORG:Velt> met <ORG:Velt>.", ["PERSON Velt", "PERSON Velt"]),
        ("in <GPE:Oska>; <PERSON:Oska> and <PERSON:Oska>", ["GPE Oska", "GPE Oska", "GPE Oska"]),
        ("the <ORG:Interior> Minister and the <GPE:Kingdom>", []),
        ("the <ORG:Velt> said no.", ["ORG Velt"]),
        ("<ORG:VELT> said no.", ["ORG VELT"]),
        ("<ORG:Hamas> said no.", ["ORG Hamas"]),
        ("<PERSON:Tall Forest> burns", ["LOC Tall Forest"]),
        ("the <ORG:Oska Long Highway> is closed", ["FAC Oska Long Highway"]),
        ("the <ORG:Monastery of Saint Oska>", ["FAC Monastery of Saint Oska"]),
        ("<GPE:Oska United> won", ["ORG Oska United"]),
        ("<PERSON:ODU> met", ["ORG ODU"]),
        ("the <PERSON:Oska mine> closed", ["PERSON Oska mine"]),
        ("the <PERSON:Oska> mine closed", ["FAC Oska mine"]),
        ("22 billion <GPE:US> dollars", []),
        ("the <ORG:GDP> and a <ORG:NGO>", []),
        ("Secretary of <ORG:State> <PERSON:Aro Velt>", ["PERSON Aro Velt"]),
        ("the Chief of the <ORG:Defense Staff>, Gen. <PERSON:Aro Velt>", ["PERSON Aro Velt"]),
        ("the <ORG:Oska Road between Tamm> and", ["FAC Oska Road", "ORG Tamm"]),
    ],
)
def test_words_tell_the_type(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSKA, Tamland (AP) — Nobody came.", ["GPE OSKA", "GPE Tamland", "ORG AP"]),
        ("Oska, May 16 2022 (ODU) - Nobody came.", ["GPE Oska", "ORG ODU"]),
        ("PORT OSKA, July 25: Nobody came.", ["GPE PORT OSKA"]),
        ("KABUL — Nobody came.", ["GPE KABUL"]),
        ("LIVE: Nobody came.", []),
        ("Note: nobody came.", []),
        ("By Aro Velt and Ila Tamm\nNobody came.", ["PERSON Aro Velt", "PERSON Ila Tamm"]),
        ("By Aro Velt, in the far north\nNobody came.", ["PERSON Aro Velt"]),
        ("By Osk Media\nNobody came.", []),
        ("A boat. (AP Photo/Aro Velt)", ["ORG AP", "PERSON Aro Velt"]),
        ("Photo: Aro Velt/AFP", ["PERSON Aro Velt", "ORG AFP"]),
        ("FOUR DEAD AS STORM HITS KENYA AND US", ["GPE KENYA"]),
    ],
)
def test_what_stands_around_an_article_is_read(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_line_of_capitals_names_only_what_is_known_elsewhere() -> None:
    assert names("<ORG:STORM HITS OSKLAND AND> MORE\nA storm hit <GPE:Oskland>.") == [
        "GPE OSKLAND",
        "GPE Oskland",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Оске открылась школа.", ["GPE Оске"]),
        ("Школу закрыли. Никто не пришёл.", []),
        ("Министр России Арон Вельтов уехал.", ["GPE России", "PERSON Арон Вельтов"]),
        ("Её поддержал фонд «Новый дом».", ["ORG Новый дом"]),
        ("Они шли к реке Оска.", ["LOC Оска"]),
        ("По данным агентства ОСК, все дома.", ["ORG ОСК"]),
        ("Бойцы организации «Оска» ушли. Позже вернулись.", ["ORG Оска"]),
    ],
)
def test_the_quick_rules_read_russian(text: str, expected: list[str]) -> None:
    (found,) = QuickRecogniser().recognise([text])
    assert [f"{name.label} {name.span.of(text)}" for name in found] == expected
