"""Relations in the annotation files: a table of their own, which older files do not have."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.annotations.edits import Add, Change
from reader.annotations.relations import End, Relate, Relation, Unrelate, inverse_relation
from reader.errors import ConflictError, ReaderError
from reader.storage.memory import MemoryStore
from reader.storage.records import from_relation_record, to_relation_record
from reader.storage.tinydb_store import TinyDBStore

IDS = tuple(f"00000000-0000-7000-8000-00000000000{n}" for n in range(8))


def relation(
    number: int = 1, *, article: str = "kabul", author: str = "anna", name: str = "cites"
) -> Relation:
    return Relation(
        IDS[number],
        name,
        End(article, IDS[6], "Taliban"),
        End("moscow", IDS[7], "Moscow"),
        author,
        "2026-01-01T00:00:00.000Z",
    )


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path):
    return TinyDBStore(tmp_path / ".reader", "anna") if request.param == "disk" else MemoryStore("anna")


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".reader" / "annotations" / "anna" / "kabul.json"


def test_relations_are_kept_and_taken_away(store, kabul):
    first, second = relation(2), relation(1, name="denies")
    assert store.relations() == ()
    store.relate(Relate(first), kabul)
    store.relate(Relate(second), None)
    assert store.relations() == (second, first)
    assert store.load("kabul").annotations == ()
    store.relate(inverse_relation(Relate(first)), None)
    assert store.relations() == (second,)


def test_what_does_not_fit_is_refused_and_changes_nothing(store, kabul, make_article):
    there = relation()
    store.relate(Relate(there), kabul)
    for edit, article, said in (
        (Relate(there), kabul, "is there already"),
        (Unrelate(relation(2)), kabul, "is no longer there"),
        (Relate(relation(2, author="boris")), kabul, "boris's, not anna's"),
        (Relate(relation(2)), make_article("moscow"), "begins in the article kabul"),
    ):
        with pytest.raises(ConflictError, match=said):
            store.relate(edit, article)
    with pytest.raises(ReaderError, match="it is gone"):
        store.relate(Relate(relation(2, article="nowhere")), None)
    assert store.relations() == (there,)


def test_plain_tinydb_opens_them_beside_the_annotations(kabul, annotate, tmp_path, file):
    store = TinyDBStore(tmp_path / ".reader", "anna")
    store.relate(Relate(relation()), kabul)
    store.apply(kabul, Add(annotate()))
    with TinyDB(file, encoding="utf-8") as tables:
        (record,) = tables.table("relations").all()
        assert len(tables.table("annotations")) == 1
    assert record["source"] == {"article": "kabul", "annotation": IDS[6], "quote": "Taliban"}
    assert TinyDBStore(tmp_path / ".reader", "boris").relations() == (relation(),)


def test_a_file_without_the_table_is_as_it_was(kabul, annotate, tmp_path, file):
    store = TinyDBStore(tmp_path / ".reader", "anna")
    store.apply(kabul, Add(annotate()))
    assert "relations" not in json.loads(file.read_text("utf-8"))
    assert (store.relations(), store.load("kabul").writable) == ((), True)
    store.relate(Relate(relation()), None)
    store.relate(Unrelate(relation()), None)
    assert (len(store.load("kabul").annotations), store.relations()) == (1, ())


def test_fields_of_other_programs_survive(kabul, annotate, tmp_path, file):
    store, made = TinyDBStore(tmp_path / ".reader", "anna"), annotate()
    store.apply(kabul, Add(made))
    store.relate(Relate(relation()), kabul)
    content = json.loads(file.read_text("utf-8"))
    content["relations"]["1"]["weight"] = 3
    content["stars"] = {"1": {"of": 5}}
    file.write_text(json.dumps(content), "utf-8")
    store.relate(Relate(relation(2)), None)
    store.apply(kabul, Change(made, made))
    content = json.loads(file.read_text("utf-8"))
    assert content["relations"]["1"]["weight"] == 3
    assert content["stars"] == {"1": {"of": 5}}


@pytest.mark.parametrize("field", ["id", "name", "source", "target", "author", "created", "note"])
def test_a_damaged_relation_is_told_with_its_place_and_never_overwritten(kabul, tmp_path, file, field):
    store = TinyDBStore(tmp_path / ".reader", "anna")
    store.relate(Relate(relation()), kabul)
    content = json.loads(file.read_text("utf-8"))
    content["relations"]["1"][field] = 17
    damaged = json.dumps(content)
    file.write_text(damaged, "utf-8")
    (problem,) = store.load("kabul").problems
    assert f"relation 1: “{field}”" in str(problem)
    with pytest.raises(ReaderError, match="untouched"):
        store.relate(Relate(relation(2)), kabul)
    assert file.read_text("utf-8") == damaged


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
ends = st.builds(End, words, st.sampled_from(IDS), words)


@given(st.builds(Relation, st.sampled_from(IDS), words, ends, ends, words,
                 st.just("2026-01-01T00:00:00.000Z"), words))  # fmt: skip
def test_a_record_gives_back_its_relation(value):
    assert from_relation_record(json.loads(json.dumps(to_relation_record(value)))) == value


def test_many_are_one_save_and_all_or_none(store, kabul):
    made = tuple(map(relation, range(1, 4)))
    store.relate_all(tuple(map(Relate, made)), kabul)
    assert store.relations() == made
    with pytest.raises(ConflictError, match="is there already"):
        store.relate_all((Relate(relation(4)), Relate(made[0])), kabul)
    with pytest.raises(ConflictError, match="is no longer there"):
        store.relate_all((Unrelate(made[0]), Unrelate(relation(5))), None)
    assert store.relations() == made
    store.relate_all((Unrelate(made[0]), Unrelate(made[2])), None)
    assert store.relations() == made[1:2]
