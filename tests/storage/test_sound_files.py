"""What is told of files with next to nothing imported is what is told of them by their values."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.correcting import correction

from reader.annotations.annotation import AnchorStatus, Annotation, Provenance, ProvenanceKind
from reader.annotations.edits import Add
from reader.annotations.relations import Relate, Relation, end_at
from reader.articles.article import Article
from reader.corrections.correction import Kind, Scope
from reader.corrections.revision import Revision
from reader.errors import ReaderError
from reader.storage import corrections_file, sound_files, tables
from reader.storage.corrections_file import CorrectionsStore, read_corrections
from reader.storage.mending import read_file
from reader.storage.plain_json import read_json
from reader.storage.sound_files import corrected_in, count_in
from reader.storage.strict_json import from_json
from reader.storage.tinydb_store import TinyDBStore

Annotate = Callable[..., Annotation]
Record = dict[str, Any]
VALUES = (
    *(None, True, False, 0, 1, -1, 0.5, 10**400, "", "x", [], {}, ["x", 1], {"kind": "human"}, "١"),
    *("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:0aZ", "2026-01-01T00:00:00.5Z\n"),
    *("0" * 64, "A" * 64, "00000000-0000-7000-8000-00000000000g", "reader-annotations", "2"),
)


@pytest.fixture
def annotated(tmp_path: Path, kabul: Article, annotate: Annotate) -> Path:
    """Return a file with annotations of all kinds, a relation and a suggestion that was rejected."""
    store = TinyDBStore(tmp_path, "anna")
    made = [
        annotate(tags=("people", "“é”")),
        annotate("palace", note="A note", anchor="fuzzy", score=0.5, provenance=Provenance("imported", "x")),
        annotate("X", placeless="0" * 64),
    ]
    for each in made:
        store.apply(kabul, Add(each))
    related = Relation(
        id=annotate().id,
        name="cites",
        source=end_at(made[0]),
        target=end_at(made[1]),
        author="anna",
        created=made[0].created,
    )
    store.relate(Relate(related), kabul)
    store.reject(kabul, Add(annotate("Kabul")))
    return next((tmp_path / "annotations").glob("*/*.json"))


@pytest.fixture
def corrected(tmp_path: Path, kabul: Article) -> Path:
    """Return a file with corrections."""
    store = CorrectionsStore(tmp_path, "anna")
    for words, kind, scope in (("Kabul", "no_name", "article"), ("Taliban", "no_name", "library")):
        made = correction(kabul, words, kind, scope=scope, author="anna")  # type: ignore[arg-type]
        store.apply(Revision(None, made))
    return next((tmp_path / "corrections").glob("*.json"))


def test_what_is_asked_of_a_sound_file_is_what_its_values_ask_for() -> None:
    assert get_args(ProvenanceKind) == sound_files.PROVENANCES
    assert get_args(AnchorStatus) == sound_files.STATUSES
    assert get_args(Kind) == sound_files.KINDS
    assert get_args(Scope) == sound_files.SCOPES
    assert (tables.FORMAT, tables.VERSION) == (sound_files.ANNOTATIONS, sound_files.VERSION)
    forms = corrections_file.FORMAT, corrections_file.VERSION
    assert forms == (sound_files.CORRECTIONS, sound_files.VERSION)


def test_what_reader_writes_is_sound(annotated: Path, corrected: Path, kabul: Article) -> None:
    assert count_in(str(annotated)) == (3, kabul.path)
    assert corrected_in(str(corrected)) == [(kabul.id, kabul.path)]


def places_in(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value inside another one."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*at, key)
        yield from places_in(each, (*at, key))


def changed(tables: Record, at: tuple[str | int, ...], value: object) -> Record:
    """Return tables with another value at a place; an ellipsis takes it away."""
    tables = copy.deepcopy(tables)
    holder: Any = tables
    for key in at[:-1]:
        holder = holder[key]
    if value is ...:
        del holder[at[-1]]
    else:
        holder[at[-1]] = value
    return tables


def agrees(file: Path) -> bool:
    """Make sure that a file of annotations that is taken for a sound one is one; tell whether it is."""
    try:
        found = count_in(str(file))
    except ValueError:
        return False
    contents = read_file(file)
    assert contents.newer is None
    assert contents.known is not None
    assert found == (len(contents.annotations), contents.known.path)
    return True


def test_no_change_of_a_field_is_taken_for_a_sound_file_that_is_none(annotated: Path) -> None:
    stored = json.loads(annotated.read_text())
    taken = []
    for at in places_in(stored):
        for value in (*VALUES, ...):
            annotated.write_text(json.dumps(changed(stored, at, value)))
            taken.append(agrees(annotated))
    assert 20 < sum(taken) < len(taken) / 2


def test_no_change_of_a_correction_is_taken_for_a_sound_file_that_is_none(corrected: Path) -> None:
    stored = json.loads(corrected.read_text())
    for at in places_in(stored):
        for value in (*VALUES, ...):
            corrected.write_text(json.dumps(changed(stored, at, value)))
            try:
                corrected_in(str(corrected))
            except ValueError:
                continue
            assert read_corrections(corrected) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_is_taken_for_a_sound_file(annotated: Path, data: st.DataObject) -> None:
    content = annotated.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    length = data.draw(st.sampled_from((0, 1, 2, 40)))
    put = data.draw(
        st.sampled_from((b"", b"1", b'"', b",", b"{}", b"\xff", b"\0", b"NaN", b" ", b"e9", b'"id": 1,'))
    )
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "kabul.json"
        file.write_bytes(content[:at] + put + content[at + length :])
        agrees(file)


@pytest.mark.parametrize(
    "text",
    [
        *(
            '{"a": 1, "a": 2}',
            "NaN",
            "-Infinity",
            "1e999",
            "[1] 2",
            "",
            " ",
            "[" * 100_000,
            "\ufeff1",
            '"\t"',
        ),
        *(
            "[1,]",
            "'a'",
            '"\\ud83d"',
            '"\\ud83d\\ude00"',
            "1" * 5_000,
            '{"a": {"b": [1.5, true, null, "é"]}}',
            "\n1\t",
        ),
    ],
)
def test_a_file_says_what_it_says_strictly_or_is_not_sure(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    outcomes = []
    for read in (partial(read_json, str(file)), partial(from_json, text)):
        try:
            outcomes.append(read())
        except (ValueError, RecursionError, ReaderError):
            outcomes.append(...)
    assert outcomes[0] == outcomes[1]
