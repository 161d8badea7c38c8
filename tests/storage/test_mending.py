"""A damaged file in a library: put right where it is one's own, read as it is where it is another's."""

from __future__ import annotations

import pytest

from reader.annotations.codebook import Code, Codebook
from reader.annotations.edits import Add, Change
from reader.corrections.revision import Revision
from reader.storage.codebook_file import CodebookFile
from reader.storage.corrections_file import CorrectionsStore
from reader.storage.tinydb_store import TinyDBStore
from reader.values import replace
from tests.support.correcting import correction


@pytest.fixture
def home(tmp_path):
    return tmp_path / ".reader"


@pytest.fixture
def file(home, kabul, annotate):
    """A file with two annotations, the first changed once; its backup has it as it was."""
    store = TinyDBStore(home, "anna")
    first = annotate("Kabul", tags=("place",))
    store.apply(kabul, Add(annotate("palace")))
    store.apply(kabul, Add(first))
    store.apply(kabul, Change(first, replace(first, tags=("city",), modified="2026-11-22T00:00:00Z")))
    return home / "annotations" / "anna" / "kabul.json"


def said(loaded):
    return {each.target.exact: each.tags for each in loaded.annotations}


@pytest.mark.parametrize(
    ("damage", "kabul_tags"),
    [
        (lambda data: b"", ("place",)),
        (lambda data: bytes(len(data)), ("place",)),
        (lambda data: data[:-6], ("city",)),
        (lambda data: b"garbage", ("place",)),
        (lambda data: data.replace(b'"city"', b"17"), ("place",)),
    ],
    ids=["empty", "zeros", "cut", "other", "a bad record"],
)
def test_ones_own_is_put_right_and_can_be_written_again(home, file, kabul, annotate, damage, kabul_tags):
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)
    store = TinyDBStore(home, "anna")
    loaded = store.load("kabul")
    assert said(loaded) == {"palace": (), "Kabul": kabul_tags}
    assert loaded.writable
    (problem,) = loaded.problems
    (kept,) = file.parent.glob("*.damaged-*")
    assert kept.read_bytes() == damaged
    assert "was damaged" in str(problem)
    assert kept.name in str(problem)
    store.apply(kabul, Add(annotate("August")))
    again = TinyDBStore(home, "anna").load("kabul")
    assert (len(again.annotations), again.problems) == (3, ())


def test_damage_done_while_the_article_is_open_is_put_right_by_the_next_save(home, file, kabul, annotate):
    store = TinyDBStore(home, "anna")
    store.load("kabul")
    file.write_bytes(file.read_bytes()[:-6])
    store.apply(kabul, Add(annotate("August")))
    loaded = store.load("kabul")
    assert set(said(loaded)) == {"palace", "Kabul", "August"}
    assert "was damaged" in str(loaded.problems[0])
    assert store.load("kabul").problems == ()


def test_anothers_is_read_as_it_is(home, file):
    file.write_bytes(file.read_bytes()[:-6])
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    boris = TinyDBStore(home, "boris")
    loaded = boris.load("kabul")
    assert said(loaded) == {"palace": (), "Kabul": ("city",)}
    assert loaded.writable
    (problem,) = loaded.problems
    assert "2 entries were read out of it" in str(problem)
    assert boris.counts() == {"kabul": 2}
    assert len(boris.problems()) == 1
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == before


def test_a_header_that_is_lost_is_made_again(home, file, kabul, annotate):
    data = file.read_bytes()
    file.with_name("kabul.json.bak").unlink()
    file.write_bytes(b"{\n" + data[data.index(b' "annotations"') :])
    store = TinyDBStore(home, "anna")
    assert len(store.load("kabul").annotations) == 2
    store.apply(kabul, Add(annotate("August")))
    assert store.known()["kabul"].path == "news/kabul.txt"


def test_a_file_that_cannot_be_put_right_is_read_as_it_is(home, file, monkeypatch):
    file.write_bytes(file.read_bytes()[:-6])

    def refuse(*_args, **_kwargs):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("os.open", refuse)
    loaded = TinyDBStore(home, "anna").load("kabul")
    assert len(loaded.annotations) == 2
    assert not loaded.writable


def test_ones_own_corrections_are_put_right(home, kabul):
    store = CorrectionsStore(home, "anna")
    for words in ("Kabul", "Taliban"):
        store.apply(Revision(None, correction(kabul, words, "no_name", author="anna")))
    file = home / "corrections" / "anna.json"
    file.write_bytes(file.read_bytes()[:-6])
    zoe = CorrectionsStore(home, "zoe").load()
    assert (len(zoe.corrections), zoe.writable, len(zoe.problems)) == (2, True, 1)
    kept = CorrectionsStore(home, "anna").load()
    assert (len(kept.corrections), kept.writable) == (2, True)
    assert "was damaged" in str(kept.problems[0])
    assert CorrectionsStore(home, "anna").load().problems == ()


def test_a_damaged_codebook_is_read_from_its_backup(home):
    codebook = CodebookFile(home)
    one, two = Codebook((Code("one"),)), Codebook((Code("one"), Code("two")))
    codebook.apply(Codebook(), one)
    codebook.apply(one, two)
    (home / "codebook.toml").write_bytes(b"\0\0\0")
    kept = CodebookFile(home).read()
    assert kept.book == one
    assert kept.problem is not None
