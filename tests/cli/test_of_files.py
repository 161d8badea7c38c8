"""What is made of files alone, or of what was printed the last time, is what is made in the usual way."""

from __future__ import annotations

import getpass
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.annotating import annotate
from support.screen import make_library

from reader.articles.identity import article_id
from reader.articles.order import in_natural_order, natural_key
from reader.cli import main, program
from reader.config.paths import settings_file
from reader.storage.progress import ProgressStore

pytestmark = pytest.mark.usefixtures("at_once")
Said = tuple[int, str, str]

NAMES = ("a.txt", "B.text", "10.md", "9.txt", "é ‘ü’.txt", "deep/1.markdown", "deep/er/x.txt", "no-article")
TEXTS = (
    "A title\n\nA text of some words.",
    "B title\n\nA text of more words.",
    "# A heading #\n\nText.",
    "---\ntitle: In front\n---\nText.",
    "“Quoted” — é\n\nEs’t-il, 语言。",
    "Tab\tand \x1b[1mescape\n\nText",
    "One sentence. Another, which is a long one; it goes on and on, " * 9,
)
NUMBERS = count(1)


def write(library: Path, name: str, text: str) -> None:
    """Write a file, with a time of its own."""
    file = library / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (1_700_000_000 + next(NUMBERS),) * 2)


def remove(library: Path, name: str, _: str) -> None:
    (library / name).unlink(missing_ok=True)


def rename(library: Path, name: str, _: str) -> None:
    if (library / name).exists():
        (library / name).rename(library / f"renamed {next(NUMBERS)}.txt")


def read_on(library: Path, name: str, text: str) -> None:
    store = ProgressStore(library / ".reader", getpass.getuser())
    store.put(article_id(name), offset=1, furthest=len(text) // 2, length=len(text))


def remove_a_folder(library: Path, _name: str, _text: str) -> None:
    shutil.rmtree(library / "deep", ignore_errors=True)


CHANGES = (write, write, write, remove, rename, read_on, remove_a_folder)


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return how a command ends, what it prints and what it says."""

    def run(*words: object, usual: bool = False) -> Said:
        # A folder that changes within one step of its clock shows no change.
        time.sleep(0.01)
        told = [*map(str, words)]
        if usual:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(program, "_prints_of_files", lambda _: False)
                status = program.main(told)
        else:
            status = main(told)
        return status, *capfd.readouterr()

    return run


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(CHANGES), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
        min_size=1,
        max_size=6,
    ),
    number=st.integers(1, 4),
)
def test_whatever_changes_a_list_and_an_article_are_as_they_are_made_in_the_usual_way(
    said: Callable[..., Said], changes: list[tuple[Callable[[Path, str, str], None], str, str]], number: int
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch).resolve()
        write(library, "1.txt", TEXTS[0])
        write(library, "2.txt", TEXTS[1])
        for change, name, text in (*changes, (read_on, "1.txt", TEXTS[0])):
            for words in (("list", library), ("show", number, library)):
                assert said(*words) == said(*words, usual=True)
            change(library, name, text)
        assert said("list", library) == said("list", library, usual=True)


def test_a_list_and_an_article_are_made_without_opening_the_library(
    tmp_path: Path, said: Callable[..., Said], opened: list[object]
) -> None:
    library = make_library(tmp_path / "news", {"10.txt": "Title b\n\nText b.", "9.txt": "Title a\n\nText."})
    assert said("list", library)[1].startswith("1\t9-")
    assert said("show", "2", library) == (0, "Title b\n\nText b.", "")
    read_on(library, "9.txt", "Title a\n\nText.")
    shutil.rmtree(library / ".reader" / "locks")
    assert said("list", f"{library}/../news")[1].endswith("0.00\n")
    assert not opened


def annotated(library: Path) -> None:
    annotate(library, "9.txt", "Text", "tag")


def corrected(library: Path) -> None:
    (library / ".reader" / "corrections").mkdir(parents=True)


def exported(library: Path) -> None:
    (library / ".reader").mkdir()
    (library / ".reader" / "exports.json").write_text("{}")


def with_settings(library: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('annotator = "ann"\n')


def kept_apart(library: Path) -> None:
    (settings_file().parents[2] / "xdg_data_home" / "reader-tui" / "libraries").mkdir(parents=True)


def with_a_document(library: Path) -> None:
    (library / "saved.html").write_text("<p>")


def with_a_damaged_article(library: Path) -> None:
    (library / "9.txt").write_bytes(b"\xff\xfe\x00")


def with_many(library: Path) -> None:
    make_library(library, {f"x{number}.txt": "Title\n\nText." for number in range(120)})


def linked_home(library: Path) -> None:
    (library / ".reader").symlink_to(library.parent)


def empty(library: Path) -> None:
    shutil.rmtree(library)
    library.mkdir()


MORE = (
    annotated,
    corrected,
    exported,
    with_settings,
    kept_apart,
    with_a_document,
    with_a_damaged_article,
    with_many,
    linked_home,
    empty,
)


@pytest.mark.parametrize("more", MORE)
def test_where_there_is_more_to_it_the_library_is_opened(
    tmp_path: Path, said: Callable[..., Said], opened: list[object], more: Callable[[Path], None]
) -> None:
    library = make_library(tmp_path / "news", {"10.txt": "Title b\n\nText b.", "9.txt": "Title a\n\nText a."})
    more(library)
    first = said("list", library)
    assert opened
    assert first == said("list", library) == said("list", library, usual=True)
    for number in (1, 2, 3):
        assert said("show", number, library) == said("show", number, library, usual=True)


@pytest.mark.parametrize("name", ["Jo Ann", "", "ünal", "a.b"])
def test_a_name_that_is_spelt_another_way_in_a_file_is_left_to_who_spells_it(
    tmp_path: Path, said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for each in ("LOGNAME", "USER"):
        monkeypatch.setenv(each, name)
    library = make_library(tmp_path / "news", {"9.txt": "Title a\n\nText a."})
    read_on(library, "9.txt", "Title a\n\nText a.")
    assert said("list", library) == said("list", library, usual=True)


@given(st.lists(st.text("aB1٣²0/é-"), max_size=9))
def test_a_few_paths_are_ordered_as_many_are(paths: list[str]) -> None:
    assert in_natural_order(paths) == sorted(paths, key=natural_key)
