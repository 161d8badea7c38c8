"""``reader keys``: the table of keys, from the command table."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.output import FINE

if TYPE_CHECKING:
    from reader.session.commands import Command
    from reader.session.keyboard import Keyboard

NAME = "keys"
HELP = "print every key with what it does"

_INTRODUCTION = """\
# Keys

Made from the command table by `reader keys --markdown`; a test fails when it is stale. A count goes before
any key that moves, grows or shrinks, undoes or does again, and before `iw`, `is` and `ip`: `3}`, `2is`, `3u`.
The scope says where a key has this meaning: in the `article`, in the list of the `library`, in a `panel` by
the text, or in the `queue` of places to tag.
Any can be changed by its id ([settings](settings.md)); `reader keys --mine` prints the table with your own.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--markdown", action="store_true", help="as a page in Markdown, the one in docs/keys.md"
    )
    parser.add_argument("--mine", action="store_true", help="with the keys of your settings file")


def run(arguments: argparse.Namespace) -> int:
    """Print the table and return the exit status."""
    from reader.config.settings import load_settings
    from reader.session.keyboard import Keyboard, keyboard_of

    keyboard = keyboard_of(load_settings().keys) if arguments.mine else Keyboard()
    sys.stdout.write(markdown(keyboard) if arguments.markdown else plain(keyboard))
    return FINE


def plain(keyboard: Keyboard) -> str:
    """Return the table for a terminal."""
    from reader.session.commands import key_shown

    parts = []
    for group, commands in _grouped(keyboard):
        rows = [f"  {'  '.join(map(key_shown, c.keys)) or '—':<26} {c.help}\n" for c in commands]
        parts.append(f"{group}\n{''.join(rows)}")
    return "\n".join(parts)


def markdown(keyboard: Keyboard) -> str:
    """Return the table as a page."""
    from reader.session.commands import key_shown

    parts = [_INTRODUCTION]
    for group, commands in _grouped(keyboard):
        parts.append(f"\n## {group}\n\n| keys | what it does | id | scope |\n|---|---|---|---|\n")
        for command in commands:
            keys = " ".join(f"`{key_shown(keys)}`" for keys in command.keys)
            parts.append(f"| {keys} | {command.help} | `{command.id}` | {', '.join(command.scopes)} |\n")
    return "".join(parts)


def _grouped(keyboard: Keyboard) -> list[tuple[str, list[Command]]]:
    from reader.session.commands import GROUPS

    return [(group, [command for command in keyboard.commands if command.group == group]) for group in GROUPS]
