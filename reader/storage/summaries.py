"""What a library's list shows of every annotation file, each read only when it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.storage.durable import State, state_of
from reader.storage.store import tagged_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.annotations.relations import Relation
    from reader.storage.places import Places
    from reader.storage.store import Known
    from reader.storage.tables import Contents

    Reading = Callable[[Path], tuple[Contents, ReaderError | None]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list of articles shows of one file."""

    state: State
    """Another state is another content."""
    count: int = 0
    tags: tuple[str, ...] = ()
    """That of each annotation."""
    words: tuple[tuple[str, str], ...] = ()
    """What is tagged, with the tag."""
    relations: tuple[Relation, ...] = ()
    known: Known | None = None
    problem: ReaderError | None = None
    texts: frozenset[str] = frozenset()
    """The identities of the texts that its annotations were made on."""


class Summaries:
    """The summaries of all annotators' files.

    Args:
        places: Where the files lie.
        read: Reads one, and says what is wrong with it.
    """

    def __init__(self, places: Places, read: Reading) -> None:
        self._places = places
        self._read = read
        self._known: dict[Path, Summary] = {}

    def all(self) -> Iterator[tuple[Path, Summary]]:
        """Yield every file's, reading only those that have changed since they were last looked at."""
        for path in self._places.everything():
            state = state_of(path)
            if state is None:
                continue
            summary = self._known.get(path)
            if summary is None or summary.state != state:
                summary = self._known[path] = self._summarise(path, state)
            yield path, summary

    def _summarise(self, path: Path, state: State) -> Summary:
        try:
            contents, problem = self._read(path)
        except ReaderError as error:
            return Summary(state, problem=error)
        return Summary(
            state,
            len(contents.annotations),
            tuple(tag for annotation in contents.annotations for tag in annotation.tags),
            tuple(tagged_words(contents.annotations)),
            contents.relations,
            contents.known,
            problem,
            frozenset(annotation.target.sha256 for annotation in contents.annotations),
        )
