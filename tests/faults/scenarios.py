"""What goes wrong, one function each; every one says at its end what must hold."""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import resource
import signal
import struct
import subprocess
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from faults.program import Program

MOST_CALLS = 60
"""About as many system calls as the first save of a library and the one after it make."""


class SkippedError(Exception):
    """Something is not possible on this machine."""


def kills(program: Program, count: int, *, seed: int = 1) -> int:
    """Kill the program at system calls of its saves, each time at another; return how many fell in a save."""
    chance, done = random.Random(seed), 0
    for number in range(count):
        call = 1 + (number * 17 + 11) % MOST_CALLS if count < 100 else chance.randint(1, MOST_CALLS)
        program.start({"kill_at": call})
        # Of one length, so that none is taken for the beginning of another.
        tags = (f"{number:04d}-{each}" for each in range(8))
        done += not all(program.tag_until_killed(tag) for tag in tags)
        program.close()
        program.check_files()
    return done


def file_size_limit(program: Program) -> None:
    """No file may grow: the tag is kept in memory and saved when there is room."""
    terminal = program.start()
    program.tag_and_wait("before")
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
    program.tag("kept")
    _told_once(program, "not saved")
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, unlimited)
    program.tag_and_wait("after")
    program.confirmed.append("kept")
    program.quit()


def full_disk(program: Program) -> None:
    """The disk of the library is full."""
    with _small_disk(program.library):
        program.start()
        program.tag_and_wait("before")
        with (program.library / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            while True:
                ballast.write(bytes(4096))
        program.tag("kept")
        _told_once(program, "not saved")
        (program.library / "ballast").unlink()
        program.tag_and_wait("after")
        program.confirmed.append("kept")
        program.quit()
        program.check_files()


def read_only(program: Program) -> None:
    """The library becomes read-only while it is open."""
    with _small_disk(program.library):
        program.start()
        program.tag_and_wait("before")
        _run("mount", "-o", "remount,ro", str(program.library))
        program.tag("kept")
        _told_once(program, "not saved")
        _run("mount", "-o", "remount,rw", str(program.library))
        program.tag_and_wait("after")
        program.confirmed.append("kept")
        program.quit()
        program.check_files()


def held_lock(program: Program) -> None:
    """Another process holds the lock: the screen goes on, and what was done is saved when it lets go."""
    terminal = program.start()
    program.tag_and_wait("before")
    with (program.library / ".reader" / "locks" / "tester.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        program.tag("kept")
        terminal.type("?")
        terminal.wait_for("esc leaves")
        terminal.type("escape")
    program.tag_and_wait("after")
    program.confirmed.append("kept")
    program.quit()


def clock(program: Program) -> None:
    """The machine's clock goes back by a year."""
    for seconds in (0, -365 * 86_400):
        program.start({"clock": seconds})
        program.tag_and_wait(f"{seconds} seconds")
        program.quit()
        program.check_files()


def signals(program: Program) -> None:
    """The system asks the program to end."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        terminal = program.start()
        program.tag_and_wait(signal.Signals(number).name)
        terminal.kill(number)
        assert terminal.wait_end() == 128 + number
        program.check_restored()
        program.check_files()


def hang_up(program: Program) -> None:
    """The terminal's window is closed."""
    terminal = program.start()
    program.tag_and_wait("before")
    terminal.hang_up()
    for _ in range(200):
        if program.is_dead():
            return
        threading.Event().wait(0.05)
    raise AssertionError("the program outlives its terminal")


def stopped(program: Program) -> None:
    """The shell stops the program, and lets it go on."""
    program.start()
    program.tag_and_wait("before")
    program.stop_and_go_on()
    program.tag_and_wait("after")
    program.quit()


def killed_worker(program: Program) -> None:
    """The process of the analysis is killed, again and again."""
    terminal = program.start()
    for number in range(2):
        os.kill(program.worker(), signal.SIGKILL)
        terminal.read(0.3)
        program.tag_and_wait(f"without a worker {number}")
    program.quit()


def worker_without_memory(program: Program) -> None:
    """The process of the analysis gets no memory."""
    for number, size in enumerate((30_000_000, 120_000_000)):
        terminal = program.start({"worker_memory": size})
        # Said at any moment, it would take the place of what is said of the tag.
        terminal.wait_for("the analysis stopped twice")
        program.tag_and_wait(f"without memory {number}")
        assert "Traceback" not in terminal.text
        program.quit()


def resizes(program: Program) -> None:
    """The window's size changes all the time, down to a single cell."""
    terminal = program.start()
    program.tag_and_wait("before")
    sizes = [(1, 1), (3, 500), (200, 2), (24, 80), (10, 10), (2, 1)] * 25
    for rows, columns in [*sizes, (30, 100)]:
        fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        terminal.read(0)
    terminal.screen.reset()
    terminal.wait_for("The first sentence")
    program.tag_and_wait("after")
    program.quit()


def pasted(program: Program) -> None:
    """A megabyte with escapes inside is pasted where nothing can be typed, and into a line."""
    terminal = program.start()
    data = b"\x1b[200~" + b"pasted \x1bx words \x1b[31m\r" * 45_000 + b"\x1b[201~"
    for keys in ((), ("t",)):
        terminal.type(*keys)
        writing = threading.Thread(target=_send, args=(terminal.fd, data))
        writing.start()
        while writing.is_alive():
            terminal.read(0.05)
    terminal.type("escape")
    terminal.wait_for(lambda text: "tag “" not in text)
    program.tag_and_wait("after")
    program.quit()


SCENARIOS: dict[str, Callable[[Program], None]] = {
    each.__name__: each
    for each in (
        file_size_limit,
        full_disk,
        read_only,
        held_lock,
        clock,
        signals,
        hang_up,
        stopped,
        killed_worker,
        worker_without_memory,
        resizes,
        pasted,
    )
}


def _told_once(program: Program, words: str) -> None:
    """What is wrong is said in one line, and the program is there."""
    assert program.terminal is not None
    text = program.terminal.wait_for(words)
    assert "Traceback" not in text
    assert text.count(words) == 1


def _send(descriptor: int, data: bytes) -> None:
    for start in range(0, len(data), 4096):
        os.write(descriptor, data[start : start + 4096])


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    """Lay a small file system over a folder, its files copied to it."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    try:
        _run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        raise SkippedError("no file system can be mounted here") from error
    try:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
