"""A megabyte pasted into the program, with escape sequences inside."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from endtoend.conftest import Start
from support.screen import make_library
from support.terminal import Terminal
from tinydb import TinyDB

from reader.tui.pasting import LONGEST_PASTE

PIECE = "pasted \x1b[31mwords\x1b]0;title\x07 \x1bx q \x1b[A and more of them\r"


@pytest.fixture
def terminal(start: Start, own_folders: Path, tmp_path: Path) -> Terminal:
    settings = own_folders / "xdg_config_home" / "reader-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('engine = "quick"\n', encoding="utf-8")
    library = make_library(tmp_path / "one", {"a.txt": "A title\n\nWith a body. And more."})
    terminal = start(str(library))
    terminal.wait_for("1/1")
    terminal.type("enter")
    terminal.wait_for("With a body")
    return terminal


def paste(terminal: Terminal, text: str) -> None:
    """Paste as a terminal does; what it shows meanwhile is read."""
    data = f"\x1b[200~{text}\x1b[201~".encode()
    writing = threading.Thread(
        target=lambda: [os.write(terminal.fd, data[n : n + 4096]) for n in range(0, len(data), 4096)]
    )
    writing.start()
    while writing.is_alive():
        terminal.read(0.05)


def note(library: Path) -> list[str]:
    found = []
    for path in library.glob(".reader/annotations/tester/*.json"):
        with TinyDB(path, access_mode="r", encoding="utf-8", newline="") as database:
            found += [record["note"] for record in database.table("annotations").all()]
    return found


def test_a_megabyte_into_a_note(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    text = PIECE * (1_000_000 // len(PIECE))
    paste(terminal, text)
    terminal.wait_for("pasted the first 100,000 characters")
    terminal.type("escape")
    terminal.wait_for("saved")
    assert note(tmp_path / "one") == [text[:LONGEST_PASTE].replace("\r", "\n").strip()]


def test_what_is_pasted_over_the_text_presses_no_key(terminal: Terminal, tmp_path: Path) -> None:
    paste(terminal, "\x1bx\x1b[200~tq\rq" * 8000)
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    terminal.type("still there", "escape")
    terminal.wait_for("saved")
    assert note(tmp_path / "one") == ["still there"]
