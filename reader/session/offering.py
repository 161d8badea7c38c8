"""What can be done here and now: the commands of a scope, those that concern the caret's place first."""

from __future__ import annotations

from reader.session.commands import GROUPS, Command, Scope
from reader.session.history import History
from reader.session.keyboard import Keyboard
from reader.session.occasions import AT_CARET, hindrance, place_in_words
from reader.session.reading import Reading
from reader.values import Value

HERE, NOT_NOW = "Here", "Not now"


class Offer(Value):
    """A command, and what it would do."""

    command: Command
    words: str
    hindered: str = ""
    """Why it can do nothing now; empty where it can."""


class Section(Value):
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
        why = hindrance(command.id, history, reading)
        words = AT_CARET[command.id](reading) if reading and command.id in AT_CARET else ""
        if why:
            not_now.append(Offer(command, command.help, why))
        elif words and scope == "article":
            here.append(Offer(command, words))
        else:
            grouped[command.group].append(Offer(command, command.help))
    heading = f"{HERE}: {place_in_words(reading)}" if reading else HERE
    groups = sorted(grouped.items(), key=lambda pair: scope != "article" and _is_of_texts(pair[1]))
    sections = [(heading, here), *groups, (NOT_NOW, not_now)]
    return tuple(Section(heading, tuple(found)) for heading, found in sections if found)


def _is_of_texts(found: list[Offer]) -> bool:
    """Tell whether offers can be done in a text too, and so are not what a list is about."""
    return any("article" in offer.command.scopes for offer in found)
