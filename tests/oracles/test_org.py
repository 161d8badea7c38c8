"""Org by Org itself, in Emacs, and by orgparse: drawers, tags and links are read, and no text is markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import orgparse
import pytest
from exchange.conftest import make_section

from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import write_as
from reader.exchange.section import Section
from reader.values import replace

HOSTILE = (
    *(
        "* heading",
        "** TODO x",
        "#+end_quote",
        "#+begin_src",
        ":END:",
        ":a:",
        "| a | b |",
        "- item",
        "+ item",
    ),
    *(
        "1. item",
        "a) item",
        "CLOSED: [2024-01-01 Mon]",
        "DEADLINE: <2024-01-01 Mon>",
        "%%(x)",
        "-----",
        "# c",
    ),
    *(
        "*bold*",
        "say /it/ now",
        "(_u_)",
        "=v= and ~c~",
        "+s+",
        "[[a]]",
        "[[a][b]]",
        "[fn:1]",
        "[fn::x]",
        "[1/2]",
    ),
    *("[50%]", "<2024-01-01 Mon>", "[2024-01-01 Mon]", "<<t>>", "<<<t>>>", "\\alpha", "\\(x\\)", "\\[x\\]"),
    *(
        "$x$",
        "$$x$$",
        "{{{m(a)}}}",
        "@@html:x@@",
        "a_b",
        "a^b",
        "a^{b}",
        "a_{b}",
        "https://a.example/b",
        "<https://a>",
    ),
    *(
        "src_c{x}",
        "call_f(x)",
        "[cite:@a]",
        "mailto:a@a.example",
        "a\\\\",
        "TODO x",
        "x :tag:",
        "\\begin{a}",
        "[#A] x",
    ),
    *(
        "- [ ] x",
        "*a\nb*",
        "#+title: x",
        "CLOCK: [2024-01-01 Mon 10:00]",
        "[[file:x]]",
        "doi:10.1/2",
        "file:x",
        "\\ x",
    ),
)
STRUCTURE = {
    *(
        "entity",
        "headline",
        "section",
        "property-drawer",
        "node-property",
        "quote-block",
        "paragraph",
        "line-break",
        "org-data",
    ),
}


def elements(text: bytes, folder: Path) -> list[str]:
    """Return what Org has in a text, a line each."""
    emacs = shutil.which("emacs")
    if emacs is None:
        pytest.skip("there is no Emacs on this machine")
    (folder / "notes.org").write_bytes(text)
    script = Path(__file__).with_name("org_elements.el")
    command = [emacs, "-Q", "--batch", "-l", str(script), str(folder / "notes.org")]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return ran.stdout.decode().splitlines()


def hostile(number: int, text: str) -> Section:
    made = make_section({"words": text, "note": text}, text=f"{text} x\nmore", title=text, path="a.txt")
    return replace(made, article=replace(made.article, id=str(number)))


def test_org_finds_no_markup_in_any_text(tmp_path):
    written = write_as("org", [hostile(number, text) for number, text in enumerate(HOSTILE)]).data
    found = elements(written, tmp_path)
    assert {
        each for each in found if not each.startswith(("TEXT ", " ")) and re.fullmatch("[a-z-]+", each)
    } <= STRUCTURE
    assert found.count("entity") == written.count(b"\\dollar{}")
    assert found.count("headline") == 2 * len(HOSTILE)
    assert found.count("quote-block") == len(HOSTILE)


def test_org_finds_markup_where_there_is_some(tmp_path):
    found = elements(b"* a\n*bold* [[b]] a_b\n", tmp_path)
    assert {"bold", "link", "subscript"} <= set(found)


@pytest.mark.parametrize("text", HOSTILE)
def test_orgparse_has_the_quote_the_note_and_the_drawer(text):
    tree = orgparse.loads(write_as("org", [hostile(1, text)]).text)
    ((article,), (annotation,)) = (tree.children, tree.children[0].children)
    assert article.properties["SOURCE"] == "a.txt"
    assert annotation.properties["ANNOTATOR"] == "anna"
    body = annotation.get_body(format="raw").replace("\u200b", "").replace("\\dollar{}", "$")
    body = body.replace("\\\\\n", "\n") if "\n" in text else body
    assert f"#+begin_quote\n{text.strip()}\n#+end_quote" in body


def test_tags_and_links_are_orgs_own(tmp_path):
    made = make_section({"words": "Kabul", "tags": ("war crime", "b")}, {})
    first, second = made.annotations
    made = replace(made, relations=(Relation("r", "cites", end_at(first), end_at(second), "anna", "2026"),))
    written = write_as("org", [made])
    tree = orgparse.loads(written.text)
    assert tree.children[0].children[0].tags == {"war_crime", "b"}
    assert tree.children[0].children[1].properties["ID"] == second.id
    assert "link" in elements(written.data, tmp_path)
