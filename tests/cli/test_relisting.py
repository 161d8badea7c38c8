"""A list is printed once more where only articles have changed: their lines alone are made anew."""

from __future__ import annotations

import getpass
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import make_library

from reader.articles.identity import article_id
from reader.cli import main, of_files
from reader.storage.progress import ProgressStore

pytestmark = pytest.mark.usefixtures("at_once")
Change = Callable[[Path], object]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    made = make_library(tmp_path / "news", {f"{n}.txt": f"Title {n}\n\nText {n}." for n in (1, 2, 10)})
    make_library(made / "deep", {"e.md": "# Title e\n\nText e."})
    (made / "saved.html").write_text("<p>")
    (made / "linked.txt").symlink_to(
        make_library(tmp_path / "far", {"g.txt": "Title g\n\nText g."}) / "g.txt"
    )
    return made


@pytest.fixture
def listed(
    library: Path, own_folders: Path, capfd: pytest.CaptureFixture[str], opened: list[object]
) -> Callable[..., tuple[str, str, bool]]:
    """Return what is printed and said, and whether the library was opened for it."""

    def run(*, afresh: bool = False) -> tuple[str, str, bool]:
        # A folder that changes within one step of its clock shows no change.
        time.sleep(0.02)
        if afresh:
            shutil.rmtree(own_folders / "xdg_cache_home" / "reader-tui" / "printed")
        opened.clear()
        main(["list", str(library)])
        out, err = capfd.readouterr()
        return out, err, bool(opened)

    return run


def edit(library: Path) -> None:
    (library / "2.txt").write_text("Another “title”\n\nAnd a text of other words.")


def edit_a_heading_below(library: Path) -> None:
    (library / "deep" / "e.md").write_text("## Another #\n\nText.")


def edit_as_editors_do(library: Path) -> None:
    (library / ".1.txt~").write_text("Title\twith a tab\x1b[1m\n\nText.")
    (library / ".1.txt~").replace(library / "1.txt")


def edit_what_a_link_leads_to(library: Path) -> None:
    (library.parent / "far" / "g.txt").write_text("Title h\n\nText.")


def give_it_front_matter(library: Path) -> None:
    (library / "1.txt").write_text("---\ntitle: From the front\n---\nText.")


def add(library: Path) -> None:
    (library / "3.txt").write_text("Title 3\n\nText.")
    (library / "deep" / "d.text").write_text("Title d\n\nText.")


def remove(library: Path) -> None:
    (library / "1.txt").unlink()


def rename(library: Path) -> None:
    (library / "1.txt").rename(library / "deep" / "9.txt")


def add_what_is_no_article(library: Path) -> None:
    (library / "notes.bin").write_text("nothing")
    (library / "saved.html").write_text("<p>other")


ARTICLES = [
    edit,
    edit_a_heading_below,
    edit_as_editors_do,
    edit_what_a_link_leads_to,
    give_it_front_matter,
    add,
    remove,
    rename,
    add_what_is_no_article,
]


def add_a_folder(library: Path) -> None:
    make_library(library / "below", {"d.txt": "Title d\n\nText."})


def remove_a_folder(library: Path) -> None:
    shutil.rmtree(library / "deep")


def put_a_folder_in_the_place_of_an_article(library: Path) -> None:
    (library / "1.txt").unlink()
    make_library(library / "1.txt", {"d.txt": "Title d\n\nText."})


def add_a_document(library: Path) -> None:
    (library / "more.pdf").write_bytes(b"")


def damage(library: Path) -> None:
    (library / "1.txt").write_bytes(b"\xff\xfe\x00")


def tag(library: Path) -> None:
    annotate(library, "1.txt", "Text", "tag")


MORE = [
    add_a_folder,
    remove_a_folder,
    put_a_folder_in_the_place_of_an_article,
    add_a_document,
    damage,
    tag,
]


