"""``reader corrections``, and what corrections do to the other tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.cli import main
from reader.corrections.correction import Correction
from reader.corrections.revision import Revision
from reader.session.locating import locate
from reader.session.opening import Library
from reader.storage.corrections_file import CorrectionsStore
from tests.support.correcting import correction
from tests.support.playing import article_of

TEXT = "Talks resume\nSergei Lavrov flew to Kabul. Lavrov met Daesh* men at the gate.\n* banned in Russia"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    return folder


def keep(library: Path, *corrections: Correction, author: str = "tester") -> None:
    store = CorrectionsStore(library / ".reader", author)
    for each in corrections:
        store.apply(Revision(None, each))


def made(words: str, kind: str, label: str = "", *, author: str = "tester") -> Correction:
    return correction(article_of(TEXT), words, kind, label, scope="library", author=author)


def run(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(list(map(str, words)))
    printed = capfd.readouterr()
    return status, printed.out, printed.err


def test_all_corrections_are_listed_in_the_order_in_which_they_count(
    library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "corrections", library)[1] == "no corrections yet: r in an article makes them\n"
    keep(library, made("Lavrov", "type", "ORG"), made("gate", "name", "FAC"))
    keep(library, made("Kabul", "no_name", author="zoe"), author="zoe")
    status, out, err = run(capfd, "corrections", library)
    assert (status, err) == (0, "")
    lines = [line.split("  ")[0].strip() for line in out.splitlines()]
    assert lines == [
        "correction",
        "“Kabul”: no name",
        "“Lavrov”: organisation (ORG)",
        "“gate”: facility (FAC)",
    ]
    assert "in the whole library  art.txt  zoe     2026-01-01" in out
    told = json.loads(run(capfd, "corrections", library, "--format", "json")[1])
    assert [(each["words"], each["kind"], each["author"]) for each in told] == [
        ("Kabul", "no_name", "zoe"),
        ("Lavrov", "type", "tester"),
        ("gate", "name", "tester"),
    ]
    table = csv.DictReader(io.StringIO(run(capfd, "corrections", library, "--format", "csv")[1]))
    assert [row["label"] for row in table] == ["", "ORG", "FAC"]


def test_tables_and_articles_are_shown_as_corrected(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    keep(library, made("Sergei Lavrov", "type", "ORG"), made("gate", "name", "FAC"), made("Daesh", "no_name"))
    _, out, _ = run(capfd, "entities", library, "--format", "json", "--engine", "quick")
    labels = {row["name"]: row["label"] for row in json.loads(out)}
    assert (labels["Sergei Lavrov"], labels["gate"]) == ("ORG", "FAC")
    assert "Daesh" not in labels
    _, out, _ = run(capfd, "designations", library, "--format", "json", "--engine", "quick")
    assert [row["entities"] for row in json.loads(out)] == [[]]
    _, out, _ = run(capfd, "show", library / "a.txt", "--color", "always", "--engine", "quick")
    assert "\x1b[4" in out.split("the ")[1]


def test_corrections_do_not_reach_the_cache(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "entities", library, "--engine", "quick")
    before = run(capfd, "entities", library, "--format", "json", "--engine", "quick")
    keep(library, made("Sergei Lavrov", "no_name"))
    assert run(capfd, "entities", library, "--format", "json", "--engine", "quick") != before
    (library / ".reader" / "corrections" / "tester.json").unlink()
    assert run(capfd, "entities", library, "--format", "json", "--engine", "quick") == before


def test_a_damaged_file_is_told_of_in_one_line(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = library / ".reader" / "corrections" / "tester.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{")
    status, out, err = run(capfd, "corrections", library)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "is damaged, so it stays untouched" in err
    assert "is damaged" in run(capfd, "entities", library, "--engine", "quick")[2]


def test_an_article_that_was_moved_keeps_its_corrections(
    library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (row,) = Library(locate([library]), annotator="tester").listings()
    article = Library(locate([library]), annotator="tester").open(row.id).article
    keep(library, correction(article, "Sergei Lavrov", "type", "ORG", author="tester"))
    (library / "a.txt").rename(library / "moved.txt")
    _, out, _ = run(capfd, "entities", library, "--format", "json", "--engine", "quick")
    assert {each["name"]: each["label"] for each in json.loads(out)}["Sergei Lavrov"] == "ORG"
