"""``reader designations``: the table of what texts call whom."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.cli import main

TEXT = """Talks resume

Harak* fighters left Osk.

*Harak is a terrorist organisation
banned in Russia."""


def run(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["designations", *map(str, words), "--engine", "quick"])
    printed = capfd.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.replace("organisation\n", "organisation "))
    (folder / "b.txt").write_text("Weather\nIt rains.")
    return folder


def test_each_statement_says_whom_what_and_where(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, library, "--format", "json")
    assert (status, err) == (0, "")
    (row,) = json.loads(out)
    assert (row["path"], row["paragraph"], row["kind"], row["polarity"]) == (
        "a.txt",
        3,
        "terrorist",
        "asserted",
    )
    assert (row["jurisdictions"], row["entities"], row["source"]) == (["RU"], ["Harak"], "footnote")
    text = (library / "a.txt").read_text()
    assert text[row["start"] : row["end"]] == row["statement"]


def test_the_table_shows_it(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    head, row = run(capfd, library)[1].splitlines()
    assert head.split() == ["statement", "kind", "jurisdiction", "polarity", "entities", "place"]
    assert row.startswith("*Harak is a terrorist organisation banned in Russia.")
    assert row.endswith("Harak     a.txt, paragraph 3")
    monkeypatch.setattr("reader.cli.tables.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "90")
    assert all(len(line) <= 90 for line in run(capfd, library)[1].splitlines())


def test_csv_has_every_field(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (library / "+c.txt").write_text("-\n\nThe Osk Front, a terrorist group, left.\n")
    status, out, _ = run(capfd, library, "--format", "csv")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["path"] for row in rows} == {"a.txt", "'+c.txt"}
    (footnote,) = [row for row in rows if row["path"] == "a.txt"]
    assert (footnote["kind"], footnote["also"], footnote["jurisdictions"]) == ("terrorist", "banned", "RU")
    assert footnote["marker"] == "*"
    assert 0 < float(footnote["confidence"]) <= 1


def test_no_designation_is_no_error(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, library, "b.txt", "--format", "json") == (0, "[]\n", "")
    status, out, _ = run(capfd, library, "b.txt")
    assert (status, len(out.splitlines())) == (0, 1)


def test_a_missing_article_is_status_1_and_a_missing_library_2(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, library, "nothing")[:2] == (1, "")
    status, out, err = run(capfd, tmp_path / "none", 1)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_escapes_are_shown_not_obeyed(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "x\x1b]0;owned\x07.txt").write_text(
        "Talks\nHarak\x1b[2J* left.\n*Harak\x1b[2J is a terrorist\u202e organisation banned in Russia."
    )
    monkeypatch.setattr("reader.cli.tables.is_terminal", lambda: True)
    for format_ in ("table", "csv", "json"):
        status, out, _ = run(capfd, library, "--format", format_)
        assert status == 0
        assert not set("\x1b\x07\u202e\r") & set(out)
