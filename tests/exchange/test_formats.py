"""What all formats have in common."""

from __future__ import annotations

import pytest

from reader.annotations.codebook import Code
from reader.annotations.relations import Relation, end_at
from reader.errors import ReaderError
from reader.exchange.features import FEATURES
from reader.exchange.formats import find_format, format_of, formats, write_as
from reader.values import replace

FULL = {"words": "Kabul", "tags": ("war", "=cmd;x"), "note": "a\n\nb *c*"}
NAMES = [each.name for each in formats()]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_input_gives_the_same_bytes(section, name):
    assert write_as(name, [section(FULL, {})]) == write_as(name, (section(FULL, {}),))


@pytest.mark.parametrize("name", [each.name for each in formats() if each.is_text])
def test_what_utf_8_cannot_hold_never_comes_out(section, name):
    text = "a \ud800 lone surrogate"
    hostile = {"words": "\ud800", "tags": ("\udc00",), "note": "\udfff"}
    assert write_as(name, [section(hostile, text=text, title=text, outlet=text)]).text is not None


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_write_is_written_too(section, name):
    assert write_as(name, []).losses == ()
    assert write_as(name, [section()]).losses == ()


def test_an_unknown_format_lists_those_there_are():
    with pytest.raises(ReaderError, match=r"“xml”; choose one of .*web-annotation, .*csv"):
        write_as("xml", [])


def test_names_and_suffixes_differ():
    assert len(set(NAMES)) == len({each.suffix for each in formats()}) == len(formats())
    assert all(find_format(each.name) is each for each in formats())
    assert all(format_of(f"Notes{each.suffix.upper()}") is each for each in formats())


def test_only_features_are_declared():
    known = {each.name for each in FEATURES}
    for each in formats():
        assert each.keeps <= known
        assert each.reasons.keys() <= known - each.keeps


@pytest.mark.parametrize("name", ["refi-qda-codebook", "bibtex", "csl-json"])
def test_a_format_that_is_for_something_else_says_once_that_it_has_no_annotations(section, name):
    made = replace(section(FULL, {}, {"note": "x"}), codes=(Code("war", colour="red", key="w"),))
    link = Relation("1", "cites", *map(end_at, made.annotations[:2]), "anna", "2026", note="why")
    losses = write_as(name, [replace(made, relations=(link,))]).losses
    assert str(losses[0]).startswith("3 lost: annotations (")
    assert {each.what for each in losses[1:]} == ({"keys"} if name == "refi-qda-codebook" else {"codebook"})


def test_a_format_without_a_place_for_anything_says_all_that_it_loses(section):
    made = section(
        {"words": "Kabul fell", "tags": ("a", "b"), "note": "x"},
        {"words": "Kabul fell"},
        {"words": "Kabul"},
        {"words": "Taliban", "anchor": "orphan"},
    )
    first, second = made.annotations[:2]
    within = Relation("1", "cites", end_at(first), end_at(second), "anna", "2026", note="why")
    across = replace(within, id="2", target=replace(within.target, article="other"), note="")
    made = replace(made, relations=(within, across))
    nothing = replace(find_format("csv"), keeps=frozenset(), reasons={"ids": "no"})
    losses = {each.what: (each.count, each.why) for each in nothing.write([made]).losses}
    why = "the format has no place for them"
    assert losses == {
        "several-tags": (1, why),
        "untagged": (3, why),
        "notes": (1, why),
        "overlaps": (2, why),
        "twins": (1, why),
        "relations": (1, why),
        "relations-across": (1, why),
        "relation-notes": (1, why),
        "ids": (4, "no"),
        "authors": (4, why),
        "times": (4, why),
        "orphans": (1, why),
    }
