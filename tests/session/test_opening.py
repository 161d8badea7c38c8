from __future__ import annotations

import os
import shutil
from pathlib import Path
from zlib import crc32

import pytest

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import text_sha256
from reader.articles.findings import Findings
from reader.articles.identity import article_id
from reader.config.last_library import remember_library
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session.finding import guessed_on, is_guessed_near
from reader.session.opening import Library, Listing, open_library
from reader.session.reading import begin, sentence_at
from reader.text.segments import guessed_sentences
from reader.text.span import Span
from reader.values import replace

VERA = Settings(annotator="vera")
TEXT = "Kabul talks resume\nThe talks between Daesh and nobody began on Monday, the ministry said.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "user" / name.lower()))
    library = tmp_path / "library"
    library.mkdir()
    (library / "kabul.txt").write_text(TEXT)
    return library


def annotate(library: Library, path: str, words: str, *, author: str = "vera") -> None:
    row = row_of(library, path)
    article = library.open(row.id).article
    start = article.text.index(words)
    target = make_target(article.text, Span(start, start + len(words)), sha256=article.sha256)
    now = utc_now()
    library.store.apply(article, Add(Annotation(new_id(), article.id, target, author, now, now, ("tag",))))


def row_of(library: Library, path: str) -> Listing:
    return next(row for row in library.listings() if row.path == path)


def quotes(library: Library, path: str) -> list[tuple[str, str]]:
    opened = library.open(row_of(library, path).id)
    return [(a.span.of(opened.article.text), a.anchor) for a in opened.annotations]


