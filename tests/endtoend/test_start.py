"""The start: the first screen stands before the app is there, which takes it over unseen; no key is lost."""

from __future__ import annotations

import os
import re
import signal
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from endtoend.conftest import Start
from support.hostile import IN_FILES, NEEDLES
from support.screen import make_library
from support.terminal import TRUE_COLOURS, Terminal

from reader.start.terminal import RESTORE

TEXTS = {
    f"{letter}.txt": f"Title {letter}\n\nAl-Qaeda met “Anna” in Geneva. Text {letter}." for letter in "abc"
}
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
FOLDERS = ("config", "data", "cache", "state")
LIVE = b"\x1b[?2004h"
"""Textual asks for pastes when it has the terminal; the picture does not."""


@pytest.fixture(autouse=True)
def quick_engine(own_folders: Path) -> None:
    folder = own_folders / "xdg_config_home" / "reader-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('engine = "quick"\n')


@pytest.fixture
def library(tmp_path: Path) -> str:
    return str(make_library(tmp_path / "news", TEXTS))


def pictures(home: Path) -> list[Path]:
    return sorted((home / "xdg_cache_home").glob("reader-tui/pictures/*"))


def pictured(start: Start, home: Path, *arguments: str, shows: str = "Title a", **how: object) -> None:
    """Start once and leave, so that there is a picture."""
    begin_and_leave(start, *arguments, shows=shows, **how)
    assert pictures(home)


def begin_and_leave(start: Start, *arguments: str, shows: str = "Title a", **how: object) -> None:
    terminal = start(*arguments, **how)
    terminal.wait_for(shows)
    wait_until(terminal, lambda: LIVE in terminal.raw)
    terminal.type("q")
    end(terminal)


