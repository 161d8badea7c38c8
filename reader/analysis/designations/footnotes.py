"""Footnotes that state a status, wherever they stand, and the names their markers point at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from reader.analysis.designations.document import Document
from reader.analysis.designations.markers import Marker, find_markers
from reader.analysis.designations.names import Name, Names
from reader.analysis.designations.polarity import polarity_of
from reader.analysis.designations.statement import Statement, Subject, authority_text, merged
from reader.analysis.designations.status import Status
from reader.analysis.designations.subjects import named_subjects, subject_of
from reader.text.span import Span

_LONGEST_UNMARKED = 60
_UNMARKED_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Note:
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
    notes = []
    for first, last in _lines(document):
        pieces = [place for place in sorted(openings) if first <= place < last] if openings else []
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


def _lines(document: Document) -> list[tuple[int, int]]:
    lines, first = [], 0
    for place, token in enumerate(document.tokens):
        if token.kind == "break":
            if place > first:
                lines.append((first, place))
            first = place + 1
    if first < len(document.tokens):
        lines.append((first, len(document.tokens)))
    return lines


def _note(
    document: Document, first: int, body: int, last: int, symbols: tuple[str, ...], statuses: list[Status]
) -> Note | None:
    inside = [status for status in statuses if body <= status.first and status.last <= last]
    if not inside:
        return None
    status = merged(inside)
    return Note(first, body, last, symbols, status) if status.kinds else None


def _says_so(document: Document, note: Note) -> bool:
    """Tell a status from a word of the list by chance: the phrase must carry the line."""
    status = note.status
    if status.noun or status.listed or ("sanctioned" in status.kinds and status.jurisdictions):
        return True
    head = any(document.term(place, "head") for place in range(note.body, note.last))
    return bool(status.verbs and (status.jurisdictions or status.authority or head))


def _is_unmarked_note(document: Document, note: Note, statuses: list[Status]) -> bool:
    """Tell a note without marker: a short line made of a status with its country, and no verb of events."""
    status, length = note.status, note.last - note.body
    if length > _LONGEST_UNMARKED or not (status.jurisdictions or status.authority or status.listed):
        return False
    covered = sum(s.last - s.first for s in statuses if note.body <= s.first and s.last <= note.last)
    starts = status.first - note.body <= 1 and covered >= length * _UNMARKED_SHARE
    opening = document.tokens[note.body]
    return (
        starts
        and bool(status.noun)
        and opening.kind == "word"
        and not document.term_before(note.last, "comma")
    )


def footnote_statements(
    document: Document, names: Names, statuses: list[Status]
) -> tuple[list[Statement], list[Note]]:
    """Return what the footnotes state, and the notes themselves."""
    markers = find_markers(document)
    notes = find_notes(document, markers, statuses)
    calls = [marker for marker in markers if not _within_notes(marker.first, notes)]
    named = {note.first: named_subjects(document, names, note.body, note.last, note.status) for note in notes}
    pointed = _pointed(document, names, calls, notes, named)
    return [
        _statement(document, note, named[note.first], pointed.get(note.first, [])) for note in notes
    ], notes


def _within_notes(place: int, notes: list[Note]) -> bool:
    return any(note.first <= place < note.last for note in notes)


def _statement(document: Document, note: Note, named: list[Subject], pointed: list[Subject]) -> Statement:
    subjects = named or pointed
    status = note.status
    conflict = len({note.symbols}) and not named and not pointed
    confidence = 0.95 if named else 0.9
    span = Span(document.tokens[note.first].start, document.tokens[note.last - 1].end)
    return Statement(
        span=span,
        kinds=tuple(status.kinds),  # type: ignore[arg-type]
        source="footnote",
        confidence=confidence if not conflict else 0.6,
        subjects=tuple(subjects),
        jurisdictions=tuple(status.jurisdictions),
        authority=authority_text(document, status),
        polarity=polarity_of(document, status.first, status.last),
        marker=note.symbols[0] if note.symbols else None,
        tokens=(note.first, note.last),
    )


def _pointed(
    document: Document, names: Names, calls: list[Marker], notes: list[Note], named: dict[int, list[Subject]]
) -> dict[int, list[Subject]]:
    """Give each marked name to the nameless notes with its very symbol."""
    found: dict[int, list[Subject]] = {}
    undecided: list[tuple[Name, list[Note]]] = []
    for call in calls:
        same = [note for note in notes if call.symbols[0] in note.symbols and not named[note.first]]
        name = _marked_name(document, names, call)
        if name is None or not same:
            continue
        if len(same) > 1:
            fitting = [note for note in same if note.of_person == (name.label == "PERSON")]
            if name.label != "PERSON" or len(fitting) != 1:
                undecided.append((name, same))
                continue
            same = fitting
        for note in same:
            found.setdefault(note.first, []).append(subject_of(document, names, name))
    for name, same in undecided:
        untaken = [note for note in same if note.first not in found]
        for note in untaken if len(untaken) == 1 else same:
            found.setdefault(note.first, []).append(subject_of(document, names, name))
    return found


def _marked_name(document: Document, names: Names, call: Marker) -> Name | None:
    """Return the name a marker stands behind, or the last word where it is no name by its looks."""
    place = call.first
    if document.kind(place - 1) in {"stop", "comma"}:
        place -= 1
    name = names.ending(place)
    if name is None and document.kind(place - 1) == "close":
        opening = next(
            (p for p in range(place - 2, max(-1, place - 12), -1) if document.kind(p) == "open"), None
        )
        name = names.ending(opening) if opening is not None else None
    if name is None and document.kind(place - 1) == "quote":
        name = names.ending(place - 1)
    return name
