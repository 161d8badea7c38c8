"""A library's list is what there is, whoever changes it; looking is cheap while nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.screen import make_library

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.config.settings import Settings
from reader.session import listed
from reader.session.opening import Library, Listing, open_library
from reader.session.rows import Rows
from reader.session.showing import stamps_of_articles
from reader.session.surroundings import FIRST_SECONDS, Surroundings
from reader.start.picture import stamp
from reader.storage.progress import ProgressStore
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span

TEXT = "A short title\n\nFirst words here. Second words there.\n"


class Clock:
    """Seconds that pass when they are told to, and a few hundredths while something is done."""

    time = 0.0

    def __call__(self) -> float:
        self.time += 0.01
        return self.time


class Watched:
    """A library and a list of it that is kept as it is."""

    def __init__(self, folder: Path) -> None:
        self.library = open_library([folder], Settings(annotator="anna"))
        self.rows: Sequence[Listing] = self.library.listings()
        self.clock = Clock()
        self.surroundings = Surroundings(self.library, self.clock)
        self.looks = 0
        assert self.look() is None

    def look(self) -> Rows | None:
        self.clock.time += 0.25
        fresh = self.surroundings.look(self.rows, self.rows[:2])
        self.rows = self.rows if fresh is None else fresh
        return fresh

    @property
    def shown(self) -> list[tuple[str, int]]:
        return [(row.path, row.annotations) for row in self.rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library", {f"{n}.txt": TEXT for n in range(1, 6)})


@pytest.fixture
def watched(folder: Path) -> Watched:
    return Watched(folder)


def annotate(library: Library, row: Listing, author: str) -> None:
    article = library.read(row.id)
    target = make_target(article.text, Span(0, 7), sha256=article.sha256)
    note = Annotation(new_id(), article.id, target, author, utc_now(), utc_now(), ("tag",))
    TinyDBStore(library.home, author).apply(article, Add(note))


def test_nothing_is_read_while_nothing_changes(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed, "state_of", lambda _: pytest.fail("looked at everything"))
    assert [watched.look() for _ in range(5)] == [None] * 5
    watched.clock.time += FIRST_SECONDS + 1
    with pytest.raises(pytest.fail.Exception):
        watched.look()


@pytest.mark.parametrize("author", ["anna", "zoe"])
def test_what_others_annotate_is_counted(watched: Watched, folder: Path, author: str) -> None:
    annotate(open_library([folder], Settings(annotator=author)), watched.rows[3], author)
    assert watched.look() is not None
    assert watched.shown[3] == ("4.txt", 1)
    assert watched.look() is None


def test_what_was_read_elsewhere_is_told(watched: Watched) -> None:
    (watched.library.home / "reading").mkdir(parents=True, exist_ok=True)
    ProgressStore(watched.library.home, "anna").put(watched.rows[0].id, offset=9, furthest=27, length=54)
    assert watched.look() is not None
    assert watched.rows[0].progress == 0.5


def test_articles_come_and_go(watched: Watched, folder: Path) -> None:
    ids = {row.path: row.id for row in watched.rows}
    (folder / "3.txt").unlink()
    (folder / "25.txt").write_text(TEXT)
    (folder / "new").mkdir()
    (folder / "new" / "1.txt").write_text(TEXT)
    assert watched.look() is not None
    assert [path for path, _ in watched.shown] == ["1.txt", "2.txt", "4.txt", "5.txt", "25.txt", "new/1.txt"]
    assert {row.path: row.id for row in watched.rows if row.path in ids}.items() <= ids.items()
    assert stamps_of_articles(watched.library, [ids["1.txt"]])[0][0] == str(folder / "1.txt")
    (gone,) = stamps_of_articles(watched.library, [ids["3.txt"]])
    assert gone != stamp(gone[0])
    (folder / "new" / "2.txt").write_text(TEXT)
    assert watched.look() is not None
    assert watched.shown[-1] == ("new/2.txt", 0)
    assert watched.library.open(watched.rows[-1].id).article.text == TEXT


def test_an_annotated_article_that_is_renamed_stays_itself(folder: Path) -> None:
    (folder / "2.txt").write_text(TEXT + "Its own.\n")
    annotate(open_library([folder], Settings(annotator="anna")), Watched(folder).rows[1], "anna")
    watched = Watched(folder)
    kept = watched.rows[1]
    (folder / "2.txt").rename(folder / "9.txt")
    assert watched.look() is not None
    assert (watched.rows[-1].path, watched.rows[-1].id, watched.rows[-1].annotations) == ("9.txt", kept.id, 1)


def test_a_text_that_changes_is_seen_at_once_where_it_is_shown_and_elsewhere_later(
    watched: Watched, folder: Path
) -> None:
    (folder / "1.txt").write_text("Another title\n\nWords.\n")
    assert watched.look() is not None
    assert watched.rows[0].title == "Another title"
    (folder / "5.txt").write_text("A fifth title\n\nWords.\n")
    assert watched.look() is None
    watched.clock.time += FIRST_SECONDS + 1
    assert watched.look() is not None
    assert watched.rows[4].title == "A fifth title"


def test_it_rests_after_a_long_look(watched: Watched, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Library.rows

    def slow(library: Library) -> Rows:
        watched.looks += 1
        watched.clock.time += 1.0
        return real(library)

    monkeypatch.setattr(Library, "rows", slow)
    for number in range(10):
        (folder / "1.txt").write_text(f"Title {number}\n\nWords.\n")
        watched.look()
        watched.clock.time += 0.5
    assert watched.looks == 2
    watched.clock.time += 60
    assert watched.look() is not None
    assert watched.rows[0].title == "Title 9"


def test_files_that_are_named_and_folders_that_go_have_no_articles(folder: Path) -> None:
    library = open_library([folder / "1.txt", folder / "2.txt"], Settings(annotator="anna"))
    rows, looking = library.listings(), Surroundings(library)
    assert looking.look(rows, rows) is None
    (folder / "1.txt").rename(folder / "7.txt")
    fresh = looking.look(rows, rows)
    assert fresh is not None
    assert [row.path for row in fresh] == ["2.txt"]


def test_a_text_that_changed_since_it_was_listed_is_known_by_what_it_is_now(folder: Path) -> None:
    library = open_library([folder], Settings(annotator="anna"))
    row = library.listings()[0]
    (folder / "1.txt").write_text("Quite another text.\n")
    article = library.open(row.id).article
    assert article.text == "Quite another text.\n"
    assert article.sha256 != row.sha256
    assert article.words == 3


def test_documents_that_are_not_read_come_and_go(folder: Path) -> None:
    watched = Watched(folder)
    (folder / "saved.html").write_text("<p>")
    watched.clock.time += FIRST_SECONDS
    assert watched.look() == watched.rows
    assert watched.library.located.documents == ("saved.html",)
    (folder / "saved.html").unlink()
    watched.clock.time += 100
    assert watched.look() is not None
    assert watched.library.located.documents == ()
