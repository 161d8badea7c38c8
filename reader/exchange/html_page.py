"""What a page of annotations holds: articles with their texts, notes and lists, as its template has them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.annotations.codebook import Codebook, folded
from reader.articles.reference import Reference, reference_of
from reader.exchange.html_colours import Palette, Tag, palette_of
from reader.exchange.html_lists import (
    Explained,
    Names,
    Related,
    designations_of,
    names_of,
    relations_of,
)
from reader.exchange.html_notes import Note, Numbered, notes_of, numbered, orphans_of, signature
from reader.exchange.html_text import ANNOTATED, Cutter, Piece
from reader.text.marks import Mark
from reader.text.numbers import counted
from reader.text.segments import paragraphs
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.articles.article import Article
    from reader.exchange.section import Section
    from reader.text.span import Span

_SPACES = re.compile(r"[^\S\n]{2}|\t")


class Paragraph(Value):
    """A paragraph of the text with the notes beside it."""

    number: int
    """From 1."""
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    is_spaced: bool = False
    """Whether there are several blanks in a row, as in a table."""


class Shown(Value):
    """An article on the page."""

    key: str
    """What the ids of its elements begin with."""
    article: Article
    reference: Reference
    language: str
    """A language tag (BCP 47); empty where it is not known."""
    signature: str
    """How many annotations there are, and whose; empty where there are none."""
    heading: Paragraph | None
    """The first of its paragraphs, where that is its title."""
    groups: tuple[tuple[Paragraph, ...], ...]
    """Its other paragraphs; with each that has notes go those behind it that have none."""
    designations: tuple[Explained, ...]
    relations: tuple[Related, ...]
    orphans: tuple[Note, ...]
    names: tuple[Names, ...]


class Page(Value):
    """The whole of it."""

    title: str
    articles: tuple[Shown, ...]
    palette: Palette
    legend: tuple[tuple[Tag, str], ...]
    """The tags in use, each with how often it is."""


def page_of(sections: Sequence[Section]) -> Page:
    """Return the page of some articles."""
    book = Codebook(sections[0].codes if sections else ())
    used = Counter(
        folded(tag) for section in sections for each in section.annotations for tag in {*each.tags}
    )
    names = (tag for section in sections for each in section.annotations for tag in each.tags)
    palette = palette_of(book, names)
    numbers = [numbered(section, f"a{index}") for index, section in enumerate(sections, 1)]
    known = {each.annotation.id: each for found in numbers for each in found}
    shown = tuple(
        _shown(section, f"a{index}", found, palette, known)
        for index, (section, found) in enumerate(zip(sections, numbers, strict=True), 1)
    )
    return Page(
        title=shown[0].reference.title if len(shown) == 1 else counted(len(shown), "annotated article"),
        articles=shown,
        palette=palette,
        legend=tuple((tag, counted(used[name], "passage")) for name, tag in palette.tags.items()),
    )


def _shown(
    section: Section, key: str, made: Sequence[Numbered], palette: Palette, known: Mapping[str, Numbered]
) -> Shown:
    article, spans = section.article, paragraphs(section.article.text)
    reference = reference_of(article)
    designations, marks, references = designations_of(article.text, section.findings, key, spans)
    said, alike = signature(section.annotations)
    cutter = Cutter(
        article.text,
        spans,
        marks=(*marks, *(Mark(each.annotation.span, ANNOTATED, each.annotation.id) for each in made)),
        colours={each.annotation.id: _colour(each, palette) for each in made},
        references=(*(each.placed for each in made), *references),
    )
    found = _paragraphs(article.text, spans, cutter, notes_of(made, palette, alike))
    titled = found[:1] if _begins_with_title(article, spans) else []
    language = section.findings.language if section.findings else ""
    return Shown(
        key=key,
        article=article,
        reference=reference,
        language=language or reference.language,
        signature=said,
        heading=next(iter(titled), None),
        groups=_groups(found[len(titled) :]),
        designations=designations,
        relations=relations_of(section, known),
        orphans=orphans_of(section, made, palette, alike),
        names=names_of(section.findings),
    )


def _begins_with_title(article: Article, spans: Sequence[Span]) -> bool:
    return bool(spans) and " ".join(spans[0].of(article.text).lstrip("#").split()) == article.title


def _colour(each: Numbered, palette: Palette) -> int:
    tags = each.annotation.tags
    return palette.find(tags[0]).colour if tags else 0


def _paragraphs(
    text: str, spans: Sequence[Span], cutter: Cutter, notes: Mapping[int, tuple[Note, ...]]
) -> list[Paragraph]:
    return [
        Paragraph(
            number=index + 1,
            pieces=cutter.pieces(index),
            notes=notes.get(index, ()),
            is_spaced=_SPACES.search(text, span.start, span.end) is not None,
        )
        for index, span in enumerate(spans)
    ]


def _groups(found: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], ...]:
    groups: list[list[Paragraph]] = []
    for each in found:
        if each.notes or not groups:
            groups.append([])
        groups[-1].append(each)
    return tuple(map(tuple, groups))
