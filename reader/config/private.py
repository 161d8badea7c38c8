"""What is its user's own on a shared machine: names and permissions of files, links that lead elsewhere."""

from __future__ import annotations

import stat

from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

HOME_NAME = ".reader"
"""The folder of Reader's own files inside a library."""
EXPORTS_NAME = "exports.json"
"""The file in it that tells what was exported into the library's folder."""


def folder_mode(folder: Path) -> int:
    """Return the permissions that a folder shall be made with, before the user's mask.

    A library's ``.reader`` is its owner's alone, unless a group may write to the library; so are the folders
    in it. Others are as usual.

    Raises:
        OSError: when the folder it is in cannot be looked at.
    """
    if folder.name == HOME_NAME:
        return 0o777 if folder.parent.stat().st_mode & stat.S_IWGRP else 0o700
    return 0o700 if is_own(folder.parent) else 0o777


def is_own(folder: Path) -> bool:
    """Tell whether a folder is in a library's ``.reader`` and its owner's alone."""
    return HOME_NAME in folder.parts and not stat.S_IMODE(folder.stat().st_mode) & 0o077


def make_folders(folder: Path) -> None:
    """Make a folder and those above it, with the permissions they shall have.

    Raises:
        OSError: when it cannot be made.
    """
    if not folder.is_dir():
        make_folders(folder.parent)
        folder.mkdir(mode=folder_mode(folder), exist_ok=True)


def leads_out(path: Path) -> bool:
    """Tell whether a link below a library's ``.reader`` leads out of it.

    A library that somebody else packed could have a file replaced that is none of its own. ``.reader``
    itself may be a link: where a library's annotations are kept is its owner's choice.
    """
    home = next((above for above in path.parents if above.name == HOME_NAME), None)
    return home is not None and not path.resolve().is_relative_to(home.resolve())


def folder_name(annotator: str) -> str:
    """Return a file name for an annotator: letters and digits of any script stay, the rest is ``%XX``.

    Different names give different file names, apart from Unicode's ways to compose the same letters.

    Raises:
        ReaderError: when the name is empty or too long for a file.
    """
    composed = annotator
    if not annotator.isascii():
        import unicodedata

        composed = unicodedata.normalize("NFC", annotator)
    name = "".join(
        char if char.isalnum() or char in "-_@ " or (char == "." and index) else _percent(char)
        for index, char in enumerate(composed)
    )
    if not name.strip() or len(name.encode()) > 200:
        raise ReaderError(
            f"“{annotator[:40]}” cannot be an annotator's name",
            where="settings, annotator",
            remedy="use one of 1 to 60 letters",
        )
    return name


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
