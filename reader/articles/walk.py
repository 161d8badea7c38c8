"""Going through a library's folder, with nothing imported and nothing kept that need not be.

What is found there comes to one number, by which a folder that has not changed is known again: nothing is
made of its files then. A process of its own can say it, beside whoever waits.
"""

from __future__ import annotations

import os
import sys
from struct import error, pack

from reader.articles.identity import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""The endings, in any case, by which an article's file is known."""

DOCUMENTS = (
    *(".html", ".htm", ".xhtml", ".mht", ".mhtml", ".webarchive", ".pdf", ".doc", ".docx", ".odt", ".rtf"),
    *(".epub", ".mobi", ".azw", ".azw3", ".fb2", ".djvu", ".pages", ".org", ".rst", ".adoc", ".tex"),
)
"""The endings, in any case, of files that hold an article as a rule, but are not read."""

_AT_ONCE = 4_096
"""So many articles of a folder are in one piece at most."""
_NICE = 10
_LARGEST = 0xFFFF_FFFF_FFFF_FFFF


class Piece:
    """What was found in a folder, or in a part of one that is large.

    Args:
        inside: The folder, relative to the library's; that itself is empty.
        problem: ``gone`` where it was not there any more, ``shut`` where it could not be looked into.
    """

    __slots__ = ("documents", "inside", "names", "problem", "sizes", "times")

    def __init__(self, inside: str, problem: str = "") -> None:
        self.inside = inside
        self.problem = problem
        self.names: list[str] = []
        """Of articles, with the size in bytes and the time of writing of each in what follows."""
        self.sizes, self.times = list[int](), list[int]()
        self.documents: list[str] = []
        """The names of files that are documents and no articles."""

    def take(self, entry: os.DirEntry[str]) -> None:
        """Put a file in, if it is one that counts.

        Raises:
            OSError: when the system does not tell of it.
        """
        name = entry.name.lower()
        # A broken link or a device is no article.
        if name.endswith(SUFFIXES) and entry.is_file():
            try:
                status = entry.stat()
            except FileNotFoundError:
                return  # It went while it was looked at.
            self.names.append(entry.name)
            self.sizes.append(status.st_size)
            self.times.append(status.st_mtime_ns)
        elif name.endswith(DOCUMENTS) and entry.is_file():
            self.documents.append(entry.name)

    def octets(self) -> bytes:
        """Return all that is in it, in the order in which the system tells it."""
        counts = f"{len(self.names)} {len(self.documents)} {self.problem}"
        names = os.fsencode("\0".join((self.inside, counts, *self.names, *self.documents)))
        return b"%d %b%b" % (len(names), names, _packed(*self.sizes, *self.times))


class Walk:
    """A way through a folder and those inside it.

    Hidden files and folders (Reader's own ``.reader`` among them) are left out. Links to folders are
    followed, after the real folders, and no folder is entered twice, so that a loop of links ends.

    Args:
        root: The folder.
        saw: Called with each folder and all that is in it and not hidden.
    """

    def __init__(self, root: str, saw: Callable[[str, list[os.DirEntry[str]]], None] | None = None) -> None:
        self._root = root
        self._saw = saw
        self._folders, self._links = [""], list[str]()
        self._entered: set[tuple[int, int]] = set()
        self._state = sha256()

    @property
    def state(self) -> bytes:
        """The number of all that was found by now; it is the same where that is, and only there."""
        return self._state.digest()

    def __iter__(self) -> Iterator[Piece]:
        """Go on, and yield what there is.

        Raises:
            OSError: when the folder itself cannot be read.
        """
        while self._folders or self._links:
            inside = self._folders.pop() if self._folders else self._links.pop(0)
            for piece in self._inside(inside):
                self._state.update(piece.octets())
                yield piece

    def _inside(self, inside: str) -> Iterator[Piece]:
        path = os.path.join(self._root, inside) if inside else self._root  # noqa: PTH118 - imports nothing
        before = f"{inside}/" if inside else ""
        folders, links = list[str](), list[str]()
        piece = Piece(inside, "gone")
        try:
            if not self._enters(path):
                return
            piece.problem = "shut"
            with os.scandir(path) as entries:
                for entry in self._shown(path, entries):
                    if entry.is_dir():
                        (links if entry.is_symlink() else folders).append(before + entry.name)
                    else:
                        piece.take(entry)
                    if len(piece.names) == _AT_ONCE:
                        piece.problem = ""
                        yield piece
                        piece = Piece(inside, "shut")
            piece.problem = ""
        except OSError:
            if not inside:
                raise
        yield piece
        self._folders += sorted(folders)
        self._links += sorted(links)

    def _enters(self, path: str) -> bool:
        """Tell whether a folder was not entered yet."""
        status = os.stat(path)  # noqa: PTH116 - imports nothing
        known = (status.st_dev, status.st_ino) in self._entered
        self._entered.add((status.st_dev, status.st_ino))
        return not known

    def _shown(self, path: str, entries: Iterator[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        """Return what is not hidden; all of it at once takes much memory, so only where it is asked for."""
        shown = (entry for entry in entries if not entry.name.startswith("."))
        if self._saw is None:
            return shown
        every = [*shown]
        self._saw(path, every)
        return iter(every)


def _packed(*numbers: int) -> bytes:
    try:
        return pack(f"{len(numbers)}q", *numbers)
    except error:
        # A file's time can be centuries off.
        return pack(f"{len(numbers)}Q", *(number & _LARGEST for number in numbers))


def state_of(root: str) -> bytes:
    """Return the number of what is in a folder now: see `Walk.state`.

    Raises:
        OSError: when it cannot be read.
    """
    walk = Walk(root)
    for _ in walk:
        pass
    return walk.state


def main() -> None:
    """Say the number of a folder on standard output: a process of its own, for as long as anybody waits."""
    with_whom, walk = os.getppid(), Walk(sys.argv[1])
    os.nice(_NICE)
    for _ in walk:
        if os.getppid() != with_whom:
            return
    os.write(1, walk.state)
