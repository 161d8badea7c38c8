"""Documents changed past TinyDB's own table are what TinyDB's own table would make of them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.storages import MemoryStorage

from reader.storage.headers import change_documents, numbers_in

IDS = st.sampled_from("abcdef")
RECORDS = st.dictionaries(IDS, st.none() | st.integers(0, 9), max_size=4)


def records_of(drawn: dict[str, int | None]) -> dict[str, dict[str, Any] | None]:
    """Return documents with an ``id`` and a part that holds a value; None stays."""
    return {
        id_: None if value is None else {"id": id_, "part": {"value": value}} for id_, value in drawn.items()
    }


@given(st.lists(RECORDS, max_size=5))
def test_documents_come_change_and_go_by_their_ids(changes: list[dict[str, int | None]]) -> None:
    tables = TinyDB(storage=MemoryStorage)
    numbers: dict[str, int] = {}
    model: dict[str, int] = {}
    for drawn in changes:
        before = dict(numbers)
        numbers = change_documents(tables, "notes", numbers, records_of(drawn))
        model = {id_: value for id_, value in (model | drawn).items() if value is not None}
        table = tables.table("notes")
        assert numbers == numbers_in(table)
        assert {each["id"]: each["part"]["value"] for each in table} == model
        assert all(numbers[id_] == number for id_, number in before.items() if id_ in numbers)
        assert len(set(numbers.values())) == len(numbers)


def test_fields_of_others_and_their_keys_stay() -> None:
    tables = TinyDB(storage=MemoryStorage)
    theirs = {"id": "a", "part": {"value": 1, "more": 2}, "mark": "x"}
    tables.storage.write({"notes": {"007": theirs, "9": {"id": "b"}}})
    numbers = numbers_in(tables.table("notes"))
    after = change_documents(tables, "notes", numbers, records_of({"a": 5, "c": 3}) | {"b": None})
    assert after == {"a": 7, "c": 8}
    assert tables.storage.read() == {
        "notes": {
            "007": {"id": "a", "part": {"value": 5, "more": 2}, "mark": "x"},
            "8": {"id": "c", "part": {"value": 3}},
        }
    }


def test_what_tinydb_remembers_of_a_table_is_forgotten() -> None:
    tables = TinyDB(storage=MemoryStorage)
    numbers = change_documents(tables, "notes", {}, records_of({"a": 1}))
    table = tables.table("notes")
    is_a = lambda document: document["id"] == "a"  # noqa: E731 - TinyDB's query
    assert len(table.search(is_a)) == 1
    change_documents(tables, "notes", numbers, {"a": None})
    assert table.search(is_a) == []
    assert table.insert({"id": "d"}) == 1
