"""pybrat and bratly, parsers of brat standoff, read the passages, relations and notes that were written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from bratly import NoteAnnotation
from bratly.io import read_and_load_ann_file
from exchange.conftest import make_section
from pybrat.parser import BratParser

from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import find_format
from reader.exchange.labels import tag_of
from reader.exchange.section import Section
from reader.values import replace

TEXT = (
    "😀 Kabul fell in August. The Taliban* entered the palace the same evening.\n\n“Nobody resisted,” "
    "said a résident of the שכונה quarter.\n"
)


@pytest.fixture
def made() -> Section:
    """Passages over one another, behind an emoji, over a line's end, in two directions."""
    section = make_section(
        {"words": "Kabul fell", "tags": ("war",), "note": "one\n\ntwo"},
        {"words": "Kabul", "tags": ("city: capital",)},
        {"words": "evening.\n\n“Nobody", "tags": ("état",), "note": "over two lines"},
        {"words": "résident of the שכונה"},
        text=TEXT,
    )
    first, second, third, _ = section.annotations
    return replace(
        section,
        relations=(
            Relation("1", "near by", end_at(second), end_at(first), "anna", "2026"),
            Relation("2", "causes", end_at(first), end_at(third), "anna", "2026"),
        ),
    )


@pytest.fixture
def folder(made: Section, tmp_path: Path) -> Path:
    """What was written, unpacked."""
    written = find_format("brat").write([made])
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_pybrat_finds_every_passage_and_relation(made, folder):
    (read,) = BratParser(error="raise").parse(folder)
    assert read.text == TEXT
    assert [(tag_of(each.type), each.spans[0].start, each.spans[-1].end) for each in read.entities] == [
        (each.tags[0] if each.tags else "untagged", each.span.start, each.span.end)
        for each in made.annotations
    ]
    for each in read.entities:
        assert " ".join(TEXT[span.start : span.end] for span in each.spans) == each.mention
    assert [(tag_of(each.type), each.arg1.mention, each.arg2.mention) for each in read.relations] == [
        ("near by", "Kabul", "Kabul fell"),
        ("causes", "Kabul fell", "evening. “Nobody"),
    ]


def test_bratly_finds_the_notes(made, folder):
    read = read_and_load_ann_file(
        str(folder / "kabul.ann"),
        no_duplicates=False,
        sorting=False,
        renumerotize=False,
        grammar_check=False,
    )
    notes: dict[str, list[str]] = {}
    for each in read.annotations:
        if isinstance(each, NoteAnnotation):
            notes.setdefault(each.component.id, []).append(each.value)
    assert ["\n".join(found) for found in notes.values()] == [a.note for a in made.annotations if a.note]


def test_the_oracle_sees_a_fault(folder):
    file = folder / "kabul.ann"
    file.write_text(file.read_text(encoding="utf-8").replace("T2\t", "T2 ", 1), encoding="utf-8")
    with pytest.raises(RuntimeError, match="Invalid line"):
        BratParser(error="raise").parse(folder)
