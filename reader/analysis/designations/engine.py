"""The designation engine: from a text to the designations it states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.analysis.designations.banners import banner_statements
from reader.analysis.designations.brackets import bracket_statements
from reader.analysis.designations.clauses import clause_statements
from reader.analysis.designations.document import Document
from reader.analysis.designations.epithets import epithet_statements
from reader.analysis.designations.events import event_statements
from reader.analysis.designations.footnotes import footnote_statements
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.judicial import judicial_statements
from reader.analysis.designations.labels import Label, anaphoric_statements
from reader.analysis.designations.linking import link
from reader.analysis.designations.names import Names
from reader.analysis.designations.rules import NO_RULES, Rules
from reader.analysis.designations.statement import Statement
from reader.analysis.designations.status import Status
from reader.analysis.designations.status_scan import find_statuses
from reader.analysis.designations.tokens import tokenize
from reader.analysis.designations.told_language import told_language
from reader.analysis.designations.triggers import Triggers
from reader.analysis.designations.wording import Wording
from reader.articles.findings import Designation
from reader.text.span import Span

__all__ = ["NameHint", "find_designations"]

_LONGEST_KEPT = 50_000
"""The words of longer texts, in code points, are not kept: they take several megabytes."""


def find_designations(
    text: str,
    *,
    sentences: Sequence[Span],
    names: Sequence[NameHint],
    language: str,
    rules: Rules = NO_RULES,
) -> tuple[Designation, ...]:
    """Find the designations of a text, in the order of their places.

    Args:
        text: The article. Offsets are code points of it.
        sentences: Sentence spans, half-open; may be empty, and sentences are then told from the signs.
        names: Names a recogniser found; may be empty or poor, they only help to tell people and places.
        language: ISO 639-1; a language without a vocabulary is read with the English one.
        rules: The user's additions to the vocabularies; see `load_rules`.

    The surfaces are read in an order in which each leaves its words to none after it: banners, footnotes,
    brackets, events, clauses, charges, epithets, and last the labels that stand for a name given before.
    """
    read = wording_of if len(text) <= _LONGEST_KEPT else _wording
    document = Document(read(text, language, rules), sentences)
    statements = _statements(document, Names(document, names), Triggers(document))
    return tuple(sorted(link(document, statements), key=lambda designation: designation.span))


@lru_cache(maxsize=1)
def wording_of(text: str, language: str, rules: Rules) -> Wording:
    """Return the words of a text; those of the last are kept, since it is read again with better names."""
    return _wording(text, language, rules)


def _wording(text: str, language: str, rules: Rules) -> Wording:
    tokens = tokenize(text)
    return Wording(text, tokens, rules.vocabulary(told_language(tokens, language)))


def _statements(document: Document, names: Names, triggers: Triggers) -> list[Statement]:
    survey = _Survey(find_statuses(document, names, triggers.statuses))
    survey.add(*banner_statements(document, names, survey.statuses))
    survey.add(*footnote_statements(document, names, survey.statuses))
    inline, brackets = bracket_statements(document, names, survey.statuses)
    survey.add(inline, brackets)
    events = event_statements(document, names, triggers.events, survey.taken)
    survey.add(events, [event.tokens for event in events])
    told = {event.subjects[0].first: event.tokens[1] for event in events}
    clauses, nouns = clause_statements(document, names, survey.statuses)
    clauses = [clause for clause in clauses if not _told_before(clause, told)]
    survey.add(clauses, [clause.tokens for clause in clauses])
    survey.add(judicial_statements(document, names, triggers.charges, survey.taken), [])
    labels, anaphors = epithet_statements(
        document, names, triggers.labels, survey.taken, {first for first, _ in brackets}
    )
    survey.add(labels, [])
    known = [subject for statement in survey.statements for subject in statement.subjects]
    survey.add(anaphoric_statements(document, names, _apart(anaphors, nouns), known), [])
    return survey.statements


class _Survey:
    """The statements found so far, and the status phrases and tokens that are still free."""

    def __init__(self, statuses: list[Status]) -> None:
        self.statuses = statuses
        self.statements: list[Statement] = []
        self.taken: set[int] = set()

    def add(self, statements: list[Statement], ranges: list[tuple[int, int]]) -> None:
        """Keep statements, and the tokens of the ranges from whatever is read later."""
        self.statements += statements
        self.taken.update(place for first, last in ranges for place in range(first, last))
        self.statuses = [status for status in self.statuses if status.first not in self.taken]


def _apart(labels: list[Label], nouns: list[Label]) -> list[Label]:
    """Join two lists of labels, leaving out a label that lies in a longer phrase."""
    covered = {place for noun in nouns for place in range(noun.first, noun.last)}
    return [*nouns, *(label for label in labels if label.first not in covered)]


def _told_before(statement: Statement, told: dict[int, int]) -> bool:
    """Tell whether a status only completes an event: ``revoked the recognition of X as an agent``."""
    end = told.get(statement.subjects[0].first)
    return end is not None and end <= statement.tokens[0]
