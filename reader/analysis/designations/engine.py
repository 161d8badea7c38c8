"""The designation engine: from a text to the designations it states."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.designations.banners import banner_statements
from reader.analysis.designations.brackets import bracket_statements
from reader.analysis.designations.clauses import clause_statements
from reader.analysis.designations.document import read_document
from reader.analysis.designations.epithets import epithet_statements
from reader.analysis.designations.events import event_statements
from reader.analysis.designations.footnotes import footnote_statements
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.labels import Label, anaphoric_statements
from reader.analysis.designations.linking import link
from reader.analysis.designations.names import find_names
from reader.analysis.designations.statement import Statement
from reader.analysis.designations.status_scan import find_statuses
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
    statuses = find_statuses(document, found_names)
    statements, banners = banner_statements(document, found_names, statuses)
    taken = {place for first, last in banners for place in range(first, last)}
    statuses = [status for status in statuses if status.first not in taken]
    stated, notes = footnote_statements(document, found_names, statuses)
    statements += stated
    taken |= {place for first, last in notes for place in range(first, last)}
    rest = [status for status in statuses if status.first not in taken]
    inline, brackets = bracket_statements(document, found_names, rest)
    statements += inline
    taken |= {place for first, last in brackets for place in range(first, last)}
    rest = [status for status in rest if status.first not in taken]
    events = event_statements(document, found_names, taken)
    statements += events
    taken |= {place for statement in events for place in range(*statement.tokens)}
    rest = [status for status in rest if status.first not in taken]
    told = {statement.subjects[0].first: statement.tokens[1] for statement in events}
    clauses, nouns = clause_statements(document, found_names, rest)
    clauses = [statement for statement in clauses if not _told_before(statement, told)]
    statements += clauses
    taken |= {place for statement in clauses for place in range(*statement.tokens)}
    labels, anaphors = epithet_statements(document, found_names, taken, {first for first, _ in brackets})
    statements += labels
    known = [subject for statement in statements for subject in statement.subjects]
    statements += anaphoric_statements(document, found_names, _apart(anaphors, nouns), known)
    return tuple(sorted(link(document, statements), key=lambda designation: designation.span))


def _apart(labels: list[Label], nouns: list[Label]) -> list[Label]:
    """Join two lists of labels, leaving out a label that lies in a longer phrase."""
    covered = {place for noun in nouns for place in range(noun.first, noun.last)}
    return [*nouns, *(label for label in labels if label.first not in covered)]


def _told_before(statement: Statement, told: dict[int, int]) -> bool:
    """Tell whether a status only completes an event: ``revoked the recognition of X as an agent``."""
    end = told.get(statement.subjects[0].first)
    return end is not None and end <= statement.tokens[0]
