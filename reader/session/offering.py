"""What can be done here and now: the commands of a scope, those that concern the caret's place first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.session.annotating import annotation_here, words_of
from reader.session.commands import GROUPS, Command, Scope
from reader.session.history import History
from reader.session.keyboard import Keyboard
from reader.session.reading import Reading, annotations_at, designations_at, mention_at

HERE, NOT_NOW = "Here", "Not now"
LONGEST = 32
"""How many characters of a passage are quoted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A command, and what it would do."""

    command: Command
    words: str
    hindered: str = ""
    """Why it can do nothing now; empty where it can."""


@dataclass(frozen=True, slots=True)
class Section:
    """Offers under a heading."""

    heading: str
    offers: tuple[Offer, ...]


def offers(
    keyboard: Keyboard, scope: Scope, history: History, reading: Reading | None = None
) -> tuple[Section, ...]:
    """Return what can be done, section by section, each with something in it.

    Args:
        keyboard: The commands with the keys in force.
        scope: Where the keys go.
        history: What could be undone.
        reading: The open article; None in the list.
    """
    here: list[Offer] = []
    grouped: dict[str, list[Offer]] = {group: [] for group in GROUPS}
    not_now: list[Offer] = []
    for command in keyboard.commands_in(scope):
        why = _hindrance(command.id, history, reading)
        words = AT_CARET[command.id](reading) if reading and command.id in AT_CARET else ""
        if why:
            not_now.append(Offer(command, command.help, why))
        elif words and scope == "article":
            here.append(Offer(command, words))
        else:
            grouped[command.group].append(Offer(command, command.help))
    heading = f"{HERE}: {place_in_words(reading)}" if reading else HERE
    sections = [(heading, here), *grouped.items(), (NOT_NOW, not_now)]
    return tuple(Section(heading, tuple(found)) for heading, found in sections if found)


def place_in_words(reading: Reading) -> str:
    """Return where the caret stands: on a selection, an annotation, a name, a designation, or plain words."""
    offset = reading.caret.offset
    if reading.selection is not None:
        return f"the selection {_quoted(reading)}"
    if over := annotations_at(reading, offset):
        whose = "your annotation" if reading.own(over[0]) else f"an annotation of {over[0].author}"
        return f"{whose} {', '.join(over[0].tags)}".strip()
    if (found := mention_at(reading.findings, offset)) is not None:
        return found[0].name
    if designations_at(reading.findings, offset):
        return "words that designate"
    return f"the sentence {_quoted(reading)}"


def _quoted(reading: Reading) -> str:
    words = " ".join(words_of(reading)[: 4 * LONGEST].split())
    return f"“{words if len(words) <= LONGEST else f'{words[: LONGEST - 1].rstrip()}…'}”"


def _noting(reading: Reading) -> str:
    here = annotation_here(reading)
    return "Edit its note" if here and here.note else f"Write a note on {_quoted(reading)}"


def _deleting(reading: Reading) -> str:
    own = [a for a in annotations_at(reading, reading.caret.offset) if reading.own(a)]
    return f"Delete your annotation {', '.join(own[0].tags)}".strip() if own else ""


def _peeking(reading: Reading) -> str:
    offset = reading.caret.offset
    found = mention_at(reading.findings, offset)
    if found is not None:
        return f"Explain {found[0].name}"
    explained = annotations_at(reading, offset) or designations_at(reading.findings, offset)
    return "Explain what stands here" if explained else ""


AT_CARET: Mapping[str, Callable[[Reading], str]] = {
    "select.start": lambda r: "Let the selection go" if r.selection else "",
    "select.swap": lambda r: "Move its other end" if r.selection else "",
    "tag.ask": lambda r: f"Tag {_quoted(r)}",
    "tag.again": lambda r: f"Tag it {r.last_tag} again",
    "note.ask": _noting,
    "annotation.delete": _deleting,
    "copy.passage": lambda r: f"Copy {_quoted(r)}",
    "copy.citation": lambda _r: "Copy it with its title, source and place",
    "peek": _peeking,
}
"""What a command would do at the caret, in words; nothing where it has nothing to do with the place."""


def _hindrance(command: str, history: History, reading: Reading | None) -> str:
    """Return why a command can do nothing now."""
    if command == "edit.undo":
        return "" if history.undone() else "nothing to undo"
    if command == "edit.redo":
        return "" if history.redone() else "nothing was undone"
    if reading is None:
        return ""
    if command in WRITING and not reading.writable:
        return "this library cannot be annotated"
    return HINDRANCES[command](reading) if command in HINDRANCES else ""


WRITING = frozenset({"tag.ask", "tag.again", "note.ask", "annotation.delete"})

HINDRANCES: Mapping[str, Callable[[Reading], str]] = {
    "select.swap": lambda r: "" if r.selection else "nothing is selected",
    "tag.again": lambda r: "" if r.last_tag else "no tag was used yet",
    "annotation.delete": lambda r: "" if _deleting(r) else "no annotation of yours is here",
    "search.next": lambda r: "" if r.search else "nothing was searched for",
    "search.previous": lambda r: "" if r.search else "nothing was searched for",
    "jump.back": lambda r: "" if r.jumps else "no jump to go back from",
    "mark.go": lambda r: "" if r.places else "no mark is set",
    "jump.annotation_next": lambda r: "" if r.annotations else "no annotations yet",
    "jump.annotation_previous": lambda r: "" if r.annotations else "no annotations yet",
}
