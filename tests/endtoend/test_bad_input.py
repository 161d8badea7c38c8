"""What is wrong is said in one line, with the file and the remedy, and nothing is lost."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.annotating import annotate
from support.hostile import IN_FILES, NEEDLES
from support.screen import make_library
from support.terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture(autouse=True)
def quick_engine(own_folders: Path) -> None:
    """The quick recogniser."""
    folder = own_folders / "xdg_config_home" / "reader-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('engine = "quick"\n', encoding="utf-8")


def refused(program: str, *arguments: str) -> str:
    """Run the program on something it must refuse; return its one line."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.splitlines()
    return line


def test_a_missing_path(program: str, tmp_path: Path) -> None:
    assert "nothing-here.txt" in refused(program, str(tmp_path / "nothing-here.txt"))


def test_a_folder_without_articles(program: str, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    line = refused(program, str(tmp_path))
    assert str(tmp_path) in line
    assert ".txt" in line


def test_a_misspelt_command(program: str) -> None:
    assert "export" in refused(program, "exprot")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"\x7fELF\x00\x00\x01binary", "binary"),
        ("Vieux café à Orléans".encode("latin-1"), "UTF-8"),
    ],
)
def test_an_article_that_cannot_be_read(
    program: str, start: Start, tmp_path: Path, content: bytes, words: str
) -> None:
    folder = make_library(tmp_path / "mixed", {"good.txt": "A good article\n\nIt can be read."})
    (folder / "bad.txt").write_bytes(content)
    assert words in refused(program, "show", "bad.txt", str(folder))
    terminal = start(str(folder))
    terminal.wait_for("A good article")
    terminal.wait_for(words)
    terminal.type("g", "g", "enter")
    terminal.wait_for(lambda text: text.count("bad.txt") >= 2)
    terminal.type("j", "enter")
    terminal.wait_for("It can be read.")
    terminal.type("q", "q")
    assert terminal.wait_end() == 0
    assert (folder / "bad.txt").read_bytes() == content


@pytest.mark.parametrize(
    "content", [b"", b'{"meta": {', b"[]", b'{"annotations": {"1": {"id": NaN}}}', b"\xff\xfe"]
)
def test_a_damaged_annotation_file(start: Start, tmp_path: Path, content: bytes) -> None:
    folder = make_library(tmp_path / "one", {"a.txt": "An article\n\nWith a body. And more."})
    annotate(folder, "a.txt", "With", "first")
    (path,) = (folder / ".reader" / "annotations" / "tester").glob("*.json")
    path.write_bytes(content)
    terminal = start(str(folder))
    terminal.wait_for("An article")
    terminal.type("enter")
    terminal.wait_for("With a body")
    terminal.wait_for(lambda text: path.name in "".join(text.split()))
    terminal.type("t")
    terminal.wait_for("cannot be annotated")
    terminal.type("q", "q")
    assert terminal.wait_end() == 0
    assert path.read_bytes() == content


def test_a_wrong_settings_file(program: str, own_folders: Path) -> None:
    path = own_folders / "xdg_config_home" / "reader-tui" / "settings.toml"
    path.write_text("widht = 60\n", encoding="utf-8")
    line = refused(program, "list")
    assert "settings.toml" in line
    assert "width" in line


def test_hostile_articles_send_nothing_of_theirs_to_the_terminal(start: Start, tmp_path: Path) -> None:
    body = "\n".join(f"Line {n} {payload} end." for n, payload in enumerate(IN_FILES))
    titled = {f"t{n}.txt": f"{payload} title\n\nBody." for n, payload in enumerate(IN_FILES)}
    names = {"x\x1b]0;pwned\x07.txt": "Named\n\nBody."}
    folder = make_library(tmp_path / "hostile", {"0.txt": "Start\n\n" + body, **titled, **names})
    terminal = start(str(folder), rows=40, columns=100)
    terminal.wait_for("Start")
    terminal.type("enter")
    terminal.wait_for("Line 3")
    terminal.type("}", "}", "t")
    terminal.wait_for("tag “")
    terminal.type("escape", "c")
    terminal.wait_for("esc saves and closes")
    terminal.type("escape", "enter", "A", "E", "G", "q", "q", "q", "G")
    terminal.wait_for("Named")
    terminal.type("q")
    assert terminal.wait_end() == 0
    # Textual itself sets the shape of the mouse pointer.
    raw = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", bytes(terminal.raw))
    assert [needle for needle in NEEDLES if needle in raw] == []
    assert "␛]52".encode() in raw
