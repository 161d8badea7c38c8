"""Two Readers in two terminals on one library: each list shows what is done in the other one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.hostile import NEEDLES
from support.terminal import TRUE_COLOURS, Terminal

Start = Callable[..., Terminal]
TITLES = (b"\x1b]0;", b"\x1b]1;", b"\x1b]2;", b"\x1b]30;", b"\x1bk")
"""What sets the title of a terminal, or the names of its icon and tab."""

POINTER = b"\x1b]22;default\x07"
"""The shape of the mouse's pointer, which Textual asks for."""


@pytest.fixture
def kind(tmp_path: Path) -> dict[str, str]:
    """A user of the test's own."""
    settings = tmp_path / "config" / "reader-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('engine = "quick"\n')
    folders = {
        f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("config", "data", "cache", "state")
    }
    return {**TRUE_COLOURS, **folders, "HOME": str(tmp_path), "USER": "tester", "LOGNAME": "tester"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_text(f"Title number {number}\n\nFirst words here.\n")
    return folder


def test_a_list_shows_what_is_done_in_another_terminal(
    start: Start, library: Path, kind: dict[str, str]
) -> None:
    one = start(str(library), kind=kind)
    one.wait_for("1/3")
    other = start(str(library), kind={**kind, "USER": "zoe", "LOGNAME": "zoe"})
    other.wait_for("1/3")
    other.type("j", "enter")
    other.wait_for("First words here")
    other.type("t")
    other.wait_for("tag “")
    other.type("place", "enter")
    other.wait_for("saved: tagged")
    one.wait_for("▎1")
    (library / "1.txt").rename(library / "4.txt")
    (library / "0 \x1b]2;pwned\x07.txt").write_text("\x1b]0;pwned\x07\x9d2;pwned\x9c A title\n\nWords.\n")
    one.wait_for(lambda text: "4 articles" in text and "pwned" in text)
    for terminal in (one, other):
        sent = bytes(terminal.raw).replace(POINTER, b"")
        assert not [each for each in (*NEEDLES, *TITLES) if each in sent]
    one.type("q")
    assert one.wait_end() == 0
