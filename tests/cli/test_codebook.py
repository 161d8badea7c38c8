from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.cli import main
from reader.config.settings import Settings
from reader.session.annotating import tagged
from reader.session.keeping import keep
from reader.session.opening import open_library
from reader.session.reading import begin

CODEBOOK = """\
closed = true
[[code]]
name = "actors"
colour = "red"
description = "=who acts"
[[code]]
name = "militants"
parent = "actors"
key = "x"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Some words here.\n")
    library = open_library([tmp_path], Settings(annotator="me"))
    article = library.open(library.listings()[0].id).article
    reading = begin(article, author="me", width=40, height=10)
    for tag in ("Militants", "free"):
        reading, effects = tagged(reading, tag)
        keep(library, effects[0].parts[0])  # type: ignore[union-attr]
    (tmp_path / ".reader/codebook.toml").write_text(CODEBOOK)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["codebook", *map(str, words)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_table_has_the_tree_and_the_free_tags_last(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, folder)
    assert (status, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["#", "key", "tag", "colour", "notes", "means"],
        ["1", "a", "actors", "red", "0", "=who", "acts"],
        ["2", "x", "militants", "red", "1"],
        ["free", "1", "(free", "tag)"],
    ]
    assert "    militants" in out


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, folder, "--format", "json")
    listed = json.loads(out)
    assert (status, listed["closed"], listed["library"]) == (0, True, str(folder))
    assert listed["tags"][1] == {
        "number": 2,
        "tag": "militants",
        "key": "x",
        "colour": "red",
        "parent": "actors",
        "annotations": 1,
        "free": False,
        "description": "",
    }
    assert (listed["tags"][2]["tag"], listed["tags"][2]["free"], listed["tags"][2]["number"]) == (
        "free",
        True,
        None,
    )


def test_csv_is_safe_for_spreadsheets(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["codebook", str(folder), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert [row["tag"] for row in rows] == ["actors", "militants", "free"]
    assert rows[0]["description"] == "'=who acts"


def test_a_damaged_codebook_is_told_and_the_free_tags_are_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".reader/codebook.toml").write_text("[[code]]\nname = 3\n")
    status, out, err = run(capsys, folder)
    assert status == 1
    assert "codebook.toml, line 2: name is no text; write it in quotes." in err
    assert "Militants" in out
    assert err.count("\n") == 1


def test_a_library_without_tags_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Words.\n")
    assert run(capsys, tmp_path)[:2] == (
        0,
        "no tags yet: t tags a passage in the app, C edits the codebook there\n",
    )
