"""The files of corrections: what they hold, whose they are, and what is done with damaged ones."""

from __future__ import annotations

import json

import pytest
from tinydb import TinyDB

from reader.corrections.revision import Revision
from reader.errors import ConflictError, ReaderError
from reader.storage.corrections_file import CorrectionsStore
from reader.values import replace
from tests.support.correcting import correction


@pytest.fixture
def home(tmp_path):
    return tmp_path / "library" / ".reader"


@pytest.fixture
def store(home):
    return CorrectionsStore(home, "anna")


@pytest.fixture
def file(home):
    return home / "corrections" / "anna.json"


def test_plain_tinydb_opens_the_file(store, kabul, file):
    made = correction(kabul, "Taliban", "type", "ORG", author="anna")
    store.apply(Revision(None, made))
    with TinyDB(file, encoding="utf-8") as tables:
        (meta,) = tables.table("meta").all()
        (record,) = tables.table("corrections").all()
    assert meta == {"format": "reader-corrections", "version": 1, "annotator": "anna"}
    assert (record["kind"], record["words"], record["label"]) == ("type", "Taliban", "ORG")
    assert (record["scope"], record["article"], record["path"]) == ("article", "kabul", "news/kabul.txt")
    assert (record["target"]["start"], record["target"]["suffix"][:5]) == (28, "* ent")


def test_what_was_saved_is_read_by_another_store(store, kabul, home):
    made = correction(kabul, "Taliban", "no_name", author="anna", scope="library")
    store.apply(Revision(None, made))
    changed = replace(made, kind="type", label="ORG", modified="2026-01-02T00:00:00.000Z")
    store.apply(Revision(made, changed))
    assert CorrectionsStore(home, "bob").load().corrections == (changed,)
    store.apply(Revision(changed, None))
    assert store.load().corrections == ()


def test_ones_own_come_last_and_narrower_ones_behind_wider_ones(store, kabul, home):
    other = CorrectionsStore(home, "zoe")
    theirs = correction(kabul, "Taliban", "no_name", author="zoe", scope="here")
    narrow = correction(kabul, "Taliban", "type", "ORG", author="anna")
    wide = correction(kabul, "Taliban", "type", "NORP", author="anna", scope="library")
    other.apply(Revision(None, theirs))
    for each in (narrow, wide):
        store.apply(Revision(None, each))
    assert store.load().corrections == (theirs, wide, narrow)
    assert other.load().corrections == (wide, narrow, theirs)


def test_fields_of_other_programs_survive(store, kabul, file):
    made = correction(kabul, "Taliban", "type", "ORG", author="anna")
    store.apply(Revision(None, made))
    content = json.loads(file.read_text("utf-8"))
    content["corrections"]["1"]["why"] = "obvious"
    content["meta"]["1"]["colour"] = "red"
    file.write_text(json.dumps(content), "utf-8")
    store.apply(Revision(made, replace(made, label="NORP", modified="2026-01-02T00:00:00.000Z")))
    store.apply(Revision(None, correction(kabul, "Kabul", "no_name", author="anna")))
    content = json.loads(file.read_text("utf-8"))
    assert (content["corrections"]["1"]["why"], content["meta"]["1"]["colour"]) == ("obvious", "red")
    assert file.with_name("anna.json.bak").exists()


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (b"", "is empty"),
        (b'{"meta": {', "is not JSON"),
        (b'{"meta": {"1": {"format": "reader-annotations", "version": 1}}}', "a file of corrections"),
    ],
)
def test_a_damaged_file_is_told_of_and_stays_untouched(store, kabul, home, file, damage, what):
    CorrectionsStore(home, "zoe").apply(Revision(None, correction(kabul, "Kabul", "no_name", author="zoe")))
    file.write_bytes(damage)
    kept = store.load()
    assert [each.author for each in kept.corrections] == ["zoe"]
    assert not kept.writable
    (problem,) = kept.problems
    assert what in str(problem)
    assert "\n" not in str(problem)
    with pytest.raises(ReaderError):
        store.apply(Revision(None, correction(kabul, "Taliban", "no_name", author="anna")))
    assert file.read_bytes() == damage


def test_a_later_format_is_read_and_not_changed(store, kabul, file):
    made = correction(kabul, "Taliban", "type", "ORG", author="anna")
    store.apply(Revision(None, made))
    later = file.read_text("utf-8").replace('"version": 1', '"version": 2')
    file.write_text(later, "utf-8")
    kept = store.load()
    assert (kept.corrections, kept.writable) == ((made,), False)
    with pytest.raises(ReaderError, match="update Reader"):
        store.apply(Revision(made, None))
    assert file.read_text("utf-8") == later


def test_a_record_that_makes_no_sense_is_named(store, kabul, file):
    store.apply(Revision(None, correction(kabul, "Taliban", "type", "ORG", author="anna")))
    file.write_text(file.read_text("utf-8").replace('"type"', '"typo"'), "utf-8")
    (problem,) = store.load().problems
    assert "correction 1: “kind” is none of type, name, no_name" in str(problem)


def test_nobody_changes_anothers_correction(store, kabul, home):
    made = correction(kabul, "Taliban", "type", "ORG", author="zoe")
    CorrectionsStore(home, "zoe").apply(Revision(None, made))
    with pytest.raises(ConflictError, match="zoe's"):
        store.apply(Revision(made, None))


def test_a_correction_that_was_changed_meanwhile_is_not_overwritten(store, kabul, home):
    made = correction(kabul, "Taliban", "type", "ORG", author="anna")
    store.apply(Revision(None, made))
    changed = replace(made, label="NORP", modified="2026-01-02T00:00:00.000Z")
    CorrectionsStore(home, "anna").apply(Revision(made, changed))
    with pytest.raises(ConflictError, match="changed meanwhile"):
        store.apply(Revision(made, None))
    assert store.load().corrections == (changed,)
