"""Opening a library: its list, its articles, and the annotations and progress that belong to them."""

from __future__ import annotations

import os
from functools import cached_property

from reader.config.last_library import last_library
from reader.config.paths import install_sample_library
from reader.errors import ReaderError
from reader.session.catalogue import CATALOGUE, LONG_BYTES, Catalogue, read_article, row_of
from reader.session.homes import find_home
from reader.session.listed import Listed
from reader.session.locating import Located, locate
from reader.session.rows import Listing, Rows
from reader.start.picture import stamp
from reader.storage.progress import ProgressStore
from reader.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from reader.articles.article import Article
    from reader.articles.findings import Findings
    from reader.articles.folder import ArticleFile
    from reader.config.settings import Settings
    from reader.session.named import Named
    from reader.session.opened import Opened
    from reader.session.packed import Packed
    from reader.storage.codebook_file import CodebookFile
    from reader.storage.corrections_file import CorrectionsStore
    from reader.storage.store import AnnotationStore, Known


__all__ = ["Library", "Listing", "open_library"]


def open_library(paths: Sequence[Path], settings: Settings, *, at_once: bool = False) -> Library:
    """Open folders or single files as one library; without a path the last one, at first the samples.

    Args:
        paths: Folders and files: see `locate`.
        settings: Whose annotations are written.
        at_once: Whether somebody waits for it and stays: it begins with what is remembered of a folder,
            before its files are looked at, and takes no more memory than it must.

    Raises:
        ReaderError: when a path is missing or cannot be read, or a folder holds no article.
    """
    annotator = settings.annotator
    if paths:
        return _opened(paths, annotator, at_once=at_once)
    last = last_library()
    if last and all(map(os.path.exists, last)):
        return _opened(last, annotator, at_once=at_once)
    gone = f"The last library, {last[0]}, is gone, so these are the sample articles." if last else ""
    return _opened([install_sample_library()], annotator, at_once=at_once, notice=gone)


def _opened(paths: Sequence[Path], annotator: str, *, at_once: bool, notice: str = "") -> Library:
    if at_once:
        from reader.session.at_once import recall

        recalled = recall(paths)
        if recalled is not None:
            return Library(*recalled, annotator=annotator, notice=notice, stays=True)
    return Library(locate(paths, ahead=at_once), annotator=annotator, notice=notice, stays=at_once)


class Library:
    """A folder of articles with what is known of them; reads files when asked.

    Args:
        located: The library's folder and its articles.
        catalogue: Holds the articles, where they are remembered and not looked at yet.
        annotator: Whose annotations are written.
        notice: What else a person should know.
        stays: Whether its process stays, and should load little: see `describe`.
    """

    def __init__(
        self,
        located: Located,
        catalogue: Catalogue | None = None,
        *,
        annotator: str,
        notice: str = "",
        stays: bool = False,
    ) -> None:
        home = find_home(located.root)
        self.root = located.root
        self.annotator = annotator
        self._stays = stays
        self.home: Path = home.path
        self._notices = (notice, home.notice or "")
        self.progress = ProgressStore(home.path, annotator)
        self.readings: Path = home.path / "cache" / "analysis.sqlite3"
        """Where the analysis keeps what it has read."""
        self.writable = home.writable
        """Whether anything can be saved."""
        # Files named one by one are quickly read again, all but long ones: nothing is left beside them.
        path = home.path / "cache" / CATALOGUE if located.whole else None
        recalled = catalogue is not None
        self._listed = Listed(located, catalogue or Catalogue(path), self._known, recalled=recalled)

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

    @cached_property
    def _named(self) -> Named:
        """What is known of long files that were opened by their names."""
        from reader.session.named import NAMED, Named

        return Named(self.home / "cache" / NAMED)

    @property
    def is_annotated(self) -> bool:
        """Whether there may be annotations."""
        return (self.home / "annotations").is_dir()

    @property
    def is_corrected(self) -> bool:
        """Whether there may be corrections."""
        return (self.home / "corrections").is_dir()

    @property
    def is_coded(self) -> bool:
        """Whether there may be a codebook."""
        return os.path.lexists(self.home / "codebook.toml")

    @property
    def notice(self) -> str | None:
        """What a person should know of the library, in one line."""
        before, behind = self._notices
        return " ".join((before, *self.located.notices, behind)).strip() or None

    @property
    def located(self) -> Located:
        """The library's folder and what was found in it last; its files are in `files`."""
        return self._listed.located

    @property
    def only(self) -> str | None:
        """The article's id where the library was opened for a single file; None elsewhere."""
        return next(iter(self._listed.files)) if not self.located.whole and len(self.files) == 1 else None

    def file(self, article_id: str) -> ArticleFile | None:
        """Return the file of an article, as it was when it was found last; None where it is gone."""
        return self._listed.file(article_id)

    @property
    def files(self) -> tuple[ArticleFile, ...]:
        """The files of all articles, in the order of the list."""
        return tuple(self._listed.files.values())

    def look(self) -> tuple[Path, ...]:
        """Look at all files, and go on with what there is; return the folders that were looked into.

        An article whose path stays keeps its id.
        """
        return self._listed.look()

    @property
    def is_sure(self) -> bool:
        """Whether the files were looked at, and the list is not only remembered."""
        return self._listed.is_sure

    @property
    def unread(self) -> int:
        """How many articles have to be read before there is a list, where they are many; else 0."""
        return self._listed.unread

    def recalled(self) -> Rows | None:
        """Return the list as it is remembered; None once the files were looked at."""
        packed = self._listed.recalled
        return None if packed is None else self._rows(packed)

    def rows(self) -> Rows:
        """Return the list: a row for each article, in natural order of the paths.

        One that cannot be read says why. Where the list is only remembered, all files are looked at first.
        """
        return self._rows(self._listed.packed)

    def listings(self) -> tuple[Listing, ...]:
        """Return all rows of the list."""
        return tuple(self.rows())

    def _rows(self, packed: Packed) -> Rows:
        return Rows(packed, self.store.counts() if self.is_annotated else {}, self.progress.all())

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
        file = self.file(article_id)
        if file is None:
            raise ReaderError(
                f"there is no article {article_id!r}", where=str(self.root), remedy="see `reader list`"
            )
        is_named = self._stays and not self.located.whole and file.size >= LONG_BYTES
        row = self._listed.row(article_id) or (self._named.row(file) if is_named else None)
        known = (row.digest.hex(), row.words) if row and row.digest and row.file == file else None
        article = read_article(
            self.root, file, article_id, known, beside=self._stays, ahead=self.located.ahead
        )
        is_news = known != (article.sha256, article.words)
        if is_news and stamp(os.fspath(self.root / file.path))[1:] == (file.mtime_ns, file.size):
            said = row_of(file, article)
            self._listed.say(said)
            if is_named:
                self._named.say(said)
        return article

    def again(self, article: Article) -> Opened:
        """Return an article that was read with what belongs to it as it is saved now."""
        from reader.session.opened import Opened

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

    def _known(self) -> dict[str, Known]:
        """Return path and text of every article that was annotated or corrected, by its id."""
        corrected = self.corrections.known() if self.is_corrected else {}
        return {**corrected, **self.store.known()} if self.is_annotated else dict(corrected)
