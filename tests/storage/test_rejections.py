"""Suggestions that were rejected, and the tags that words had: on disk and in memory."""

from __future__ import annotations

import json

import pytest
from tinydb import TinyDB

from reader.annotations.annotation import Provenance
from reader.annotations.edits import Add, Change, Remove
from reader.errors import ConflictError, ReaderError
from reader.storage.memory import MemoryStore
from reader.storage.tinydb_store import TinyDBStore
from reader.values import replace


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path):
    return TinyDBStore(tmp_path / ".reader", "anna") if request.param == "disk" else MemoryStore("anna")


@pytest.fixture
def rejected(annotate):
    return annotate(tags=("terrorist",), provenance=Provenance("accepted", "designation footnote"))


def test_what_was_rejected_is_given_back_and_is_no_annotation(store, kabul, rejected):
    store.reject(kabul, Add(rejected))
    assert store.rejected("kabul") == (rejected,)
    assert store.load("kabul").annotations == ()
    assert (store.counts(), store.tags(), store.earlier()) == ({}, (), {})
    assert store.known()["kabul"].path == "news/kabul.txt"
    store.reject(kabul, Remove(rejected))
    assert store.rejected("kabul") == ()


def test_annotating_and_rejecting_leave_each_other_alone(store, kabul, annotate, rejected):
    first, second = annotate("Kabul", tags=("city",)), annotate("palace", tags=("house",))
    store.apply(kabul, Add(first))
    store.reject(kabul, Add(rejected))
    store.apply(kabul, Add(second))
    store.apply(kabul, Change(first, replace(first, note="n", modified="2030-01-01T00:00:00.000Z")))
    assert store.rejected("kabul") == (rejected,)
    assert [a.note for a in store.load("kabul").annotations] == ["n", ""]
    store.reject(kabul, Remove(rejected))
    assert len(store.load("kabul").annotations) == 2


def test_a_rejection_that_does_not_fit_is_refused(store, kabul, annotate, rejected):
    with pytest.raises(ConflictError, match="is no longer there"):
        store.reject(kabul, Remove(rejected))
    with pytest.raises(ConflictError, match="bert's"):
        store.reject(kabul, Add(annotate(author="bert")))


def test_words_have_the_tags_they_were_given_the_most_used_first(store, kabul, annotate):
    for words, tags in (("Kabul", ("b",)), ("Taliban", ("x",)), ("the  palace".replace("  ", " "), ("y",))):
        store.apply(kabul, Add(annotate(words, tags=tags)))
    store.apply(kabul, Add(annotate("Kabul", tags=("a", "b"))))
    store.apply(kabul, Add(annotate(kabul.text[:90], tags=("long",))))
    assert store.earlier() == {"Kabul": ("b", "a"), "Taliban": ("x",), "the palace": ("y",)}


def test_others_tags_are_not_ones_own(tmp_path, kabul, annotate):
    TinyDBStore(tmp_path, "bert").apply(kabul, Add(annotate(author="bert", tags=("x",))))
    assert TinyDBStore(tmp_path, "anna").earlier() == {}


def test_another_process_and_plain_tinydb_see_what_was_rejected(tmp_path, kabul, rejected):
    TinyDBStore(tmp_path, "anna").reject(kabul, Add(rejected))
    assert TinyDBStore(tmp_path, "anna").rejected("kabul") == (rejected,)
    file = tmp_path / "annotations" / "anna" / "kabul.json"
    with TinyDB(file, encoding="utf-8", access_mode="r") as tables:
        (record,) = tables.table("rejected").all()
    assert (record["tags"], record["provenance"]["by"]) == (["terrorist"], "designation footnote")
    assert (tmp_path / "texts" / f"{kabul.sha256}.gz").exists()


def test_a_damaged_rejection_leaves_the_file_untouched(tmp_path, kabul, annotate, rejected):
    TinyDBStore(tmp_path, "anna").reject(kabul, Add(rejected))
    file = tmp_path / "annotations" / "anna" / "kabul.json"
    tables = json.loads(file.read_text("utf-8"))
    tables["rejected"]["1"]["tags"] = "no list"
    file.write_text(json.dumps(tables), "utf-8")
    store = TinyDBStore(tmp_path, "anna")
    assert store.rejected("kabul") == ()
    assert not store.load("kabul").writable
    with pytest.raises(ReaderError, match="rejected 1"):
        store.apply(kabul, Add(annotate("Kabul")))
    assert json.loads(file.read_text("utf-8")) == tables
