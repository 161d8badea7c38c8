"""Labelling words such as ``militant group``, and the names they stand for: ``the terrorist outfit``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import cast, get_args

from reader.analysis.designations.document import Document
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.statement import Statement, Subject
from reader.analysis.designations.subjects import subject_of
from reader.analysis.designations.vocabulary import bits_of
from reader.articles.findings import Kind
from reader.values import Value, replace

_LABELS = ("status", "ideology", "fighters")
LABELS = bits_of[_LABELS]
"""The bits of the words that a label may start with; see `bits_of`."""
_KNOWN, _PARTICLE = bits_of[("known",)], bits_of[("particle",)]
_WEIGHT = ("terrorist", "extremist", "undesirable", "banned", "ideological", "militant", *get_args(Kind))
_CONFIDENCE = 0.5
_ANTECEDENT_REACH = 600
_MOST_CANDIDATES = 30
_STRETCH = 64


class Label(Value):
    """A run of labelling words at the tokens ``[first, last)``."""

    first: int
    last: int
    kinds: tuple[Kind, ...]
    noun: bool
    """Whether it ends in a noun, so that it can stand behind a name."""
    head: bool = False
    """Whether that noun is one of organisations, so that it can stand for a name."""


def label_at(document: Document, first: int) -> Label | None:
    """Return the labels that start at a token, with the organisation noun behind them."""
    kinds: list[str] = []
    place, noun = first, False
    while True:
        term = document.term(place, *_LABELS)
        if term is None:
            break
        kinds.append(term.value)
        noun = term.category == "fighters"
        place = term.last
    if not kinds:
        return None
    head = document.term(place, "head")
    if head is None and not noun and document.term(place, "object"):
        return None
    organisation = head is not None and head.value == "organisation" and not _starts_name(document, place)
    if head is not None and organisation:
        noun, place = True, head.last
    ranked = sorted(dict.fromkeys(kinds), key=_WEIGHT.index)
    return Label(first, place, cast("tuple[Kind, ...]", tuple(ranked)), noun, organisation)


def _starts_name(document: Document, place: int) -> bool:
    return (
        document.tokens[place].capital
        and place + 1 < len(document.tokens)
        and document.tokens[place + 1].capital
    )


def label_statement(
    document: Document,
    first: int,
    last: int,
    kinds: tuple[Kind, ...],
    subject: Subject,
    codes: tuple[str, ...] = (),
) -> Statement:
    """Return an epithet as a statement about a subject.

    ``The former terrorist group`` has lost the label; ``former FARC guerrillas`` tells of people.
    """
    past = document.term_before(first, "ended") is not None and document.term_before(last, "head") is not None
    return Statement(
        span=document.span(first, last),
        kinds=kinds,
        source="epithet",
        confidence=_CONFIDENCE,
        subjects=(subject,),
        jurisdictions=codes,
        polarity="lifted" if past else "asserted",
        tokens=(first, last),
    )


def anaphoric_statements(
    document: Document, names: Names, labels: list[Label], known: list[Subject]
) -> list[Statement]:
    """Return the labels that stand for somebody designated before: ``the militant group``.

    The one meant is the designated or well-known name mentioned last before the label.
    """
    wanted = {tuple(t.norm for t in document.tokens[s.first : s.last]) for s in known if not s.common}
    candidates = _Candidates(document, {norms[0] for norms in wanted})
    found = []
    for label in labels:
        definite = document.term_before(label.first, "determiner")
        article = document.term(definite.first, "determiner") if definite else None
        if article is None or not _is_definite(document, article.first):
            continue
        fitting = (_meant(document, names, at, wanted) for at in candidates.before(label.first))
        name = next(filter(None, fitting), None)
        if name is None or label.first - name.first > _ANTECEDENT_REACH:
            continue
        subject = replace(subject_of(document, names, name), aliases=())
        found.append(label_statement(document, label.first, label.last, label.kinds, subject))
    return found


class _Candidates:
    """Where a name may start that a label may stand for: one designated, or a well-known one.

    A text is looked through stretch by stretch, since most labels stand near.
    """

    def __init__(self, document: Document, opening: set[str]) -> None:
        """Keep a document and the words that the names of those designated open with."""
        self._document = document
        self._opening = opening
        self._stretches: dict[int, list[int]] = {}

    def before(self, place: int) -> Iterator[int]:
        """Yield the places within reach before a token, the nearest first."""
        furthest = max(place - _ANTECEDENT_REACH, 0) // _STRETCH
        stretches = map(self._within, range(place // _STRETCH, furthest - 1, -1))
        found = (at for stretch in stretches for at in reversed(stretch) if at < place)
        return islice(found, _MOST_CANDIDATES)

    def _within(self, number: int) -> list[int]:
        if number not in self._stretches:
            document, first, last = self._document, number * _STRETCH, (number + 1) * _STRETCH
            words = zip(document.norms[first:last], document.bits[first:last], strict=True)
            self._stretches[number] = [
                place
                for place, (norm, bits) in enumerate(words, first)
                if norm in self._opening
                or (bits & _KNOWN and (document.tokens[place].capital or bits & _PARTICLE))
            ]
        return self._stretches[number]


def _meant(document: Document, names: Names, place: int, wanted: set[tuple[str, ...]]) -> Name | None:
    """Return the name at a token if it is one of those wanted, or well known."""
    name = names.starting(place) or names.starting(place - 1)
    if name is None or name.place or name.first != place:
        return None
    norms = tuple(t.norm for t in document.tokens[name.first : name.last])
    return name if norms in wanted or document.term(place, "known") is not None else None


def _is_definite(document: Document, place: int) -> bool:
    return any(
        term.category == "determiner" and term.value == "definite" for term in document.starting(place)
    )
