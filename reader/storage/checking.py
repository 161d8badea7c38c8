"""Checking every file of a library's ``.reader`` folder, and putting right what is damaged."""

from __future__ import annotations

import contextlib
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.articles.article import text_sha256
from reader.errors import DamagedError, ReaderError
from reader.storage.codebook_file import CodebookFile
from reader.storage.corrections_file import mend_corrections, read_corrections
from reader.storage.durable import TEMPORARIES
from reader.storage.locks import held, locks_in
from reader.storage.mending import mend_file, read_what_is_left
from reader.storage.recovery import DAMAGED, move_aside
from reader.storage.texts import unzipped
from reader.values import Value, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.storage.recovery import Recovery
    from reader.storage.tables import Contents

PATIENCE = 2.0
"""How long to wait, in seconds, for those who are writing before something is repaired."""


class Finding(Value):
    """Something that is not as it should be."""

    kind: str
    """In a word or two: ``damaged file``, ``orphan``."""
    where: str
    """The file, relative to the ``.reader`` folder, or the article."""
    what: str
    done: str = ""
    """What was done about it, or why nothing could be."""
    is_mended: bool = False
    """Whether it is as it should be now."""
    is_note: bool = False
    """Whether it is merely worth knowing."""


class FileCheck(Struct):
    """A look through the files of a library.

    Args:
        home: The library's ``.reader`` folder.
        repair: Whether to put right what is damaged and remove what killed writers left.
    """

    home: Path
    repair: bool
    counts: Counter[str] = field(default_factory=Counter)
    """How many there are of what."""
    annotations: dict[str, list[Annotation]] = field(default_factory=dict)
    """Everybody's, by the id of their article."""
    paths: dict[str, str] = field(default_factory=dict)
    """Where the articles were when they were annotated last."""
    _ids: dict[str, str] = field(default_factory=dict)
    _relations: list[tuple[str, Relation]] = field(default_factory=list)

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is found, repaired as it is found."""
        for path in sorted(self.home.glob("annotations/*/*.json")):
            yield from self._annotations(path)
        for where, relation in self._relations:
            for end in relation.ends:
                if end.annotation not in self._ids:
                    yield Finding(
                        "relation", where, f"“{relation.name}” leads to “{end.quote}”, which is gone"
                    )
        for path in sorted(self.home.glob("corrections/*.json")):
            self.counts["files"] += 1
            yield from self._corrections(path)
        problem = CodebookFile(self.home).read().problem
        if problem is not None:
            yield Finding("codebook", "codebook.toml", f"{problem.what}; {problem.remedy}")
        yield from self._texts()
        yield from self._leftovers()

    def _annotations(self, path: Path) -> Iterator[Finding]:
        self.counts["files"] += 1
        try:
            contents, damage = read_what_is_left(path)
        except DamagedError as error:
            yield self._mended(path, error, mend_file, f"{path.parent.name}.lock")
            return
        except ReaderError as error:
            yield Finding("unreadable", self._name(path), error.what)
            return
        if damage is not None:
            yield self._mended(path, damage, mend_file, f"{path.parent.name}.lock")
        if contents.newer is not None:
            yield Finding("newer", self._name(path), contents.newer.what)
        yield from self._records(path, contents)

    def _records(self, path: Path, contents: Contents) -> Iterator[Finding]:
        where = self._name(path)
        self.counts["annotations"] += len(contents.annotations)
        self.counts["relations"] += len(contents.relations)
        self._relations += [(where, relation) for relation in contents.relations]
        for each in contents.annotations:
            if each.id in self._ids:
                yield Finding("id twice", where, f"{each.id} is in {self._ids[each.id]} too")
            self._ids.setdefault(each.id, where)
            if each.article != path.stem:
                yield Finding("wrong place", where, f"{each.id} belongs to the article {each.article}")
        self.annotations.setdefault(path.stem, []).extend(contents.annotations)
        self.paths[path.stem] = contents.known.path if contents.known else ""

    def _corrections(self, path: Path) -> Iterator[Finding]:
        problem = read_corrections(path)
        if isinstance(problem, DamagedError):
            yield self._mended(path, problem, mend_corrections, f"{path.stem}.corrections.lock")
        elif problem is not None:
            yield Finding("newer or unreadable", self._name(path), problem.what)

    def _mended(
        self, path: Path, damage: ReaderError, mend: Callable[[Path], Recovery | None], lock: str
    ) -> Finding:
        done, mended = "", False
        if self.repair:
            try:
                with held(self.home / "locks" / lock, patience=PATIENCE):
                    recovery = mend(path)
                    kept = recovery.kept if recovery else move_aside(path)
                counted = recovery.salvage.counted if recovery else "nothing could be read out of it"
                done = f"{counted}; kept as {kept.name}"
                mended = True
            except ReaderError as error:
                done = f"could not be repaired: {error.what}"
        return Finding("damaged file", self._name(path), damage.what, done, mended)

    def _texts(self) -> Iterator[Finding]:
        whole = set()
        for path in sorted(self.home.glob("texts/*.gz")):
            self.counts["texts"] += 1
            if _is_itself(path):
                whole.add(path.stem)
                continue
            done = f"moved to {move_aside(path).name}" if self.repair else ""
            yield Finding("damaged text", self._name(path), "is not the text it should be", done, self.repair)
        made_on = {each.target.sha256 for some in self.annotations.values() for each in some}
        self.counts["texts not kept"] = len(made_on - whole)

    def _leftovers(self) -> Iterator[Finding]:
        temporaries = sorted(path for path in self.home.rglob(TEMPORARIES) if path.is_file())
        if temporaries:
            with contextlib.ExitStack() as locks:
                done = self._removing(locks)
                for path in temporaries:
                    if done == "removed":
                        path.unlink(missing_ok=True)
                    yield Finding(
                        "leftover",
                        self._name(path),
                        "a writer that was killed left it",
                        done,
                        done == "removed",
                    )
        for path in sorted(self.home.rglob(f"*{DAMAGED}*")):
            what = "a damaged file that was kept; delete it when nothing is missing"
            yield Finding("kept", self._name(path), what, is_note=True)

    def _removing(self, locks: contextlib.ExitStack) -> str:
        """Wait until nobody writes, where something is to be removed; return what is done with it."""
        if not self.repair:
            return ""
        try:
            for lock in locks_in(self.home / "locks"):
                locks.enter_context(held(lock, patience=PATIENCE))
        except ReaderError as error:
            return f"could not be removed: {error.what}"
        return "removed"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.home).as_posix()


def _is_itself(path: Path) -> bool:
    try:
        text = unzipped(path.read_bytes())
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        return False
    return text_sha256(text) == path.stem
