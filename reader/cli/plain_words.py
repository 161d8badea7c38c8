"""What the commonest command lines mean, which need no parser: a command whose answer is kept, and paths."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def plain_arguments(words: list[str]) -> Namespace | None:
    """Return what the parser of ``list`` or ``show`` makes of words among which there is no option.

    Args:
        words: The command line behind the program's name.

    Returns:
        None where there is an option, or anything that the parser would refuse.
    """
    command, *rest = words
    if any(word.startswith("-") for word in rest):
        return None
    if command == "list" and len(rest) <= 1:
        from reader.cli import list as list_

        return _made(library=_library(rest), json=False, run=list_.run)
    if command == "show" and len(rest) in (1, 2):
        from reader.cli import show

        article, *library = rest
        return _made(article=article, library=_library(library), color="auto", engine=None, run=show.run)
    return None


def _library(words: list[str]) -> Path | None:
    return Path(words[0]) if words else None


def _made(**arguments: object) -> Namespace:
    return SimpleNamespace(**arguments)  # type: ignore[return-value]  # it is used alike
