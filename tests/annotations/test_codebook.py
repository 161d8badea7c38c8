from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.coding import book, books

from reader.annotations.codebook import (
    Code,
    Codebook,
    ancestors,
    changed,
    colour_of,
    deleted,
    flaws,
    folded,
    merged,
    tree,
)
from reader.annotations.reconciling import reconciled
from reader.errors import ConflictError
from reader.values import replace

TREE = book(
    "actors", Code("militants", parent="Actors"), "places", Code("army", "r", "red", parent="militants")
)


def drawn(book: Codebook) -> list[str]:
    return ["  " * depth + code.name for code, depth in tree(book)]


def test_the_tree_puts_each_code_behind_its_parent() -> None:
    assert drawn(TREE) == ["actors", "  militants", "    army", "places"]


def test_a_code_is_found_in_any_case_and_spacing() -> None:
    assert TREE.find("  MILITANTS ") == Code("militants", parent="Actors")
    assert TREE.find("nobody") is None


def test_a_colour_comes_from_the_nearest_code_above() -> None:
    coloured = changed(TREE, "actors", Code("actors", colour="blue"))
    assert [colour_of(coloured, name) for name in ("army", "militants", "places", "x")] == [
        "red",
        "blue",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("codes", "field", "what"),
    [
        ((Code("a"), Code("A ")), "name", "without spaces"),
        ((Code("war"), Code("WAR")), "name", "two codes “WAR”"),
        ((Code(""),), "name", "needs a name"),
        ((Code("a", "x"), Code("b", "X")), "key", "the key X is that of “a” too"),
        ((Code("a", "xy"),), "key", "cannot be a key"),
        ((Code("a", "3"),), "key", "cannot be a key"),
        ((Code("a", colour="rde"),), "colour", "no colour “rde”"),
        ((Code("a", parent="b"),), "parent", "no code “b”"),
        ((Code("a", parent="a"),), "parent", "under itself"),
        ((Code("a", parent="b"), Code("b", parent="c"), Code("c", parent="a")), "parent", "under itself"),
    ],
)
def test_what_is_wrong_is_named(codes: tuple[Code, ...], field: str, what: str) -> None:
    found = flaws(Codebook(codes))
    assert any(flaw.field == field and what in flaw.what and flaw.remedy for flaw in found), found


def test_a_renamed_code_keeps_what_is_under_it() -> None:
    renamed = changed(TREE, "militants", replace(TREE.codes[1], name="fighters"))
    assert drawn(renamed) == ["actors", "  fighters", "    army", "places"]
    assert flaws(renamed) == ()


def test_what_was_under_a_deleted_code_goes_where_it_stood() -> None:
    assert drawn(deleted(TREE, "militants")) == ["actors", "  army", "places"]
    assert deleted(TREE, "nobody") is TREE


def test_merging_takes_children_along_and_lends_what_the_other_lacks() -> None:
    after = merged(TREE, "militants", "places")
    assert drawn(after) == ["actors", "places", "  army"]
    assert merged(TREE, "army", "places").find("places") == Code("places", "r", "red")


def test_merging_into_a_code_below_lifts_it() -> None:
    assert drawn(merged(TREE, "actors", "army")) == ["places", "army", "  militants"]


@given(books(), st.data())
def test_no_edit_of_a_sound_book_makes_a_flaw(before: Codebook, data: st.DataObject) -> None:
    assume(len(before.codes) >= 2)
    assert flaws(before) == ()
    one, other = data.draw(st.permutations([code.name for code in before.codes]))[:2]
    for after in (deleted(before, one), merged(before, one, other)):
        assert flaws(after) == ()
        assert len(tree(after)) == len(after.codes) == len(before.codes) - 1
        assert not after.find(one)


@given(books(), books())
def test_a_change_of_what_nobody_else_changed_is_made_as_it_is(before: Codebook, after: Codebook) -> None:
    assert reconciled(before, after, before) == after
    assert reconciled(before, after, after) == after


@given(books(), books(), books())
def test_a_change_is_merged_soundly_or_refused(before: Codebook, after: Codebook, now: Codebook) -> None:
    try:
        found = reconciled(before, after, now)
    except ConflictError:
        return
    assert flaws(found) == ()
    names = {folded(code.name) for code in found.codes}
    gone = {folded(code.name) for code in before.codes} - {folded(code.name) for code in after.codes}
    assert not names & gone


def test_changes_of_different_fields_and_codes_are_merged() -> None:
    mine = changed(TREE, "army", replace(TREE.codes[3], description="mine"))
    theirs = replace(changed(TREE, "army", replace(TREE.codes[3], colour="blue")), closed=True)
    found = reconciled(TREE, mine, theirs)
    assert found.find("army") == Code("army", "r", "blue", "mine", "militants")
    assert found.closed
    assert drawn(reconciled(TREE, deleted(TREE, "places"), theirs)) == ["actors", "  militants", "    army"]


@pytest.mark.parametrize(
    ("mine", "what"),
    [
        (changed(TREE, "army", replace(TREE.codes[3], colour="green")), "its colour"),
        (deleted(TREE, "army"), "was changed meanwhile"),
        (Codebook((*TREE.codes, Code("new", description="mine"))), "was added meanwhile"),
        (Codebook((*TREE.codes, Code("other", key="n"))), "the key n is that of"),
        (changed(TREE, "places", Code("places", colour="red")), "was deleted meanwhile"),
    ],
)
def test_changes_that_do_not_fit_are_refused(mine: Codebook, what: str) -> None:
    theirs = changed(TREE, "army", replace(TREE.codes[3], colour="blue"))
    theirs = deleted(Codebook((*theirs.codes, Code("new", "n"))), "places")
    with pytest.raises(ConflictError, match=what):
        reconciled(TREE, mine, theirs)


def test_ancestors_end_where_a_circle_closes() -> None:
    circle = book(Code("a", parent="b"), Code("b", parent="a"))
    assert len(ancestors(circle, "a")) <= 2
    assert tree(circle) == ()
