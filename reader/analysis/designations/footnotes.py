"""What footnotes state, and of whom: the names they list, or those their markers point at."""

from __future__ import annotations

import bisect
from typing import cast

from reader.analysis.designations.document import Document
from reader.analysis.designations.markers import Marker, find_markers
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.notes import Note, find_notes
from reader.analysis.designations.polarity import polarity_of
from reader.analysis.designations.statement import Statement, Subject, authority_text
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import named_subjects, opening, subject_of
from reader.articles.findings import Kind

_SURE_BY_NAME = 0.95
_SURE_BY_MARKER = 0.9
_UNSURE = 0.6
_MOST_NOTES = 4
_BLOCK_GAP = 30


def footnote_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[tuple[int, int]]]:
    """Return what the footnotes state, and the token ranges of the notes.

    A note that lists names is about these, wherever the markers stand, since markers drift in translation;
    one without names is about whatever its symbol marks.
    """
    if not statuses:
        return [], []
    markers = find_markers(document)
    notes = find_notes(document, markers, statuses)
    named = {note.first: named_subjects(document, names, note.body, note.last, note.status) for note in notes}
    pointing = _Pointing([note for note in notes if not named[note.first]])
    for call in markers if pointing.notes else ():
        name = None if call.opens_note else marked_name(document, names, call)
        if name is not None:
            pointing.take(call, name)
    pointing.decide()
    found = []
    for note in notes:
        marked = [subject_of(document, names, name) for name in pointing.names.get(note.first, [])]
        sure = _SURE_BY_NAME if named[note.first] else _SURE_BY_MARKER
        sure = _UNSURE if note.first in pointing.unsure else sure
        found.append(_statement(document, note, named[note.first] or marked, sure))
    return found, [(note.first, note.last) for note in notes]


def _statement(document: Document, note: Note, subjects: list[Subject], confidence: float) -> Statement:
    status = note.status
    return Statement(
        span=document.span(note.first, note.last),
        kinds=cast("tuple[Kind, ...]", tuple(status.kinds)),
        source="footnote",
        confidence=confidence,
        subjects=tuple(subjects),
        jurisdictions=tuple(status.jurisdictions),
        authority=authority_text(document, status),
        polarity=polarity_of(document, status.first, status.last),
        marker=note.symbols[0] if note.symbols else None,
        tokens=(note.first, note.last),
    )


class _Pointing:
    """Gives marked names to notes without names, by the very symbol: ``*`` never stands for ``**``."""

    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.names: dict[int, list[Name]] = {}
        self.unsure: set[int] = set()
        self._open: list[tuple[Name, list[Note]]] = []
        self._by_symbol: dict[str, list[Note]] = {}
        for note in notes:
            for symbol in note.symbols:
                self._by_symbol.setdefault(symbol, []).append(note)

    def take(self, call: Marker, name: Name) -> None:
        """Give a marked name to its note; of several with its symbol, a person to the one of persons."""
        notes = self._block(call)
        if len(notes) > 1 and name.label == "PERSON":
            fitting = [note for note in notes if note.of_person]
            notes = fitting if len(fitting) == 1 else notes
        if len(notes) == 1:
            self.names.setdefault(notes[0].first, []).append(name)
        elif notes:
            self._open.append((name, notes))

    def decide(self) -> None:
        """Give the names left over to the one note of their symbol that has none yet, or else to all."""
        for name, notes in self._open:
            free = [note for note in notes if note.first not in self.names]
            chosen = free if len(free) == 1 else notes
            for note in chosen:
                self.names.setdefault(note.first, []).append(name)
            if len(chosen) > 1:
                self.unsure |= {note.first for note in chosen}

    def _block(self, call: Marker) -> list[Note]:
        """Return the notes of a symbol that stand together nearest behind its call, or else before it."""
        notes = self._by_symbol.get(call.symbols[0], [])
        at = bisect.bisect_left(notes, call.first, key=lambda note: note.first)
        if at == len(notes):
            notes, at = [*reversed(notes[-_MOST_NOTES:])], 0
        block = notes[at : at + 1]
        for note in notes[at + 1 : at + _MOST_NOTES]:
            if abs(note.first - block[-1].first) > _BLOCK_GAP:
                break
            block.append(note)
        return block


def marked_name(document: Document, names: Names, call: Marker) -> Name | None:
    """Return the name a marker stands behind; a sign, a bracket or a quote may lie between."""
    place = call.first
    if document.kind(place - 1) in {"stop", "comma"}:
        place -= 1
    if place < call.first and document.kind(place - 1) == "marker":
        place -= 1
    for end in (place, opening(document, place), place - 1 if document.kind(place - 1) == "quote" else place):
        name = names.ending(end)
        if name is not None:
            return name
    return None
