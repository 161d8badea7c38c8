"""``reader entities``: the table of names over a library and an article."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.annotating import annotate

from reader.cli import main
from reader.page.cells import width_of


def run(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["entities", *map(str, words), "--engine", "quick"])
    printed = capfd.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks resume\nSergei Lavrov flew to Kabul. Lavrov met nobody in Kabul.")
    (folder / "b.txt").write_text("Quiet talks\nOn Monday, Sergei Lavrov left Kabul.")
    return folder


def rows(out: str) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(out)}


def test_a_library_is_counted_over_its_articles(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, library, "--format", "json")
    assert (status, err) == (0, "")
    assert rows(out)["Sergei Lavrov"] == {
        "name": "Sergei Lavrov",
        "label": "PERSON",
        "mentions": 3,
        "articles": ["a.txt", "b.txt"],
        "aliases": ["Lavrov"],
        "listed": [],
    }
    assert rows(out)["Kabul"]["mentions"] == 3
    counts = [row["mentions"] for row in json.loads(out)]
    assert counts == sorted(counts, reverse=True)


def test_a_damaged_annotation_file_that_is_put_right_on_the_way_is_told(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "tester")
    for words in ("Kabul", "Lavrov"):
        annotate(library, "a.txt", words, "tag")
    file = next((library / ".reader/annotations/tester").glob("*.json"))
    whole = run(capfd, library)
    assert whole[::2] == (0, "")
    file.write_text(file.read_text()[:-9])
    status, out, err = run(capfd, library)
    assert (status, out) == (1, whole[1])
    assert err.startswith(f"reader: {file}: was damaged: ")
    assert err.count("the damaged file is kept beside it") == 1
    assert list(file.parent.glob("*.damaged-*"))
    assert run(capfd, library) == whole
    file.write_text("")
    file.with_name(f"{file.name}.bak").unlink(missing_ok=True)
    status, out, err = run(capfd, library)
    assert (status, out) == (1, whole[1])
    assert "is damaged, so it stays untouched" in err


def test_one_article_is_named_in_any_way(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ([library, 2], [library, "b.txt"], [library, "quiet"], [library / "b.txt"]):
        status, out, _ = run(capfd, *words, "--format", "json")
        assert status == 0
        assert rows(out)["Sergei Lavrov"]["mentions"] == 1
    main(["list", str(library)])
    capfd.readouterr()


def test_a_word_that_is_no_path_is_an_article_of_the_last_library(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """At first the last library is the samples."""
    status, out, err = run(capfd, "1", "--format", "json")
    assert (status, err) == (0, "")
    assert "Afghanistan" in rows(out)


def test_a_table_is_whole_in_a_pipe_and_fits_a_terminal(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Vladimir " + "Oskarovich-" * 20 + "Osk"
    (library / "c.txt").write_text(f"Talks\nMr {name} left.")
    status, out, _ = run(capfd, library)
    assert status == 0
    assert out.splitlines()[0].split() == ["name", "type", "mentions", "articles"]
    assert name in out
    monkeypatch.setattr("reader.cli.tables.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    lines = run(capfd, library)[1].splitlines()
    assert max(map(width_of, lines)) <= 50
    assert any(line.startswith("Vladimir Osk") for line in lines)


def test_csv_is_a_table_without_formulas(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (library / "=a+b.txt").write_text("Talks\nSo Sergei Lavrov said.")
    status, out, _ = run(capfd, library, 1, "--format", "csv")
    assert status == 0
    (row,) = [each for each in csv.DictReader(io.StringIO(out)) if each["name"] == "Sergei Lavrov"]
    assert (row["mentions"], row["articles"], row["paths"]) == ("1", "1", "'=a+b.txt")


def test_what_is_not_there_or_not_readable_is_status_1(
    library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    missing = run(capfd, library, "weather", "--format", "json")
    assert missing == (1, "", "reader: no article is called 'weather'; `reader list` shows them all.\n")
    (library / "bad.txt").write_bytes(b"\xff\0")
    status, out, err = run(capfd, library, "--format", "json")
    assert status == 1
    assert rows(out)["Kabul"]["mentions"] == 3
    assert "bad.txt" in err
    assert err.count("\n") == 1


def test_escapes_are_shown_not_obeyed(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "x\x1b]0;owned\x07.txt").write_text("Talks\nSergei \x1b[2JLavrov and Osk\u202e said in Kabul.")
    monkeypatch.setattr("reader.cli.tables.is_terminal", lambda: True)
    for format_ in ("table", "csv", "json"):
        status, out, _ = run(capfd, library, "--format", format_)
        assert status == 0
        assert not set("\x1b\x07\u202e\r") & set(out)


def test_a_reader_that_leaves_early_is_no_error(library: Path) -> None:
    command = f"{sys.executable} -m reader entities '{library}' --engine quick --format csv | true"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.model
def test_what_the_engine_found_before_is_taken_from_the_cache(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> str:
        assert main(["entities", str(library), "--format", "json"]) == 0
        return capfd.readouterr().out

    first = asked()
    assert rows(first)["Sergei Lavrov"]["mentions"] == 3
    monkeypatch.setattr("reader.analysis.entities.model.ModelRecogniser.recognise", None)
    assert asked() == first
