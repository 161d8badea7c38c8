"""The note in the user's own editor, in a real terminal: handed over, given back, and left by a signal."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.terminal import Terminal
from tinydb import TinyDB

Start = Callable[..., Terminal]

EDITOR = """#!/bin/sh
stty sane
printf 'EDITING %s\\n' "$(stty -a | grep -c ' icanon')"
read -r line
case $line in
    fail) exit 7 ;;
    *) printf '%s\\n.by hand\\n' "$line" >> "$1" ;;
esac
"""


@pytest.fixture(autouse=True)
def own_editor(own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that asks for one line, with a blank in its name."""
    folder = own_folders / "xdg_config_home" / "reader-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('engine = "quick"\n', encoding="utf-8")
    path = tmp_path / "my editor"
    path.write_text(EDITOR)
    path.chmod(0o755)
    monkeypatch.setenv("EDITOR", f'"{path}"')
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def stored(home: Path) -> list[tuple[str, list[str]]]:
    """Note and tags of every annotation on disk."""
    found = []
    for path in sorted((home / "xdg_data_home").rglob(".reader/annotations/tester/*.json")):
        with TinyDB(path, access_mode="r") as database:
            found += [(record["note"], record["tags"]) for record in database.table("annotations")]
    return found


def open_first(terminal: Terminal) -> None:
    terminal.wait_for("1/2")
    terminal.type("enter")
    terminal.wait_for("Despite US President")


def test_an_editor_takes_the_terminal_and_gives_it_back(start: Start, own_folders: Path) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("gc")
    terminal.wait_for("EDITING 1")
    terminal.type("a line of mine\n")
    terminal.wait_for("saved: tagged")
    assert stored(own_folders) == [("a line of mine", ["by hand"])]
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    terminal.type("enter", "second", "\x07")
    terminal.wait_for("EDITING 1")
    terminal.type("fail\n")
    terminal.wait_for(lambda text: "ended with status 7" in " ".join(text.split()))
    terminal.type("escape")
    terminal.wait_for("saved: changed the note")
    assert stored(own_folders) == [("a line of mine\nsecond", ["by hand"])]
    terminal.type("u")
    terminal.wait_for("undone")
    terminal.type("q")
    terminal.wait_for("▎1")
    terminal.type("q")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_reader_and_editor_with_what_was_written(
    start: Start, own_folders: Path, number: signal.Signals, tmp_path: Path
) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    terminal.type("half a thought", "\x07")
    terminal.wait_for("EDITING 1")
    began = time.monotonic()
    terminal.kill(number)
    assert terminal.wait_end() == 128 + number
    assert time.monotonic() - began < 5
    assert stored(own_folders) == [("half a thought", [])]
    assert not list(tmp_path.glob("reader-note-*"))


def test_a_closed_terminal_keeps_the_note_that_is_in_the_editor(start: Start, own_folders: Path) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    terminal.type("half a thought", "\x07")
    terminal.wait_for("EDITING 1")
    terminal.hang_up()
    deadline = time.monotonic() + 10
    while os.waitpid(terminal.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < deadline, "the program outlives its terminal"
        time.sleep(0.05)
    terminal.pid = 0
    assert [note for note, _ in stored(own_folders)] == ["half a thought"]
