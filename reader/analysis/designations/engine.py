"""The designation engine: from a text to the designations it states."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.designations.brackets import bracket_statements
from reader.analysis.designations.document import read_document
from reader.analysis.designations.epithets import anaphoric_statements, epithet_statements
from reader.analysis.designations.footnotes import footnote_statements
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.linking import link
from reader.analysis.designations.names import find_names
from reader.analysis.designations.status import find_statuses
from reader.analysis.designations.vocabulary import vocabulary_for
from reader.articles.findings import Designation
from reader.text.span import Span

__all__ = ["NameHint", "find_designations"]


def find_designations(
    text: str, *, sentences: Sequence[Span], names: Sequence[NameHint], language: str
) -> tuple[Designation, ...]:
    """Find the designations of a text, in the order of their places."""
    document = read_document(text, sentences, vocabulary_for(language))
    found_names = find_names(document, names)
    statuses = find_statuses(document)
    statements, notes = footnote_statements(document, found_names, statuses)
    taken = {place for note in notes for place in range(note.first, note.last)}
    rest = [status for status in statuses if status.first not in taken]
    inline, brackets = bracket_statements(document, found_names, rest)
    statements += inline
    taken |= {place for first, last in brackets for place in range(first, last)}
    labels, anaphors = epithet_statements(document, found_names, taken)
    statements += labels
    known = [subject for statement in statements for subject in statement.subjects]
    statements += anaphoric_statements(document, found_names, anaphors, known)
    return tuple(sorted(link(document, statements), key=lambda designation: designation.span))
