"""The commands with the keys in force: those of the table, or a person's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from reader.errors import ReaderError
from reader.session.commands import BY_ID, COMMANDS, Command, Scope, key_shown
from reader.session.keys import Keymap
from reader.values import replace

if TYPE_CHECKING:
    from reader.config.remaps import Remap

MODIFIERS = ("ctrl", "shift", "alt")
NAMED = (
    *("enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup"),
    *("pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 13))),
)
"""Keys that have names; every other key is the character it types."""
TAKEN = {"ctrl+c": "always leaves", "ctrl+q": "always leaves", "ctrl+p": "always opens the palette"}
SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "shift+space": "space", " ": "space"}
"""What a terminal sends for keys that it cannot tell from others."""
_NAMED_COMMAND = re.compile("‹([a-z_.]+)›")


class Keyboard:
    """The command table with the keys in force.

    Args:
        commands: The table; no key sequence of a scope may stand at two commands or begin another.
    """

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        self.commands = tuple(commands)
        self._by_id = {command.id: command for command in self.commands}

    @cached_property
    def keymaps(self) -> Mapping[Scope, Keymap]:
        """What resolves keys, for each scope."""
        return {scope: Keymap(self.commands_in(scope)) for scope in get_args(Scope)}

    def commands_in(self, scope: Scope) -> tuple[Command, ...]:
        """Return the commands that can be given in a scope, in the order of the table."""
        return tuple(command for command in self.commands if scope in command.scopes)

    def shown(self, command: str) -> str:
        """Return the first key of a command as it stands in footer and help; nothing where it has none."""
        keys = self._by_id[command].keys
        return key_shown(keys[0]) if keys else ""

    def takes(self, key: str) -> bool:
        """Tell whether a key is one of some command's."""
        return any(key in keys.split(" ") for command in self.commands for keys in command.keys)

    def worded(self, message: str) -> str:
        """Return a message with the keys in force in place of the commands that it names as ``‹tag.ask›``.

        A command without keys is named as the palette has it, behind a colon.
        """
        return _NAMED_COMMAND.sub(self._key_or_name, message)

    def _key_or_name(self, named: re.Match[str]) -> str:
        command = self._by_id.get(named[1])
        return named[0] if command is None else self.shown(command.id) or f":{command.label}"


def keyboard_of(remaps: Sequence[Remap]) -> Keyboard:
    """Return the command table with a person's own keys; a remap takes the place of all a command's keys.

    Raises:
        ReaderError: when there is no such command or no such key, or two commands would have the same.
    """
    wheres = {remap.command: remap.where for remap in remaps}
    for remap in remaps:
        _check_command(remap)
        for sequence in remap.keys:
            _check_keys(sequence, remap.where)
    keys = {remap.command: remap.keys for remap in remaps}
    commands = [replace(c, keys=keys[c.id]) if c.id in keys else c for c in COMMANDS]
    for scope in get_args(Scope):
        _check_clashes([c for c in commands if scope in c.scopes], wheres)
    return Keyboard(commands)


def _check_command(remap: Remap) -> None:
    if remap.command not in BY_ID:
        remedy = _near(remap.command, tuple(BY_ID)) or "`reader keys --markdown` lists them"
        raise ReaderError(f"there is no command {remap.command!r}", where=remap.where, remedy=remedy)


def _check_keys(sequence: str, where: str) -> None:
    """Tell whether a terminal can send a sequence of keys, and whether it can stand for a command."""
    keys = sequence.split(" ")
    for key in keys:
        if (wanted := _objection(key)) is not None:
            raise ReaderError(f"there is no key {key!r}", where=where, remedy=wanted)
        if key in TAKEN:
            raise ReaderError(f"{key} {TAKEN[key]}", where=where, remedy="choose another key")
    if keys[0].isdecimal() and sequence != "0":
        raise ReaderError(
            f"{sequence!r} begins with a digit, which is a count", where=where, remedy="choose another key"
        )


def _objection(key: str) -> str | None:
    """Return what to write instead of a key that there is not; None where there is."""
    if key in SAME:
        return f"a terminal sends {SAME[key]!r} for it: write that"
    if len(key) == 1 and key.isprintable():
        return None
    *modifiers, plain = re.split(r"\+(?=.)", key)
    named = plain in NAMED
    if len(set(modifiers)) == len(modifiers) and set(modifiers) <= set(MODIFIERS):
        typed = len(plain) == 1 and plain.isalnum() and plain == plain.lower()
        if named or (typed and {"ctrl", "alt"} & set(modifiers)):
            return None
    if "shift" in modifiers and len(plain) == 1 and plain.isalpha():
        return f"did you mean {plain.upper()!r}?"
    if key.isalnum() and key.isascii() and not _near(key, NAMED):
        return f"parts of a sequence are parted by spaces: {' '.join(key)!r}"
    known = (*NAMED, *(f"{m}+{letter}" for m in ("ctrl", "alt") for letter in "abcdefghijklmnopqrstuvwxyz"))
    meant = re.sub(r"(?i)^(c|ctrl|control)[-+]", "ctrl+", key.lower())
    return _near(meant, known) or "write the character it types, or a name such as ctrl+t, enter, f5, pageup"


def _near(word: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else None


def _check_clashes(commands: Sequence[Command], wheres: Mapping[str, str]) -> None:
    """Find two commands of a scope with the same keys, or one whose keys begin another's."""
    found: dict[tuple[str, ...], Command] = {}
    for command in commands:
        for keys in command.keys:
            sequence = tuple(keys.split(" "))
            if (other := found.setdefault(sequence, command)) is not command:
                raise _clash(
                    f"{key_shown(keys)} is the key of {other.id} and of {command.id}",
                    (other, command),
                    wheres,
                )
    for sequence, command in found.items():
        for size in range(1, len(sequence)):
            if (shorter := found.get(sequence[:size])) is not None:
                what = f"{key_shown(' '.join(sequence))} of {command.id} begins with the key of {shorter.id}"
                raise _clash(what, (shorter, command), wheres)


def _clash(what: str, two: tuple[Command, Command], wheres: Mapping[str, str]) -> ReaderError:
    changed = sorted((c for c in two if c.id in wheres), key=lambda c: list(wheres).index(c.id))
    other = next((c for c in two if c not in changed[:1]), two[0])
    where = wheres[changed[-1].id] if changed else ""
    return ReaderError(what, where=where, remedy=f"choose another key, or give {other.id} one of its own too")
