"""From keys to commands: counts, sequences of keys, and keys that take another as their argument."""

from __future__ import annotations

from collections.abc import Iterable

from reader.session.commands import Command
from reader.values import Value, replace

COUNT_LIMIT = 99_999


class Press(Value):
    """A command asked for, with what was typed before and behind its keys."""

    command: str
    count: int | None = None
    argument: str | None = None


class Pending(Value):
    """What was typed so far of a command that is not complete yet."""

    count: int | None = None
    keys: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The typed part, for the footer."""
        return f"{self.count or ''}{''.join(self.keys)}"


class Keymap:
    """Resolves keys, one at a time, to the commands of one scope.

    Args:
        commands: The commands; no key sequence may stand at two of them, nor be the start of another.

    Raises:
        ValueError: when two commands claim the same keys, or one's keys begin another's.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands: dict[tuple[str, ...], Command] = {}
        for command in commands:
            for keys in command.keys:
                sequence = tuple(keys.split(" "))
                if sequence in self._commands:
                    raise ValueError(f"{keys!r} stands at {self._commands[sequence].id} and {command.id}")
                self._commands[sequence] = command
        self._prefixes = {keys[:size] for keys in self._commands for size in range(1, len(keys))}
        if clash := self._prefixes & self._commands.keys():
            raise ValueError(f"the keys {sorted(clash)} are a command and the start of another")

    def feed(self, pending: Pending, key: str) -> tuple[Pending, Press | None]:
        """Take one key more.

        Args:
            pending: What was typed before.
            key: A printable character, or a name such as ``ctrl+d`` or ``enter``.

        Returns:
            What is pending now, and the command when one is complete. A key that leads nowhere drops
            what was pending.
        """
        if not pending.keys and key.isdecimal() and key.isascii() and (key != "0" or pending.count):
            return replace(pending, count=min((pending.count or 0) * 10 + int(key), COUNT_LIMIT)), None
        before = self._commands.get(pending.keys)
        if before is not None and before.argument:
            return Pending(), Press(before.id, pending.count, key) if key != "escape" else None
        keys = (*pending.keys, key)
        command = self._commands.get(keys)
        if command is not None and not command.argument:
            if key == "escape" and pending != Pending():
                return Pending(), None
            return Pending(), Press(command.id, pending.count)
        if command is not None or keys in self._prefixes:
            return replace(pending, keys=keys), None
        return Pending(), None
