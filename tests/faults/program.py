"""The installed program in a terminal, with something going wrong, and what must hold afterwards."""

from __future__ import annotations

import json
import os
import signal
import sys
import termios
import time
from pathlib import Path

from support.terminal import TRUE_COLOURS, Terminal
from tinydb import TinyDB

from reader.storage.tinydb_file import parse_tables

INJECTED = Path(__file__).with_name("injected")
TEXT = "A title\n\nThe first sentence has words. The second has more. A third one ends it.\n"


class Program:
    """Reader on a library of its own, driven by keys.

    Args:
        folder: Where the library and the user's own folders are, made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.library = folder / "library"
        self.home = folder / "home"
        self.confirmed: list[str] = []
        """The tags of which the screen said that they are saved."""
        self.asked: set[str] = set()
        self.terminal: Terminal | None = None
        if not self.library.exists():
            self.library.mkdir()
            (self.library / "a.txt").write_text(TEXT, encoding="utf-8")
            settings = self.home / "config" / "reader-tui" / "settings.toml"
            settings.parent.mkdir(parents=True)
            settings.write_text('engine = "quick"\n', encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """What makes every file of the user's lie in the program's own folder."""
        names = {name: f"XDG_{name.upper()}_HOME" for name in ("config", "data", "cache", "state")}
        folders = {variable: str(self.home / name) for name, variable in names.items()}
        return {**TRUE_COLOURS, **folders, "HOME": str(self.home), "USER": "tester", "LOGNAME": "tester"}

    def start(self, faults: dict[str, int] | None = None) -> Terminal:
        """Start the program and open the article."""
        self.close()
        kind = {
            **self.environment,
            "PYTHONPATH": str(INJECTED),
            "READER_FAULTS": json.dumps(faults or {}),
        }
        command = [str(Path(sys.executable).with_name("reader")), str(self.library)]
        self.terminal = Terminal(command, columns=100, rows=30, cwd=self.home, kind=kind)
        self.terminal.wait_for("1/1")
        self.terminal.type("enter")
        self.terminal.wait_for("The first sentence")
        self.terminal.wait_for(lambda text: "1/1" not in text)
        return self.terminal

    def tag(self, name: str) -> None:
        """Tag the sentence under the caret, without waiting for it to be saved."""
        assert self.terminal is not None
        self.asked.add(name)
        self.terminal.type("t")
        self.terminal.wait_for("tag “")
        self.terminal.type(name, "enter")

    def tag_and_wait(self, name: str) -> None:
        """Tag the sentence under the caret, and wait until the screen says that it is saved."""
        assert self.terminal is not None
        self.tag(name)
        self.terminal.wait_for(lambda text: "saved: tagged" in text and name in text)
        self.confirmed.append(name)

    def tag_until_killed(self, name: str) -> bool:
        """Tag and wait until it is saved, or until the program is dead; tell whether it lives."""
        assert self.terminal is not None
        self.asked.add(name)
        for keys, wanted in ((("t",), ("tag “",)), ((name, "enter"), ("saved: tagged", name))):
            try:
                self.terminal.type(*keys)
            except OSError:
                return False
            deadline = time.monotonic() + 30
            while not all(words in self.terminal.text for words in wanted):
                if self.is_dead():
                    return False
                assert time.monotonic() < deadline, self.terminal.text
                self.terminal.read(0.02)
        self.confirmed.append(name)
        return True

    def is_dead(self) -> bool:
        """Tell whether the program has ended."""
        assert self.terminal is not None
        if self.terminal.pid and os.waitpid(self.terminal.pid, os.WNOHANG)[0]:
            self.terminal.pid = 0
        return not self.terminal.pid

    def quit(self) -> None:
        """Leave by the keys for it."""
        assert self.terminal is not None
        self.terminal.type("q", "q")
        assert self.terminal.wait_end() == 0
        self.check_restored()

    def close(self) -> None:
        """End what is left of it."""
        if self.terminal is not None:
            self.terminal.close()
            self.terminal = None

    def check_files(self) -> None:
        """Every file can be read, and what was confirmed is there."""
        found: set[str] = set()
        for path in self.library.glob(".reader/annotations/*/[!.]*.json*"):
            assert parse_tables(path.read_bytes(), path)
            if path.suffix == ".json":
                with TinyDB(path, access_mode="r") as database:
                    found |= {tag for record in database.table("annotations") for tag in record["tags"]}
        assert set(self.confirmed) <= found, f"lost: {set(self.confirmed) - found}"
        assert found <= self.asked

    def check_restored(self) -> None:
        """The terminal is as it was: main screen, cursor, echo, no reports of mouse and pastes."""
        assert self.terminal is not None
        sent = bytes(self.terminal.raw)
        for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h")):
            assert sent.rfind(off) > sent.rfind(on), (on, off)
        for mode in (b"1000", b"1003", b"1006", b"2004"):
            assert sent.rfind(b"\x1b[?%sl" % mode) > sent.rfind(b"\x1b[?%sh" % mode), mode
        local = termios.tcgetattr(self.terminal.fd)[3]
        assert local & termios.ECHO
        assert local & termios.ICANON

    def worker(self) -> int:
        """The process of the analysis."""
        assert self.terminal is not None
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            children = Path(f"/proc/{self.terminal.pid}/task/{self.terminal.pid}/children")
            threads = Path(f"/proc/{self.terminal.pid}/task").glob("*/children")
            for pid in " ".join(path.read_text() for path in (children, *threads)).split():
                if b"reader.analysis.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return int(pid)
            self.terminal.read(0.05)
        raise AssertionError("no worker")

    def said(self) -> list[str]:
        """The lines on the screen that are not empty."""
        assert self.terminal is not None
        return [line for line in self.terminal.text.splitlines() if line.strip()]

    def stop_and_go_on(self) -> None:
        """Stop the program as a shell does, see the terminal given back, and let it go on."""
        assert self.terminal is not None
        os.kill(self.terminal.pid, signal.SIGTSTP)
        deadline = time.monotonic() + 10
        while not os.WIFSTOPPED(os.waitpid(self.terminal.pid, os.WUNTRACED | os.WNOHANG)[1]):
            assert time.monotonic() < deadline, "it does not stop"
            self.terminal.read(0.05)
        while self.terminal.read(0.1):
            pass
        self.check_restored()
        before = len(self.terminal.raw)
        os.kill(self.terminal.pid, signal.SIGCONT)
        self.terminal.wait_for(lambda text: b"sentence" in bytes(self.terminal.raw)[before:])
