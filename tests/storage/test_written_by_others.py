"""A file that others write in between: what they changed is read, nothing else; what is wrong is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.edits import Add, Batch, Change, Remove
from reader.errors import DamagedError
from reader.storage import pieces, tables
from reader.storage.pieces import joined, taken_apart
from reader.storage.tinydb_file import encode_json, parse_tables
from reader.storage.tinydb_store import TinyDBStore
from reader.values import replace

PATH = Path("kabul.json")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "annotations" / "anna" / "kabul.json"


@pytest.fixture
def counted(monkeypatch):
    """Count what is parsed and checked."""
    counts = {"parsed": 0, "checked": 0}

    def counting(what, real):
        def count(*arguments):
            counts[what] += 1
            return real(*arguments)

        return count

    monkeypatch.setattr(pieces, "_parsed", counting("parsed", pieces._parsed))
    monkeypatch.setattr(tables, "from_record", counting("checked", tables.from_record))
    return counts


def test_after_anothers_write_only_what_it_changed_is_read(tmp_path, kabul, annotate, counted):
    ours, theirs = TinyDBStore(tmp_path, "anna"), TinyDBStore(tmp_path, "anna")
    first = [annotate("Kabul") for _ in range(60)]
    ours.apply(kabul, Batch(tuple(map(Add, first)), "x"))
    theirs.apply(kabul, Remove(first.pop()))
    ours.load("kabul")
    for number in range(10):
        ours.apply(kabul, Add(annotate("August")))
        counted.update(parsed=0, checked=0)
        theirs.apply(kabul, Remove(first[number]))
        assert counted == {"parsed": 1, "checked": 1}, "the new annotation"
        counted.update(parsed=0, checked=0)
        assert len(ours.load("kabul").annotations) == 59
        assert counted == {"parsed": 0, "checked": 1}, "its own annotation, as it stands there"
    assert ours.load("kabul") == theirs.load("kabul") == TinyDBStore(tmp_path, "anna").load("kabul")


WRITER = """
import sys
from pathlib import Path
from benchmarks.saving import article, notes
from reader.annotations.edits import Add
from reader.storage import tables
from reader.storage.tinydb_store import TinyDBStore
checked, real = [], tables.from_record
tables.from_record = lambda record: checked.append(record["id"]) or real(record)
store, of = TinyDBStore(Path(sys.argv[1]), "anna"), article("shared")
for note in notes(of, int(sys.argv[2])):
    store.apply(of, Add(note))
print(len(checked))
"""


def test_processes_that_write_at_once_lose_nothing_and_read_each_annotation_once(tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path), "50"]
    root = Path(__file__).resolve().parents[2]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) for _ in range(4)]
    checked = [int(each.communicate()[0]) for each in running]
    assert all(count <= 200 for count in checked)
    assert len(TinyDBStore(tmp_path, "anna").load("shared").annotations) == 200


def test_what_another_program_garbled_is_found_though_the_rest_is_known(tmp_path, kabul, annotate, file):
    store = TinyDBStore(tmp_path, "anna")
    notes = [annotate("Kabul", note=f"note {number}") for number in range(3)]
    for note in notes:
        store.apply(kabul, Add(note))
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b'"note 0"', b'"note 0'))
    loaded = store.load("kabul")
    assert len(loaded.annotations) == 3, "two of them read out of it, and one from its backup"
    assert "was damaged" in str(loaded.problems[0])


def test_fields_another_program_adds_are_kept_though_the_rest_is_known(tmp_path, kabul, annotate, file):
    store, first = TinyDBStore(tmp_path, "anna"), annotate("Kabul")
    store.apply(kabul, Add(first))
    store.apply(kabul, Add(annotate("August")))
    data = json.loads(file.read_bytes())
    data["annotations"]["1"]["colour"] = "red"
    data["stars"] = {"1": {"of": 5}}
    file.write_bytes(encode_json(data, file))
    store.apply(kabul, Change(first, replace(first, note="n", modified="2030-01-01T00:00:00Z")))
    data = json.loads(file.read_bytes())
    assert (data["annotations"]["1"]["colour"], data["annotations"]["1"]["note"]) == ("red", "n")
    assert data["stars"] == {"1": {"of": 5}}


def test_what_is_changed_again_and_again_is_written_and_read_as_it_is(tmp_path, kabul, annotate):
    ours, theirs = TinyDBStore(tmp_path, "anna"), TinyDBStore(tmp_path, "anna")
    note = rejection = annotate("Kabul")
    ours.apply(kabul, Add(note))
    ours.reject(kabul, Add(rejection))
    for number in range(1, 4):
        for store in (ours, ours, theirs):
            was, note = note, replace(note, note=f"{number}", modified=f"20{number}0-01-01T00:00:00Z")
            store.apply(kabul, Change(was, note))
            store.reject(kabul, Change(was, note))
        for store in (ours, theirs, TinyDBStore(tmp_path, "anna")):
            assert store.load("kabul").annotations == store.rejected("kabul") == (note,)


SOUND = encode_json(
    {
        "meta": {"1": {"format": "reader-annotations", "version": 1}},
        "annotations": {"1": {"a": [1, {"b": "é\ud800"}], "c": {}}, "2": {"a": 'x": {\n}'}, "7": {}},
        "none": {},
    },
    PATH,
)
BITS = [
    b"\n",
    b" ",
    b'"',
    b"{",
    b"}",
    b",",
    b": ",
    b"\\",
    b"1",
    b"\xff",
    b"NaN",
    b',\n  "1": {}',
    b',\n "t": {}',
]


DOUBLED = {
    "number": SOUND.replace(b'"2": {', b'"1": {'),
    "table": SOUND.replace(b'"none"', b'"meta"'),
    "key": SOUND.replace(b'"c"', b'"a"'),
}


@pytest.mark.parametrize("what", DOUBLED)
def test_what_stands_there_twice_is_left_to_be_refused(what):
    assert DOUBLED[what] != SOUND
    assert taken_apart(DOUBLED[what], taken_apart(SOUND, {}) or {}) is None
    with pytest.raises(DamagedError, match="twice"):
        parse_tables(DOUBLED[what], PATH)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), st.sampled_from([b"", *BITS])),
        min_size=1,
        max_size=3,
    )
)
def test_a_file_that_is_taken_apart_holds_what_it_does_as_a_whole(changes):
    known = taken_apart(SOUND, {})
    assert known
    assert joined(known, PATH) == SOUND
    data = SOUND
    for place, gone, new in changes:
        data = data[:place] + new + data[place + gone :]
    found = taken_apart(data, known)
    try:
        whole = parse_tables(data, PATH)
    except DamagedError:
        assert found is None
        return
    if found is not None:
        assert {
            name: {key: piece.document for key, piece in table.items()} for name, table in found.items()
        } == whole
        assert joined(found, PATH) == data