@pytest.mark.parametrize("change", [*ARTICLES, *MORE])
def test_a_list_made_of_the_last_one_is_the_list(
    library: Path, listed: Callable[..., tuple[str, str, bool]], change: Change
) -> None:
    listed()
    change(library)
    made = listed()
    again = listed()
    assert made[2] is (change in MORE)
    assert made[:2] == listed(afresh=True)[:2] == again[:2]
    assert again[2] is (change is damage)


def test_where_there_are_annotations_an_article_may_come_and_change_but_not_go(
    library: Path, listed: Callable[..., tuple[str, str, bool]]
) -> None:
    tag(library)
    listed()
    for change, is_opened in ((edit, False), (add, False), (remove, True)):
        change(library)
        made = listed()
        assert made[2] is is_opened
        assert made[:2] == listed(afresh=True)[:2]


def test_an_annotated_article_that_is_gone_is_looked_for_among_others(
    library: Path, listed: Callable[..., tuple[str, str, bool]]
) -> None:
    tag(library)
    text = (library / "1.txt").read_text()
    remove(library)
    listed()
    (library / "7.txt").write_text(text)
    out, _, is_opened = listed()
    assert is_opened
    assert "\tTitle 1\t7.txt\t4\t1\t1\t" in out


def test_annotations_that_came_and_went_are_counted_for_the_last_list(
    library: Path, listed: Callable[..., tuple[str, str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_files, "MOST_ARTICLES", 0)
    annotate(library, "1.txt", "Text", "tag")
    assert listed()[2]
    for by, path, expected in (
        *(("tester", "1.txt", "2000"), ("tester", "2.txt", "2100"), ("ann", "2.txt", "2200")),
        ("zoe", "deep/e.md", "2201"),
    ):
        annotate(library, path, "Text", "tag", by=by)
        out, err, is_opened = listed()
        assert not is_opened
        notes = {line.split("\t")[3]: line.split("\t")[6] for line in out.splitlines()}
        assert "".join(notes[each] for each in ("1.txt", "2.txt", "10.txt", "deep/e.md")) == expected
        assert ".html" in err
        # And once more, now that it is kept.
        assert listed() == (out, err, False)
    edit(library)
    theirs = next((library / ".reader" / "annotations" / "zoe").glob("*.json"))
    # In its place, which its folder does not tell of.
    theirs.write_text(theirs.read_text().replace('"annotations"', '"others"'))
    out, _, is_opened = listed()
    assert not is_opened
    assert [line.split("\t")[6] for line in out.splitlines() if "deep/e.md" in line] == ["0"]
    theirs.unlink()
    again = listed()
    assert not again[2]
    assert again[:2] == listed(afresh=True)[:2]


def test_how_far_articles_were_read_is_told_of_the_last_list(
    library: Path, listed: Callable[..., tuple[str, str, bool]]
) -> None:
    store = ProgressStore(library / ".reader", getpass.getuser())
    store.put(article_id("1.txt"), offset=1, furthest=4, length=16)
    listed()
    store.put(article_id("2.txt"), offset=1, furthest=99, length=16)
    store.put(article_id("10.txt"), offset=0, furthest=0, length=0)
    made = listed()
    assert not made[2]
    assert [line[-4:] for line in made[0].splitlines()] == ["0.25", "1.00", "0.00", "0.00", "0.00"]
    assert made[:2] == listed(afresh=True)[:2]
    (library / "1.txt").rename(library.parent / "1.txt")
    assert "\t1.txt\t" not in listed()[0]
    (library.parent / "1.txt").rename(library / "1.txt")
    assert listed() == made


def test_progress_that_is_damaged_is_left_to_who_mends_it(
    library: Path, listed: Callable[..., tuple[str, str, bool]]
) -> None:
    store = ProgressStore(library / ".reader", getpass.getuser())
    store.put(article_id("1.txt"), offset=1, furthest=4, length=16)
    listed()
    (library / ".reader" / "reading" / f"{getpass.getuser()}.json").write_text('{"a": {"offset": -1}}')
    made = listed()
    assert made[2]
    assert made[:2] == listed(afresh=True)[:2]
