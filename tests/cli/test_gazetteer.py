"""``reader gazetteer``: adding, listing and removing lists, and what they change."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main


def run(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(list(map(str, words)))
    printed = capfd.readouterr()
    return status, printed.out, printed.err


def names(capfd: pytest.CaptureFixture[str], article: Path) -> dict[str, list[str]]:
    """Return what the article names, and on which lists each is."""
    status, out, err = run(capfd, "entities", article, "--engine", "quick", "--format", "json")
    assert (status, err) == (0, "")
    return {row["name"]: [each["list"] for each in row["listed"]] for row in json.loads(out)}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Talks resume\nThe group harak-osk of Bruna Oskari met Harak Osk there.\n")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "own names.csv"
    path.write_text("name,aliases,type\nHarak Osk,HO;Osk Front,ORG\nBruna Oskari,,PERSON\n")
    return path


def test_a_list_counts_until_it_is_removed(
    article: Path, source: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert all(not lists for lists in names(capfd, article).values())
    added = run(capfd, "gazetteer", "add", source)
    assert added == (0, "own-names: 2 entries, 4 names (CSV with a header)\n", "")
    found = names(capfd, article)
    assert (found["Harak Osk"], found["Bruna Oskari"]) == (["own-names"], ["own-names"])
    assert run(capfd, "gazetteer", "remove", "own-names") == (0, "", "")
    assert all(not lists for lists in names(capfd, article).values())


def test_lists_are_shown(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "gazetteer", "list") == (0, "no lists yet: reader gazetteer add FILE\n", "")
    run(capfd, "gazetteer", "add", source, "--name", "own", "--label", "org")
    status, out, err = run(capfd, "gazetteer", "list")
    assert (status, err) == (0, "")
    assert [line.split()[:3] for line in out.splitlines()] == [
        ["name", "entries", "names"],
        ["own", "2", "4"],
    ]
    (listed,) = json.loads(run(capfd, "gazetteer", "list", "--json")[1])
    assert (listed["name"], listed["entries"], listed["names"]) == ("own", 2, 4)
    assert listed["source"] == str(source)


def test_the_type_is_given_to_names_without_one(
    article: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "n.txt").write_text("Harak Osk\n")
    run(capfd, "gazetteer", "add", tmp_path / "n.txt", "--label", "EVENT")
    out = run(capfd, "entities", article, "--engine", "quick", "--format", "json")[1]
    assert {row["label"] for row in json.loads(out) if row["name"] == "Harak Osk"} == {"EVENT"}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["add", "none.txt"], "the file cannot be read"),
        (["add", "good.txt", "--label", "dog"], "there is no type 'DOG'; give one of PERSON, ORG"),
        (["add", "good.txt", "--name", "../x"], "'../x' cannot be a gazetteer's name"),
        (["add", "bad.txt"], "line 2: the text is not UTF-8; save the file as UTF-8."),
        (["remove", "none"], "there is no gazetteer 'none'; `reader gazetteer list` shows them all."),
        ([], "the following arguments are required: ACTION"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    words: list[str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text("Harak\n")
    Path("bad.txt").write_bytes(b"Harak\n\xff\n")
    status, out, err = run(capfd, "gazetteer", *words)
    assert (status, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1
    assert run(capfd, "gazetteer", "list")[1] == "no lists yet: reader gazetteer add FILE\n"


def test_a_damaged_list_is_told(source: Path, own_folders: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "gazetteer", "add", source)
    (compiled,) = own_folders.rglob("*.gazetteer")
    compiled.write_bytes(b"no list")
    status, out, err = run(capfd, "gazetteer", "list")
    assert (status, out) == (1, "")
    assert "own-names.gazetteer: the gazetteer cannot be used" in err
    status, out, err = run(capfd, "entities", "1", "--engine", "quick")
    assert (status, err.count("\n")) == (0, 1)
    assert "own-names.gazetteer: the gazetteer cannot be used" in err


def test_escapes_in_a_list_are_shown_not_obeyed(
    tmp_path: Path, article: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "n\x1b]0;owned\x07.csv"
    source.write_text("name,id,source\nHarak Osk,\x1b[2J,\u202ex\n")
    printed = [
        *run(capfd, "gazetteer", "add", source, "--name", "n"),
        *run(capfd, "gazetteer", "list"),
        *run(capfd, "entities", article, "--engine", "quick"),
        *run(capfd, "gazetteer", "add", source, "--name", "n"),
    ]
    assert not set("\x1b\x07\u202e") & set("".join(map(str, printed)))


def test_lists_cost_a_start_nothing_heavy(source: Path, article: Path) -> None:
    probe = (
        "import sys\nfrom reader.cli import main\nmain(sys.argv[1:])\n"
        "print(sorted({'numpy', 'spacy', 'textual', 'rich.console'} & sys.modules.keys()), file=sys.stderr)"
    )
    for words in (["gazetteer", "add", source], ["gazetteer", "list"]):
        ran = subprocess.run(
            [sys.executable, "-c", probe, *map(str, words)], capture_output=True, text=True, check=False
        )
        assert ran.stderr == "[]\n"


def test_a_list_of_one_name_is_told_as_that(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text("Harak Osk\n")
    assert run(capfd, "gazetteer", "add", tmp_path / "one.txt")[1].startswith("one: 1 entry, 1 name (")
