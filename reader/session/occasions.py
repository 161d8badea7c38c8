"""What each command would do at the caret, in words, and what keeps it from doing anything now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.session.annotating import words_of
from reader.session.correcting import subject_at
from reader.session.history import History
from reader.session.overlapping import annotation_meant, things_at
from reader.session.propagating import propagation_here
from reader.session.reading import Reading, annotations_at, designations_at, mention_at
from reader.session.relating import relations_of
from reader.session.suggested import suggestions_at
from reader.text.quotes import in_quotes

LONGEST = 32
"""How many characters of a passage are quoted."""

NOTHING_OF_YOURS = "no annotation of yours is here"


def place_in_words(reading: Reading) -> str:
    """Return where the caret stands: on a selection, an annotation, a name, a designation, or plain words."""
    offset = reading.caret.offset
    if reading.selection is not None:
        return f"the selection {quoted(reading)}"
    if over := annotations_at(reading, offset):
        whose = "your annotation" if reading.own(over[0]) else f"an annotation of {over[0].author}"
        return f"{whose} {', '.join(over[0].tags)}".strip()
    if (found := mention_at(reading.findings, offset)) is not None:
        return found[0].name
    if designations_at(reading.findings, offset):
        return "words that designate"
    return f"the sentence {quoted(reading)}"


def quoted(reading: Reading) -> str:
    """Return the passage that an action would work on, in quotation marks, cut where it is long."""
    words = " ".join(words_of(reading)[: 4 * LONGEST].split())
    return in_quotes(words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…")


def hindrance(command: str, history: History, reading: Reading | None) -> str:
    """Return why a command can do nothing now; nothing where it can.

    Args:
        command: Its id.
        history: What could be undone.
        reading: The open article; None in the list.
    """
    if command == "edit.undo":
        return "" if history.undone() else "nothing to undo"
    if command == "edit.redo":
        return "" if history.redone() else "nothing was undone"
    if reading is None:
        return ""
    if command in WRITING and not reading.writable:
        return "this library cannot be annotated"
    return HINDRANCES[command](reading) if command in HINDRANCES else ""


def _noting(reading: Reading) -> str:
    here = annotation_meant(reading, own=True)
    return "Edit its note" if here and here.note else f"Write a note on {quoted(reading)}"


def _peeking(reading: Reading) -> str:
    offset = reading.caret.offset
    found = mention_at(reading.findings, offset)
    if found is not None:
        return f"Explain {found[0].name}"
    explained = annotations_at(reading, offset) or designations_at(reading.findings, offset)
    return "Explain what stands here" if explained else ""


def _tags_of_own(reading: Reading) -> str:
    here = annotation_meant(reading, own=True)
    return f"your annotation {', '.join(here.tags)}".strip() if here else ""


def _about_own(words: str) -> Callable[[Reading], str]:
    def said(reading: Reading) -> str:
        own = _tags_of_own(reading)
        return f"{words} {own}" if own else ""

    return said


def _propagating(reading: Reading) -> str:
    found = propagation_here(reading)
    return f"Put {found.tag} on its other mentions" if found else ""


def _following(reading: Reading) -> str:
    here = annotation_meant(reading)
    return "Go to what it is related to" if here and relations_of(reading, here) else ""


def _accepting(words: str) -> Callable[[Reading], str]:
    def said(reading: Reading) -> str:
        found = suggestions_at(reading, reading.caret.offset)
        return f"{words} the suggestion {found[0].tag}" if found else ""

    return said


AT_CARET: Mapping[str, Callable[[Reading], str]] = {
    "select.start": lambda r: "Let the selection go" if r.selection else "",
    "select.swap": lambda r: "Move its other end" if r.selection else "",
    "tag.ask": lambda r: f"Tag {quoted(r)}",
    "tag.again": lambda r: f"Tag it {r.last_tag} again",
    "tag.words": lambda _r: "Tag it with its own words",
    "tag.propagate": _propagating,
    "suggest.accept": _accepting("Accept"),
    "suggest.reject": _accepting("Reject"),
    "note.ask": _noting,
    "note.editor": lambda _r: "Write its note in your own editor",
    "annotation.cycle": lambda r: "Take the next of what lies here in hand" if len(things_at(r)) > 1 else "",
    "annotation.span": _about_own("Change the span of"),
    "relation.begin": lambda r: "Relate it to another annotation" if annotation_meant(r) else "",
    "relation.follow": _following,
    "annotation.delete": _about_own("Delete"),
    "correct.ask": lambda r: "Correct what was found here" if subject_at(r) else "",
    "search.here": lambda r: "Search for these words" if r.selection else "",
    "copy.passage": lambda r: f"Copy {quoted(r)}",
    "copy.citation": lambda _r: "Copy it with its title, source and place",
    "peek": _peeking,
}
"""What a command would do at the caret, in words; nothing where it has nothing to do with the place."""

WRITING = frozenset(
    {
        *("tag.ask", "tag.again", "tag.words", "tag.propagate", "note.ask", "note.editor", "annotation.span"),
        *("annotation.delete", "relation.begin", "suggest.accept"),
    }
)
"""Commands that make or change annotations."""

HINDRANCES: Mapping[str, Callable[[Reading], str]] = {
    "select.swap": lambda r: "" if r.selection else "nothing is selected",
    "tag.again": lambda r: "" if r.last_tag else "no tag was used yet",
    "tag.propagate": lambda r: "" if _propagating(r) else "no tag of yours is here",
    "suggest.accept": lambda r: "" if AT_CARET["suggest.accept"](r) else "no suggestion is here",
    "suggest.reject": lambda r: "" if AT_CARET["suggest.reject"](r) else "no suggestion is here",
    "annotation.delete": lambda r: "" if _tags_of_own(r) else NOTHING_OF_YOURS,
    "annotation.span": lambda r: "" if _tags_of_own(r) else NOTHING_OF_YOURS,
    "annotation.cycle": lambda r: "" if len(things_at(r)) > 1 else "not several are here",
    "relation.begin": lambda r: "" if annotation_meant(r) else "no annotation is here",
    "relation.follow": lambda r: "" if _following(r) else "no relation is here",
    "relation.list": lambda r: "" if r.relations else "no relations yet",
    "correct.ask": lambda r: "" if r.correctable else "corrections cannot be saved here",
    "search.next": lambda r: "" if r.search else "nothing was searched for",
    "search.previous": lambda r: "" if r.search else "nothing was searched for",
    "jump.back": lambda r: "" if r.jumps else "no jump to go back from",
    "jump.forth": lambda r: "" if r.ahead else "no jump was taken back",
    "mark.go": lambda r: "" if r.places or r.jumps else "no mark is set",
    "jump.annotation_next": lambda r: "" if r.annotations else "no annotations yet",
    "jump.annotation_previous": lambda r: "" if r.annotations else "no annotations yet",
}
"""What keeps a command from doing anything; nothing where it can."""
