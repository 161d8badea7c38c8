"""Notes for Obsidian by markdown-it-py and PyYAML: every text comes out as text, front matter as data."""

from __future__ import annotations

import io
import re
import zipfile

import yaml
from exchange.conftest import make_section
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.exchange.formats import write_as
from reader.exchange.section import Section

TEXTS = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]()<>#+-.!|~&;:=$%^@{}/ w1\n\t\"'"),
        st.characters(categories=("L", "N", "P", "S")),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip())


def note_of(section: Section) -> tuple[dict, str]:
    """Return the front matter and the rest of the only note."""
    with zipfile.ZipFile(io.BytesIO(write_as("obsidian", [section]).data)) as file:
        (name,) = file.namelist()
        note = file.read(name).decode()
    assert not re.search(r'[\\/:*?"<>|#^\[\]]', name)
    front, _, body = note.removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(front), body


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_any_title_tag_and_text_comes_out(text, title, tag):
    made = make_section({"words": text, "tags": (tag,), "note": text}, text=text, title=title)
    front, body = note_of(made)
    assert front["title"] == title
    (written,) = front["tags"]
    assert re.fullmatch(r"[\w/-]+", written)
    assert not written.isdecimal()
    tokens = MarkdownIt("gfm-like", {"html": True}).parse(body)
    kinds = {token.type.removesuffix("_open") for token in tokens if token.type.endswith("_open")}
    assert kinds == {"heading", "blockquote", "paragraph"}
    inline = [token for token in tokens if token.type == "inline"]
    for child in (child for token in inline for child in token.children):
        assert child.type in {"text", "text_special", "softbreak", "hardbreak"}, child
    heading = "".join(child.content for child in inline[0].children)
    assert heading == " ".join(re.split("\r\n|[\r\n\u2028\u2029]", title)).strip(" \t")
    quoted = [child.content for token in inline[1:] for child in token.children]
    shown = [line.strip(" \t") for line in re.split("[\n\r\u2028\u2029]", text)]
    assert [line for line in shown if line] == [line for line in quoted if line][1:][
        : len(list(filter(None, shown)))
    ]
