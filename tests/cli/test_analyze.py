"""``reader analyze``: JSON lines in, JSON lines out."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.analysis.entities import model
from reader.cli import analyze
from reader.errors import ReaderError
from reader.values import replace


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    analyze.add_arguments(parser)
    return analyze.run(parser.parse_args(words))


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def asked(path: Path, *lines: object) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def test_each_line_is_answered_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Aro Velt met Harak* in Kabul.\n*Harak is a terrorist group banned in Russia."
    lines = asked(tmp_path / "in", {"id": "b", "text": text}, {"id": "a", "text": "", "lang": "en"})
    assert run("--jsonl", lines, "--engine", "quick") == 0
    first, second = printed(capsys)
    assert (first["id"], second["id"]) == ("b", "a")
    assert first["sentences"] == [[0, 29], [30, len(text)]]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in first["entities"])
    assert {"start": 0, "end": 8, "text": "Aro Velt", "label": "PERSON", "entity": "Aro Velt"} in first[
        "entities"
    ]
    (designation,) = first["designations"]
    assert text[designation["start"] : designation["end"]] == designation["text"]
    assert [m["marked"] for e in designation["entities"] for m in e["mentions"]] == [True, False]
    assert second["entities"] == second["designations"] == second["sentences"] == []


def test_the_language_of_a_line_is_believed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = asked(tmp_path / "in", {"id": "a", "text": "Osk", "lang": "ru"}, {"id": "b", "text": "Оск"})
    assert run("--jsonl", lines, "--engine", "quick") == 0
    assert [answer["lang"] for answer in printed(capsys)] == ["ru", "ru"]


def test_a_line_is_answered_before_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[int] = []

    class Lines(io.StringIO):
        def __next__(self) -> str:
            seen.append(len(printed(capsys)))
            return super().__next__()

    lines = Lines("".join(json.dumps({"id": str(n), "text": "Osk."}) + "\n" for n in range(3)))
    monkeypatch.setattr("sys.stdin", lines)
    assert run("--jsonl", "-", "--engine", "quick") == 0
    assert seen == [0, 1, 1, 1]


def test_an_answer_leaves_before_the_input_ends() -> None:
    program = (
        "import argparse; from reader.cli import analyze; parser = argparse.ArgumentParser(); "
        "analyze.add_arguments(parser); analyze.run(parser.parse_args())"
    )
    with subprocess.Popen(
        [sys.executable, "-P", "-c", program, "--jsonl", "-", "--engine", "quick"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write('{"id": "a", "text": "Osk."}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "a"
        process.stdin.close()
        assert process.wait(60) == 0


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": "x"}', 'no "text"'),
        ('{"text": "x"}', 'no "id"'),
        ('{"id": 3, "text": "x"}', 'no "id"'),
        ('{"id": "x", "text": "y", "lang": 3}', '"lang"'),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_named_after_the_good_ones_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, what: str
) -> None:
    (tmp_path / "in").write_text('{"id": "a", "text": "Osk."}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(ReaderError) as caught:
        run("--jsonl", str(tmp_path / "in"), "--engine", "quick")
    assert what in caught.value.what
    assert caught.value.where.endswith("in, line 3")
    assert caught.value.remedy
    assert [answer["id"] for answer in printed(capsys)] == ["a"]


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b'{"id": "a", "text": "\xff"}\n')
    with pytest.raises(ReaderError, match=r"in, line 1: the text is not UTF-8"):
        run("--jsonl", str(tmp_path / "in"), "--engine", "quick")
    with pytest.raises(ReaderError, match="cannot be read"):
        run("--jsonl", str(tmp_path / "missing"), "--engine", "quick")


def test_without_the_model_auto_says_so_and_goes_on_and_spacy_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = replace(model.MEDIUM, package="no_such_package")
    monkeypatch.setattr(model, "MEDIUM", missing)
    lines = asked(tmp_path / "in", {"id": "a", "text": "Aro Velt left."})
    assert run("--jsonl", lines) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["entities"][0]["text"] == "Aro Velt"
    assert err.count("\n") == 1
    assert "not installed" in err
    with pytest.raises(ReaderError, match="not installed"):
        run("--jsonl", lines, "--engine", "spacy")
