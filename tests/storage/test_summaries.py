"""What is known of all annotation files: right whoever writes them, and read from them once."""

from __future__ import annotations

import sqlite3
import time

import pytest

from reader.annotations.edits import Add, Change, Remove
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import End, Relate, Relation
from reader.storage import summaries
from reader.storage.tinydb_store import TinyDBStore
from reader.values import replace


@pytest.fixture
def home(tmp_path):
    return tmp_path / ".reader"


@pytest.fixture
def settled(monkeypatch):
    """Folders tell each change from the one before."""
    monkeypatch.setattr(summaries, "SETTLED", 0)


def related(store, article, one, other):
    ends = [End(article.id, each.id, each.target.exact) for each in (one, other)]
    relation = Relation(new_id(), "is", *ends, store.annotator, utc_now())
    store.relate(Relate(relation), article)
    return relation


def facts(store):
    return (
        store.counts(),
        store.tag_counts(),
        store.known(),
        store.texts(),
        store.relations(),
        store.earlier(),
    )


def test_a_second_start_reads_no_file_that_is_as_it_was(home, kabul, annotate, make_article, monkeypatch):
    store, other = TinyDBStore(home, "anna"), make_article("b", path="b.txt")
    first = annotate("Kabul", tags=("place",))
    store.apply(kabul, Add(first))
    store.apply(other, Add(annotate("August", on=other, tags=("time",), note="n")))
    related(store, kabul, first, first)
    expected = facts(store)
    read = []
    real = TinyDBStore._read
    monkeypatch.setattr(TinyDBStore, "_read", lambda self, path: read.append(path.stem) or real(self, path))
    assert facts(TinyDBStore(home, "anna")) == expected
    assert read == []
    second = TinyDBStore(home, "anna")
    second.apply(kabul, Change(first, replace(first, tags=("city",), modified="2026-11-22T00:00:00Z")))
    assert second.tag_counts() == {"city": 1, "time": 1}
    assert read == ["kabul"]


def test_relations_are_right_though_nothing_is_looked_at_twice(home, kabul, annotate, settled, monkeypatch):
    anna, again = TinyDBStore(home, "anna"), TinyDBStore(home, "anna")
    first = annotate("Kabul")
    anna.apply(kabul, Add(first))
    assert anna.relations() == again.relations() == ()
    time.sleep(0.01)
    one = related(anna, kabul, first, first)
    assert anna.relations() == again.relations() == (one,)
    time.sleep(0.01)
    two = related(again, kabul, first, first)
    assert anna.relations() == again.relations() == (one, two)
    zoe = TinyDBStore(home, "zoe")
    hers = annotate("August", author="zoe")
    zoe.apply(kabul, Add(hers))
    three = related(zoe, kabul, hers, hers)
    assert anna.relations() == (one, two, three)
    (home / "annotations" / "zoe" / "kabul.json").unlink()
    assert anna.relations() == (one, two)
    looked = []
    real = summaries.state_of
    monkeypatch.setattr(summaries, "state_of", lambda path: looked.append(path) or real(path))
    anna.apply(kabul, Add(annotate("palace")))
    assert anna.relations() == (one, two)
    assert len(looked) == 1
    assert anna.relations() == (one, two)
    assert len(looked) == 1


def test_relations_of_another_process_are_there_at_once(home, kabul, annotate, monkeypatch):
    monkeypatch.setattr(summaries, "REST_TIMES", 0)
    anna, again = TinyDBStore(home, "anna"), TinyDBStore(home, "anna")
    first, made = annotate("Kabul"), []
    anna.apply(kabul, Add(first))
    for store in (anna, again, again, anna, again):
        made.append(related(store, kabul, first, first))
        assert anna.relations() == again.relations() == tuple(made)


@pytest.mark.parametrize("damage", [b"", b"garbage" * 99, "schema", "values"])
def test_a_damaged_index_is_made_again(home, kabul, annotate, damage):
    store = TinyDBStore(home, "anna")
    store.apply(kabul, Add(annotate(tags=("x",))))
    expected = facts(store)
    path = home / "cache" / "annotations.sqlite3"
    if isinstance(damage, bytes):
        path.write_bytes(damage)
    else:
        database = sqlite3.connect(path)
        with database:
            change = (
                "DROP TABLE files"
                if damage == "schema"
                else "UPDATE files SET details = '[]', words = '[1]', size = 'x'"
            )
            database.execute(change)
        database.close()
    facts(TinyDBStore(home, "anna"))
    assert facts(TinyDBStore(home, "anna")) == expected


def test_without_a_place_for_the_index_everything_is_as_with_one(home, kabul, annotate):
    store = TinyDBStore(home, "anna")
    made = annotate(tags=("x",))
    store.apply(kabul, Add(made))
    expected = facts(store)
    for path in (home / "cache").iterdir():
        path.unlink()
    (home / "cache").rmdir()
    (home / "cache").write_text("in the way")
    again = TinyDBStore(home, "anna")
    assert facts(again) == expected
    again.apply(kabul, Remove(made))
    assert again.counts() == {}


def test_saving_and_looking_at_once_waits_for_nobody_for_ever(home, kabul, annotate):
    from concurrent.futures import ThreadPoolExecutor

    store = TinyDBStore(home, "anna")
    notes = [annotate("Kabul") for _ in range(40)]
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(store.apply, kabul, Add(note)) for note in notes]
        done += [pool.submit(store.relations) for _ in range(40)]
        done += [pool.submit(store.counts) for _ in range(40)]
        for each in done:
            each.result(timeout=30)
    assert store.counts() == {"kabul": 40}
