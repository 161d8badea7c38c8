"""Damaged files: what they still hold is got back, what they were is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.annotations.edits import Add, Batch, Change
from reader.storage.recovery import recover, salvaged
from reader.storage.tinydb_store import TinyDBStore
from reader.values import replace


def anything(_table: str, _document: dict) -> bool:
    return True


@pytest.fixture
def file(tmp_path, kabul, annotate) -> Path:
    """A file with three annotations, and its backup with the first two."""
    store = TinyDBStore(tmp_path, "anna")
    first = annotate("Kabul", tags=("place",))
    store.apply(kabul, Batch((Add(first), Add(annotate("August", tags=("time",)))), "x"))
    store.apply(
        kabul,
        Batch(
            (
                Add(annotate("palace")),
                Change(first, replace(first, tags=("city",), modified="2026-01-01T00:00:00Z")),
            ),
            "x",
        ),
    )
    return tmp_path / "annotations" / "anna" / "kabul.json"


def tags_by_quote(path: Path) -> dict[str, list[str]]:
    with TinyDB(path, access_mode="r", encoding="utf-8") as tables:
        return {each["target"]["exact"]: each["tags"] for each in tables.table("annotations")}


WHOLE = {"Kabul": ["city"], "August": ["time"], "palace": []}


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda data: b"", {"Kabul": ["place"], "August": ["time"]}),
        (lambda data: b"\0" * len(data), {"Kabul": ["place"], "August": ["time"]}),
        (lambda data: data[:-3], WHOLE),
        (lambda data: data[: data.index(b'"palace"')], {"Kabul": ["city"], "August": ["time"]}),
        (lambda data: data + data[200:900], WHOLE),
        (lambda data: data.replace(b'"format"', b'"for\xffmat"'), WHOLE),
        (lambda data: b"{\n" + data[data.index(b' "annotations"') :], WHOLE),
        (lambda data: data.replace(b'"August"', b'"Aug\0st"'), WHOLE),
    ],
    ids=["empty", "zeros", "last bytes", "cut", "doubled", "no UTF-8", "no header", "garbled"],
)
def test_what_is_left_is_got_back(file, damage, expected):
    before = file.read_bytes()
    damaged = damage(before)
    file.write_bytes(damaged)
    recovery = recover(file, anything)
    assert recovery is not None
    assert tags_by_quote(file) == expected
    assert recovery.kept.read_bytes() == damaged
    assert recovery.salvage.read_out + recovery.salvage.from_backup == len(expected)
    assert "was damaged" in str(recovery.told)
    assert recovery.kept.name in str(recovery.told)


def test_with_nothing_to_get_back_nothing_is_touched(tmp_path):
    path = tmp_path / "x.json"
    path.write_bytes(b"garbage")
    assert recover(path, anything) is None
    assert [each.name for each in tmp_path.iterdir()] == ["x.json"]


def test_an_entry_that_is_not_what_it_should_be_is_left_out(file):
    recovery = recover(file, lambda table, each: table == "meta" or each["target"]["exact"] != "Kabul")
    assert recovery is not None
    assert tags_by_quote(file) == {"August": ["time"], "palace": []}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_happened_to_the_bytes_no_whole_entry_is_lost(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("f") / "a.json"
    tables = {
        "meta": {"1": {"format": "x"}},
        "annotations": {str(n): {"id": f"i{n}", "note": "n" * n} for n in range(1, 9)},
    }
    whole = (json.dumps(tables, indent=1) + "\n").encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    path.write_bytes(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])
    path.with_name("a.json.bak").write_bytes(whole)
    recovery = recover(path, lambda table, each: table == "meta" or "id" in each)
    assert recovery is not None
    found = json.loads(path.read_text())
    assert {each["id"] for each in found["annotations"].values()} >= {f"i{n}" for n in range(1, 9)}


@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_through(data):
    assert isinstance(salvaged(data)[1], dict)


def test_two_versions_that_a_merge_put_together_are_both_kept(tmp_path):
    path = tmp_path / "a.json"
    ours, theirs = '  "1": {"id": "a"},\n  "2": {"id": "b"}\n', '  "1": {"id": "a"},\n  "2": {"id": "c"}\n'
    path.write_text(
        '{\n "meta": {\n  "1": {"format": "x"}\n },\n "annotations": {\n'
        f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n }}\n}}\n"
    )
    recovery = recover(path, anything)
    assert recovery is not None
    kept = json.loads(path.read_text())["annotations"]
    assert [each["id"] for each in kept.values()] == ["a", "b", "c"]


def test_a_sound_character_that_stands_for_a_bad_one_is_no_damage(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        '{"meta": {"1": {"format": "x"}}, "annotations": {"1": {"id": "a", "note": "\ufffd"}, "2": {'
    )
    recovery = recover(path, anything)
    assert recovery is not None
    assert (recovery.salvage.read_out, recovery.salvage.lost) == (1, 1)
    assert json.loads(path.read_text())["annotations"] == {"1": {"id": "a", "note": "\ufffd"}}
