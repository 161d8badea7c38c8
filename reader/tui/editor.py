"""The user's own editor on a text, the app set aside meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.app import App


class OutsideEditor:
    """A text in a private file, edited by ``$VISUAL`` or ``$EDITOR``.

    Args:
        text: What stands in the file at first.

    Raises:
        ReaderError: when the file cannot be written.
    """

    def __init__(self, text: str) -> None:
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="reader-note-"))
            self._file = self._folder / "note.md"
            self._file.write_bytes((text + "\n" if text else "").encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise ReaderError(
                f"the note cannot be given to the editor ({error.strerror})",
                where=tempfile.gettempdir(),
                remedy="make room there, or write the note here",
            ) from error
        self._before = text

    @property
    def text(self) -> str:
        """What stands in the file now; what stood there at first where it cannot be read."""
        try:
            words = self._file.read_bytes().decode("utf-8", "replace")
        except OSError:
            return self._before
        return words.replace("\r\n", "\n").removesuffix("\n")

    async def run(self, app: App[int]) -> None:
        """Hand the terminal to the editor until it ends; what runs beside the screen goes on.

        Raises:
            ReaderError: when no editor is named, or it cannot be started, or it ends in an error.
        """
        command = editor_command()
        try:
            with app.suspend(), app.batch_update(), _interrupts_left_to_the_editor():
                status = await _wait_for(command, self._file)
        except SuspendNotSupported as error:
            raise ReaderError(
                "this terminal cannot be handed to an editor", where="", remedy="write the note here"
            ) from error
        except OSError as error:
            raise ReaderError(
                f"the editor cannot be started ({error.strerror})",
                where=command[0],
                remedy="set EDITOR to one that is installed",
            ) from error
        if status:
            raise ReaderError(
                f"the editor ended with status {status}", where=command[0], remedy="write the note here"
            )

    def close(self) -> None:
        """Remove the file."""
        shutil.rmtree(self._folder, ignore_errors=True)


def editor_command() -> list[str]:
    """Return the words of ``$VISUAL``, else of ``$EDITOR``.

    Raises:
        ReaderError: when neither is set, or its quotes are not closed.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(os.environ.get(name, ""))
        except ValueError as error:
            raise ReaderError(
                "its quotes are not closed", where=f"${name}", remedy="set it as a shell would read it"
            ) from error
        if command:
            return command
    raise ReaderError("no editor is named", where="$EDITOR", remedy="set it, as in export EDITOR=nano")


async def _wait_for(command: list[str], file: Path) -> int:
    process = await asyncio.create_subprocess_exec(*command, str(file))
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()


@contextlib.contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Let ctrl+c reach the editor alone; the terminal sends it to everybody while no key is read here."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
