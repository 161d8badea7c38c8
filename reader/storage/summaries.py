"""What a library's list shows of every annotation file, each read only when it has changed."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.storage.durable import state_of
from reader.storage.store import tagged_words
from reader.storage.summary_index import Summary, SummaryIndex, details_of
from reader.storage.summary_rows import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reader.annotations.relations import Relation
    from reader.storage.durable import State
    from reader.storage.places import Places
    from reader.storage.summary_index import Words
    from reader.storage.tables import Contents

    Reading = Callable[[Path], tuple[Contents, ReaderError | None]]

SETTLED = 2_000_000_000
"""After this many nanoseconds a folder that changes once more shows it: file systems count in steps."""
FRESH_SECONDS = 2.0
"""For how long what was seen of all files is believed, at least, while their folders tell of no change."""
FRESH_TIMES = 8
"""How many times as long as looking at all files took it is believed, where that is longer."""
REST_TIMES = 4
"""How many times as long as a look at a folder took it is not looked at for want of a time that tells."""
UNSETTLED = -1
"""Instead of a time that would not tell another change."""


class Summaries:
    """The summaries of all annotators' files.

    Args:
        places: Where the files lie.
        read: Reads one, and says what is wrong with it.
    """

    def __init__(self, places: Places, read: Reading) -> None:
        self._home = places.home / "annotations"
        self._read = read
        self._index = SummaryIndex(places.home / "cache" / NAME)
        self._known: dict[str, Summary] | None = None
        """By the names of the files: folder and file."""
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._folders: dict[str, int] | None = None
        self._written: set[str] = set()
        self._fresh_until = self._rested = 0.0
        self._sorted: list[tuple[str, Summary]] | None = None
        self._looking = threading.RLock()

    def all(self) -> Sequence[tuple[str, Summary]]:
        """Return every file's with its name, reading only those that have changed since the last time.

        What a program changed in place, without a new file, within a moment after the last time is not seen.
        """
        with self._looking:
            folders = self._folders_now()
            if self._is_fresh(folders):
                self._look(list(self._written), whole=set())
            else:
                began = time.monotonic()
                names = [name for folder in folders for name in self._listed(folder)]
                self._look(names, whole=set(folders), everything=True)
                self._folders, ended = folders, time.monotonic()
                self._fresh_until = ended + max(FRESH_SECONDS, FRESH_TIMES * (ended - began))
            if self._sorted is None:
                self._sorted = sorted(self._summaries().items())
            return self._sorted

    def _is_fresh(self, folders: dict[str, int]) -> bool:
        """Tell whether all files were looked at a moment ago, and no folder has changed."""
        known = folders == self._folders and UNSETTLED not in folders.values()
        return known and time.monotonic() < self._fresh_until

    def relations(self) -> tuple[Relation, ...]:
        """Return all relations; files are looked at only where their folder has or may have changed.

        What a program changed in place, without a new file, is not seen before `all` is asked for.
        """
        with self._looking:
            if self._folders is None:
                self.all()
            else:
                self._look_where_changed(self._folders)
            return tuple(relation for some in self._relations.values() for relation in some)

    def _look_where_changed(self, before: dict[str, int]) -> None:
        """Look at the files of folders that are not as they were, or whose time would not tell."""
        began, now = time.monotonic(), self._folders_now()
        changed = {folder for folder in now.keys() | before.keys() if now.get(folder) != before.get(folder)}
        if began >= self._rested:
            changed |= {folder for folder, when in now.items() if when == UNSETTLED}
        names = [name for folder in changed for name in self._listed(folder)]
        self._look([*names, *self._written], whole=changed)
        self._folders, ended = now, time.monotonic()
        if changed:
            self._rested = ended + REST_TIMES * (ended - began)

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
            folder = path.parent.name
            self._written.add(f"{folder}/{path.name}")
            if None not in (before, after) and self._folders and self._folders.get(folder) == before:
                self._folders[folder] = after or UNSETTLED

    def _folders_now(self) -> dict[str, int]:
        """Return when the annotators' folders changed last, as far as that tells another change from it."""
        now, found = time.time_ns(), {}
        for folder in self._home.glob("*/"):
            when = changed_at(folder) or UNSETTLED
            found[folder.name] = when if abs(now - when) > SETTLED else UNSETTLED
        return found

    def _listed(self, folder: str) -> list[str]:
        try:
            with os.scandir(self._home / folder) as entries:
                return [f"{folder}/{each.name}" for each in entries if each.name.endswith(".json")]
        except OSError:
            return []

    def _summaries(self) -> dict[str, Summary]:
        if self._known is None:
            self._known = self._index.all()
            self._relations = {name: each.relations for name, each in self._known.items() if each.relations}
        return self._known

    def _look(self, names: list[str], *, whole: set[str], everything: bool = False) -> None:
        """Summarise files anew where they have changed; in whole folders, forget those that are gone."""
        known, changed, home = self._summaries(), [], str(self._home)
        gone = set(known).difference(names) if everything or whole else set()
        if not everything:
            gone = {name for name in gone if name.split("/")[0] in whole}
        for name in names:
            state = state_of(f"{home}/{name}")
            summary = known.get(name)
            if state is None:
                gone.add(name)
            elif summary is None or summary.state != state:
                summary, words = self._summarise(self._home / name, state)
                known[name], self._relations[name], self._sorted = summary, summary.relations, None
                if summary.problem is None:
                    changed.append((name, summary, words))
        for name in gone:
            known.pop(name, None)
            self._relations.pop(name, None)
            self._sorted = None
        self._written.difference_update(names)
        if changed or gone:
            self._index.put(changed, gone)

    def _summarise(self, path: Path, state: State) -> tuple[Summary, Words]:
        try:
            contents, problem = self._read(path)
        except ReaderError as error:
            return Summary(state, problem=error), ()
        summary = Summary(
            state,
            len(contents.annotations),
            contents.known,
            contents.relations,
            problem,
            details_of(contents),
        )
        return summary, tuple(tagged_words(contents.annotations))


def changed_at(folder: Path) -> int | None:
    """Return when a folder changed last, in nanoseconds; None where it is not there."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return None
