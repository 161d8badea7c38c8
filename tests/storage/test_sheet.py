"""A file that is written by what changed in it holds what one written whole would."""

from __future__ import annotations

import json
import operator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Batch, Change, Edit, Remove
from reader.annotations.identity import new_id
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.errors import ReaderError
from reader.storage.durable import State, state_of, write_durably
from reader.storage.remembering import RememberingStorage
from reader.storage.tinydb_file import DurableStorage, encode_json
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from reader.values import replace

TEXT = "Kabul fell in August.\n" * 20
ARTICLE = Article("kabul", "kabul.txt", TEXT, text_sha256(TEXT), "Kabul", "News", 80)


def made(place: int) -> Annotation:
    target = make_target(TEXT, Span(place, place + 5), sha256=ARTICLE.sha256)
    return Annotation(new_id(), "kabul", target, "anna", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("aaacr"), st.integers(0, 400)), max_size=14))
def test_any_edits_leave_the_file_that_a_fresh_store_would_write(tmp_path_factory, steps) -> None:
    home = tmp_path_factory.mktemp("home")
    remembering = TinyDBStore(home, "anna")
    there: list[Annotation] = []
    for kind, number in steps:
        edit: Edit
        if kind == "a" or not there:
            there.append(made(number))
            edit = Batch((Add(there[-1]),), "x")
        elif kind == "c":
            old = there.pop(number % len(there))
            there.append(replace(old, tags=(*old.tags, f"t{number}")))
            edit = Change(old, there[-1])
        else:
            edit = Remove(there.pop(number % len(there)))
        remembering.apply(ARTICLE, edit)
    assert sorted(remembering.load("kabul").annotations, key=lambda a: a.id) == sorted(
        there, key=lambda a: a.id
    )
    assert TinyDBStore(home, "anna").load("kabul") == remembering.load("kabul")
    path = home / "annotations" / "anna" / "kabul.json"
    if steps:
        data = path.read_bytes()
        assert data == encode_json(json.loads(data), path)


def test_what_another_process_wrote_meanwhile_is_kept(tmp_path, kabul, annotate) -> None:
    ours, theirs = TinyDBStore(tmp_path, "anna"), TinyDBStore(tmp_path, "anna")
    one, two, three = annotate("Kabul"), annotate("August"), annotate("palace")
    ours.apply(kabul, Add(one))
    theirs.apply(kabul, Add(two))
    ours.apply(kabul, Add(three))
    assert {a.id for a in theirs.load("kabul").annotations} == {one.id, two.id, three.id}


def test_a_save_that_fails_leaves_nothing_behind_in_memory(tmp_path, kabul, annotate, monkeypatch) -> None:
    store = TinyDBStore(tmp_path, "anna")
    one = annotate("Kabul")
    store.apply(kabul, Add(one))

    def full(*args, **kwargs):
        raise ReaderError("could not be saved (No space left on device)", where="x", remedy="y")

    monkeypatch.setattr("reader.storage.tinydb_file.write_durably", full)
    with pytest.raises(ReaderError, match="No space"):
        store.apply(kabul, Change(one, replace(one, tags=("lost",))))
    with pytest.raises(ReaderError, match="No space"):
        store.apply(kabul, Add(annotate("August")))
    monkeypatch.undo()
    store.apply(kabul, Add(annotate("palace")))
    assert [(a.target.exact, a.tags) for a in store.load("kabul").annotations] == [
        ("Kabul", ()),
        ("palace", ()),
    ]


def test_only_what_changed_is_turned_into_json(tmp_path, kabul, annotate, monkeypatch) -> None:
    store = TinyDBStore(tmp_path, "anna")
    store.apply(kabul, Batch(tuple(Add(annotate("Kabul")) for _ in range(50)), "x"))
    encoded = []
    real = json.dumps
    monkeypatch.setattr(
        "reader.storage.tinydb_file.json.dumps", lambda *a, **k: encoded.append(a[0]) or real(*a, **k)
    )
    store.apply(kabul, Add(annotate("August")))
    assert len([each for each in encoded if isinstance(each, dict)]) == 2, "the header and the new annotation"


def test_the_state_of_a_file_is_that_of_its_content(tmp_path) -> None:
    path = tmp_path / "f"
    first = write_durably(path, b"one")
    assert isinstance(first, State)
    assert first == state_of(path)
    assert write_durably(path, b"two") == state_of(path) != first
    path.unlink()
    assert state_of(path) is None


def test_a_storage_writes_tables_without_documents(tmp_path) -> None:
    path = tmp_path / "t.json"
    storage = DurableStorage(path)
    tables: dict = {"meta": {"1": {"a": [1]}}, "none": {}}
    storage.write(tables)
    assert path.read_bytes() == encode_json(tables, path)
    with TinyDB(path) as plain:
        assert plain.tables() == {"meta", "none"}


def test_what_says_the_same_in_many_documents_is_kept_once(tmp_path) -> None:
    store = TinyDBStore(tmp_path, "anna")
    for place in range(3):
        store.apply(ARTICLE, Add(made(place)))
    (path,) = (tmp_path / "annotations" / "anna").glob("*.json")
    first, *others = (RememberingStorage(path).read() or {})["annotations"].values()
    for other in others:
        for one, another in (
            (first, other),
            *((first[each], other[each]) for each in ("target", "provenance")),
        ):
            assert all(map(operator.is_, one, another)), "the names of fields"
        assert first["author"] is other["author"]
        assert first["target"]["sha256"] is other["target"]["sha256"]
    assert [each.author is first["author"] for each in store.load("kabul").annotations] == [True] * 3
