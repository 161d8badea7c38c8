"""What is sent to terminals of several kinds: the clipboard, colours, sixteen of them, none."""

from __future__ import annotations

import base64
import os
import re
import stat
from pathlib import Path

import pytest
from endtoend.conftest import Start
from support.terminal import Terminal

TEXT = "Copied words\n\nAl-Qaeda (banned in Russia) met “Anna” in Geneva, said Reuters.\n"
ATTRIBUTES = re.compile(rb"\x1b\[([0-9;]*)m")


@pytest.fixture(autouse=True)
def quick_engine(own_folders: Path) -> None:
    folder = own_folders / "xdg_config_home" / "reader-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('engine = "quick"\n')


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT, encoding="utf-8")
    return "news"


def opened(terminal: Terminal) -> Terminal:
    terminal.wait_for("1 article")
    terminal.type("enter")
    terminal.wait_for("Reuters")
    return terminal


def codes(terminal: Terminal) -> set[int]:
    """Every number in the attributes sent; those of 256 and of true colours as 38 and 48."""
    found = set()
    for sent in ATTRIBUTES.findall(bytes(terminal.raw)):
        numbers = [int(number or 0) for number in sent.split(b";")]
        while numbers:
            number = numbers.pop(0)
            found.add(number)
            if number in (38, 48):
                del numbers[: 2 if numbers[:1] == [5] else 4]
    return found


def test_a_copy_goes_to_the_clipboard_and_to_a_file(start: Start, article: str, own_folders: Path) -> None:
    terminal = opened(start(article, columns=120))
    terminal.type("G", "0", "y")
    passage = TEXT.split("\n")[2]
    terminal.wait_for(f"copied {len(passage)} characters; also in ")
    sent = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", bytes(terminal.raw))
    assert [base64.b64decode(each).decode() for each in sent] == [passage]
    file = own_folders / "xdg_state_home" / "reader-tui" / "clipboard.txt"
    assert file.read_text(encoding="utf-8") == passage
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_colours_none_is_sent(start: Start, article: str) -> None:
    terminal = opened(
        start(article, kind={"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"})
    )
    terminal.type("v", "w", "escape", "question_mark", "escape")
    colours = {*range(30, 39), *range(40, 49), *range(90, 108)}
    assert codes(terminal) & colours == set()
    assert {1, 3, 7} <= codes(terminal)


def test_sixteen_colours_are_the_terminals_own(start: Start, article: str) -> None:
    terminal = opened(start(article, kind={"TERM": "xterm"}))
    terminal.type("v", "w", "escape")
    assert codes(terminal) & {38, 48} == set()
    assert codes(terminal) & {*range(30, 38), *range(90, 98)}


def test_an_escape_that_comes_together_with_a_mark_is_obeyed(start: Start, article: str) -> None:
    terminal = opened(start(article))
    terminal.type("v", "w")
    terminal.wait_for("SELECT")
    os.write(terminal.fd, b"\x1b?")
    terminal.wait_for("type words or a key")
    terminal.type("escape")
    terminal.wait_for(lambda text: "type words or a key" not in text and "SELECT" not in text)
