"""The terminal's own cursor: where the caret is, in the text, in lists and in prompts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.screen import make_library
from support.terminal import Terminal

Start = Callable[..., Terminal]

TEXT = "Alpha beta 中文字 delta e\u0301psilon zeta.\n\nSecond paragraph has שלום in it.\n" * 12


@pytest.fixture(autouse=True)
def quick_engine(own_folders: Path) -> None:
    """The quick recogniser."""
    folder = own_folders / "xdg_config_home" / "reader-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('engine = "quick"\n', encoding="utf-8")


def at_cursor(terminal: Terminal, count: int) -> str:
    """Return what stands at the cursor and right of it."""
    cursor = terminal.screen.cursor
    line = terminal.screen.buffer[cursor.y]
    return "".join(line[cursor.x + place].data for place in range(count))


def left_of_cursor(terminal: Terminal) -> str:
    cursor = terminal.screen.cursor
    return terminal.screen.display[cursor.y][: cursor.x]


def row_of(screen: str, words: str) -> int:
    return next(row for row, line in enumerate(screen.splitlines()) if words in line)


def wait_at(terminal: Terminal, words: str) -> None:
    terminal.wait_for(lambda _: at_cursor(terminal, len(words)) == words, seconds=10)


def test_the_cursor_is_where_the_caret_is(start: Start, tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", {"a.txt": TEXT})
    terminal = start(str(folder))
    terminal.wait_for("a.txt")
    terminal.type("enter")
    terminal.wait_for("Second paragraph")
    wait_at(terminal, "Alpha")
    terminal.type("w")
    wait_at(terminal, "beta")
    terminal.type("w", "w")
    wait_at(terminal, "delta")
    terminal.type("}", "w")
    wait_at(terminal, "paragraph")

    terminal.type("/", "h", "a", "s")
    terminal.wait_for("/ has")
    terminal.wait_for(lambda _: left_of_cursor(terminal).endswith("/ has"), seconds=10)
    terminal.type("escape")
    wait_at(terminal, "paragraph")

    terminal.type("A")
    terminal.wait_for("no annotations yet")
    terminal.wait_for(lambda text: terminal.screen.cursor.y > row_of(text, "▔annotations"), seconds=10)
    terminal.type("tab")
    wait_at(terminal, "paragraph")


@pytest.mark.parametrize("wanted", [True, False])
def test_the_cursor_is_in_sight_for_those_who_want_it(
    start: Start, tmp_path: Path, own_folders: Path, wanted: bool
) -> None:
    settings = own_folders / "xdg_config_home" / "reader-tui" / "settings.toml"
    settings.write_text(f'engine = "quick"\nterminal_cursor = {str(wanted).lower()}\n', encoding="utf-8")
    terminal = start(str(make_library(tmp_path / "library", {"a.txt": TEXT})))
    terminal.wait_for("a.txt")
    terminal.type("enter")
    wait_at(terminal, "Alpha")
    assert terminal.screen.cursor.hidden is not wanted
    terminal.type("w", "w", "c")
    terminal.wait_for("esc saves and closes")
    assert terminal.screen.cursor.hidden is not wanted
