"""The lists of a page behind a text: what it calls whom, what is related to what, which names it has."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.articles.wording import named_told, statement_told, status_told
from reader.corrections.correction import TYPES
from reader.exchange.html_text import NAMED, SAYS, Placed, Reference, last_paragraph
from reader.text.markers import marker_behind
from reader.text.marks import Mark
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.annotations.relations import End
    from reader.articles.findings import Designation, Findings, Mention
    from reader.exchange.html_notes import Numbered
    from reader.exchange.section import Section


class Explained(Value):
    """A designation in words."""

    id: str
    back: str
    """The id of the reference behind the words that state it."""
    letter: str
    names: str
    status: str
    facts: tuple[tuple[str, str], ...]


class Ended(Value):
    """An end of a relation: its words, and the number and id of its note where the page has it."""

    quote: str
    number: int = 0
    id: str = ""


class Related(Value):
    """A relation in words."""

    name: str
    source: Ended
    target: Ended
    is_across: bool
    """Whether it leads to another article."""
    note: str


class Names(Value):
    """The names of one type, each with how often the text names it."""

    label: str
    names: tuple[tuple[str, int], ...]


def designations_of(
    text: str, findings: Findings | None, key: str, spans: Sequence[Span]
) -> tuple[tuple[Explained, ...], tuple[Mark, ...], tuple[Placed, ...]]:
    """Return the designations in words, the marks of their words and names, and the references to them.

    A reference stands behind the words that state a designation and behind the first mention of each name.

    Args:
        text: The article's text.
        findings: What was found in it.
        key: What the ids of its elements begin with.
        spans: Its paragraphs.
    """
    explained, marks, references = [], [], []
    for number, each in enumerate(findings.designations if findings and spans else ()):
        letter = _letter(number)
        to, back = f"{key}-d{letter}", f"{key}-s{letter}"
        says = f"designation {letter}"
        explained.append(_explained(each, to, back, letter, spans))
        references.append(Placed(*last_paragraph(each.span, spans), Reference(letter, to, back, says)))
        marks.append(Mark(each.span, SAYS, letter))
        for designated in each.entities:
            places = [_with_marker(text, mention) for mention in designated.mentions]
            marks += [Mark(place, NAMED, letter) for place in places]
            outside = [place for place in places[:1] if not each.span.overlaps(place)]
            references += [
                Placed(*last_paragraph(span, spans), Reference(letter, to, "", says)) for span in outside
            ]
    return tuple(explained), tuple(marks), tuple(references)


def relations_of(section: Section, known: Mapping[str, Numbered]) -> tuple[Related, ...]:
    """Return the relations that begin in an article; ``known`` has the numbered annotations by their ids."""
    return tuple(
        Related(
            name=each.name,
            source=_ended(each.source, known),
            target=_ended(each.target, known),
            is_across=each.target.article != section.article.id,
            note=each.note,
        )
        for each in section.relations
    )


def names_of(findings: Findings | None) -> tuple[Names, ...]:
    """Return the names that a text has, by their types, the most frequent first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for entity in findings.entities if findings else ():
        found.setdefault(entity.label, []).append((entity.name, len(entity.mentions)))
    order = {label: number for number, label in enumerate(TYPES)}
    return tuple(
        Names(
            TYPES.get(label, label.lower().replace("_", " ")),
            tuple(sorted(found[label], key=lambda pair: (-pair[1], pair[0]))),
        )
        for label in sorted(found, key=lambda label: (order.get(label, len(order)), label))
    )


def _with_marker(text: str, mention: Mention) -> Span:
    """Return a name's place with the footnote marker behind it."""
    marker = marker_behind(text, mention.span) if mention.marked else None
    return Span(mention.span.start, marker.end) if marker else mention.span


def _explained(
    designation: Designation, id_: str, back: str, letter: str, spans: Sequence[Span]
) -> Explained:
    paragraph = max(1, bisect_right(spans, designation.span.start, key=lambda each: each.start))
    return Explained(
        id=id_,
        back=back,
        letter=letter,
        names=named_told(designation),
        status=status_told(designation),
        facts=statement_told(designation, paragraph),
    )


def _ended(end: End, known: Mapping[str, Numbered]) -> Ended:
    found = known.get(end.annotation)
    return Ended(end.quote, found.number, found.id) if found else Ended(end.quote)


def _letter(number: int) -> str:
    """Return ``a`` to ``z``, then ``aa`` and so on, for the numbers from 0."""
    return (_letter(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)
