from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reader.articles.article import text_sha256
from reader.articles.identity import article_id
from reader.cli import main
from reader.page.cells import width_of


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "9.txt").write_text("Kabul talks resume\nThe talks began on Monday.\n")
    (tmp_path / "10.md").write_text("# 塔利班进入喀布尔\n\n" + "word " * 690)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["list", *map(str, words)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_pipe_gets_fields_between_tabs(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = (
        f"1\t{article_id('9.txt')}\tKabul talks resume\t9.txt\t8\t1\t0\t0.00\n"
        f"2\t{article_id('10.md')}\t塔利班进入喀布尔\t10.md\t698\t3\t0\t0.00\n"
    )
    assert run(capsys, library) == (0, expected, "")


def test_json(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, library, "--json")
    listed = json.loads(out)
    assert status == 0
    assert listed["library"] == str(library)
    assert [row["title"] for row in listed["articles"]] == ["Kabul talks resume", "塔利班进入喀布尔"]
    assert listed["articles"][1] == {
        "number": 2,
        "id": article_id("10.md"),
        "path": "10.md",
        "title": "塔利班进入喀布尔",
        "outlet": "10.md",
        "words": 698,
        "minutes": 3,
        "annotations": 0,
        "progress": 0.0,
        "problem": None,
        "sha256": text_sha256((library / "10.md").read_text("utf-8")),
    }


def test_documents_that_are_not_read_are_counted_on_standard_error(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.html", "B.HTML", "c.pdf", ".hidden.html", "d.json"):
        (library / name).write_text("x")
    status, out, error = run(capsys, library)
    assert (status, len(out.splitlines())) == (0, 2)
    assert error == "reader: 3 files are not read (2 .html, 1 .pdf): Reader reads .txt and .md.\n"


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_terminal_gets_a_table_that_fits(
    library: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "long name of a file.txt").write_text("A sentence that goes on and on " * 9)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    status, out, err = run(capsys, library)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["#", "title", "file", "words", "time", "notes", "read"]
    assert len(lines) == 4
    assert all(width_of(line) <= width for line in lines)
    assert [width_of(line[: line.index(" min")]) for line in lines[1:]] == [
        width_of(lines[3].split(" min")[0])
    ] * 3


def test_without_a_library_the_samples(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    assert out.count("\n") == 2


def test_an_article_that_cannot_be_read_is_told(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "bad.txt").write_bytes(b"caf\xe9")
    status, out, err = run(capsys, library)
    assert status == 1
    assert out.count("\n") == 3
    assert err.startswith(
        "reader: bad.txt: the file is not UTF-8 (byte 0xe9); convert it, for example: iconv"
    )
    assert err.count("\n") == 1


def test_what_is_wrong_with_the_library_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, tmp_path)
    assert (status, out) == (2, "")
    assert err.startswith(f"reader: {tmp_path}: there are no articles in this folder; put files into it")
    assert err.count("\n") == 1
