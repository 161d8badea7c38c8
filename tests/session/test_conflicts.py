"""Edits that met others: what is saved then, whatever the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import Annotation, Target
from reader.annotations.edits import Batch, Change, Remove, apply_edit
from reader.annotations.identity import new_id
from reader.session.conflicts import BESIDE, Conflicts, said_of
from reader.text.span import Span
from reader.values import replace

TIME = "2026-11-22T00:00:00.{:03}Z"


def made(start: int, moment: int = 0, **fields) -> Annotation:
    target = Target(Span(start, start + 2), "ab", "", "", "0" * 64)
    return Annotation(new_id(), "a", target, "anna", TIME.format(0), TIME.format(moment), **fields)


def changed(annotation: Annotation, moment: int, **fields) -> Annotation:
    return replace(annotation, modified=TIME.format(moment), **fields)


def test_a_chain_of_changes_goes_on_beside():
    first = made(0)
    theirs = changed(first, 1, tags=("theirs",))
    one, two = changed(first, 2, tags=("one",)), changed(first, 3, tags=("two",))
    conflicts = Conflicts()
    saved = apply_edit((theirs,), conflicts.settled((theirs,), Change(first, one)))
    saved = apply_edit(saved, conflicts.followed(Change(one, two)))
    assert {each.tags for each in saved} == {("theirs",), ("two",)}
    beside = next(each for each in saved if each.id != first.id)
    assert beside.provenance.by == f"{BESIDE}{first.id}"
    assert apply_edit(saved, conflicts.followed(Remove(two))) == (theirs,)


def test_the_same_edit_twice_makes_no_second():
    first = made(0)
    theirs = changed(first, 1, tags=("x",))
    assert Conflicts().settled((theirs,), Change(first, changed(first, 2, tags=("x",)))) == Batch((), "")


@given(st.lists(st.sampled_from(("keep", "change", "remove")), min_size=1, max_size=6), st.data())
def test_whatever_was_done_elsewhere_nothing_that_somebody_wrote_is_lost(elsewhere, data):
    base = tuple(made(3 * n, tags=(f"old {n}",)) for n in range(len(elsewhere)))
    there = []
    for number, (annotation, what) in enumerate(zip(base, elsewhere, strict=True)):
        if what != "remove":
            there.append(
                changed(annotation, 1, tags=(f"theirs {number}",)) if what == "change" else annotation
            )
    mine, wanted = [], set()
    for number, annotation in enumerate(base):
        what = data.draw(st.sampled_from(("nothing", "change", "remove")))
        if what == "change":
            mine.append(Change(annotation, changed(annotation, 2, tags=(f"mine {number}",))))
            wanted.add((f"mine {number}",))
        elif what == "remove":
            mine.append(Remove(annotation))
    wanted |= {each.tags for each in there if each.tags[0].startswith("theirs")}
    settled = Conflicts().settled(there, Batch(tuple(mine), ""))
    found = apply_edit(tuple(there), settled)
    assert wanted <= {each.tags for each in found}
    assert isinstance(said_of(settled), str)
