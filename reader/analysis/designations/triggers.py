"""Which sentences are worth reading: those with a word that no statement can do without.

Nine sentences in ten of the news hold none, and no rule looks at them.
"""

from __future__ import annotations

from typing import get_args

from reader.analysis.designations.document import Document
from reader.analysis.designations.vocabulary import Term, bits_of
from reader.articles.findings import Kind

_KIND_WORDS = (
    "status",
    "title",
    "fighters",
    "sanctions",
    "participle=banned",
    "participle=unbanned",
    "participle=sanctioned",
    "participle=registered",
    *(f"list={kind}" for kind in get_args(Kind)),
)
_LABEL_WORDS = (
    "ideology",
    "distance",
    "recognition",
    "state_media",
    "backing",
    "backed_by",
    "backing_prefix",
)
_EVENT_WORDS = ("measure", "infinitive=banned", "infinitive=sanctioned")
_CHARGE_WORDS = ("charge",)
_LABELS = ("status", "fighters", *_LABEL_WORDS)
_ANY = (*_KIND_WORDS, *_LABEL_WORDS, *_EVENT_WORDS, *_CHARGE_WORDS)


class Triggers:
    """The words of a text that may make a statement, and the sentences they stand in."""

    def __init__(self, document: Document) -> None:
        """Look every word up once."""
        self.labels: list[int] = []
        """The tokens where an epithet may start."""
        self.statuses: list[int] = []
        """The numbers of the sentences that may hold a status phrase."""
        self.events: list[int] = []
        """The numbers of the sentences that may tell of a measure."""
        self.charges: list[int] = []
        """The numbers of the sentences that may tell of a charge or a verdict."""
        kind, event, charge, label = (
            bits_of[each] for each in (_KIND_WORDS, _EVENT_WORDS, _CHARGE_WORDS, _LABELS)
        )
        for place in document.places(*_ANY):
            number = document.sentence_of[place]
            for term in document.starting(place):
                if term.bits & kind:
                    _add(self.statuses, number)
                elif term.bits & event:
                    _add(self.events, number)
                elif term.bits & charge:
                    _add(self.charges, number)
                if term.bits & label and _may_label(document, term):
                    _add(self.labels, place)


def _add(numbers: list[int], number: int) -> None:
    """Add a number to an ascending list once."""
    if not numbers or numbers[-1] != number:
        numbers.append(number)


def _may_label(document: Document, term: Term) -> bool:
    """Tell ``backed`` of ``Iran-backed`` from the verb."""
    if term.category == "backing":
        return document.kind(term.first - 1) == "hyphen"
    return term.category != "backing_prefix" or document.kind(term.last) == "hyphen"
