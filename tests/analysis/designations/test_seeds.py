"""The two sample articles."""

from __future__ import annotations

from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture
def first(find):
    return find((SEEDS / "000_7cafad6acfae63d7.txt").read_text(encoding="utf-8"))


@pytest.fixture
def second(find):
    return find((SEEDS / "001_ab780193834a4406.txt").read_text(encoding="utf-8"))


def test_the_first_has_one_footnote_about_three_groups(first, mentions):
    (note,) = (d for d in first if d.source == "footnote")
    assert (note.kind, note.also, note.jurisdictions, note.marker) == ("terrorist", ("banned",), ("RU",), "*")
    assert note.text.startswith("*Daesh (also") and note.text.endswith("banned in Russia.")
    assert mentions(note) == {
        "Daesh": ["Daesh*", "Daesh", "ISIS", "IS"],
        "al-Qaeda": ["al-Qaeda*", "al-Qaeda"],
        "Taliban": ["Taliban", "Taliban*", "Taliban", "Taliban", "Taliban"],
    }
    assert note.entities[0].aliases == ("ISIS", "IS")


def test_the_first_keeps_its_distance_from_the_troika(first, mentions):
    (distance,) = (d for d in first if d.source != "footnote")
    assert (distance.text, distance.kind) == ("so-called", "distancing")
    assert mentions(distance) == {"Troika Format": ["Troika Format"]}


def test_the_second_has_epithets_and_no_listing(second):
    assert {d.source for d in second} == {"epithet"}
    assert not any(d.jurisdictions or d.marker for d in second)
    assert [(d.text, d.kind, d.also, d.entities[0].name) for d in second] == [
        ("Daesh terrorist group", "terrorist", (), "Daesh"),
        ("terrorist outfit", "terrorist", (), "Daesh"),
        ("Taliban militants", "militant", (), "Taliban"),
        ("militant group", "militant", (), "Taliban"),
        ("Daesh Takfiri terrorist group", "terrorist", ("ideological",), "Daesh"),
    ]
    assert [len(d.entities[0].mentions) for d in second] == [2, 2, 7, 7, 2]
