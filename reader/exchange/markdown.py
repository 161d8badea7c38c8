"""Annotations as Markdown to read: an article a section, its quotes with their tags and notes.

Nothing that comes from an article or a note is markup in the result: every character that CommonMark 0.31,
GitHub's extensions or Obsidian read as markup is escaped, and control characters become visible ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format, utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_ANYWHERE = re.compile(
    r"[\\`*_\[\]<>~|$#^@]"  # emphasis, code, links, HTML, tables, mathematics, tags, mentions
    r"|[=%](?=[=%])"  # Obsidian's highlights and comments
    r"|&(?=#?\w+;)"  # entities
    r"|:(?=//)|(?<=www)\."  # addresses that become links by themselves
)
_AT_START = re.compile(r"[-+=:]|(?<=\d)[.)]")
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in b"\t\n\r"}
_CONTROLS |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def _encode(sections: Sequence[Section]) -> Encoded:
    """Return a section for each article with annotations, in CommonMark."""
    blocks = ["# Annotations"]
    for section in sections:
        if section.annotations:
            blocks += _section(section)
    return Encoded(utf8("\n\n".join(blocks) + "\n"))


def _section(section: Section) -> list[str]:
    article = section.article
    source = f"{_line(article.outlet)} · {_line(article.path)} · text {article.sha256[:12]}"
    blocks = [f"## {_line(article.title)}", source]
    for annotation in section.annotations:
        blocks += _annotation(annotation)
    return blocks


def _annotation(annotation: Annotation) -> list[str]:
    blocks = ["\n".join(f"> {line}".rstrip() for line in _lines(annotation.target.exact))]
    if annotation.tags:
        blocks.append(f"**Tags:** {', '.join(_line(tag) for tag in annotation.tags)}")
    if annotation.note.strip():
        blocks.append("\n".join(_lines(annotation.note.strip())))
    span = annotation.span
    where = f"characters {span.start}–{span.end}"
    if annotation.anchor == "orphan":
        where = "no longer found in the text"
    elif annotation.origin is not None:
        where += f", uncertain: {annotation.score or 0:.0%} of the words it was made on"
    return [*blocks, f"— {_line(annotation.author)}, {annotation.created[:10]}, {where}"]


def _lines(text: str) -> list[str]:
    """Return the lines escaped, a hard line break after each that another one follows in its paragraph."""
    lines = [_escaped(line) for line in _LINE_END.split(text)]
    following = [*lines[1:], ""]
    return [line + "\\" if line and after else line for line, after in zip(lines, following, strict=True)]


def _line(text: str) -> str:
    """Return the text escaped, on one line."""
    return _escaped(" ".join(_LINE_END.split(text)))


def _escaped(line: str) -> str:
    """Return one line in which nothing is markup; spaces at its ends, which would be, go."""
    line = line.translate(_CONTROLS).strip(" \t")
    number = _NUMBER.match(line)
    start = number.end() if number else 0
    escaped = _ANYWHERE.sub(r"\\\g<0>", line)
    return escaped[:start] + "\\" + escaped[start:] if _AT_START.match(escaped, start) else escaped


FORMAT = Format(
    name="markdown",
    label="Markdown",
    purpose="quotes with tags and notes, to read and for notebooks",
    suffix=".md",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "authors",
            "orphans",
            "uncertain",
        }
    ),
    encode=_encode,
    reasons={
        "times": "only the day of making is written",
        "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
    },
)
