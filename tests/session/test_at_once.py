"""A library begun with what is remembered of it is, once its files were looked at, what they say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.screen import make_library

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session import listed
from reader.session.opening import Library, open_library
from reader.session.own_exports import remember_exports
from reader.session.packed import About, Packed, Row, pack
from reader.session.shelf import SORTS, Shelf
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from reader.values import replace

TEXT = "Title {}\n\nText {}. And more.\n"
ANNA = Settings(annotator="anna")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library that was listed before."""
    folder = make_library(tmp_path / "news", {f"{n}.txt": TEXT.format(n, n) for n in range(1, 13)})
    assert open_library([folder], ANNA).listings()
    return folder


def at_once(folder: Path) -> Library:
    return open_library([folder], ANNA, at_once=True)


def annotate(library: Library, path: str, *, as_article: str = "") -> None:
    row = next(row for row in library.listings() if row.path == path)
    article = library.read(row.id)
    target = make_target(article.text, Span(0, 5), sha256=article.sha256)
    note = Annotation(new_id(), as_article or row.id, target, "anna", utc_now(), utc_now(), ("tag",))
    article = article if not as_article else replace(article, id=as_article)
    TinyDBStore(library.home, "anna").apply(article, Add(note))


def test_no_file_is_looked_at_before_somebody_has_to_be_sure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = open_library([folder], ANNA)
    annotate(sure, "3.txt")
    sure.progress.put(sure.listings()[3].id, offset=1, furthest=5, length=10)
    with monkeypatch.context() as patched:
        patched.setattr("reader.session.locating.find_articles", lambda _: pytest.fail("looked at all files"))
        library = at_once(folder)
        rows = library.recalled()
        assert rows is not None
        assert rows == sure.listings()
        assert (rows.notes, rows[2].annotations, rows[3].progress) == (1, 1, 0.5)
        assert library.open(rows[2].id).annotations[0].tags == ("tag",)
        assert not library.is_sure
    assert library.listings() == sure.listings()
    assert library.recalled() is None


def test_files_that_changed_came_and_went_are_put_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "TOP", 2)
    (folder / "6.txt").write_text("A sixth title\n\nAnother text.\n")
    (folder / "2.txt").write_text("Another title\n\nAnother text.\n")
    (folder / "3.txt").unlink()
    (folder / "10a.txt").write_text(TEXT.format("ten", "a"))
    (folder / "saved.html").write_text("<p>")
    library = at_once(folder)
    before = library.recalled()
    assert before is not None
    assert [row.title for row in before] == [
        "Title 1",
        "Another title",
        *(f"Title {n}" for n in range(3, 13)),
    ]
    assert library.open(before[5].id).article.title == "A sixth title"
    assert library.open(before[1].id).article.title == "Another title"
    with pytest.raises(ReaderError, match=r"no such file"):
        library.open(before[2].id)
    assert library.listings() == open_library([folder], ANNA).listings()
    assert library.located.documents == ("saved.html",)
    again = at_once(folder).recalled()
    assert again == library.listings()


def test_whoever_asks_for_the_list_has_the_files_looked_at(folder: Path) -> None:
    (folder / "3.txt").unlink()
    assert len(at_once(folder).listings()) == len(at_once(folder).files) == 11


@pytest.mark.parametrize("where", [0, 2, 6, 40, 600])
def test_a_damaged_list_is_made_anew(folder: Path, where: int) -> None:
    kept = folder / ".reader" / "cache" / "catalogue"
    whole = bytearray(kept.read_bytes())
    whole[where] ^= 1
    kept.write_bytes(whole)
    library = at_once(folder)
    assert library.recalled() is None
    assert library.notice is None
    assert len(library.listings()) == 12
    assert at_once(folder).recalled() == library.listings()


def test_a_list_of_another_version_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.session.packed._FORMAT", "reader catalogue 1 little")
    assert at_once(folder).recalled() is None


def test_what_is_opened_otherwise_is_not_remembered(folder: Path, tmp_path: Path) -> None:
    other = make_library(tmp_path / "other", {"a.txt": "A title\n\nWords.\n"})
    for paths in ([folder, other], [folder / "1.txt"], [tmp_path]):
        assert open_library(paths, ANNA, at_once=True).recalled() is None
    moved = folder.rename(tmp_path / "moved")
    assert at_once(moved).recalled() is None


def test_a_folder_that_lost_all_its_articles_says_so(folder: Path) -> None:
    for path in folder.glob("*.txt"):
        path.unlink()
    with pytest.raises(ReaderError, match=r"no articles in this folder"):
        at_once(folder)


def test_an_article_that_cannot_be_read_is_tried_again(folder: Path) -> None:
    path = folder / "4.txt"
    text = path.read_text()
    path.write_bytes(b"\xff" * len(text))
    status = path.stat()
    assert open_library([folder], ANNA).listings()[3].problem
    path.write_text(text)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    library = at_once(folder)
    before = library.recalled()
    assert before is not None
    assert before[3].problem
    library.look()
    assert library.rows()[3].problem is None


