"""The table: read back by Python's own reader, and no cell a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from exchange.strategies import sections
from hypothesis import given
from hypothesis import strategies as st
from support.writing import render

from reader.annotations.annotation import Provenance
from reader.exchange.formats import find_format
from reader.exchange.section import Section

START = re.compile("'+(?:\\s*[=+\\-@＝＋－＠]|[\t\r\n\0])")


def unguarded(cell: str) -> str:
    """Undo the guard, as the module says."""
    return cell[1:] if START.match(cell) else cell


def tags_in(cell: str) -> tuple[str, ...]:
    """Undo the joining of tags, as the module says."""
    tags, tag, escaped = [], "", False
    for char in cell:
        if not escaped and char == "\\":
            escaped = True
        elif not escaped and char == ";":
            tags.append(tag)
            tag = ""
        else:
            tag, escaped = tag + char, False
    return (*tags, tag)


def rows(*sections: Section) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render("csv", sections), newline=""), strict=True))


def test_a_header_and_a_row_an_annotation(section):
    made = {
        "tags": ("war", "a;b\\c"),
        "note": 'say "no",\nthen go',
        "provenance": Provenance("accepted", "quick"),
    }
    made_of = section(made)
    (row,) = rows(made_of)
    assert row == {
        "id": "01a202c3-f5e1-76a0-ad0d-000000000000",
        "article": "kabul",
        "path": "news/kabul.txt",
        "title": "Kabul fell",
        "start": "28",
        "end": "35",
        "quote": "Taliban",
        "prefix": "😀 Kabul fell in August. The ",
        "suffix": "* entered the palace the same ev",
        "tags": "war;a\\;b\\\\c",
        "note": 'say "no",\nthen go',
        "author": "anna",
        "created": "2026-11-22T10:18:46.625Z",
        "modified": "2026-11-22T11:00:00.000Z",
        "anchor": "exact",
        "provenance": "accepted: quick",
        "score": "",
        "quote_as_made": "Taliban",
        "sha256": made_of.article.sha256,
    }


def test_lines_end_as_rfc_4180_says_and_there_is_no_mark_in_front(section):
    written = render("csv", [section({"words": "Kabul"})])
    assert written.startswith("id,article,path,")
    assert written.count("\r\n") == 2
    assert written.endswith("\r\n")


@pytest.mark.parametrize(
    "start",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "'=1", "  =1", "\u00a0+1"],
)
def test_no_cell_begins_as_a_formula(section, start):
    text = f"{start} and more"
    (row,) = rows(
        section({"words": text, "tags": (start,), "note": start, "author": start}, text=text, title=start)
    )
    for column in ("title", "quote", "tags", "note", "author"):
        assert row[column] == "'" + (text if column == "quote" else start)


def test_an_apostrophe_of_the_text_stays_alone(section):
    (row,) = rows(section({"words": "'Tis", "note": "a=b"}, text="'Tis the season"))
    assert (row["quote"], row["note"]) == ("'Tis", "a=b")


cells = st.text(
    st.one_of(st.sampled_from("=+-@'\t\r\n\0;\\,\"＝"), st.characters(exclude_categories=("Cs",)))
)


@given(cells.filter(bool), cells, st.lists(cells, min_size=1, max_size=4))
def test_every_field_can_be_read_back(section, text, note, tags):
    (row,) = rows(section({"words": text, "note": note, "tags": tuple(tags)}, text=text, title=note))
    assert unguarded(row["quote"]) == text
    assert (unguarded(row["note"]), unguarded(row["title"])) == (note, note)
    assert tags_in(unguarded(row["tags"])) == tuple(tags)
    assert not any(re.match("\\s*[=+\\-@]|[\t\r\n\0]", cell) for cell in row.values())


def read(data: bytes, name: str = "csv"):
    decode = find_format(name).decode
    assert decode is not None
    return decode(data)


@given(sections(), st.sampled_from(["csv", "tsv"]))
def test_every_annotation_comes_back(section: Section, name: str):
    back = read(find_format(name).write([section]).data, name)
    assert back.mistakes == ()
    assert [(p.key, p.start, p.end, p.exact, p.tags, p.note, p.author, p.sha256) for p in back.passages] == [
        (a.id, a.span.start, a.span.end, a.target.exact, a.tags, a.note, a.author, a.target.sha256)
        for a in section.annotations
    ]


def test_a_mistake_has_its_line_and_the_others_are_read(section):
    made = section(
        {"note": "two\nlines"}, {"words": "Kabul"}, {"words": "palace", "anchor": "fuzzy"}, {"words": "fell"}
    )
    data = find_format("csv").write([made]).text.replace(",2,7,Kabul,", ",two,7,Kabul,")
    back = read(data.encode())
    assert [str(each) for each in back.mistakes] == [
        "line 4: “start” or “end” is no offset",
        "line 5: the place of “palace” was uncertain, so it is none to import",
    ]
    assert [each.exact for each in back.passages] == ["Taliban", "fell"]


def test_with_tabs_it_is_the_same_table(section):
    made = section({"words": "Kabul", "note": 'a\tb, “c” "d"\n=1'}, {"tags": ("=1",), "note": "\tx"})
    lines = render("tsv", [made])
    assert lines.startswith("id\tarticle\tpath\t")
    with_tabs = list(csv.DictReader(io.StringIO(lines, newline=""), dialect="excel-tab", strict=True))
    assert with_tabs == rows(made)
    assert [row["tags"] for row in with_tabs] == ["", "'=1"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1: there is no column path, start, end, quote"),
        (b'pa"th,"start"x,end', "line 1: is no table from here on (',' expected after '\"')"),
        (b"path,start,end,quote\na.txt,1\n", "line 2: there is no end, quote"),
        (b'path,start,end,quote\n\na,1,2,"x', "line 2: there is no path, start, end, quote"),
        (b"path,start,end,quote\na,1,2,\xff", "line 2: is not UTF-8 (byte 27)"),
    ],
)
def test_what_is_no_such_table_is_a_mistake(data, said):
    assert str(read(data).mistakes[0]) == said
