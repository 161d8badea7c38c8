"""What a library's list shows of every annotation file, each read only when it has changed."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.storage.durable import state_of
from reader.storage.store import tagged_words
from reader.storage.summary_index import Summary, SummaryIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.annotations.relations import Relation
    from reader.storage.durable import State
    from reader.storage.places import Places
    from reader.storage.summary_index import Words
    from reader.storage.tables import Contents

    Reading = Callable[[Path], tuple[Contents, ReaderError | None]]

SETTLED = 2_000_000_000
"""After this many nanoseconds a folder that changes once more shows it: file systems count in steps."""
UNSETTLED = -1
"""Instead of a time that would not tell another change."""


class Summaries:
    """The summaries of all annotators' files.

    Args:
        places: Where the files lie.
        read: Reads one, and says what is wrong with it.
    """

    def __init__(self, places: Places, read: Reading) -> None:
        self._places = places
        self._read = read
        self._index = SummaryIndex(places.home / "cache" / "annotations.sqlite3")
        self._known: dict[Path, Summary] | None = None
        self._relations: dict[Path, tuple[Relation, ...]] = {}
        self._folders: dict[Path, int] | None = None
        self._written: set[Path] = set()
        self._looking = threading.RLock()

    def all(self) -> list[tuple[Path, Summary]]:
        """Return every file's, reading only those that have changed since they were last looked at."""
        with self._looking:
            folders, paths = self._folders_now(), list(self._places.everything())
            self._look(paths, whole=set(folders))
            self._folders = folders
            known = self._summaries()
            return [(path, known[path]) for path in paths if path in known]

    def relations(self) -> tuple[Relation, ...]:
        """Return all relations; files are looked at only where their folder has changed.

        What a program changed in place, without a new file, is not seen before `all` is asked for.
        """
        with self._looking:
            if self._folders is None:
                self.all()
            else:
                now, before = self._folders_now(), self._folders
                changed = {
                    folder for folder in now.keys() | before.keys() if now.get(folder) != before.get(folder)
                }
                paths = [path for folder in changed for path in folder.glob("*.json")]
                self._look([*paths, *self._written], whole=changed)
                self._folders = now
            return tuple(relation for some in self._relations.values() for relation in some)

    def words(self, folder: Path) -> Iterator[tuple[str, str]]:
        """Yield what is tagged in the files of a folder, with the tag."""
        with self._looking:
            self.all()
            return self._index.words(folder.name)

    def wrote(self, path: Path, before: int | None, after: int | None) -> None:
        """Take note that the annotator's own file was written, and nothing else in its folder.

        Args:
            path: The file.
            before: When the folder had changed last before that.
            after: When it had after it.
        """
        with self._looking:
            self._written.add(path)
            if None not in (before, after) and self._folders and self._folders.get(path.parent) == before:
                self._folders[path.parent] = after or UNSETTLED

    def _folders_now(self) -> dict[Path, int]:
        """Return when the annotators' folders changed last, as far as that tells another change from it."""
        now, found = time.time_ns(), {}
        for folder in (self._places.home / "annotations").glob("*/"):
            when = changed_at(folder) or UNSETTLED
            found[folder] = when if abs(now - when) > SETTLED else UNSETTLED
        return found

    def _summaries(self) -> dict[Path, Summary]:
        if self._known is None:
            annotations = self._places.home / "annotations"
            self._known = {annotations / name: each for name, each in self._index.all().items()}
            self._relations = {path: each.relations for path, each in self._known.items() if each.relations}
        return self._known

    def _look(self, paths: list[Path], *, whole: set[Path]) -> None:
        """Summarise files anew where they have changed; in whole folders, forget those that are gone."""
        known, changed = self._summaries(), []
        gone = {path for path in known if path.parent in whole}.difference(paths) if whole else set()
        for path in paths:
            state = state_of(path)
            summary = known.get(path)
            if state is None:
                gone.add(path)
            elif summary is None or summary.state != state:
                summary, words = self._summarise(path, state)
                known[path], self._relations[path] = summary, summary.relations
                if summary.problem is None:
                    changed.append((self._name(path), summary, words))
        for path in gone:
            known.pop(path, None)
            self._relations.pop(path, None)
        self._written.difference_update(paths)
        if changed or gone:
            self._index.put(changed, map(self._name, gone))

    def _name(self, path: Path) -> str:
        return f"{path.parent.name}/{path.name}"

    def _summarise(self, path: Path, state: State) -> tuple[Summary, Words]:
        try:
            contents, problem = self._read(path)
        except ReaderError as error:
            return Summary(state, problem=error), ()
        summary = Summary(
            state,
            len(contents.annotations),
            Counter(tag for annotation in contents.annotations for tag in annotation.tags),
            contents.relations,
            contents.known,
            problem,
            frozenset(annotation.target.sha256 for annotation in contents.annotations),
        )
        return summary, tuple(tagged_words(contents.annotations))


def changed_at(folder: Path) -> int | None:
    """Return when a folder changed last, in nanoseconds; None where it is not there."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return None
