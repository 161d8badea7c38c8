"""Reading progress: kept when possible, in nobody's way when not."""

from __future__ import annotations

import json

import pytest

from reader.storage.progress import ProgressStore


@pytest.fixture
def store(tmp_path):
    return ProgressStore(tmp_path, "anna")


def test_starts_with_nothing_and_leaves_nothing(store, tmp_path):
    assert store.all() == {}
    assert store.get("kabul") is None
    assert list(tmp_path.iterdir()) == []


def test_keeps_each_articles_latest(store, tmp_path):
    assert store.put("kabul", offset=10, furthest=50, length=100)
    assert store.put("moscow", offset=0, furthest=0, length=0)
    assert store.put("kabul", offset=5, furthest=60, length=100)
    again = ProgressStore(tmp_path, "anna")
    assert set(again.all()) == {"kabul", "moscow"}
    progress = again.get("kabul")
    assert (progress.offset, progress.furthest, progress.length) == (5, 60, 100)
    assert progress.read_at.endswith("Z")
    record = json.loads((tmp_path / "reading" / "anna.json").read_text())["kabul"]
    assert record == {"offset": 5, "furthest": 60, "length": 100, "read_at": progress.read_at}


def test_everybody_has_their_own(store, tmp_path):
    store.put("kabul", offset=1, furthest=2, length=3)
    assert ProgressStore(tmp_path, "boris").all() == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"kabul": 1}',
        b'{"kabul": {"offset": 1}}',
        b'{"kabul": {"offset": -1, "furthest": 0, "length": 0, "read_at": ""}}',
        b'{"kabul": {"offset": true, "furthest": 0, "length": 0, "read_at": ""}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside(store, tmp_path, data):
    path = tmp_path / "reading" / "anna.json"
    path.parent.mkdir()
    path.write_bytes(data)
    assert store.all() == {}
    assert path.with_name("anna.json.damaged").read_bytes() == data
    assert store.put("kabul", offset=1, furthest=1, length=2)
    assert store.get("kabul").offset == 1


def test_where_nothing_can_be_saved_it_says_so_quietly(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")
    store = ProgressStore(tmp_path / "home", "anna")
    assert store.put("kabul", offset=1, furthest=1, length=2) is False
    assert store.all() == {}


def test_a_file_that_cannot_be_read_is_not_replaced(store, tmp_path):
    (tmp_path / "reading" / "anna.json").mkdir(parents=True)
    assert store.put("kabul", offset=1, furthest=1, length=2) is False
    assert store.all() == {}
    assert (tmp_path / "reading" / "anna.json").is_dir()
