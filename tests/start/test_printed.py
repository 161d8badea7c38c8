"""What `reader list` and `reader show` printed is printed again, and only as long as it is true."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import make_library

from reader.articles.identity import article_id
from reader.cli import main
from reader.start import printed
from reader.storage.progress import ProgressStore

PROBE = """
import sys
from reader.start import printed
printed.SETTLED = -60_000_000_000
from reader.cli import main
status = main(sys.argv[1:])
print(len([name for name in sys.modules if name.startswith("reader.")]), file=sys.stderr)
sys.exit(status)
"""
FEW = 8
"""How many modules of Reader there are where nothing is made anew."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    made = make_library(tmp_path / "news", {"a.txt": "Title a\n\nText a.", "b.txt": "Title b\n\nText b."})
    make_library(made / "deep" / "deeper", {"e.txt": "Title e\n\nText e."})
    elsewhere = make_library(tmp_path / "elsewhere", {"f.txt": "Title f\n\nText f."})
    (made / "link").symlink_to(elsewhere)
    (made / "broken.txt").symlink_to("nowhere")
    (made / "linked.txt").symlink_to(
        make_library(tmp_path / "far", {"g.txt": "Title g\n\nText g."}) / "g.txt"
    )
    return made


def run(*words: str | Path) -> tuple[str, bool]:
    """Return what is printed, and whether it was printed again."""
    # A folder that changes within one step of its clock shows no change.
    time.sleep(0.02)
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, *map(str, words)], capture_output=True, text=True, check=True
    )
    return ran.stdout, int(ran.stderr) <= FEW


def rename(library: Path) -> None:
    (library / "a.txt").rename(library / "c.txt")


def rewrite_in_its_size_and_time(library: Path) -> None:
    file = library / "a.txt"
    status = file.stat()
    file.write_text("Title A\n\nText A.")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def add_below(library: Path) -> None:
    make_library(library / "below", {"d.txt": "Title d\n\nText d."})


def remove(library: Path) -> None:
    (library / "b.txt").unlink()


