"""The commands for pipes and scripts start without what they do not need."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.annotating import annotate
from support.screen import make_library

from reader.config.paths import settings_file

PROBE = """
import sys
from reader.cli import main
status = main(sys.argv[1:])
unwanted = {"textual", "nltk", "spacy", "numpy", "shtab", "asyncio", "rich.console", "rich.text"}
heavy = unwanted & sys.modules.keys()
print("heavy:", sorted(heavy), file=sys.stderr)
sys.exit(status)
"""
COUNTS = """
import sys
bare, read = set(sys.modules), []
def listen(event, arguments):
    if event == "open" and not str(arguments[0]).endswith(".py") and "__pycache__" not in str(arguments[0]):
        read.append(arguments[0])
sys.addaudithook(listen)
if sys.argv[1] in ("list", "show"):
    from reader.start import printed
    printed.SETTLED = -60_000_000_000
from reader.cli import main
main(sys.argv[1:])
print(len(sys.modules.keys() - bare), len(read), file=sys.stderr)
"""

WRITES = """
sys.dont_write_bytecode = True
from reader.cli import main
def calls():
    with open("/proc/self/io") as file:
        return int(dict(line.split(": ") for line in file)["syscw"])
before = calls()
main(sys.argv[1:])
sys.stdout.flush()
print(calls() - before, file=sys.stderr)
"""


def counted(*words: str | Path) -> tuple[int, int]:
    """Return how many modules a command imports beyond a bare interpreter's, and how many files it opens."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNTS, *map(str, words)], capture_output=True, text=True, check=True
    )
    modules, files = map(int, ran.stderr.split())
    return modules, files


def calls_of_writing(*words: str | Path) -> int:
    """Return how often a command calls the system to write."""
    probe = COUNTS.partition("from reader.cli")[0] + WRITES
    ran = subprocess.run([sys.executable, "-c", probe, *map(str, words)], capture_output=True, check=True)
    return int(ran.stderr)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {f"{n}.txt": f"Title {n}\n\nText {n}." for n in range(30)})


def test_a_version_needs_next_to_nothing() -> None:
    assert counted("--version") == (4, 0)


def test_a_list_is_made_of_few_modules_and_printed_again_of_fewer(library: Path) -> None:
    modules, _ = counted("list", library)
    assert modules <= 37
    # What is kept, which counts twice, and the folder that is gone through, however many articles are in it.
    assert counted("list", library) == (12, 3)


def test_a_list_of_which_an_article_has_changed_is_made_of_the_last_one(library: Path) -> None:
    counted("list", library)
    (library / "2.txt").write_text("Another title\n\nAnd text.")
    # What is kept, read and written, which count twice, the folder, and the article, however many there are.
    modules, files = counted("list", library)
    assert modules <= 31
    assert files <= 7
    (library / "31.txt").write_text("One more\n\nWith text.")
    modules, files = counted("list", library)
    assert modules <= 34
    # And how far the new one was read.
    assert files <= 8


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="calls are not counted here")
@pytest.mark.parametrize("number", [2, 600])
def test_a_list_is_written_in_one_go(tmp_path: Path, number: int) -> None:
    library = make_library(tmp_path / "news", {f"{n}.txt": f"Title {n}\n\nText {n}." for n in range(number)})
    counted("list", library)
    for change in (None, library / "1.txt"):
        if change is not None:
            change.write_text("Another title\n\nAnd text.")
        # What is printed, and where the list was made what is kept.
        assert calls_of_writing("list", library) == (1 if change is None else 2)


def test_a_text_is_printed_without_a_library(library: Path) -> None:
    modules, files = counted("show", library / "1.txt")
    # What may have been kept, the file, and standard output.
    assert (modules, files) == (17, 3)


def test_an_article_of_a_library_needs_no_model_of_the_others(library: Path) -> None:
    modules, files = counted("show", "1", library)
    assert modules <= 37
    assert files <= 5
    assert counted("show", "1", library) == (12, 3)


def test_settings_and_annotations_are_told_of_few_modules(library: Path, own_folders: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('annotator = "Jo Ann"\n')
    annotate(library, "1.txt", "Text", "tag", by="Jo Ann")
    printed = own_folders / "xdg_cache_home" / "reader-tui" / "printed"
    # The first time settings are read.
    for words, most in ((["list"], 80), (["list"], 43), (["show", "1"], 37), (["show", "Title 7"], 46)):
        shutil.rmtree(printed, ignore_errors=True)
        modules, _ = counted(*words, library)
        assert modules <= most


@pytest.mark.parametrize("words", [["list"], ["show", "1"]])
def test_what_is_made_in_the_usual_way_needs_no_more_than_the_library(
    library: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A name that a file spells in another way.
    monkeypatch.setenv("LOGNAME", "Jo Ann")
    modules, _ = counted(*words, library)
    assert 37 < modules <= 135


@pytest.mark.parametrize(
    "words", [["list"], ["list", "--json"], ["show", "1"], ["show", "2", "--color", "always"]]
)
def test_list_and_show_import_nothing_heavy(words: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=False)
    assert ran.stderr == "heavy: []\n"
    assert ran.returncode == 0
    assert ran.stdout
