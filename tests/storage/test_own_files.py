"""A library's own files are its user's: permissions, and links that lead out of it."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from reader.analysis.cache_file import CacheFile
from reader.annotations.edits import Add
from reader.errors import ReaderError
from reader.storage.durable import write_durably
from reader.storage.tinydb_store import TinyDBStore


@pytest.fixture(autouse=True)
def mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(home: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*")) if path.is_dir()}


def test_what_is_saved_is_its_users_alone(tmp_path, kabul, annotate):
    TinyDBStore(tmp_path / ".reader", "anna").apply(kabul, Add(annotate()))
    assert modes(tmp_path / ".reader") == {0o700}
    files = [path for path in tmp_path.rglob("*") if path.suffix in (".json", ".gz")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_the_folder_is_its_users_alone_when_the_analysis_makes_it(tmp_path):
    CacheFile(tmp_path / ".reader" / "cache" / "a.sqlite3", limit=10**6).transact(lambda database: None)
    assert modes(tmp_path / ".reader") == {0o700}


def test_a_library_that_a_group_shares_stays_shared(tmp_path, kabul, annotate):
    library = tmp_path / "shared"
    library.mkdir()
    library.chmod(0o770)
    os.umask(0o002)
    TinyDBStore(library / ".reader", "anna").apply(kabul, Add(annotate()))
    (path,) = library.glob(".reader/annotations/*/*.json")
    assert path.stat().st_mode & stat.S_IWGRP
    assert (library / ".reader").stat().st_mode & stat.S_IWGRP


def test_what_is_exported_gets_the_usual_permissions(tmp_path):
    (tmp_path / "open").mkdir()
    write_durably(tmp_path / "open" / "notes" / "a.md", b"words")
    assert stat.S_IMODE((tmp_path / "open" / "notes" / "a.md").stat().st_mode) == 0o644


@pytest.mark.parametrize("link", ["annotations", "annotations/anna", "annotations/anna/kabul.json", "texts"])
def test_no_link_is_followed_out_of_the_library(tmp_path, kabul, annotate, link):
    home, elsewhere = tmp_path / "library" / ".reader", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (home / link).parent.mkdir(parents=True)
    (home / link).symlink_to(elsewhere / "new.json" if link.endswith(".json") else elsewhere)
    with pytest.raises(ReaderError, match="a link leads out of the library"):
        TinyDBStore(home, "anna").apply(kabul, Add(annotate()))
    assert list(elsewhere.iterdir()) == []


def test_the_folder_itself_may_be_a_link(tmp_path, kabul, annotate):
    (tmp_path / "synced").mkdir()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / ".reader").symlink_to(tmp_path / "synced")
    TinyDBStore(tmp_path / "library" / ".reader", "anna").apply(kabul, Add(annotate()))
    assert len(list(tmp_path.glob("synced/annotations/anna/*.json"))) == 1


def test_the_cache_follows_no_link_out(tmp_path):
    home, theirs = tmp_path / ".reader", tmp_path / "cookies.sqlite3"
    sqlite3.connect(theirs).close()
    (home / "cache").mkdir(parents=True)
    (home / "cache" / "a.sqlite3").symlink_to(theirs)
    CacheFile(home / "cache" / "a.sqlite3", limit=10**6).transact(lambda database: None)
    assert theirs.read_bytes() == b""


def test_the_index_follows_no_link_out(tmp_path, kabul, annotate):
    store = TinyDBStore(tmp_path / ".reader", "anna")
    store.apply(kabul, Add(annotate()))
    assert store.counts() == {"kabul": 1}
    theirs = tmp_path / "theirs.sqlite3"
    with sqlite3.connect(theirs) as database:
        database.execute("CREATE TABLE files (path TEXT)")
    database.close()
    before = theirs.read_bytes()
    for index in (tmp_path / ".reader" / "cache").glob("*.sqlite3*"):
        index.unlink()
    (tmp_path / ".reader" / "cache" / "annotations.sqlite3").symlink_to(theirs)
    assert TinyDBStore(tmp_path / ".reader", "anna").counts() == {"kabul": 1}
    assert theirs.read_bytes() == before
