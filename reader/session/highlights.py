"""What is highlighted in the text: findings, annotations and matches as marks for the page."""

from __future__ import annotations

from reader.articles.findings import Findings
from reader.page.marks import Mark
from reader.session.reading import Reading
from reader.session.standing import designated_in, mentions

FAMILIES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
"""The four kinds of entity told apart on the page; every other type is ``other``."""


def family(label: str) -> str:
    """Return the kind of highlight an entity's label is drawn with."""
    return FAMILIES.get(label, "other")


def finding_marks(findings: Findings) -> tuple[Mark, ...]:
    """Return the marks of entities, designated names and designation statements."""
    marks = [Mark(m.span, f"entity:{family(e.label)}", e.name) for e, m in mentions(findings)]
    marks.extend(Mark(d.span, "statement", str(number)) for number, d in enumerate(findings.designations))
    named = {mention.span: d.name for d in designated_in(findings) for mention in d.mentions}
    marks.extend(Mark(span, "designated", name) for span, name in named.items())
    return tuple(marks)


def annotation_marks(reading: Reading) -> tuple[Mark, ...]:
    """Return the marks of the annotations that have a place in the text."""
    return tuple(
        Mark(a.span, "annotation" if reading.own(a) else "annotation:other", a.id) for a in reading.placed()
    )


def match_marks(reading: Reading) -> tuple[Mark, ...]:
    """Return the marks of the places of the latest search."""
    if reading.search is None:
        return ()
    return tuple(Mark(span, "match", str(number)) for number, span in enumerate(reading.search.matches))