@pytest.fixture(scope="module")
def pictured_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home and a library for the tests that change neither: all but the first start with a picture."""
    home = tmp_path_factory.mktemp("pictured")
    for name in FOLDERS:
        (home / name).mkdir()
    (home / "config" / "reader-tui").mkdir()
    (home / "config" / "reader-tui" / "settings.toml").write_text('engine = "quick"\n')
    make_library(home / "news", TEXTS)
    return home


@pytest.fixture
def listed(pictured_home: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> str:
    """The library, of which there is a picture."""
    for name in FOLDERS:
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(pictured_home / name))
    monkeypatch.setenv("HOME", str(pictured_home))
    library = str(pictured_home / "news")
    if not list(pictured_home.glob("cache/reader-tui/pictures/*")):
        begin_and_leave(start, library)
    return library


def end(terminal: Terminal) -> int:
    """Leave, from an article by the list."""
    for _ in range(40):
        if os.waitid(os.P_PID, terminal.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            break
        terminal.type("q")
    return terminal.wait_end()


def wait_until(terminal: Terminal, holds: Callable[[], bool], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, terminal.text
        terminal.read(0.05)


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """Every cell with its attributes."""
    screen = terminal.screen
    return [[tuple(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def frames(terminal: Terminal, seconds: float) -> list[list[list[tuple[object, ...]]]]:
    """Return the screens that stood in some seconds, each for as long as nothing was written."""
    found = [cells(terminal)]
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        # One character after another, so that no screen between two goes unseen.
        if terminal.read(0.02) and cells(terminal) != found[-1]:
            found.append(cells(terminal))
    return found


@pytest.mark.parametrize("kind", [TRUE_COLOURS, {**TRUE_COLOURS, "NO_COLOR": "1"}, {"TERM": "xterm"}])
def test_the_app_takes_the_screen_over_unseen(
    start: Start, library: str, own_folders: Path, kind: dict[str, str]
) -> None:
    pictured(start, own_folders, library, kind=kind)
    terminal = start(library, kind=kind)
    wait_until(terminal, lambda: b"\x1b[24H" in terminal.raw and terminal.raw.endswith(b"\x1b[H"))
    assert LIVE not in terminal.raw
    before = cells(terminal)
    assert "Title c" in terminal.text
    wait_until(terminal, lambda: LIVE in terminal.raw)
    assert frames(terminal, 1.0) == [before]
    assert terminal.raw.count(ENTER) == 1
    assert b"\x1b[2J" not in terminal.raw
    assert end(terminal) == 0


def test_keys_typed_before_the_app_is_there_are_kept_in_their_order(
    start: Start, library: str, own_folders: Path
) -> None:
    pictured(start, own_folders, library)
    terminal = start(library)
    wait_until(terminal, lambda: ENTER in terminal.raw)
    assert LIVE not in terminal.raw
    os.write(terminal.fd, b"jj\x1b[Akk\x1b[Bj\r")
    terminal.wait_for("Text c.")
    assert end(terminal) == 0


def test_a_single_file_is_opened_and_stands_where_it_was_left(
    start: Start, tmp_path: Path, own_folders: Path
) -> None:
    words = "\n\n".join(f"Paragraph {number} of the text." for number in range(200))
    file = make_library(tmp_path / "one", {"a.txt": f"Long title\n\n{words}\n"}) / "a.txt"
    terminal = start(str(file))
    terminal.wait_for("Paragraph 1 of")
    wait_until(terminal, lambda: LIVE in terminal.raw)
    terminal.type("G")
    terminal.wait_for("Paragraph 199 of")
    assert end(terminal) == 0
    terminal = start(str(file))
    wait_until(terminal, lambda: ENTER in terminal.raw and terminal.raw.endswith(b"\x1b[H"))
    assert LIVE not in terminal.raw
    before = terminal.text
    assert "Paragraph 199 of" in before
    wait_until(terminal, lambda: LIVE in terminal.raw)
    while terminal.read(0.5):
        pass
    assert terminal.text.splitlines()[1:-2] == before.splitlines()[1:-2]
    assert end(terminal) == 0


def test_the_list_below_an_article_that_was_begun_with_comes_when_that_is_left(
    start: Start, library: str
) -> None:
    terminal = start(f"{library}/b.txt")
    terminal.wait_for("Text b")
    terminal.type("q")
    terminal.wait_for(lambda text: "1 article" in text and "Text b" not in text)
    terminal.type("s", "\r")
    terminal.wait_for("Text b")
    terminal.type("q")
    terminal.wait_for("by title")
    terminal.type("q")
    assert terminal.wait_end() == 0


def test_what_has_changed_is_not_shown(start: Start, library: str, own_folders: Path) -> None:
    pictured(start, own_folders, library)
    (Path(library) / "b.txt").write_text("Another title\n\nAnother text.\n")
    terminal = start(library)
    wait_until(terminal, lambda: bool(terminal.raw))
    assert b"Title b" not in terminal.raw
    terminal.wait_for("Another title")
    assert b"Title b" not in terminal.raw
    assert end(terminal) == 0


def test_a_damaged_picture_is_ignored_and_taken_anew(start: Start, library: str, own_folders: Path) -> None:
    pictured(start, own_folders, library)
    for damage in (b"", b"\x00" * 500, b"reader picture 1 0\n\x1b[2J"):
        for picture in pictures(own_folders):
            picture.write_bytes(damage)
        terminal = start(library)
        terminal.wait_for("Title a")
        assert LIVE in terminal.raw
        assert end(terminal) == 0
        assert all(picture.read_bytes() != damage for picture in pictures(own_folders))


def signalled(start: Start, library: str, number: int, *, delay: float = 0.0) -> None:
    """Start, and end it by a signal so many seconds after the picture is shown."""
    terminal = start(library)
    settings = termios.tcgetattr(terminal.fd)
    wait_until(terminal, lambda: ENTER in terminal.raw)
    time.sleep(delay)
    terminal.kill(number)
    assert terminal.wait_end() in (-number, 128 + number)
    assert termios.tcgetattr(terminal.fd) == settings
    assert terminal.raw.rfind(LEAVE) > terminal.raw.rfind(ENTER)
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
    assert terminal.raw.rfind(b"\x1b[?7h") > terminal.raw.rfind(b"\x1b[?7l")
    for mode in re.findall(rb"\x1b\[\?(\d+)l", RESTORE.encode()):
        if mode != b"7":
            assert terminal.raw.rfind(b"\x1b[?%bh" % mode) <= terminal.raw.rfind(b"\x1b[?%bl" % mode), mode


def test_an_interrupt_in_the_middle_of_an_import_restores_the_terminal(start: Start, listed: str) -> None:
    for moment in range(10):
        signalled(start, listed, signal.SIGINT, delay=moment * 0.004)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_before_the_app_is_there_restores_the_terminal(
    start: Start, listed: str, number: int
) -> None:
    signalled(start, listed, number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_without_a_picture_a_signal_restores_the_terminal_as_soon_as_it_is_taken(
    start: Start, library: str, number: int
) -> None:
    for moment in range(8):
        signalled(start, library, number, delay=moment * 0.001)


def test_stopped_before_the_app_is_there_it_goes_on_where_it_was(start: Start, listed: str) -> None:
    terminal = start(listed)
    settings = termios.tcgetattr(terminal.fd)
    wait_until(terminal, lambda: ENTER in terminal.raw)
    terminal.kill(signal.SIGTSTP)
    os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
    wait_until(terminal, lambda: LEAVE in terminal.raw)
    assert termios.tcgetattr(terminal.fd) == settings
    terminal.kill(signal.SIGCONT)
    wait_until(terminal, lambda: terminal.raw.count(ENTER) == 2)
    wait_until(terminal, lambda: b"Title a" in terminal.raw[terminal.raw.rindex(ENTER) :])
    wait_until(terminal, lambda: LIVE in terminal.raw)
    assert terminal.raw.count(ENTER) == 2
    assert end(terminal) == 0


def test_its_key_stops_it_for_the_shell(start: Start, library: str, own_folders: Path) -> None:
    terminal = start(library)
    settings = termios.tcgetattr(terminal.fd)
    wait_until(terminal, lambda: LIVE in terminal.raw)
    os.write(terminal.fd, b"\x1a")
    os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
    wait_until(terminal, lambda: LEAVE in terminal.raw)
    assert termios.tcgetattr(terminal.fd) == settings
    terminal.kill(signal.SIGCONT)
    wait_until(terminal, lambda: b"Title a" in terminal.raw[terminal.raw.rindex(ENTER) :])
    assert end(terminal) == 0


def test_the_palette_comes_when_it_is_asked_for(start: Start, library: str) -> None:
    terminal = start(library)
    terminal.wait_for("Title a")
    terminal.type(*":theme")
    terminal.wait_for("Change the current theme")
    terminal.type("\r")
    terminal.wait_for("Search for themes")
    terminal.type(*"nord")
    terminal.wait_for(lambda text: "nord" in text and "gruvbox" not in text)
    terminal.type("\r")
    terminal.wait_for("theme nord")
    assert end(terminal) == 0


def test_leaving_ends_every_mode_and_waits_for_nothing(start: Start, listed: str) -> None:
    terminal = start(listed)
    settings = termios.tcgetattr(terminal.fd)
    wait_until(terminal, lambda: LIVE in terminal.raw)
    assert end(terminal) == 0
    assert termios.tcgetattr(terminal.fd) == settings
    modes = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", bytes(terminal.raw)))
    assert {mode for mode, on in modes.items() if on == b"h"} == {b"7", b"25"}
    assert b"\x1b[?1016l" in terminal.raw
    assert RESTORE.count("1016")


def test_titles_that_are_more_than_text_do_nothing_in_the_picture(
    start: Start, tmp_path: Path, own_folders: Path
) -> None:
    texts = {f"{n:02}.txt": f"Title {payload}\n\nText.\n" for n, payload in enumerate(IN_FILES)}
    folder = str(make_library(tmp_path / "hostile", texts))
    pictured(start, own_folders, folder, shows="00.txt")
    terminal = start(folder)
    wait_until(terminal, lambda: ENTER in terminal.raw and terminal.raw.endswith(b"\x1b[H"))
    assert LIVE not in terminal.raw
    for needle in NEEDLES:
        assert needle not in terminal.raw
    assert end(terminal) == 0


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (40, 10)])
def test_small_terminals_begin_as_large_ones(
    start: Start, library: str, own_folders: Path, columns: int, rows: int
) -> None:
    for _ in range(2):
        terminal = start(library, columns=columns, rows=rows)
        terminal.wait_for("too small" if rows < 8 else "1/3")
        wait_until(terminal, lambda terminal=terminal: LIVE in terminal.raw)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_end() in (-signal.SIGTERM, 128 + signal.SIGTERM)


@pytest.mark.parametrize("kind", ["dumb", "linux", "vt100"])
def test_a_terminal_without_a_second_screen_is_left_alone(
    start: Start, library: str, own_folders: Path, kind: str
) -> None:
    for _ in range(2):
        terminal = start(library, kind={"TERM": kind})
        wait_until(terminal, lambda terminal=terminal: LIVE in terminal.raw)
        assert b"Title a" not in terminal.raw[: terminal.raw.index(LIVE)]
        assert end(terminal) == 0
    assert pictures(own_folders) == []
