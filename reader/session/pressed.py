"""Carrying out a key's command with no more imported than it takes: the first key at a start is a motion."""

from __future__ import annotations

from reader.session.effects import Effect
from reader.session.keys import Press
from reader.session.moving import caret_moved
from reader.session.reading import Reading


def pressed(reading: Reading, press: Press) -> tuple[Reading, tuple[Effect, ...]]:
    """Carry out a command of the article's scope, as `reader.session.apply.apply` does.

    Args:
        reading: The session before.
        press: The command's id with its count and argument.

    Raises:
        KeyError: when the command is none of the article's.
    """
    if press.command.startswith("caret."):
        return caret_moved(reading, press)
    from reader.session.apply import apply

    return apply(reading, press)
