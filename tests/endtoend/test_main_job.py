"""The main job, by the installed program in a terminal: read, explain, tag, leave, come back, export."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.terminal import Terminal
from tinydb import TinyDB

Start = Callable[..., Terminal]


@pytest.fixture(autouse=True)
def quick_engine(own_folders: Path, request: pytest.FixtureRequest) -> None:
    """The quick recogniser, where a test does not ask for the model."""
    if "model" not in request.keywords:
        folder = own_folders / "xdg_config_home" / "reader-tui"
        folder.mkdir(parents=True)
        (folder / "settings.toml").write_text('engine = "quick"\n', encoding="utf-8")


def annotation_files(home: Path) -> list[Path]:
    """The annotation files of the sample library in the user's data folder."""
    return sorted((home / "xdg_data_home").rglob(".reader/annotations/tester/*.json"))


def stored(home: Path) -> list[dict]:
    """Every annotation on disk, read by plain TinyDB."""
    found = []
    for path in annotation_files(home):
        with TinyDB(path, access_mode="r") as database:
            found += database.table("annotations").all()
    return found


def open_first(terminal: Terminal) -> None:
    """Open the first article of the list and wait for its analysis."""
    terminal.wait_for("1/2")
    terminal.type("enter")
    terminal.wait_for("Despite US President")
    terminal.wait_for(lambda text: re.search(r"(?<!… )\b\d+/\d\d$", text) is not None, seconds=60)


def tag_daesh(terminal: Terminal) -> None:
    """Go to ``Daesh*`` and tag it."""
    terminal.type("/")
    terminal.wait_for("= whole words")
    terminal.type("Daesh", "enter")
    terminal.wait_for("1 of 2")
    terminal.type("t")
    terminal.wait_for("tag “Daesh”")
    terminal.type("armed group", "enter")
    terminal.wait_for("saved: tagged")


def test_reading_tagging_coming_back_and_exporting(start: Start, program: str, own_folders: Path) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("]", "d")
    terminal.type("enter")
    card = " ".join(terminal.wait_for("Russia (RU)").split())
    assert "terrorist organisations banned in Russia" in card
    assert "a footnote with the marker *" in card
    assert re.search(r"mentions \d: 1 marked", card)
    terminal.type("enter")
    terminal.wait_for(lambda text: "the text says" not in text)
    tag_daesh(terminal)
    terminal.type("q", "q")
    assert terminal.wait_end() == 0

    (record,) = stored(own_folders)
    assert record["target"]["exact"] == "Daesh"
    assert record["tags"] == ["armed group"]

    again = start(columns=120, rows=40)
    again.wait_for("▎1")
    open_first(again)
    again.type("A")
    again.wait_for("armed group")
    again.type("q", "q", "q")
    assert again.wait_end() == 0

    done = subprocess.run(
        [program, "export", "--format", "csv", "--output", "-"], capture_output=True, check=True
    )
    (row,) = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert (row["quote"], row["tags"]) == ("Daesh", "armed group")


def test_what_the_screen_confirmed_survives_a_kill(start: Start, own_folders: Path) -> None:
    terminal = start()
    open_first(terminal)
    tag_daesh(terminal)
    terminal.kill(signal.SIGKILL)
    terminal.wait_end()
    assert len(stored(own_folders)) == 1
    again = start()
    again.wait_for("▎1")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_the_note_and_restores_the_terminal(
    start: Start, own_folders: Path, number: signal.Signals
) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    terminal.type("a draft in ", "progress")
    terminal.wait_for("a draft in progress")
    began = time.monotonic()
    terminal.kill(number)
    assert terminal.wait_end() == 128 + number
    assert time.monotonic() - began < 5
    assert [r["note"] for r in stored(own_folders)] == ["a draft in progress"]
    tail = bytes(terminal.raw)
    assert tail.rfind(b"\x1b[?1049l") > tail.rfind(b"\x1b[?1049h")
    assert tail.rfind(b"\x1b[?25h") > tail.rfind(b"\x1b[?25l")


def test_a_closed_terminal_ends_the_program_with_the_note_saved(start: Start, own_folders: Path) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("c")
    terminal.wait_for("esc saves and closes")
    terminal.type("half a thought")
    terminal.wait_for("half a thought")
    terminal.hang_up()
    deadline = time.monotonic() + 10
    while os.waitpid(terminal.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < deadline, "the program outlives its terminal"
        time.sleep(0.05)
    terminal.pid = 0
    assert [r["note"] for r in stored(own_folders)] == ["half a thought"]


def test_reading_goes_on_where_it_was_left(start: Start) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("/")
    terminal.wait_for("= whole words")
    terminal.type("Troika", "enter")
    terminal.wait_for("1 of 1")
    terminal.type("q", "q")
    assert terminal.wait_end() == 0
    again = start()
    again.wait_for("1/2")
    again.type("enter")
    again.wait_for("Troika")


def test_keys_typed_ahead_of_a_prompt_are_kept(start: Start, own_folders: Path) -> None:
    terminal = start()
    open_first(terminal)
    terminal.type("/Troika\r")
    terminal.wait_for("1 of 1")
    terminal.type("tformat of talks\r")
    terminal.wait_for("saved: tagged")
    terminal.type("/\x1b")
    terminal.wait_for(lambda text: "? help" in text.splitlines()[-1])
    assert [r["tags"] for r in stored(own_folders)] == [["format of talks"]]


@pytest.mark.model
def test_the_model_answers_and_is_remembered(start: Start) -> None:
    terminal = start("--help")
    assert terminal.wait_end() == 0
    terminal = start(columns=120, rows=40)
    open_first(terminal)
    terminal.type("E")
    terminal.wait_for("Sergei Lavrov (Lavrov)")
    terminal.type("q", "q", "q")
    assert terminal.wait_end() == 0
