"""What a file is in, told by what it begins with, whatever it is called."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from exchange.conftest import make_section
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.exchange.archives import unzipped, zipped
from reader.exchange.bundles import read_bytes, read_path
from reader.exchange.format import Format
from reader.exchange.formats import find_format, format_in, formats
from reader.exchange.look import Look
from reader.values import replace

MADE = [make_section({"tags": ("war", "b"), "note": "why?"}, {"words": "Kabul", "tags": ("c",)})]
TELLING = [each for each in formats() if each.recognises and not each.is_archive]
ARCHIVES = ["webanno-tsv", "label-studio"]


def name_of(data: bytes, file_name: str = "x") -> str | None:
    found = format_in(data, file_name)
    return found and found.name


def written(name: str) -> bytes:
    return find_format(name).write(MADE).data


def member(name: str, suffix: str) -> bytes:
    (data,) = unzipped(written(name), suffix).values()
    return data


@pytest.mark.parametrize("each", TELLING, ids=lambda each: each.name)
def test_a_file_of_a_format_is_known_by_its_content_and_by_no_other_format(each: Format):
    data = written(each.name)
    for name in ("x", "x.json", "x.tsv", "x.txt", f"x{each.suffix}", "standard input"):
        assert name_of(data, name) == each.name
    for other in formats():
        assert not (other.recognises and other.name != each.name and other.recognises(Look.at(data)))


def test_most_formats_tell():
    assert len(TELLING) == 10


HYPOTHESIS = {
    "uri": "https://example.org",
    "target": [{"source": "https://example.org", "selector": []}],
    "user": "acct:a@b",
}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ([{"id": 1, "data": {"text": "x"}, "annotations": []}], "label-studio"),
        ({"id": 1, "annotations": [{"result": []}], "data": {"text": "x" * 99}}, "label-studio"),
        ([{"id": 1, "data": {"text": "x"}, "predictions": [{"result": []}]}], "label-studio"),
        ([{"text": "x", "label": [], "annotator": 1, "annotation_id": 5, "lead_time": 1.5}], "label-studio"),
        ({"total": 1, "rows": [HYPOTHESIS]}, "hypothesis"),
        ({"total": 0, "rows": []}, "hypothesis"),
        ([HYPOTHESIS], "hypothesis"),
        ({"export_date": "x", "annotations": [HYPOTHESIS]}, "hypothesis"),
        (HYPOTHESIS, "hypothesis"),
        ({"id": "x", "type": ["Annotation"], "target": "https://example.org"}, "web-annotation"),
        ({"@context": ["http://www.w3.org/ns/anno.jsonld", "x"], "type": ["a", "b"]}, "web-annotation"),
        ({"text": "x {\"spans\": []}", "label": [[0, 1, "a"]]}, "doccano"),
        ({"id": 4, "text": "x", "entities": [], "relations": []}, "doccano"),
        ({"text": "x", "spans": [], "label": "NEWS"}, "spacy"),
        ({"text": "x", "_input_hash": 1, "_task_hash": 2, "label": "NEWS"}, "spacy"),
        ({"format": "reader-annotations", "version": 1}, "json"),
        ({"format": "something else", "text": 1}, None),
        ([1, [2, {"data": 3}]], None),
        ("data", None),
    ],
)  # fmt: skip
def test_json_of_other_programs(content, name):
    data = json.dumps(content, ensure_ascii=False)
    assert name_of(data.encode()) == name
    assert name_of(b"\xef\xbb\xbf" + json.dumps(content, indent=2).encode()) == name
    assert name_of(f"{data}\n{data}\n".encode()) == name
    if name:
        assert name_of(data.encode(), "x.json") == name


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"#FORMAT=WebAnno TSV 3.2\r\n", "webanno-tsv"),
        (b"#FORMAT=WebAnno TSV 1\n", None),
        (b'"path","start","end","quote"\r\n', "csv"),
        (b"note\tquote\tend\tstart\tpath\n", "tsv"),
        (b"path,start,end\n", None),
        (b"EU B-ORG\nrejects O\n\nPeter\tNNP\tB-PER\n", "conll"),
        (b"# a comment\nEU\tB-ORG\n", "conll"),
        (b"Kabul fell\n\nThe Taliban entered.\n", None),
        (b"O\n", None),
        (b'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">', "tei"),
        (b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x">', "refi-qda-codebook"),
        (b"", None),
    ],
)
def test_other_texts(data, name):
    assert name_of(data) == name


def test_where_nothing_tells_the_name_does():
    assert name_of(b"damaged", "x.csv") == "csv"
    assert name_of(b'{"data": [', "x.json") == "json"
    assert name_of(b"\0\1", "x.spacy") == "docbin"


def test_what_is_of_two_formats_is_asked_for_unless_the_name_tells():
    both = b"path,start,end,quote,\tpath\tstart\tend\tquote\t,\n"
    assert [name_of(both, "x.csv"), name_of(both, "x.tsv")] == ["csv", "tsv"]
    with pytest.raises(ReaderError) as caught:
        name_of(both, "x.dat")
    assert (caught.value.what, caught.value.remedy) == (
        "the file may be CSV or TSV",
        "give --format: csv, tsv",
    )


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("kind", ["archive", "folder", "with another", "one"])
def test_members_of_an_archive_are_told_by_their_content(tmp_path: Path, name, kind):
    whole = unzipped(written(name), "")
    data = read_bytes(written(name), f"x{find_format(name).suffix}")
    if kind == "one":
        (one,) = (each for file, each in whole.items() if file.endswith((".tsv", ".json")))
        read = read_bytes(one, "x.tsv" if name == "webanno-tsv" else "x.json")
    elif kind == "folder":
        for file, content in whole.items():
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_bytes(content)
        read = read_path(tmp_path)
    else:
        more = {"more.csv": written("csv")} if kind == "with another" else {}
        read = read_bytes(zipped({**whole, **more}.items()), "x.zip")
    assert read.mistakes == ()
    passages = read.passages
    if kind == "with another":
        assert {each.file for each in passages if each.file.startswith("more")} == {"more.csv"}
        passages = tuple(each for each in passages if not each.file.startswith("more"))
    said = [(each.exact, each.start, each.end, each.tags, each.note) for each in passages]
    assert said == [(each.exact, each.start, each.end, each.tags, each.note) for each in data.passages] != []


def test_a_format_of_others_that_fails_at_it_is_passed_over(monkeypatch):
    def fail(look: Look) -> bool:
        raise KeyError(look)

    failing = replace(find_format("csv"), name="theirs", recognises=fail)
    every = (failing, *formats())
    monkeypatch.setattr("reader.exchange.formats.formats", lambda: every)
    assert name_of(written("web-annotation")) == "web-annotation"


def test_a_long_text_does_not_hide_what_comes_behind_it():
    task = {"data": {"text": "a \"b\" {[,: \\" * 50_000}, "annotations": []}  # fmt: skip
    assert name_of(json.dumps([task]).encode()) == "label-studio"


@given(
    st.one_of(st.binary(), st.text().map(str.encode), st.text('{}[]",:\\a \n\t', max_size=60).map(str.encode))
)
def test_no_file_is_an_error(data):
    look = Look.at(data)
    for each in formats():
        assert each.recognises is None or each.recognises(look) in {True, False, None}


LEAVES = st.sampled_from(["", "a", '"', "[{,", "\\", '\\"}', 1, None])


@given(
    st.recursive(
        LEAVES,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_the_paths_are_those_of_the_json(value):
    def paths(inner, at=""):
        if isinstance(inner, dict):
            for key, each in inner.items():
                yield f"{at}.{key}"
                yield from paths(each, f"{at}.{key}")
        elif isinstance(inner, list):
            for each in inner:
                yield from paths(each, f"{at}[]")
        elif isinstance(inner, str) and at:
            yield at

    found = Look.at(json.dumps(value).encode()).json
    assert set(found) == set(paths(value))


@pytest.mark.parametrize(
    "piece", [b"[", b'{"a":', b'"', b"\\", b'[{"a":[', b'{"a":1},', b"1,", b'"a\\', b"\n", b"a b\n"]
)
def test_no_file_takes_long(piece):
    data = b"[" + piece * (30_000_000 // len(piece))
    before = process_time()
    name_of(data)
    took = process_time() - before
    before = process_time()
    json.loads(b"[" + b"1," * 1_000_000 + b"1]")
    assert took < 8 * (process_time() - before)
