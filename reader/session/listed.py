"""The files of a library, the ids of their articles, and what its list says of them."""

from __future__ import annotations

import os
from _thread import RLock
from itertools import islice

from reader.articles.folder import ArticleFile
from reader.articles.identity import article_id as id_of_path
from reader.articles.identity import assign_ids
from reader.articles.walk import state_of
from reader.session.catalogue import read_row
from reader.session.locating import has_exports, locate, locate_again
from reader.session.packed import About, is_inside
from reader.start.picture import stamp
from reader.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from reader.articles.beside import LookBeside
    from reader.session.catalogue import Catalogue
    from reader.session.locating import Located
    from reader.session.packed import Packed, Row
    from reader.storage.store import Known

TOP = 64
"""So many files of a remembered list are looked at before it is shown: those of the first screen."""
MANY = 2_000
"""From so many files on it is worth a process to look at them."""


class Listed:
    """What there is in a library: as it is remembered at first, then as its files are.

    Several threads may ask at once.

    Args:
        located: The library's folder and its articles.
        catalogue: What was said of them last.
        known: Returns path and text of every article that was annotated or corrected, by its id.
        recalled: Whether to begin with the articles that the catalogue holds, and to look at none before
            somebody needs to be sure.
    """

    def __init__(
        self,
        located: Located,
        catalogue: Catalogue,
        known: Callable[[], Mapping[str, Known]],
        *,
        recalled: bool = False,
    ) -> None:
        self.located = located
        self._catalogue = catalogue
        self._known = known
        self._lock = RLock()
        self._packed: Packed | None = None
        """The list as it was made last; none before that."""
        self._files: dict[str, ArticleFile] | None = None
        """The files by ids, while the list is not made of them yet."""
        self._read: dict[str, Row] = {}
        """What files were found to hold since the list was made, by their paths."""
        self._before: dict[str, Row] | None = None
        self.is_sure = True
        """Whether the files were looked at."""
        self._is_own = True
        """Whether the list was made of the files in this process, and not only found to be of theirs."""
        self._beside: LookBeside | None = None
        kept = catalogue.kept if recalled else None
        if kept is not None and kept.about.odd == self._odd(kept):
            self._beside = self._look_beside(kept)
            self._packed, self.is_sure = kept.with_rows(self._changed_at_the_top(kept)), False
            self._is_own = False
        else:
            self.located = locate(located.given) if recalled else located
            self._files = self._with_ids(self.located.files)

    @property
    def recalled(self) -> Packed | None:
        """The list as it is remembered; None once the files were looked at."""
        return None if self.is_sure else self._packed

    @property
    def unread(self) -> int:
        """How many files have to be read before there is a list, where they are many; else 0."""
        files, kept = self._files or (), self._catalogue.kept
        return len(files) if len(files) >= MANY and kept is None else 0

    @property
    def packed(self) -> Packed:
        """The list of the files as they were when they were looked at last."""
        with self._lock:
            if not self.is_sure:
                self.look()
            if self._packed is None or self._files is not None or self._read:
                self._packed = self._made()
                self._files, self._read, self._before = None, {}, None
                self.located = replace(self.located, files=())
            return self._packed

    @property
    def files(self) -> dict[str, ArticleFile]:
        """The files by the ids of their articles, in the order of the list."""
        with self._lock:
            if not self.is_sure:
                self.look()
            return self._by_id()

    def file(self, article_id: str) -> ArticleFile | None:
        """Return the file of an article, as it was when it was found last; None where it is gone."""
        files = self._files
        if files is not None:
            return files.get(article_id)
        row = self.row(article_id)
        # What is remembered may have been written by anybody.
        return None if row is None or not (self._is_own or is_inside(row.path)) else row.file

    def row(self, article_id: str) -> Row | None:
        """Return what the list says of an article; None where nothing is known."""
        packed = self._packed
        return packed.find(article_id) if packed is not None else None

    def say(self, row: Row) -> None:
        """Have the list say something of a file from now on."""
        with self._lock:
            self._read[row.path] = row

    def look(self) -> tuple[Path, ...]:
        """Look at all files; return the folders that were looked into.

        An article whose path stays keeps its id.
        """
        with self._lock:
            if self._is_known_again():
                self.is_sure = True
                return tuple(self.located.root / inside for inside in self.located.folders)
            located, folders = locate_again(self.located)
            if self._is_the_same(located):
                self._number(located)
            else:
                now = {file.path: file for file in located.files}
                before = self._by_id()
                kept = {id_: now[file.path] for id_, file in before.items() if file.path in now}
                same = len(kept) == len(now) == len(before)
                self._files = kept if same else self._with_ids(located.files)
                self.located = located
            self.is_sure = self._is_own = True
            return folders

    def _look_beside(self, kept: Packed) -> LookBeside | None:
        """Begin to look at the files, where one number says how they are, and are many."""
        if len(kept) < MANY or not kept.about.state:
            return None
        from reader.articles.beside import LookBeside

        return LookBeside(os.fspath(self.located.root))

    def _is_known_again(self) -> bool:
        """Tell whether the files are those that the list was made of, without making anything of them."""
        kept, (beside, self._beside) = self._catalogue.kept, (self._beside, None)
        if kept is None or not kept.about.state or not self._is_of(kept):
            return False
        if beside is None or not beside.is_fresh:
            beside = self._look_beside(kept)
        try:
            state = beside.state() if beside is not None else state_of(os.fspath(self.located.root))
        except OSError:
            return False
        return state == kept.about.state

    def _is_of(self, kept: Packed) -> bool:
        """Tell whether what is kept is the list of what is looked at, and its number says all of that."""
        is_the_list = self._files is None and self._packed is not None and not self._packed.instead
        doubtful = not self.is_sure and kept.about.is_doubtful
        given = tuple(map(os.fspath, self.located.given))
        return (
            is_the_list and not doubtful and kept.about.given == given and not has_exports(self.located.root)
        )

    def _number(self, located: Located) -> None:
        """Keep another number of the same files: a folder without any came or went, for instance."""
        self.located = replace(self.located, folders=located.folders, state=located.state)
        self._catalogue.number(located.folders, located.state)

    def _changed_at_the_top(self, packed: Packed) -> dict[int, Row]:
        """Return the rows, of those that are likely to be shown first, whose files are not as remembered."""
        changed: dict[int, Row] = {}
        for index, row in enumerate(islice(packed, TOP)):
            _, mtime_ns, size = stamp(os.fspath(self.located.root / row.path))
            if (size, mtime_ns) not in ((row.size, row.mtime_ns), (-1, -1)) and is_inside(row.path):
                found = read_row(self.located.root, ArticleFile(row.path, size, mtime_ns))
                self._read[row.path] = found
                changed[index] = replace(found, id=row.id)
        return changed

    def _is_the_same(self, located: Located) -> bool:
        was, packed = self.located, self._catalogue.kept
        if self._files is not None or packed is None or not packed.is_of(located.files):
            return False
        # Why a file could not be read may be over, of which its time and size tell nothing.
        doubtful = not self.is_sure and packed.about.is_doubtful
        return not doubtful and (was.documents, was.notices) == (located.documents, located.notices)

    def _by_id(self) -> dict[str, ArticleFile]:
        if self._files is not None:
            return self._files
        rows = iter(self._packed or ())
        return {row.id: row.file for row in rows if self._is_own or is_inside(row.path)}

    def _made(self) -> Packed:
        rows = [self._row(id_, file) for id_, file in self._by_id().items()]
        given = tuple(map(os.fspath, self.located.given))
        paths = {row.id: row.path for row in rows}
        about = About(
            given=given,
            documents=self.located.documents,
            notices=self.located.notices,
            odd=odd_ones(self._known(), paths.get),
            folders=self.located.folders,
            state=self.located.state,
            is_doubtful=any(row.problem for row in rows),
        )
        return self._catalogue.keep(about, rows)

    def _odd(self, packed: Packed) -> dict[str, str]:
        return odd_ones(self._known(), lambda id_: getattr(packed.find(id_), "path", None))

    def _row(self, article_id: str, file: ArticleFile) -> Row:
        row = self._read.get(file.path) or self._said_before.get(file.path)
        if row is None or row.problem or (row.size, row.mtime_ns) != (file.size, file.mtime_ns):
            row = self._read[file.path] = read_row(self.located.root, file)
        return row if row.id == article_id else replace(row, id=article_id)

    @property
    def _said_before(self) -> dict[str, Row]:
        if self._before is None:
            self._before = {row.path: row for row in self._catalogue.kept or ()}
        return self._before

    def _with_ids(self, files: Sequence[ArticleFile]) -> dict[str, ArticleFile]:
        by_path, root = {file.path: file for file in files}, self.located.root
        ids = assign_ids(
            by_path,
            known=self._known(),
            gone=lambda path: not os.path.lexists(root / path),
            sha256_of=lambda path: self._row("", by_path[path]).digest.hex() or None,
        )
        return {id_: by_path[path] for path, id_ in ids.items()}


def odd_ones(known: Mapping[str, Known], path_of: Callable[[str], str | None]) -> dict[str, str]:
    """Return the annotated articles whose ids do not follow from a list's paths alone: paths by ids.

    While these are the same, the same files have the same ids.

    Args:
        known: Path and text of every article that was annotated or corrected, by its id.
        path_of: Tells where an article is, by its id; None where it is not in the list.
    """
    return {id_: path for id_, (path, _) in known.items() if path_of(id_) != path or id_of_path(path) != id_}
