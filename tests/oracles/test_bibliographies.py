"""BibTeX by bibtexparser, pybtex and pylatexenc, CSL-JSON by citeproc-py: names, titles, dates come out."""

from __future__ import annotations

import json

import bibtexparser
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from exchange.conftest import make_section
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text
from support.writing import render

from reader.exchange.section import Section
from reader.values import replace

HOSTILE = [
    "50% of {Kabul} & #1_a",
    "a \\input{x} ~ ^ $x$ \"quoted\" 'single'",
    "} , author = {Nobody",
    "@comment{x} % y",
    "<b>|x|</b> “Иван” 喀布尔 😀",
    "\\",
    "--- and --- and others",
]


def made(title: str, *authors: str) -> Section:
    quoted = ", ".join(json.dumps(author, ensure_ascii=False) for author in authors)
    front = f"---\ndate: 2024-02-03\nsite: The Post\nauthor: [{quoted}]\nurl: https://a.example/b_c?d=1&e=%20#f\n---\n"
    section = make_section({"tags": ("war crime",)}, text=f"{front}Taliban", title=title)
    return replace(section, article=replace(section.article, id=title))


def plain(latex: str) -> str:
    """Return what LaTeX sets, with three of its commands that pylatexenc does not know."""
    for command, character in ((r"\textless{}", "<"), (r"\textgreater{}", ">"), (r"\textbar{}", "|")):
        latex = latex.replace(command, character)
    return LatexNodes2Text().latex_to_text(latex).replace("ˆ", "^")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_comes_out_of_bibtex_as_it_is(title):
    written = render("bibtex", [made(title, "Ann Author")])
    (entry,) = bibtexparser.loads(written).entries
    assert plain(entry["title"]) == title.replace("---", "—")
    assert entry["url"] == "https://a.example/b_c?d=1&e=%20#f"
    assert set(parse_string(written, "bibtex").entries) == {entry["ID"]}


def test_people_and_bodies_are_told_apart():
    written = render("bibtex", [made("T", "Ludwig van Beethoven", "Reuters News Agency", "Jo and Sons")])
    (entry,) = parse_string(written, "bibtex").entries.values()
    names = [
        (" ".join(each.first_names), plain(" ".join((*each.prelast_names, *each.last_names))))
        for each in entry.persons["author"]
    ]
    assert names == [("Ludwig", "van Beethoven"), ("", "Reuters News Agency"), ("", "Jo and Sons")]
    assert (entry.fields["year"], entry.fields["month"]) == ("2024", "February")


def test_all_entries_are_read_with_keys_of_their_own():
    written = render("bibtex", [made(title) for title in HOSTILE])
    assert len(parse_string(written, "bibtex").entries) == len(HOSTILE)
    assert len(bibtexparser.loads(written).entries) == len(HOSTILE)


def test_what_is_not_escaped_is_found():
    """The oracle can see the fault: a title as it is ends its field."""
    broken = "@misc{a,\n  title = {{} , author = {Nobody}},\n}\n"
    (entry,) = bibtexparser.loads(broken).entries or [{}]
    assert entry.get("title") != "} , author = {Nobody"


@pytest.mark.filterwarnings("ignore")
def test_citeproc_makes_a_bibliography_of_csl_json():
    items = json.loads(render("csl-json", [made("On Kabul", "Ludwig van Beethoven", "Reuters News Agency")]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    (entry,) = bibliography.bibliography()
    for words in ("van Beethoven, L.", "Reuters News Agency", "2024", "On Kabul", "The Post"):
        assert words in str(entry)
