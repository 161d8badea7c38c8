"""Markdown: good to read, and nothing from outside is markup in a CommonMark parser with extensions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.writing import render

from reader.exchange.section import Section

PARSER = MarkdownIt("gfm-like", {"html": True})

HOSTILE = [
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "***",
    "---",
    "===",
    "```\ncode\n```",
    "~~~ code",
    "    code",
    "\tcode",
    "*em* **strong** _em_ __strong__ ~~gone~~ `code` ``c``",
    "[link](http://example.org) ![image](x.png) [ref][1]",
    "[1]: http://example.org",
    "[^1]: footnote",
    "<script>alert(1)</script> <b>bold</b> <!-- gone -->",
    "<!-- comment",
    "<?php echo 1",
    "<![CDATA[ data",
    "<script\nalert(1)",
    "<http://example.org> http://example.org www.example.org https://a.b/c?d=e a@example.org",
    "&amp; &#35; &nbsp; &copy; R&D AT&T;",
    "a | b\n--|--\nc | d",
    "back\\slash \\* \\\\ end\\",
    "two spaces  \nthen more",
    "line\n===\nline\n---\nline",
    "==mark== %%comment%% #tag $x$ ^block @name",
    "\n\nblank lines\n\n\nbetween\n\n",
    "a\r\nb\rc\u2028d",
    "2021. Then 3) and 4.",
    ": definition",
]


def paragraphs(text: str) -> list[list[str]]:
    """Return what a reader should see: paragraphs of lines, spaces at the lines' ends apart."""
    lines = [line.strip(" \t") for line in re.split("\r\n|[\r\n\u2028\u2029]", text)]
    blocks = "\n".join(lines).split("\n\n")
    return [block.strip("\n").split("\n") for block in blocks if block.strip("\n")]


def parsed(tokens) -> list[list[str]]:
    """Return the paragraphs of lines in parsed Markdown; anything that is not plain text fails."""
    result = []
    for token in tokens:
        if token.type != "inline":
            assert token.type in {"paragraph_open", "paragraph_close"}, token
            continue
        lines = [""]
        for child in token.children:
            if child.type in {"hardbreak", "softbreak"}:
                assert child.type == "hardbreak"
                lines.append("")
            else:
                assert child.type in {"text", "text_special"}, child
                lines[-1] += child.content
        result.append(lines)
    return result


def split(tokens, opening: str, closing: str):
    """Return the tokens between the first ``opening`` and its end, and those behind it."""
    kinds = [token.type for token in tokens]
    start, end = kinds.index(opening), kinds.index(closing)
    return tokens[start + 1 : end], tokens[end + 1 :]


def test_an_article_is_a_section_with_its_source_quotes_tags_and_notes(section):
    made = section(
        {"words": "Kabul", "tags": ("war", "city")},
        {"words": "evening.\n\n“Nobody", "note": "First line,\nsecond line.\n\nNext paragraph."},
        {"words": "Taliban", "anchor": "orphan"},
        path="news/a_kabul.txt",
    )
    assert render("markdown", [made]) == (
        "# Annotations\n\n"
        "## Kabul fell\n\n"
        f"News · news/a\\_kabul.txt · text {made.article.sha256[:12]}\n\n"
        "> Kabul\n\n"
        "**Tags:** war, city\n\n"
        "— anna, 2026-11-22, characters 2–7\n\n"
        "> evening.\n>\n> “Nobody\n\n"
        "First line,\\\nsecond line.\n\nNext paragraph.\n\n"
        "— anna, 2026-11-22, characters 65–82\n\n"
        "> Taliban\n\n"
        "— anna, 2026-11-22, no longer found in the text\n"
    )


def test_an_article_without_annotations_is_left_out(section):
    assert "Moscow" not in render("markdown", [section({}), section(title="Moscow")])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(section, text):
    check(section({"words": text, "note": text}, text=text), text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_tags_and_names_stay_text(section, text):
    made = section({"tags": (text, text), "author": text}, title=text, outlet=text, path=text)
    tokens = PARSER.parse(render("markdown", [made]))
    kinds = {token.type for token in tokens}
    assert kinds <= {
        f"{kind}_{end}" for kind in ("heading", "paragraph", "blockquote") for end in ("open", "close")
    } | {"inline"}
    inline = [child.type for token in tokens for child in token.children or ()]
    assert set(inline) <= {"text", "text_special", "strong_open", "strong_close"}
    assert inline.count("strong_open") == 1
    title = " ".join(re.split("\r\n|[\r\n\u2028\u2029]", text)).strip(" \t")
    headings = [tokens[index + 1] for index, token in enumerate(tokens) if token.type == "heading_open"]
    assert "".join(child.content for child in headings[1].children) == title


@given(
    st.text(
        st.one_of(
            st.sampled_from("\\`*_[]()<>#+-.!|~&;:=$%^@{}/ w1\n\t"),
            st.characters(categories=("L", "N", "P", "S")),
        ),
        min_size=1,
    )
)
def test_any_text_stays_text(section, text):
    check(section({"words": text, "note": text}, text=text), text)


def check(section: Section, text: str) -> None:
    tokens = PARSER.parse(render("markdown", [section]))
    quote, behind = split(tokens, "blockquote_open", "blockquote_close")
    assert parsed(quote) == paragraphs(text)
    *note, attribution = parsed(behind)
    assert note == paragraphs(text)
    assert attribution[0].startswith("— anna, ")


def test_control_characters_become_visible(section):
    text = "a\x1b[31m red \x9b31m \x07 \x7f \0"
    written = render("markdown", [section({"words": text, "note": text}, text=text, title=text)])
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f]", written)
    assert "a␛\\[31m red �31m ␇ ␡ ␀" in written


def test_a_file_that_does_not_say_who_published_it_is_named_once(section):
    made = section({"words": "Kabul"}, outlet="a_kabul.txt", path="news/a_kabul.txt")
    assert f"\n\nnews/a\\_kabul.txt · text {made.article.sha256[:12]}\n\n" in render("markdown", [made])
