"""Annotations as Markdown to read: an article a section, its quotes with their tags and notes.

Nothing that comes from an article or a note is markup in the result (`reader.exchange.markdown_text`).
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.markdown_text import line, lines
from reader.exchange.template_data import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    """Return a section for each article with annotations, in CommonMark."""
    blocks = ["# Annotations"]
    for section in sections:
        if section.annotations:
            blocks += _section(section)
    return Encoded(utf8("\n\n".join(blocks) + "\n"))


def _section(section: Section) -> list[str]:
    article = section.article
    # Its file's name stands for who published an article that does not say.
    named = (article.outlet,) if article.outlet and article.outlet != PurePath(article.path).name else ()
    source = " · ".join((*map(line, (*named, article.path)), f"text {article.sha256[:12]}"))
    blocks = [f"## {line(article.title)}", source]
    for annotation in section.annotations:
        blocks += _annotation(annotation)
    return blocks


def _annotation(annotation: Annotation) -> list[str]:
    blocks = ["\n".join(f"> {each}".rstrip() for each in lines(annotation.target.exact))]
    if annotation.tags:
        blocks.append(f"**Tags:** {', '.join(line(tag) for tag in annotation.tags)}")
    if annotation.note.strip():
        blocks.append("\n".join(lines(annotation.note.strip())))
    return [*blocks, f"— {line(annotation.author)}, {annotation.created[:10]}, {place_of(annotation)}"]


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
