"""Opening a library: its list, its articles, and the annotations and progress that belong to them."""

from __future__ import annotations

import os
from functools import cached_property

from reader.articles.article import reading_minutes
from reader.articles.identity import assign_ids
from reader.config.last_library import last_library
from reader.config.paths import install_sample_library
from reader.errors import ReaderError
from reader.session.catalogue import Catalogue, Entry, read_article, read_entry
from reader.session.homes import find_home
from reader.session.locating import Located, locate
from reader.session.opened import Opened
from reader.start.picture import stamp
from reader.storage.progress import ProgressStore
from reader.values import Value, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from reader.articles.article import Article
    from reader.articles.findings import Findings
    from reader.articles.folder import ArticleFile
    from reader.config.settings import Settings
    from reader.storage.codebook_file import CodebookFile
    from reader.storage.corrections_file import CorrectionsStore
    from reader.storage.progress import Progress
    from reader.storage.store import AnnotationStore, Known


class Listing(Value):
    """One row of a library's list."""

    id: str
    path: str
    """Relative to the library's folder, with ``/`` between the parts."""
    title: str
    """The file's name where the article cannot be read."""
    outlet: str
    words: int
    minutes: int
    annotations: int
    """How many there are, of all annotators."""
    progress: float
    """How much of it has been on the screen, from 0 to 1."""
    problem: str | None = None
    """Why it cannot be read, with the remedy, in one line."""
    sha256: str = ""
    """The identity of its text; empty where it cannot be read."""


def open_library(paths: Sequence[Path], settings: Settings) -> Library:
    """Open folders or single files as one library; without a path the last one, at first the samples.

    Args:
        paths: Folders and files: see `locate`.
        settings: Whose annotations are written.

    Raises:
        ReaderError: when a path is missing or cannot be read, or a folder holds no article.
    """
    annotator = settings.annotator
    if paths:
        return Library(locate(paths), annotator=annotator)
    last = last_library()
    if last and all(map(os.path.exists, last)):
        return Library(locate(last), annotator=annotator)
    samples = locate([install_sample_library()])
    if last:
        notice = f"The last library, {last[0]}, is gone, so these are the sample articles."
        samples = replace(samples, notices=(notice, *samples.notices))
    return Library(samples, annotator=annotator)


