"""The files of a library: what they hold, and what is done with those that are damaged or another's."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from tinydb import TinyDB

from reader.annotations.edits import Add, Change, Remove
from reader.errors import ReaderError
from reader.storage.tinydb_store import TinyDBStore
from reader.values import replace


@pytest.fixture
def home(tmp_path):
    return tmp_path / "library" / ".reader"


@pytest.fixture
def store(home):
    return TinyDBStore(home, "anna")


@pytest.fixture
def file(home):
    return home / "annotations" / "anna" / "kabul.json"


def test_plain_tinydb_opens_the_file(store, kabul, annotate, file):
    store.apply(kabul, Add(annotate(tags=("militants",), note="naïve 😀")))
    with TinyDB(file, encoding="utf-8") as tables:
        (meta,) = tables.table("meta").all()
        (record,) = tables.table("annotations").all()
    assert meta == {
        "format": "reader-annotations",
        "version": 1,
        "article": "kabul",
        "path": "news/kabul.txt",
        "sha256": kabul.sha256,
        "title": "Kabul fell",
        "annotator": "anna",
    }
    assert (record["target"]["exact"], record["tags"], record["note"]) == (
        "Taliban",
        ["militants"],
        "naïve 😀",
    )


def test_the_file_is_readable_text_with_a_line_a_field(store, kabul, annotate, file):
    store.apply(kabul, Add(annotate(note="“naïve” 😀 Кабул \ud800")))
    lines = file.read_text("utf-8").splitlines()
    assert '   "note": "“naïve” 😀 Кабул \\ud800",' in lines


def test_the_text_is_kept_once_a_version_and_the_same_everywhere(store, kabul, annotate, home, make_article):
    store.apply(kabul, Add(annotate()))
    (kept,) = (home / "texts").iterdir()
    assert kept.name == f"{kabul.sha256}.gz"
    text = gzip.decompress(kept.read_bytes()).decode("utf-8", "surrogatepass")
    assert text == kabul.text
    assert hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == kabul.sha256
    assert kept.read_bytes()[4:8] == b"\0\0\0\0"
    changed = make_article(text=kabul.text + "\ud800")
    store.apply(changed, Add(annotate("August", on=changed)))
    assert len(list((home / "texts").iterdir())) == 2


def test_fields_of_other_programs_survive(store, kabul, annotate, file):
    first = annotate()
    store.apply(kabul, Add(first))
    content = json.loads(file.read_text("utf-8"))
    content["annotations"]["1"]["colour"] = "red"
    content["annotations"]["1"]["target"]["page"] = 3
    content["meta"]["1"]["reviewed"] = True
    content["stars"] = {"1": {"of": 5}}
    file.write_text(json.dumps(content), "utf-8")
    store.apply(kabul, Change(first, replace(first, note="changed", modified="2030-01-01T00:00:00.000Z")))
    store.apply(kabul, Add(annotate("Kabul")))
    content = json.loads(file.read_text("utf-8"))
    assert content["annotations"]["1"]["colour"] == "red"
    assert content["annotations"]["1"]["target"]["page"] == 3
    assert content["annotations"]["1"]["note"] == "changed"
    assert content["meta"]["1"]["reviewed"] is True
    assert content["stars"] == {"1": {"of": 5}}


def test_the_version_before_is_the_backup(store, kabul, annotate, file):
    store.apply(kabul, Add(annotate()))
    before = file.read_bytes()
    assert not file.with_name("kabul.json.bak").exists()
    store.apply(kabul, Add(annotate("Kabul")))
    assert file.with_name("kabul.json.bak").read_bytes() == before != file.read_bytes()
    assert sorted(each.name for each in file.parent.iterdir()) == ["kabul.json", "kabul.json.bak"]


GOOD = b'{"meta": {"1": {"format": "reader-annotations", "version": 1}}, "annotations": {}}'

DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "zeros": b"\0" * 512,
    "cut": GOOD[:40],
    "junk behind": GOOD + b"}}",
    "list": b"[]",
    "number": b"17",
    "null": b"null",
    "no tables": b"{}",
    "NaN": b'{"meta": {"1": {"format": "reader-annotations", "version": NaN}}}',
    "infinite": b'{"meta": {"1": {"format": "reader-annotations", "version": 1e999}}}',
    "BOM": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"),
    "Latin-1": GOOD.replace(b"reader-", b"r\xe9ader-"),
    "deep": b'{"a":' * 100_000,
    "doubled key": GOOD.replace(b'"version": 1', b'"version": 1, "version": 1'),
    "merge": b"<<<<<<< HEAD\n" + GOOD,
    "table is a list": b'{"meta": []}',
    "document is a list": b'{"meta": {"1": []}}',
    "document has a name": b'{"meta": {"one": {}}}',
    "document has two numbers": b'{"meta": {"1": {}, "01": {}}}',
    "another format": b'{"meta": {"1": {"format": "bookmarks", "version": 1}}}',
    "no version": b'{"meta": {"1": {"format": "reader-annotations"}}}',
    "bad record": GOOD.replace(b'"annotations": {}', b'"annotations": {"7": {"id": 1}}'),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_shown_and_never_overwritten(store, kabul, annotate, file, home, name):
    file.parent.mkdir(parents=True)
    file.write_bytes(DAMAGED[name])
    loaded = store.load("kabul")
    assert (loaded.annotations, loaded.writable, len(loaded.problems)) == ((), False, 1)
    problem = loaded.problems[0]
    assert problem.where.startswith(str(file))
    assert "untouched" in problem.what
    assert "\n" not in str(problem)
    assert problem.remedy
    with pytest.raises(ReaderError, match="untouched"):
        store.apply(kabul, Add(annotate()))
    assert (store.counts(), store.tags()) == ({}, ())
    assert file.read_bytes() == DAMAGED[name]
    assert [each.name for each in file.parent.iterdir()] == ["kabul.json"]


def test_a_later_version_is_shown_but_not_changed(store, kabul, annotate, file):
    one = annotate()
    store.apply(kabul, Add(one))
    later = file.read_bytes().replace(b'"version": 1', b'"version": 2')
    file.write_bytes(later)
    loaded = store.load("kabul")
    assert (loaded.annotations, loaded.writable) == ((one,), False)
    assert "format 2" in str(loaded.problems[0])
    with pytest.raises(ReaderError, match="later Reader"):
        store.apply(kabul, Remove(one))
    assert file.read_bytes() == later


def test_a_later_version_that_cannot_be_understood_says_so(store, kabul, annotate, file):
    store.apply(kabul, Add(annotate()))
    later = file.read_bytes().replace(b'"version": 1', b'"version": 2').replace(b'"start"', b'"from"')
    file.write_bytes(later)
    assert [problem.what.split(" (")[0] for problem in store.load("kabul").problems] == [
        "was written by a later Reader"
    ]


def test_everybody_is_shown_and_only_the_own_file_is_written(home, kabul, annotate):
    anna, boris = TinyDBStore(home, "anna"), TinyDBStore(home, "Бо/рис")
    hers, his = annotate(tags=("a",)), annotate("Kabul", author="Бо/рис", tags=("b",))
    anna.apply(kabul, Add(hers))
    boris.apply(kabul, Add(his))
    assert anna.load("kabul") == boris.load("kabul")
    assert anna.load("kabul").annotations == (his, hers)
    assert anna.counts() == {"kabul": 2}
    assert anna.tags() == ("a", "b")
    assert sorted(each.name for each in (home / "annotations").iterdir()) == ["anna", "Бо%2Fрис"]
    with pytest.raises(ReaderError, match="Бо/рис's, not anna's"):
        anna.apply(kabul, Remove(his))


def test_anothers_damaged_file_stops_nobody(home, kabul, annotate):
    TinyDBStore(home, "boris").apply(kabul, Add(annotate("Kabul", author="boris")))
    damaged = home / "annotations" / "boris" / "kabul.json"
    damaged.write_bytes(b"")
    anna, hers = TinyDBStore(home, "anna"), annotate()
    anna.apply(kabul, Add(hers))
    loaded = anna.load("kabul")
    assert (loaded.annotations, loaded.writable) == ((hers,), True)
    assert [problem.where for problem in loaded.problems] == [str(damaged)]
    assert anna.counts() == {"kabul": 1}
    assert damaged.read_bytes() == b""


def test_counts_follow_what_others_write(home, kabul, annotate):
    anna, boris = TinyDBStore(home, "anna"), TinyDBStore(home, "boris")
    assert anna.counts() == {}
    for count, words in enumerate(["Kabul", "August", "palace"], start=1):
        boris.apply(kabul, Add(annotate(words, author="boris", tags=(words,))))
        assert anna.counts() == {"kabul": count}
    assert anna.tags() == ("August", "Kabul", "palace")


@pytest.mark.parametrize("id_", ["", "..", ".hidden", "a/b", "a\\b", "a\0b", "/etc/passwd", "é"])
def test_an_article_id_cannot_lead_out_of_the_folder(store, annotate, make_article, id_, tmp_path):
    article = make_article(id_)
    with pytest.raises(ReaderError, match="cannot name"):
        store.apply(article, Add(annotate(on=article)))
    with pytest.raises(ReaderError, match="cannot name"):
        store.load(id_)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("annotator", "folder"),
    [
        ("anna", "anna"),
        ("Anna M.", "Anna M."),
        ("..", "%2E."),
        ("a/../b", "a%2F..%2Fb"),
        ("100%", "100%25"),
        ("Cafe\u0301", "Café"),
        ("a\nb\x1b", "a%0Ab%1B"),
    ],
)
def test_an_annotators_name_is_a_safe_folder(home, kabul, annotate, annotator, folder):
    TinyDBStore(home, annotator).apply(kabul, Add(annotate(author=annotator)))
    assert [each.name for each in (home / "annotations").iterdir()] == [folder]


@pytest.mark.parametrize("annotator", ["", "  ", "x" * 201])
def test_a_name_that_can_be_no_folder_is_refused(home, annotator):
    with pytest.raises(ReaderError, match="annotator's name"):
        TinyDBStore(home, annotator)


def test_threads_lose_nothing(home, kabul, annotate):
    stores = [TinyDBStore(home, "anna") for _ in range(2)] * 2

    def work(store):
        for _ in range(10):
            store.apply(kabul, Add(annotate()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, stores))
    assert TinyDBStore(home, "anna").counts() == {"kabul": 40}


def test_what_a_killed_writer_left_goes_with_the_next_save(home, kabul, annotate, file):
    TinyDBStore(home, "anna").apply(kabul, Add(annotate()))
    (file.parent / ".kabul.json.0123456789abcdef.tmp").write_bytes(b"half")
    TinyDBStore(home, "anna").apply(kabul, Add(annotate("Kabul")))
    assert sorted(each.name for each in file.parent.iterdir()) == ["kabul.json", "kabul.json.bak"]


def test_an_unreadable_place_is_a_problem_not_a_crash(store, file):
    file.mkdir(parents=True)
    loaded = store.load("kabul")
    assert not loaded.writable
    assert "cannot be read" in str(loaded.problems[0])


def test_a_file_where_the_folder_should_be_is_one_clear_line(tmp_path, kabul, annotate):
    (tmp_path / ".reader").write_text("not a folder")
    store = TinyDBStore(tmp_path / ".reader", "anna")
    with pytest.raises(ReaderError, match="could not be saved") as caught:
        store.apply(kabul, Add(annotate()))
    assert str(tmp_path) in caught.value.where
    assert store.load("kabul").annotations == ()
    assert (tmp_path / ".reader").read_text() == "not a folder"


def test_a_read_only_folder_is_read_and_refuses_edits(store, kabul, annotate, file, monkeypatch, home):
    """Permissions do not bind root, so the system call is made to answer as on a read-only disk."""
    one = annotate()
    store.apply(kabul, Add(one))
    real = os.open

    def read_only(path, flags, *args, **kwargs):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", read_only)
    before = file.read_bytes()
    with pytest.raises(ReaderError, match="Read-only file system"):
        TinyDBStore(home, "anna").apply(kabul, Remove(one))
    assert TinyDBStore(home, "anna").load("kabul").annotations == (one,)
    assert file.read_bytes() == before
