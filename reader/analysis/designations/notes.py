"""Notes of a text that state a status: where they stand, with a marker or without."""

from __future__ import annotations

import bisect
from itertools import pairwise

from reader.analysis.designations.document import Document
from reader.analysis.designations.markers import Marker
from reader.analysis.designations.statement import merged
from reader.analysis.designations.status import Status, statuses_within
from reader.values import Value

_LONGEST_UNMARKED = 60
_UNMARKED_SHARE = 0.75


class Note(Value):
    """A line, or the rest of one, that states a status."""

    first: int
    """The first token, the marker counted in."""
    body: int
    """The first token of the note's words."""
    last: int
    symbols: tuple[str, ...]
    status: Status

    @property
    def of_person(self) -> bool:
        """Whether it speaks of a person rather than an organisation."""
        return self.status.person or ("foreign_agent" in self.status.kinds[:1] and not self.status.head)


def find_notes(document: Document, markers: list[Marker], statuses: list[Status]) -> list[Note]:
    """Return the notes of a text: marked lines with a status, and unmarked lines that are nothing else."""
    openings = {marker.first: marker for marker in markers if marker.opens_note}
    places = sorted(openings)
    notes = []
    for first, last in _lines_of(document, statuses):
        pieces = places[bisect.bisect_left(places, first) : bisect.bisect_left(places, last)]
        for place, end in pairwise([*pieces, last]):
            marker = openings[place]
            note = _note(document, marker.first, marker.last, end, marker.symbols, statuses)
            if note is not None and _says_so(document, note):
                notes.append(note)
        if not pieces:
            note = _note(document, first, first, last, (), statuses)
            if note is not None and _is_unmarked_note(document, note, statuses):
                notes.append(note)
    return notes


def _lines_of(document: Document, statuses: list[Status]) -> list[tuple[int, int]]:
    """Return the lines that hold a status phrase, without their breaks."""
    breaks = [-1, *document.breaks, len(document.tokens)]
    numbers = dict.fromkeys(bisect.bisect_right(breaks, status.first) for status in statuses)
    return [(breaks[number - 1] + 1, breaks[number]) for number in numbers]


def _note(
    document: Document, first: int, body: int, last: int, symbols: tuple[str, ...], statuses: list[Status]
) -> Note | None:
    inside = statuses_within(statuses, body, last)
    if not inside:
        return None
    status = merged(inside)
    last = max(inside[-1].last, min(last, document.sentence(inside[-1].last - 1)[1]))
    return Note(first, body, last, symbols, status) if status.kinds else None


def _says_so(document: Document, note: Note) -> bool:
    """Tell a status from a word of the list by chance: the phrase must carry the line."""
    status = note.status
    if status.noun or status.listed or ("sanctioned" in status.kinds and status.jurisdictions):
        return True
    words = range(note.body, note.last)
    if any(document.term(at, "object") and not document.term(at, "own_activity") for at in words):
        return False
    head = document.holds(note.body, note.last, "head")
    return bool(status.verbs and (status.jurisdictions or status.authority or head))


def _is_unmarked_note(document: Document, note: Note, statuses: list[Status]) -> bool:
    """Tell a note without marker: a short line made of a status with its country, and no verb of events."""
    status, length = note.status, note.last - note.body
    if length > _LONGEST_UNMARKED or not (status.jurisdictions or status.authority or status.listed):
        return False
    covered = sum(inside.last - inside.first for inside in statuses_within(statuses, note.body, note.last))
    starts = status.first - note.body <= 1 and covered >= length * _UNMARKED_SHARE
    opening = document.tokens[note.body]
    return (
        starts
        and bool(status.noun)
        and opening.kind == "word"
        and not document.term_before(note.last, "comma")
    )