class Library:
    """A folder of articles with what is known of them; reads files when asked.

    Args:
        located: The library's folder and its articles.
        annotator: Whose annotations are written.
    """

    def __init__(self, located: Located, *, annotator: str) -> None:
        home = find_home(located.root)
        self.located = located
        self.root = located.root
        self.annotator = annotator
        self.home: Path = home.path
        self.notice: str | None = " ".join((*located.notices, home.notice or "")).strip() or None
        self.progress = ProgressStore(home.path, annotator)
        self.readings: Path = home.path / "cache" / "analysis.sqlite3"
        """Where the analysis keeps what it has read."""
        self.writable = home.writable
        """Whether anything can be saved."""
        # Files that are named one by one are quickly read again: nothing is left beside them.
        self._catalogue = Catalogue(home.path / "cache" / "catalogue.json" if located.whole else None)
        self._entries: dict[str, tuple[ArticleFile, Entry | ReaderError]] = {}
        self._files = self._with_ids(located.files)

    # A list of articles that nobody has annotated needs none of these, and importing them takes a while.

    @cached_property
    def store(self) -> AnnotationStore:
        """The annotations."""
        from reader.storage.tinydb_store import TinyDBStore

        return TinyDBStore(self.home, self.annotator)

    @cached_property
    def codebook(self) -> CodebookFile:
        """The tags."""
        from reader.storage.codebook_file import CodebookFile

        return CodebookFile(self.home)

    @cached_property
    def corrections(self) -> CorrectionsStore:
        """The corrections of what was found."""
        from reader.storage.corrections_file import CorrectionsStore

        return CorrectionsStore(self.home, self.annotator)

    @property
    def is_annotated(self) -> bool:
        """Whether there may be annotations."""
        return (self.home / "annotations").is_dir()

    @property
    def is_corrected(self) -> bool:
        """Whether there may be corrections."""
        return (self.home / "corrections").is_dir()

    @property
    def only(self) -> str | None:
        """The article's id where the library was opened for a single file; None elsewhere."""
        return next(iter(self._files)) if not self.located.whole and len(self._files) == 1 else None

    def file(self, article_id: str) -> ArticleFile | None:
        """Return the file of an article, as it was when it was found last; None where it is gone."""
        return self._files.get(article_id)

    @property
    def files(self) -> tuple[ArticleFile, ...]:
        """The files of all articles, in the order of the list."""
        return tuple(self._files.values())

    def take_up(self, located: Located) -> None:
        """Go on with the articles as they are now; an article whose path stays keeps its id."""
        self.located, files = located, located.files
        now = {file.path: file for file in files}
        kept = {id_: now[file.path] for id_, file in self._files.items() if file.path in now}
        self._files = kept if len(kept) == len(now) == len(self._files) else self._with_ids(files)

    def listings(self) -> tuple[Listing, ...]:
        """Return a row for each article, in natural order of the paths; one that cannot be read says why."""
        counts = self.store.counts() if self.is_annotated else {}
        progress = self.progress.all()
        rows = tuple(
            _listing(id_, file, self._entry(file), counts.get(id_, 0), progress.get(id_))
            for id_, file in self._files.items()
        )
        self._catalogue.keep(self._files.values())
        return rows

    def open(self, article_id: str) -> Opened:
        """Read an article with its annotations, anchored in its text.

        Raises:
            ReaderError: as `read` does.
        """
        return self.again(self.read(article_id))

    def read(self, article_id: str) -> Article:
        """Read an article.

        Raises:
            ReaderError: when there is no such article, or its file cannot be read.
        """
        file = self._files.get(article_id)
        if file is None:
            raise ReaderError(
                f"there is no article {article_id!r}", where=str(self.root), remedy="see `reader list`"
            )
        listed, entry = self._entries.get(file.path, (None, None))
        known = (entry.sha256, entry.words) if isinstance(entry, Entry) and listed == file else None
        article = read_article(self.root, file, article_id, known)
        if known is None and stamp(os.fspath(self.root / file.path))[1:] == (file.mtime_ns, file.size):
            self._say(file, Entry(article.title, article.outlet, article.words, article.sha256))
        return article

    def again(self, article: Article) -> Opened:
        """Return an article that was read with what belongs to it as it is saved now."""
        left = self.progress.get(article.id)
        length = len(article.text)
        opened = Opened(
            article=article,
            writable=self.writable,
            correctable=self.writable,
            offset=min(left.offset, length) if left else 0,
            furthest=min(left.furthest, length) if left else 0,
        )
        state = self.state(article)
        if state is None:
            return opened
        from reader.session.anchored import anchored

        loaded, kept = self.store.load(article.id), self.corrections.load()
        return replace(
            opened,
            annotations=anchored(loaded.annotations, article, self.store),
            relations=tuple(r for r in self.store.relations() if r.concerns(article.id)),
            problems=tuple(map(str, (*loaded.problems, *kept.problems))),
            writable=loaded.writable and self.writable,
            corrections=kept.corrections,
            correctable=kept.writable and self.writable,
            state=state,
        )

    def state(self, article: Article) -> Hashable:
        """Return what tells what is saved of an article, its codebook apart, from what it was before.

        None where nobody has annotated or corrected anything in the library.
        """
        if not (self.is_annotated or self.is_corrected):
            return None
        return self.store.state(article.id), self.corrections.state()

    def corrected(self, article: Article, findings: Findings) -> Findings:
        """Return what was found in an article as people have corrected it."""
        from reader.corrections.correcting import correct

        return correct(findings, self.corrections.load().corrections, article)

    def _with_ids(self, files: Sequence[ArticleFile]) -> dict[str, ArticleFile]:
        by_path = {file.path: file for file in files}
        ids = assign_ids(
            by_path,
            known=self._known(),
            gone=lambda path: not os.path.lexists(self.root / path),
            sha256_of=lambda path: getattr(self._entry(by_path[path]), "sha256", None),
        )
        return {id_: by_path[path] for path, id_ in ids.items()}

    def _known(self) -> dict[str, Known]:
        """Return path and text of every article that was annotated or corrected, by its id."""
        corrected = self.corrections.known() if self.is_corrected else {}
        return {**corrected, **self.store.known()} if self.is_annotated else dict(corrected)

    def _entry(self, file: ArticleFile) -> Entry | ReaderError:
        """Return what the list says of a file, from memory, from the catalogue, or from the file."""
        listed, entry = self._entries.get(file.path, (None, None))
        if entry is not None and (listed is file or listed == file):
            return entry
        entry = self._catalogue.get(file)
        if entry is None:
            entry = read_entry(self.root, file)
            self._say(file, entry)
        self._entries[file.path] = file, entry
        return entry

    def _say(self, file: ArticleFile, entry: Entry | ReaderError) -> None:
        """Have the list say something of a file from now on."""
        self._catalogue.put(file, entry if isinstance(entry, Entry) else None)
        self._entries[file.path] = file, entry


def _listing(
    id_: str, file: ArticleFile, entry: Entry | ReaderError, annotations: int, progress: Progress | None
) -> Listing:
    read = min(1.0, progress.furthest / progress.length) if progress and progress.length else 0.0
    if isinstance(entry, ReaderError):
        from reader.articles.describe import outlet_of

        name = outlet_of(file.path)
        problem = f"{entry.what}; {entry.remedy}"
        return Listing(id_, file.path, name, name, 0, 0, annotations, read, problem)
    minutes = reading_minutes(entry.words)
    words, sha256 = entry.words, entry.sha256
    return Listing(
        id_, file.path, entry.title, entry.outlet, words, minutes, annotations, read, sha256=sha256
    )
