"""What is made of files alone, or of what was printed the last time, is what is made in the usual way."""

from __future__ import annotations

import getpass
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count, cycle
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.annotating import annotate
from support.correcting import correction
from support.screen import make_library

from reader.articles.identity import article_id
from reader.articles.order import in_natural_order, natural_key
from reader.cli import main, notes, of_files, program
from reader.config.paths import settings_file
from reader.config.settings import Settings
from reader.corrections.revision import Revision
from reader.session.opening import open_library
from reader.session.own_exports import remember_exports
from reader.storage.corrections_file import CorrectionsStore
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


def tag(library: Path, name: str, _: str) -> None:
    if (library / name).exists() and not name.startswith("no-"):
        annotate(library, name, "e", "tag", by=next(ANNOTATORS))


def forget_tags(library: Path, name: str, _: str) -> None:
    for file in (library / ".reader" / "annotations").glob(f"*/{article_id(name)}.json"):
        file.unlink()


def damage_tags(library: Path, name: str, text: str) -> None:
    for file in (library / ".reader" / "annotations").glob(f"*/{article_id(name)}.json"):
        file.write_text(text)


def damage_what_was_counted(library: Path, name: str, text: str) -> None:
    index = library / ".reader" / "cache" / "annotations.sqlite3"
    if index.exists():
        index.write_text(text) if len(name) % 2 else index.unlink()


def annotate_in_another_way(library: Path, name: str, text: str) -> None:
    """Annotate where nothing was, or in a folder that was not there, or leave an annotator's folder empty."""
    folder = library / ".reader" / "annotations" / ("zoe" if len(name) % 2 else "ann")
    if folder.exists() and len(text) % 2:
        shutil.rmtree(folder)
    elif (library / name).exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{article_id(name)}.json").write_text(text if len(text) % 3 else "{}")


def set_annotator(_library: Path, name: str, _: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'annotator = "{ {"a": "ann", "B": "tester"}.get(name[0], "J. Ö") }"\n')


