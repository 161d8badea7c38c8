"""Notices about the outlet or the author itself: ``THIS MATERIAL WAS PRODUCED BY A FOREIGN AGENT ...``."""

from __future__ import annotations

from typing import cast

from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import polarity_of
from reader.analysis.designations.statement import Statement, Subject, authority_text, merged
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import subject_of
from reader.articles.findings import Kind

_LONGEST = 120
_LONGEST_NAME = 6


def banner_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[tuple[int, int]]]:
    """Return what banners state, and the token ranges of their lines."""
    found: list[Statement] = []
    ranges: list[tuple[int, int]] = []
    by_sentence: dict[int, list[Status]] = {}
    for status in statuses:
        by_sentence.setdefault(document.sentence_of[status.first], []).append(status)
    for number, inside in by_sentence.items():
        first, last = document.sentences[number]
        if not _opens_banner(document, first) or last - first > _LONGEST:
            continue
        while document.kind(last - 1) == "break":
            last -= 1
        status = merged(inside)
        if not status.kinds:
            continue
        found.append(_statement(document, names, first, last, status))
        ranges.append((first, last))
    return found, ranges


def _opens_banner(document: Document, first: int) -> bool:
    return document.holds(first, first + 3, "banner")


def _statement(document: Document, names: Names, first: int, last: int, status: Status) -> Statement:
    subjects = [subject_of(document, names, name) for name in names.within(first, last) if not name.place]
    return Statement(
        span=document.span(first, last),
        kinds=cast("tuple[Kind, ...]", tuple(status.kinds)),
        source="banner",
        confidence=0.9,
        subjects=tuple(subjects or _in_capitals(document, first, last)),
        jurisdictions=tuple(status.jurisdictions),
        authority=authority_text(document, status),
        polarity=polarity_of(document, status.first, status.last),
        tokens=(first, last),
    )


def _in_capitals(document: Document, first: int, last: int) -> list[Subject]:
    """Return the names right behind ``FOREIGN AGENT`` in a line of capitals, where looks tell nothing."""
    found = []
    for place in range(first, last):
        title = document.term(place, "title")
        if title is None:
            continue
        end = title.last
        while end < last and end - title.last < _LONGEST_NAME and _may_be_named(document, end):
            end += 1
        if end - title.last > 1:
            found.append(Subject(title.last, end, label="PERSON"))
    return found


def _may_be_named(document: Document, place: int) -> bool:
    token = document.tokens[place]
    return token.capital and not document.term(place, "and", "bridge", "participle", "in", "head", "content")
