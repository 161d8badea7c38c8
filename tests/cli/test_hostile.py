"""What is in files is shown and never obeyed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main

OURS = re.compile(r"\x1b\[(?:[0-9]{1,2}(?:;[0-9]{1,2})*)m")
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
PAYLOADS = [
    "\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H",
    "\x1b[97;41m",
    "\x1bP+q544e\x1b\\",
    "\x9b31m\x9d0;owned\x9c",
    "\x08\x08\x08rm -rf\x7f",
    "\r\x1b[Kfake",
    "\u202egpj.exe\u2066\u2069\u200f",
    "\U000e0041\U000e0042",
    "\x00\x05\x0e",
    "[@click=app.quit]x[/x]",
]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Each payload in a title, a text and, where a file system allows it, a file's name."""
    for number, payload in enumerate(PAYLOADS):
        # A file that begins with NUL would be binary: what comes first is long and harmless.
        lead = "Words. " * 1300 if "\0" in payload else ""
        name = re.sub("[/\0]", "_", payload)
        text = f"Title {payload} of\nMr {payload} Daesh* {payload}Lavrov said {payload} so.\n{payload}{lead}"
        text = text if not lead else f"Harmless\n{lead}{payload}"
        footnote = f"*Daesh {payload} is a terrorist organisation banned in Russia{payload}."
        (tmp_path / f"{number} {name}.txt").write_text(f"{text}\n{footnote}", newline="")
    (tmp_path / "broken\x1b]0;owned\x07.txt").write_bytes(b"\xff")
    return tmp_path


def foreign(printed: str) -> list[str]:
    return CONTROLS.findall(OURS.sub("", printed))


@pytest.mark.parametrize("words", [[], ["--json"]])
@pytest.mark.parametrize("terminal", [True, False])
def test_the_list_shows_it(
    library: Path,
    words: list[str],
    terminal: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["list", str(library), *words]) == 1
    printed = capsys.readouterr()
    assert foreign(printed.out) == []
    assert foreign(printed.err) == []
    assert "\x1b" not in printed.out + printed.err
    assert printed.err.count("\n") == 1
    if not words:
        assert printed.out.count("\n") == len(PAYLOADS) + 1 + terminal
        assert "␛]0;owned␇" in printed.out


@pytest.mark.parametrize("number", range(1, len(PAYLOADS) + 1))
def test_an_article_shows_it(
    library: Path, number: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["show", str(number), str(library)]) == 0
    printed = capsys.readouterr()
    assert foreign(printed.out + printed.err) == []
    assert "97;41" not in "".join(OURS.findall(printed.out))
    assert "Daesh" in printed.out


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if "\0" not in p])
def test_errors_show_it(payload: str, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    payload = f"{payload} is nowhere"
    for words in (
        ["list", payload],
        ["show", payload, str(library)],
        [payload],
        ["show", "1", f"{library}/{payload}"],
    ):
        assert main(words) in (1, 2)
        printed = capsys.readouterr()
        assert printed.out == ""
        assert foreign(printed.err) == []
        assert printed.err.count("\n") == 1


def test_a_name_that_is_no_text_is_listed(tmp_path: Path) -> None:
    name = b"\xff\x1b[31m.txt"
    (Path(tmp_path) / name.decode("utf-8", "surrogateescape")).write_text("A title\nand a text.")
    for option in ([], ["--json"]):
        listed = subprocess.run(
            [sys.executable, "-m", "reader", "list", tmp_path, *option], capture_output=True, check=False
        )
        assert (listed.returncode, listed.stderr) == (0, b"")
        assert b"\x1b" not in listed.stdout
        assert b"A title" in listed.stdout


EVIL = "e\x1b]0;owned\x07\u202e\u2066[/x]"
"""What a name of a file, a tag and a note may have as well."""


def rows_of(path: Path, *, wrong: bool) -> None:
    """Write annotations as somebody else would send them, some of them mistaken."""
    quote = "Words" if not wrong else f"nowhere {EVIL}"
    passage = {
        "target": {
            "source": f"{EVIL}.txt",
            "selector": [{"type": "TextQuoteSelector", "exact": quote}],
        },
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": f"tag {EVIL}"},
            {"type": "TextualBody", "purpose": "commenting", "value": f"note {EVIL}"},
        ],
        "creator": {"name": EVIL},
    }
    many = [{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", **passage}, EVIL]
    path.write_text(json.dumps(many), encoding="utf-8")


@pytest.mark.parametrize("wrong", [True, False])
def test_what_an_import_says_is_plain(
    tmp_path: Path, wrong: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / f"library {EVIL.replace('/', '_')}"
    folder.mkdir()
    name = EVIL.replace("/", "_")
    (folder / f"{name}.txt").write_text(f"Title {EVIL}\n\nWords.\n", newline="")
    file = tmp_path / f"{name}.jsonld"
    rows_of(file, wrong=wrong)
    for words in (
        ["import", str(file), str(folder), "--format", "web-annotation"],
        ["import", str(file), str(folder), "--format", EVIL],
        ["import", str(tmp_path / f"{EVIL}.zip"), str(folder)],
        ["import", "--undo", str(folder)],
    ):
        main(words)
        printed = capsys.readouterr()
        assert foreign(printed.out + printed.err) == []
        assert "\x1b" not in printed.out + printed.err


@pytest.mark.parametrize("name", ["html", "obsidian", "org", "csv", "bibtex", "brat"])
def test_what_an_export_says_is_plain(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, safe = tmp_path / "library", EVIL.replace("/", "_")
    folder.mkdir()
    (folder / f"{safe}.txt").write_text(f"Title {EVIL}\n\nWords.\n", newline="")
    file = tmp_path / "given.jsonld"
    rows_of(file, wrong=False)
    file.write_text(file.read_text().replace(json.dumps(f"{EVIL}.txt"), json.dumps(f"{safe}.txt")))
    main(["import", str(file), str(folder), "--format", "web-annotation"])
    capfd.readouterr()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    template = tmp_path / f"{safe}.md.jinja"
    template.write_text("{% for a in articles %}{{ a.title }} {{ a.nonsense.more }}{% endfor %}")
    for words in (
        ["--format", name],
        ["--format", name, "--output", str(tmp_path / f"out {safe}")],
        ["--format", name, "--output", str(tmp_path / f"nowhere {safe}" / safe)],
        ["--format", name, "--tag", EVIL, "--author", EVIL],
        ["--format", name, "--article", EVIL],
        ["--template", str(template)],
        ["--template", str(tmp_path / f"no {safe}.md.jinja")],
    ):
        main(["export", str(folder), *words])
        printed = capfd.readouterr()
        assert foreign(printed.out + printed.err) == [], words
        assert "\x1b" not in printed.out + printed.err