def refusal(*paths: Path) -> str:
    with pytest.raises(ReaderError) as caught:
        open_library(paths, VERA)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def make_read_only(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Forbid writing below a folder as the file system would; root may write in spite of permissions."""
    access = os.access

    def forbidding(path: Path, mode: int) -> bool:
        return access(path, mode) and not (mode & os.W_OK and Path(path).is_relative_to(folder))

    monkeypatch.setattr("os.access", forbidding)


def test_a_folder_is_a_library(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "10.md").write_text("# Ten\n\nIt is " + "ten " * 500)
    (folder / "deep" / "9.md").write_text("One sentence only.")
    (folder / "picture.png").write_bytes(b"\x89PNG\0")
    library = open_library([folder], VERA)
    assert (library.root, library.home, library.notice) == (folder, folder / ".reader", None)
    texts = ("One sentence only.", "# Ten\n\nIt is " + "ten " * 500, (folder / "kabul.txt").read_text())
    rows = library.listings()
    assert [row.sha256 for row in rows] == [text_sha256(text) for text in texts]
    assert tuple(replace(row, sha256="") for row in rows) == (
        Listing(article_id("deep/9.md"), "deep/9.md", "One sentence only.", "9.md", 3, 1, 0, 0.0),
        Listing(article_id("deep/10.md"), "deep/10.md", "Ten", "10.md", 503, 2, 0, 0.0),
        Listing(article_id("kabul.txt"), "kabul.txt", "Kabul talks resume", "kabul.txt", 15, 1, 0, 0.0),
    )


def test_opening_a_library_writes_nothing_into_it(folder: Path) -> None:
    library = open_library([folder], VERA)
    library.open(article_id("kabul.txt"))
    assert [file.name for file in folder.iterdir()] == ["kabul.txt"]


def test_single_files_are_a_library_of_just_these(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "notes.log").write_text("A log that is read all the same.\n")
    (folder / "a" / "other.txt").write_text("Not asked for.")
    library = open_library([folder / "a" / "notes.log", folder / "kabul.txt"], VERA)
    assert library.root == folder
    assert [row.path for row in library.listings()] == ["a/notes.log", "kabul.txt"]
    assert not library.home.exists()


def test_a_file_of_an_annotated_library_belongs_to_it(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "a.txt").write_text(TEXT)
    annotate(open_library([folder], VERA), "deep/a.txt", "Daesh")
    alone = open_library([folder / "deep" / "a.txt"], VERA)
    assert alone.root == folder
    assert quotes(alone, "deep/a.txt") == [("Daesh", "exact")]


def test_folders_and_files_together(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.txt").write_text("Another.")
    library = open_library([folder, tmp_path / "other" / "b.txt", folder / "kabul.txt"], VERA)
    assert library.root == tmp_path
    assert [row.path for row in library.listings()] == ["library/kabul.txt", "other/b.txt"]


def test_a_relative_path_and_a_link(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "link").symlink_to(folder)
    for path in (Path("library"), Path("link"), Path("library/../library/.")):
        assert open_library([path], VERA).root == folder


def test_without_a_path_the_samples_then_the_last_library(folder: Path, tmp_path: Path) -> None:
    samples = open_library([], VERA)
    assert samples.root == tmp_path / "user" / "data" / "reader-tui" / "sample-library"
    assert len(samples.listings()) == 2
    assert samples.notice is None
    remember_library([folder])
    assert open_library([], VERA).root == folder
    shutil.rmtree(folder)
    again = open_library([], VERA)
    assert again.root == samples.root
    assert again.notice == f"The last library, {folder}, is gone, so these are the sample articles."


def test_what_is_wrong_is_said_in_one_line(folder: Path) -> None:
    (folder / "none").mkdir()
    (folder / "none" / "a.pdf").write_bytes(b"%PDF-")
    (folder / "empty.txt").write_text("")
    none = f"{folder / 'none'}: there are no articles in this folder (1 .pdf file is not read); put files"
    assert refusal(folder / "none").startswith(none)
    assert refusal(folder / "gone").endswith(": there is no such file or folder; check the path.")
    assert refusal(folder, folder / "gone").endswith(": there is no such file or folder; check the path.")
    assert ": the file is empty; " in refusal(folder / "empty.txt")
    assert "cannot be read (File name too long)" in refusal(folder / ("x" * 300))
    assert "cannot be read (" in refusal(Path("a\0b"))


def test_a_file_that_cannot_be_read_is_a_row_with_its_problem(folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    library = open_library([folder], VERA)
    broken = row_of(library, "broken.txt")
    assert broken.problem is not None
    assert broken.problem.startswith("the file is not UTF-8 (byte 0xe9); convert it, for example: iconv")
    assert (broken.title, broken.words) == ("broken.txt", 0)
    assert row_of(library, "kabul.txt").problem is None
    with pytest.raises(ReaderError, match="byte 3, line 1: the file is not UTF-8"):
        library.open(broken.id)


def test_a_folder_inside_that_cannot_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "shut").mkdir()
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    library = open_library([folder], VERA)
    assert library.notice == f"{folder / 'shut'} cannot be read, so it is left out."
    (folder / "kabul.txt").unlink()
    assert "there are no articles in this folder, and shut in it cannot be read; allow it: " in refusal(
        folder
    )


def test_an_unknown_article_is_an_error(folder: Path) -> None:
    with pytest.raises(ReaderError, match="there is no article 'x'"):
        open_library([folder], VERA).open("x")


def test_annotations_and_progress_are_found_again(folder: Path) -> None:
    library = open_library([folder], VERA)
    annotate(library, "kabul.txt", "Daesh")
    id_ = article_id("kabul.txt")
    assert library.progress.put(id_, offset=20, furthest=len(TEXT) // 2, length=len(TEXT))
    again = open_library([folder], VERA)
    assert row_of(again, "kabul.txt").annotations == 1
    assert row_of(again, "kabul.txt").progress == pytest.approx(0.5, abs=0.02)
    opened = again.open(id_)
    assert (opened.offset, opened.furthest) == (20, len(TEXT) // 2)
    assert (opened.problems, opened.writable) == ((), True)
    assert quotes(again, "kabul.txt") == [("Daesh", "exact")]


def test_a_text_that_grew_takes_its_annotations_along(folder: Path) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", "Daesh")
    (folder / "kabul.txt").write_text("Updated. " + TEXT)
    assert quotes(open_library([folder], VERA), "kabul.txt") == [("Daesh", "moved")]
    (folder / "kabul.txt").write_text("Short.")
    opened = open_library([folder], VERA).open(article_id("kabul.txt"))
    assert [(a.target.exact, a.anchor) for a in opened.annotations] == [("Daesh", "orphan")]


def test_a_passage_that_was_reworded_is_found_by_the_text_it_was_made_on(folder: Path) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", TEXT)
    (folder / "kabul.txt").write_text("Updated.\n\n" + TEXT.replace("Daesh", "the militants"))
    (found,) = open_library([folder], VERA).open(article_id("kabul.txt")).annotations
    assert (found.anchor, found.target.exact) == ("fuzzy", TEXT.replace("Daesh", "the militants").strip())
    assert found.score is not None
    assert 0.5 < found.score < 1
    (folder / "kabul.txt").write_text(TEXT)
    assert quotes(open_library([folder], VERA), "kabul.txt") == [(TEXT, "exact")]


@pytest.mark.parametrize("damage", [b"", b"no gzip", None])
def test_without_the_text_it_was_made_on_the_quote_has_to_do(folder: Path, damage: bytes | None) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", "Daesh")
    (kept,) = (folder / ".reader" / "texts").iterdir()
    kept.unlink() if damage is None else kept.write_bytes(damage)
    (folder / "kabul.txt").write_text("Updated. " + TEXT)
    assert quotes(open_library([folder], VERA), "kabul.txt") == [("Daesh", "moved")]


def test_a_moved_file_finds_its_annotations(folder: Path) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", "Daesh")
    (folder / "asia").mkdir()
    (folder / "kabul.txt").rename(folder / "asia" / "talks.md")
    (folder / "new.txt").write_text("New.")
    library = open_library([folder], VERA)
    assert row_of(library, "asia/talks.md").id == article_id("kabul.txt")
    assert quotes(library, "asia/talks.md") == [("Daesh", "exact")]
    annotate(library, "asia/talks.md", "Monday")
    (folder / "kabul.txt").write_text("Another article takes the old place.")
    library = open_library([folder], VERA)
    assert row_of(library, "kabul.txt").annotations == 0
    assert row_of(library, "asia/talks.md").annotations == 2


def test_a_copy_that_is_opened_alone_does_not_take_annotations_over(folder: Path) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", "Daesh")
    shutil.copy(folder / "kabul.txt", folder / "copy.txt")
    alone = open_library([folder / "copy.txt"], VERA)
    assert quotes(alone, "copy.txt") == []


def test_a_damaged_annotation_file_is_told_and_left_alone(folder: Path) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", "Daesh")
    (file,) = (folder / ".reader" / "annotations").glob("*/*.json")
    file.write_bytes(file.read_bytes()[:40])
    library = open_library([folder], VERA)
    opened = library.open(article_id("kabul.txt"))
    assert not opened.writable
    assert len(opened.problems) == 1
    assert str(file) in opened.problems[0]
    with pytest.raises(ReaderError):
        annotate(library, "kabul.txt", "Monday")
    assert file.stat().st_size == 40


def test_a_second_start_reads_no_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "new.txt").write_text("New.")
    first = open_library([folder], VERA).listings()
    read: list[str] = []

    def counting(path: str) -> str:
        read.append(Path(path).name)
        return Path(path).read_text()

    monkeypatch.setattr("reader.sources.textfile.read_text", counting)
    assert open_library([folder], VERA).listings() == first
    assert read == []
    (folder / "new.txt").write_text("Newer.")
    assert [row.title for row in open_library([folder], VERA).listings()] == ["Kabul talks resume", "Newer."]
    assert read == ["new.txt"]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\0",
        b'{"format": 1}',
        *(crc32(part).to_bytes(4, "big") + part for part in (b"", b"\x91\xa1x", b"\x91" * 9999)),
    ],
)
def test_a_damaged_catalogue_is_made_again(folder: Path, damage: bytes) -> None:
    rows = open_library([folder], VERA).listings()
    catalogue = folder / ".reader" / "cache" / "catalogue"
    whole = catalogue.read_bytes()
    catalogue.write_bytes(damage)
    assert open_library([folder], VERA).listings() == rows
    assert catalogue.read_bytes() == whole


def test_a_catalogue_that_cannot_be_kept_stops_nobody(folder: Path) -> None:
    (folder / ".reader").mkdir()
    (folder / ".reader" / "cache").write_text("in the way")
    assert len(open_library([folder], VERA).listings()) == 1


def test_a_read_only_library_is_annotated_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(open_library([folder], VERA), "kabul.txt", "Daesh")
    before = sorted(folder.rglob("*"))
    with monkeypatch.context() as patched:
        make_read_only(patched, folder)
        library = open_library([folder], VERA)
        assert library.home.is_relative_to(tmp_path / "user" / "data")
        assert library.notice is not None
        assert library.notice.startswith(
            f"{folder} cannot be written, so annotations are kept in {library.home} "
        )
        assert library.open(article_id("kabul.txt")).writable
        annotate(library, "kabul.txt", "Monday")
        again = open_library([folder], VERA)
        assert quotes(again, "kabul.txt") == [("Daesh", "exact"), ("Monday", "exact")]
    assert sorted(folder.rglob("*")) == before
    writable = open_library([folder], VERA)
    assert quotes(writable, "kabul.txt") == [("Daesh", "exact")]
    assert writable.notice == (
        f"Annotations made while this library could not be written are in {again.home}; move them to .reader."
    )


def test_where_nothing_can_be_written_one_can_still_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_read_only(monkeypatch, tmp_path)
    library = open_library([folder], VERA)
    assert len(library.listings()) == 1
    assert not library.open(article_id("kabul.txt")).writable


def test_a_file_in_the_place_of_the_home_is_no_obstacle(folder: Path) -> None:
    (folder / ".reader").write_text("somebody's")
    library = open_library([folder], VERA)
    annotate(library, "kabul.txt", "Daesh")
    assert (folder / ".reader").read_text() == "somebody's"
    assert quotes(open_library([folder], VERA), "kabul.txt") == [("Daesh", "exact")]


def test_a_file_that_is_opened_by_its_name_is_described_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library([folder / "kabul.txt"], VERA)
    assert library.only is not None
    article = library.open(library.only).article
    monkeypatch.setattr("reader.session.listed.read_row", lambda *_: pytest.fail("it is read again"))
    (row,) = library.listings()
    assert (row.title, row.words, row.sha256) == (article.title, article.words, article.sha256)


def test_what_became_of_a_file_since_it_was_found_is_not_said_of_it(folder: Path) -> None:
    library = open_library([folder / "kabul.txt"], VERA)
    (folder / "kabul.txt").write_text("Another title\nAnd another text than before.\n")
    assert library.only is not None
    assert library.open(library.only).article.title == "Another title"
    (folder / "kabul.txt").write_text("A third title\nAnd a third text.\n")
    assert library.listings()[0].title == "A third title"


def test_in_a_long_text_the_sentences_far_off_are_guessed_afterwards(folder: Path) -> None:
    text = "One is here. Two is here.\n\n" * 40_000
    (folder / "kabul.txt").write_text(text)
    library = open_library([folder / "kabul.txt"], VERA)
    article = library.open(library.only or "").article
    begun = begin(article, author="vera", width=60, height=20, offset=500_000)
    assert sentence_at(begun, 500_000).of(text) == "Two is here."
    assert len(begun.findings.sentences) < 4_000
    assert is_guessed_near(begun)
    guessed = guessed_sentences(text, 500_000)
    whole = guessed_on(begun, guessed)
    assert whole.findings.sentences == guessed
    assert whole.found is not None
    arrived = replace(whole, found=Findings("en", "quick"))
    assert guessed_on(arrived, guessed).findings is whole.findings