def replace_by_one_of_its_time(library: Path) -> None:
    """Swap two articles of one size and one time of writing, as some programs restore them."""
    for name, words in (("a.txt", "Title x\n\nText x."), ("b.txt", "Title y\n\nText y.")):
        status = (library / name).stat()
        (library / "new").write_text(words)
        os.utime(library / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
        (library / "new").replace(library / name)


def edit_below(library: Path) -> None:
    (library / "deep" / "deeper" / "e.txt").write_text("Title E, edited\n\nText e.")


def edit_what_a_link_leads_to(library: Path) -> None:
    (library.parent / "elsewhere" / "f.txt").write_text("Title F, edited\n\nText f.")


def edit_a_linked_file(library: Path) -> None:
    (library.parent / "far" / "g.txt").write_text("Title G, edited\n\nText g.")


def read_on(library: Path) -> None:
    ProgressStore(library / ".reader", getpass.getuser()).put(
        article_id("a.txt"), offset=3, furthest=10, length=16
    )


def tag(library: Path) -> None:
    annotate(library, "a.txt", "Text", "tag")


CHANGES = [
    rename,
    remove,
    rewrite_in_its_size_and_time,
    replace_by_one_of_its_time,
    add_below,
    edit_below,
    edit_what_a_link_leads_to,
    edit_a_linked_file,
    read_on,
    tag,
]
UNSEEN = (rewrite_in_its_size_and_time, replace_by_one_of_its_time)
"""The words and titles kept of an article's text go by its size and time as well."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_is_printed_again_until_something_changes(
    library: Path, change: Callable[[Path], None]
) -> None:
    first, was_kept = run("list", library)
    assert not was_kept
    assert run("list", library) == (first, True)
    change(library)
    after, was_kept = run("list", library)
    assert not was_kept
    assert after != first or change in UNSEEN
    assert run("list", library)[0] == after


def test_an_article_is_printed_again_until_it_changes(library: Path) -> None:
    assert run("show", "2", library) == ("Title b\n\nText b.", False)
    assert run("show", "2", library) == ("Title b\n\nText b.", True)
    assert run("show", "1", library) == ("Title a\n\nText a.", False)
    (library / "b.txt").write_text("Another")
    assert run("show", "2", library) == ("Another", False)


def test_nothing_is_kept_of_a_file_of_no_library(library: Path) -> None:
    assert run("show", library / "a.txt") == ("Title a\n\nText a.", False)
    assert run("show", library / "a.txt") == ("Title a\n\nText a.", False)


def test_what_changed_while_it_was_made_is_not_kept(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "SETTLED", 0)
    answer = printed.Printed()
    assert answer.again(["list", str(library)]) is False
    time.sleep(0.02)
    (library / "a.txt").write_text("Another")
    answer.keep(b"output", [str(library / "a.txt")])
    assert answer.again(["list", str(library)]) is False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_disk_that_is_full_is_told_of(library: Path) -> None:
    run("list", library)
    for _ in range(2):
        with Path("/dev/full").open("wb") as full:
            ran = subprocess.run(
                [sys.executable, "-c", PROBE, "list", library],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert ran.returncode == 2
        assert ran.stderr.startswith(b"reader: No space left on device; the output is not complete.\n")


@pytest.mark.parametrize(("name", "value"), [("COLUMNS", "50"), ("NO_COLOR", "1"), ("LC_ALL", "C")])
def test_another_terminal_is_another_answer(
    library: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("list", library)
    assert run("list", library)[1] is True
    monkeypatch.setenv(name, value)
    assert run("list", library)[1] is False


def test_other_folders_settings_and_links_are_other_lists(
    library: Path, tmp_path: Path, own_folders: Path
) -> None:
    other = make_library(tmp_path / "other", {"o.txt": "Other\n\nText."})
    link = tmp_path / "link"
    link.symlink_to(library)
    first, _ = run("list", link)
    assert run("list", link) == (first, True)
    link.unlink()
    link.symlink_to(other)
    assert "Other" in run("list", link)[0]
    settings = own_folders / "xdg_config_home" / "reader-tui" / "settings.toml"
    run("list", other)
    settings.parent.mkdir()
    settings.write_text("width = 50\n")
    assert run("list", other)[1] is False


def test_what_could_still_change_unseen_is_not_kept(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = printed.Printed()
    monkeypatch.setattr(sys, "argv", ["reader", "list"])
    assert answer.again(["list", str(library)]) is False
    answer.keep(b"output", [str(library / "a.txt")])
    assert answer.again(["list", str(library)]) is False


def test_an_answer_with_a_complaint_is_not_kept(library: Path) -> None:
    (library / "bad.txt").write_bytes(b"\xff\xfe\x00")
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", PROBE, "list", str(library)], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 1
        assert "bad.txt" in ran.stderr


def test_what_is_said_of_other_documents_is_said_again_until_it_changes(library: Path) -> None:
    (library / "saved.html").write_text("<p>")
    seen = []
    for _ in range(3):
        time.sleep(0.02)
        ran = subprocess.run(
            [sys.executable, "-c", PROBE, "list", str(library)], capture_output=True, text=True, check=True
        )
        *said, modules = ran.stderr.splitlines()
        seen.append((ran.stdout, said, int(modules) <= FEW))
        if len(seen) == 2:
            (library / "deep" / "more.pdf").write_bytes(b"")
    line = "reader: 1 .html file is not read: Reader reads .txt and .md."
    both = "reader: 2 files are not read (1 .html, 1 .pdf): Reader reads .txt and .md."
    assert [(said, again) for _, said, again in seen] == [([line], False), ([line], True), ([both], False)]
    assert len({printed for printed, *_ in seen}) == 1


def test_who_runs_a_command_among_others_takes_note_of_no_folder_later(library: Path) -> None:
    assert main(["list", str(library)]) == 0
    assert not printed.PRINTED.is_being_made