def make_settings_wrong(_library: Path, _name: str, _text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("width = 1\n")


def remove_settings(_library: Path, _name: str, _text: str) -> None:
    settings_file().unlink(missing_ok=True)


def correct(library: Path, name: str, _: str) -> None:
    if (library / name).exists() and not name.startswith("no-"):
        by, number = next(ANNOTATORS), next(NUMBERS)
        opened = open_library([library], Settings(annotator=by))
        article = opened.read(next(row.id for row in opened.listings() if row.path == name))
        scope = ("article", "library", "here")[number % 3]
        made = correction(article, "e", "no_name", scope=scope, author=by)  # type: ignore[arg-type]
        CorrectionsStore(library / ".reader", by).apply(Revision(None, made))


def damage_corrections(library: Path, name: str, text: str) -> None:
    for file in (library / ".reader" / "corrections").glob("*.json"):
        content = file.read_text()
        file.write_text(text if len(name) % 2 else content.replace(article_id(name), text[:9]))


def export(library: Path, name: str, text: str) -> None:
    """Write a file as an export, in the place of an article or beside the articles."""
    (library / ".reader" / "reading").mkdir(parents=True, exist_ok=True)
    file = library / name if len(text) % 2 else library / f"{next(NUMBERS)}{Path(name).suffix or '.html'}"
    remember_exports({file: text.encode()})
    write(library, file.relative_to(library).as_posix(), text)


def damage_exports(library: Path, _: str, text: str) -> None:
    exports = library / ".reader" / "exports.json"
    if exports.exists():
        wrong = '{"format": "reader exports 1", "files": {"1.txt": [1]}}'
        exports.write_text(text if len(text) % 2 else wrong)


CHANGES = (
    *(write, write, write, remove, rename, read_on, remove_a_folder, correct),
    *(tag, tag, tag, forget_tags, damage_tags, annotate_in_another_way),
)
ANNOTATORS = cycle(("tester", "ann", "J. Ö"))
MADE_BY_HAND = (
    *(write, remove, rename, read_on, tag, tag, forget_tags, damage_tags, damage_what_was_counted),
    *(correct, correct, damage_corrections, export, export, damage_exports),
    *(set_annotator, set_annotator, make_settings_wrong, remove_settings),
)


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return how a command ends, what it prints and what it says."""

    def run(*words: object, usual: bool = False) -> Said:
        told = [*map(str, words)]
        if usual:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(program, "_prints_of_files", lambda _: False)
                status = program.main(told)
        else:
            # A folder that changes within one step of its clock shows no change.
            time.sleep(0.01)
            status = main(told)
        return status, *capfd.readouterr()

    return run


Change: TypeAlias = Callable[[Path, str, str], None]


def some_of(changes: Sequence[Change]) -> st.SearchStrategy[list[tuple[Change, str, str]]]:
    """Return some changes, each with the file that it is made to and a text."""
    one = st.tuples(st.sampled_from(changes), st.sampled_from(NAMES), st.sampled_from(TEXTS))
    return st.lists(one, min_size=1, max_size=6)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=some_of(CHANGES),
    number=st.integers(1, 4),
    few=st.sampled_from([0, of_files.MOST_ARTICLES]),
)
def test_whatever_changes_a_list_and_an_article_are_as_they_are_made_in_the_usual_way(
    said: Callable[..., Said], changes: list[tuple[Change, str, str]], number: int, few: int
) -> None:
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patched:
        patched.setattr(of_files, "MOST_ARTICLES", few)
        library = Path(scratch).resolve()
        write(library, "1.txt", TEXTS[0])
        write(library, "2.txt", TEXTS[1])
        for change, name, text in ((tag, "1.txt", ""), *changes, (read_on, "1.txt", TEXTS[0])):
            for words in (("list", library), ("show", number, library)):
                assert said(*words) == said(*words, usual=True)
            change(library, name, text)
        assert said("list", library) == said("list", library, usual=True)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=some_of(MADE_BY_HAND),
    word=st.sampled_from(["title", "B t", "a.txt", "1", "2.txt", article_id("1.txt"), "Überall", "."]),
    most=st.sampled_from([0, notes.MOST_BYTES]),
)
def test_whatever_is_annotated_and_set_what_is_made_anew_is_as_it_is_made_in_the_usual_way(
    said: Callable[..., Said],
    own_folders: Path,
    changes: list[tuple[Change, str, str]],
    word: str,
    most: int,
) -> None:
    remove_settings(own_folders, "", "")
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patched:
        patched.setattr(notes, "MOST_BYTES", most)
        library = Path(scratch).resolve()
        write(library, "1.txt", TEXTS[0])
        write(library, "a.txt", TEXTS[1])
        for change, name, text in ((tag, "1.txt", ""), (set_annotator, "a.txt", ""), *changes):
            change(library, name, text)
            # The first one leaves what the others are made of.
            for words in (("list", library), ("list", library), ("show", word, library)):
                shutil.rmtree(own_folders / "xdg_cache_home" / "reader-tui" / "printed", ignore_errors=True)
                assert said(*words) == said(*words, usual=True)


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


@pytest.fixture
def anew(
    said: Callable[..., Said], own_folders: Path, opened: list[object]
) -> Callable[..., tuple[Said, bool]]:
    """Return what a command says that nothing was printed of before, and whether it opened the library."""

    def run(*words: object) -> tuple[Said, bool]:
        shutil.rmtree(own_folders / "xdg_cache_home" / "reader-tui" / "printed", ignore_errors=True)
        opened.clear()
        made = said(*words)
        is_opened = bool(opened)
        assert made == said(*words, usual=True)
        return made, is_opened

    return run


def test_settings_are_minded_and_annotations_counted(
    tmp_path: Path, anew: Callable[..., tuple[Said, bool]]
) -> None:
    library = make_library(tmp_path / "news", {"10.txt": "Title b\n\nText b.", "9.txt": "Title a\n\nText a."})
    with_settings(library)
    for change, expected in (
        (lambda _: None, "0"),
        (lambda _: settings_file().write_text('annotator = "Jo Ann"\nwidth = 60\n'), "0"),
        (annotated, "1"),
        (annotated, "2"),
    ):
        change(library)
        before, is_opened = anew("list", library)
        assert not is_opened
        assert before[1].startswith(f"1\t{article_id('9.txt')}\tTitle a\t9.txt\t4\t1\t{expected}\t")
        for word in ("2", "title B", article_id("10.txt"), "10.txt"):
            assert anew("show", word, library) == ((0, "Title b\n\nText b.", ""), False)


def test_an_annotated_article_that_was_moved_keeps_its_id(
    tmp_path: Path, anew: Callable[..., tuple[Said, bool]]
) -> None:
    library = make_library(tmp_path / "news", {"9.txt": "Title a\n\nText a."})
    annotated(library)
    anew("list", library)
    (library / "9.txt").rename(library / "1.txt")
    for _ in range(2):
        (_, out, _), is_opened = anew("list", library)
        assert is_opened
        assert out == f"1\t{article_id('9.txt')}\tTitle a\t1.txt\t4\t1\t1\t0.00\n"
        assert anew("show", article_id("9.txt"), library) == ((0, "Title a\n\nText a.", ""), True)


def test_whose_reading_a_list_tells_of_is_another_s_with_another_login(
    tmp_path: Path, anew: Callable[..., tuple[Said, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library(tmp_path / "news", {"9.txt": "Title a\n\nText a."})
    read_on(library, "9.txt", "Title a\n\nText a.")
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("width = 60\n")
    assert anew("list", library)[0][1].endswith("\t0.50\n")
    assert not anew("list", library)[1]
    monkeypatch.setenv("LOGNAME", "ann")
    assert anew("list", library)[0][1].endswith("\t0.00\n")


@pytest.mark.parametrize(
    "wrong", ["width = 1\n", "[keys]\ncaret = 1\n", "engine = 'nobody'\n", "annotator ="]
)
def test_settings_that_are_wrong_are_complained_of(
    tmp_path: Path, said: Callable[..., Said], wrong: str
) -> None:
    library = make_library(tmp_path / "news", {"9.txt": "Title a\n\nText a."})
    with_settings(library)
    assert said("list", library)[0] == 0
    settings_file().write_text(wrong)
    for words in (("list", library), ("show", "1", library), ("show", "Title", library)):
        status, out, err = said(*words)
        assert (status, out) == (2, "")
        assert str(settings_file()) in err


def annotated(library: Path) -> None:
    annotate(library, "9.txt", "Text", "tag")


def annotated_and_damaged(library: Path) -> None:
    annotated(library)
    damage_tags(library, "9.txt", "{}")


def annotated_by_a_later_reader(library: Path) -> None:
    annotated(library)
    file = next((library / ".reader" / "annotations").glob("*/*.json"))
    file.write_text(file.read_text().replace('"version": 1', '"version": 2'))


def corrected_and_moved(library: Path) -> None:
    for _ in range(3):
        correct(library, "9.txt", "")
    (library / "9.txt").rename(library / "8.txt")


def corrected_and_damaged(library: Path) -> None:
    correct(library, "9.txt", "")
    damage_corrections(library, "9.txt", "{}")


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
    make_library(library, {f"x{number}.txt": "Title\n\nText." for number in range(420)})


def linked_home(library: Path) -> None:
    (library / ".reader").symlink_to(library.parent)


def empty(library: Path) -> None:
    shutil.rmtree(library)
    library.mkdir()


MORE = (
    annotated_and_damaged,
    annotated_by_a_later_reader,
    corrected_and_moved,
    corrected_and_damaged,
    exported,
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


def test_corrections_and_exports_need_no_library_to_be_opened(
    tmp_path: Path, anew: Callable[..., tuple[Said, bool]]
) -> None:
    library = make_library(tmp_path / "news", {"10.txt": "Title b\n\nText b.", "9.txt": "Title a\n\nText a."})
    for number in range(3):
        correct(library, ("9.txt", "10.txt")[number % 2], "")
    exports = {library / name: name.encode() for name in ("1.md", "saved.html", "more/2.txt")}
    remember_exports(exports)
    for file, content in exports.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    (_, out, _), is_opened = anew("list", library)
    assert not is_opened
    assert [line.split("\t")[3] for line in out.splitlines()] == ["9.txt", "10.txt"]
    assert anew("show", "1", library) == ((0, "Title a\n\nText a.", ""), False)
    (library / "1.md").write_text("Mine")
    annotate(library, "1.md", "Mine")
    (library / "1.md").write_bytes(exports[library / "1.md"])
    assert anew("show", "1", library) == ((0, "1.md", ""), False)
    (library / "more" / "2.txt").write_text("Mine")
    assert [line.split("\t")[3] for line in anew("list", library)[0][1].splitlines()] == [
        *("1.md", "9.txt", "10.txt"),
        "more/2.txt",
    ]


def test_of_many_annotations_what_was_counted_is_minded_while_a_file_is_the_same(
    tmp_path: Path, anew: Callable[..., tuple[Said, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "MOST_BYTES", 0)
    library = make_library(tmp_path / "news", {"10.txt": "Title b\n\nText b.", "9.txt": "Title a\n\nText a."})
    annotated(library)
    assert anew("list", library)[1]
    assert not anew("list", library)[1]
    annotate(library, "10.txt", "Text", "tag")
    annotated(library)
    (_, out, _), is_opened = anew("list", library)
    assert not is_opened
    assert [line.split("\t")[6] for line in out.splitlines()] == ["2", "1"]
    annotated(library)
    monkeypatch.setattr(notes, "MOST_NEW_BYTES", 0)
    assert anew("list", library)[1]
    assert not anew("list", library)[1]


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
