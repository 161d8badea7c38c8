"""``reader show FILE`` in a pipe: the text of a file as it is, with next to nothing imported."""

from __future__ import annotations

import os

from reader.cli.output import is_terminal, write_bytes


def prints_text(words: list[str]) -> bool:
    """Print a file's text as it is where that is asked for: by the command and a file alone, in a pipe.

    Args:
        words: The command line behind the program's name.

    Returns:
        Whether that was asked for.

    Raises:
        ReaderError: when it cannot be read.
    """
    if len(words) != 2 or words[0] != "show" or words[1].startswith("-"):
        return False
    if is_terminal() or not is_file(words[1]):
        return False
    print_text(words[1])
    return True


def print_text(file: str) -> None:
    """Print a file's text as it is; no library, and no settings, are needed for it, and nothing is kept.

    Raises:
        ReaderError: when it cannot be read.
    """
    from reader.sources.textfile import read_text

    write_bytes(read_text(file).encode())


def is_file(word: str) -> bool:
    """Tell a path from a number or a part of a title; a number is a path only with its folder."""
    return not word.isdecimal() and os.path.isfile(word)  # noqa: PTH113 - imports nothing