def test_annotations_that_say_which_article_is_which_are_believed_first(folder: Path) -> None:
    sure = open_library([folder], ANNA)
    annotate(sure, "5.txt", as_article="five")
    library = at_once(folder)
    assert library.recalled() is None
    assert library.listings()[4].id == "five"
    assert at_once(folder).recalled() == library.listings()
    kept = library.listings()[4]
    (folder / "5.txt").rename(folder / "50.txt")
    moved = at_once(folder)
    assert moved.listings()[-1].id == kept.id
    assert at_once(folder).recalled() == moved.listings()


def test_a_list_made_by_somebody_leads_to_no_file_elsewhere(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret\n")
    paths = ("1.txt", "../secret.txt", str(tmp_path / "secret.txt"), ".hidden/a.txt", "a//b.txt", "id_rsa")
    rows = [Row(path, 1, 1, "title", "", 1, b"", f"a{n}") for n, path in enumerate(paths)]
    content, _ = pack(About((str(folder),)), rows)
    (folder / ".reader" / "cache" / "catalogue").write_bytes(content)
    library = at_once(folder)
    assert [row.path for row in library.recalled() or ()] == list(paths)
    assert library.read("a0").title == "Title 1"
    for number in range(1, len(paths)):
        with pytest.raises(ReaderError, match=r"no article"):
            library.read(f"a{number}")
    assert [row.path for row in library.listings()] == [f"{n}.txt" for n in range(1, 13)]


def test_a_number_put_there_by_somebody_leads_to_no_file_elsewhere(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret\n")
    about, status = at_once(folder).located, (folder / "1.txt").stat()
    true = Row("1.txt", status.st_size, status.st_mtime_ns, "title", "", 1, b"", "a0")
    rows = [true, replace(true, path="../secret.txt", id="a1")]
    content, columns = pack(About((str(folder),), folders=about.folders, state=about.state), rows)
    (folder / ".reader" / "cache" / "catalogue").write_bytes(content + columns)
    library = at_once(folder)
    library.look()
    assert library.is_sure
    assert [file.path for file in library.files] == ["1.txt"]
    with pytest.raises(ReaderError, match=r"no article"):
        library.read("a1")


@pytest.mark.parametrize("many", [3, 2_000])
def test_nothing_is_made_of_files_that_are_as_they_were(
    folder: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "MANY", many)
    before = open_library([folder], ANNA).listings()
    library = at_once(folder)
    with monkeypatch.context() as patched:
        patched.setattr(listed, "locate_again", lambda _: pytest.fail("made of all files"))
        patched.setattr(Packed, "row", lambda *_: pytest.fail("unpacked"))
        for _ in range(2):
            assert library.look() == (folder,)
            assert library.is_sure
    assert library.listings() == before
    (folder / "7.txt").write_text("A seventh title\n\nText.\n")
    assert library.look() == (folder,)
    assert library.listings()[6].title == "A seventh title"


def test_a_folder_without_articles_is_known_again_the_next_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "empty").mkdir()
    assert at_once(folder).look() == (folder, folder / "empty")
    monkeypatch.setattr(listed, "locate_again", lambda _: pytest.fail("made of all files"))
    library = at_once(folder)
    assert library.look() == (folder, folder / "empty")
    assert len(library.listings()) == 12


def test_what_was_exported_is_looked_at_as_ever(folder: Path) -> None:
    (folder / ".reader" / "annotations").mkdir(exist_ok=True)
    remember_exports({folder / "out.md": b"exported"})
    (folder / "out.md").write_bytes(b"exported")
    library = at_once(folder)
    assert len(library.listings()) == 12
    (folder / "out.md").write_bytes(b"edited")
    library.look()
    assert len(library.listings()) == 13


@pytest.mark.parametrize("damage", [False, True])
def test_a_list_is_sorted_and_filtered_by_what_is_kept_as_by_its_rows(folder: Path, *, damage: bool) -> None:
    (folder / "3.txt").write_text("Another\n\nText that is longer.\n")
    open_library([folder], ANNA).listings()
    kept = folder / ".reader" / "cache" / "catalogue"
    if damage:
        whole = bytearray(kept.read_bytes())
        whole[-9] ^= 1
        kept.write_bytes(whole)
    rows = at_once(folder).recalled()
    assert rows is not None
    assert (rows.columns() is None) == damage
    quick, slow = Shelf(rows), Shelf(tuple(rows))
    for column in SORTS:
        for reverse in (False, True):
            for typed in ("", "title 1", "another", "12.TXT", "longer"):
                arranged = quick.arranged(typed, key=column.key, reverse=reverse)
                assert list(arranged) == list(slow.arranged(typed, key=column.key, reverse=reverse))


def test_names_that_are_no_unicode_are_kept() -> None:
    rows = [Row(f"{n}\udc80.txt", n, -n, "T\udcff", "ü", n, b"x", f"id-{n}", "why\udc80") for n in range(300)]
    about = About(("/a\udc80",), ("b\udc80.pdf",), ("notice",), {"id-1": "c\udc80.txt"})
    content, columns = pack(about, rows)
    packed = Packed(content, lambda: columns)
    assert list(packed) == rows
    assert packed.about == about
    assert (kept := packed.columns()) is not None
    assert kept.folded[7] == "t\udcff ü 7\udc80.txt"
    assert [packed.index(row.id) for row in rows] == list(range(300))
    assert packed.find("id-300") is None
    assert packed.is_of([row.file for row in rows])
    assert not packed.is_of([row.file for row in rows[1:]])
