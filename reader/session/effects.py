"""What a reading session asks of the world outside: values, carried out by the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.session.history import Part

Question = Literal[
    "tag",
    "note",
    "editor",
    "relation",
    "relations",
    "search",
    "export",
    "export_again",
    "elsewhere",
    "propagate",
    "suggestions",
    "correction",
    "codebook",
    "review",
]
Pane = Literal[
    "peek", "card.down", "card.up", "annotations", "entities", "legend", "zen", "next", "palette", "help"
]


@dataclass(frozen=True, slots=True)
class Save:
    """Make the parts of a step durable, in their order, then say what was done."""

    parts: tuple[Part, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Say:
    """Tell something in one line; ``‹tag.ask›`` in it stands for the key of that command."""

    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for the rest: a tag, a note, a search or where to export."""

    question: Question


@dataclass(frozen=True, slots=True)
class Show:
    """Show a pane, leave it where it is shown, or move in it."""

    pane: Pane


@dataclass(frozen=True, slots=True)
class Restyle:
    """Make the column narrower or wider, the paragraphs' spacing or the theme the next one."""

    what: Literal["narrower", "wider", "spacing", "theme"]
    count: int = 1
    """By how many steps."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Put text on the clipboard."""

    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Open:
    """Open another article of the library at an annotation, what is open closed."""

    article: str
    """Its id."""
    annotation: str
    """The annotation's id."""
    said: str


@dataclass(frozen=True, slots=True)
class Find:
    """Search the text beside the screen's thread, and go to the next match behind the caret's."""

    query: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Go back one step: close what is open, else the article; or to the shell for a while."""

    to_shell: bool = False


Effect = Save | Say | Ask | Show | Restyle | Copy | Open | Find | Leave
