"""What a reading session asks of the world outside: values, carried out by the screen."""

from __future__ import annotations

from typing import Literal

from reader.session.history import Part
from reader.values import Value

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


class Save(Value):
    """Make the parts of a step durable, in their order, then say what was done."""

    parts: tuple[Part, ...]
    said: str


class Say(Value):
    """Tell something in one line; ``‹tag.ask›`` in it stands for the key of that command."""

    text: str
    warning: bool = False


class Ask(Value):
    """Ask for the rest: a tag, a note, a search or where to export."""

    question: Question


class Show(Value):
    """Show a pane, leave it where it is shown, or move in it."""

    pane: Pane


class Restyle(Value):
    """Make the column narrower or wider, the paragraphs' spacing or the theme the next one."""

    what: Literal["narrower", "wider", "spacing", "theme"]
    count: int = 1
    """By how many steps."""


class Copy(Value):
    """Put text on the clipboard."""

    text: str
    said: str


class Open(Value):
    """Open another article of the library at an annotation, what is open closed."""

    article: str
    """Its id."""
    annotation: str
    """The annotation's id."""
    said: str


class Find(Value):
    """Search the text beside the screen's thread, and go to the next match behind the caret's."""

    query: str


class Leave(Value):
    """Go back one step: close what is open, else the article; or to the shell for a while."""

    to_shell: bool = False


Effect = Save | Say | Ask | Show | Restyle | Copy | Open | Find | Leave
