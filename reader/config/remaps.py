"""Commands with other keys than their own, as the settings have them."""

from __future__ import annotations

from reader.values import Value


class Remap(Value):
    """Other keys for a command."""

    command: str
    """Its id as it was written; whether there is such a command is not known here."""
    keys: tuple[str, ...]
    """Each a sequence of key names parted by spaces; none at all unbinds it."""
    where: str
    """The file and the line, for what is wrong with it."""
