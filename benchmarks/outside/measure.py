"""What is measured of a program, and how the rounds of several programs are put together."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from session import Session

REST_SECONDS = 8.0
"""How long a program that is run for nothing is left alone, so that it keeps what it keeps beside a text."""
BREAK_SECONDS = 1.0
"""How long the machine is left alone before each run, so that none does what the one before has left."""
FRAME_GAP = 0.003
"""Seconds of silence between two frames."""


@dataclass(frozen=True)
class Step:
    """A key that is measured, some times over."""

    name: str
    key: str
    before: tuple[str, ...] = ()
    """Keys pressed first, one behind the other."""
    after: tuple[str, ...] = ()
    times: int = 12
    until: str | None = None
    """Words that say it is done; where there are none it is done when the program is silent."""


@dataclass(frozen=True)
class Case:
    """A program with what is done to it."""

    program: str
    """A row of a table."""
    of: str
    """Which of its texts or lists: a column."""
    command: tuple[str, ...]
    ready: str
    """A pattern of the words that are waited for."""
    home: str | None = None
    """The name of a home that it keeps from round to round; None for a new one each time."""
    setup: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    start: tuple[str, ...] = ()
    """The keys that lead to where a key is held."""
    hold: str | None = None
    """A key that is held for three seconds."""
    quit: tuple[str, ...] = ("q",)
    patience: float = 60


def measured(case: Case, room: Path, *, rest: float = 0) -> dict[str, Any]:
    """Run a program once, left alone for some seconds before it is quit; times are in milliseconds."""
    with tempfile.TemporaryDirectory() as new:
        home = room / "homes" / case.home if case.home else Path(new)
        home.mkdir(parents=True, exist_ok=True)
        names = {
            f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")
        }
        return _run(case, Session(case.command, env={"HOME": str(home), **names}, cwd=home), rest=rest)


def _run(case: Case, session: Session, *, rest: float) -> dict[str, Any]:
    found: dict[str, Any] = {}
    try:
        launch = session.wait(case.ready or None, seconds=case.patience)
        seen = launch.seen if case.ready else launch.first
        if seen is None:
            found["failed"] = session.text.strip()[-300:] or "nothing on the screen"
            return found
        found["first text"] = [1000 * (seen - session.began)]
        found["settled"] = [1000 * ((launch.settled or seen) - session.began)]
        for key in case.setup:
            session.wait(since=session.press(key), seconds=case.patience)
        for step in case.steps:
            found |= _pressed(session, step)
        if case.hold is not None:
            _typed(session, case.start)
            found |= _held(session, case.hold)
        until = time.perf_counter() + rest
        while session.ended is None and (left := until - time.perf_counter()) > 0:
            session.take(left)
        if session.ended is None:
            found["memory MB"] = [session.memory()]
        return found
    finally:
        took, left = session.leave(case.quit)
        if took is not None and took > 0:
            found["exit"] = [1000 * took]
        found["left"] = list(left)


def _pressed(session: Session, step: Step) -> dict[str, list[float]]:
    times, sizes = [], []
    for _ in range(step.times):
        _typed(session, step.before)
        at = session.press(step.key)
        came = session.wait(step.until, since=at, seconds=20)
        done = came.seen if step.until else came.settled
        if done is not None and done > at:
            times.append(1000 * (done - at))
            sizes.append(float(came.size))
        _typed(session, step.after)
    return {step.name: times, f"{step.name}: bytes": sizes}


def _typed(session: Session, keys: Sequence[str]) -> None:
    """Press keys one behind the other, and wait until all of them are done."""
    for key in keys:
        at = session.press(key)
    if keys:
        session.wait(since=at)


def _held(session: Session, key: str, *, rate: int = 30, seconds: int = 3) -> dict[str, list[float]]:
    """Hold a key: return the frames a second, and how long after the last press the screen still changed."""
    began, start, at = time.perf_counter(), len(session.pieces), 0.0
    for number in range(rate * seconds):
        while (left := began + number / rate - time.perf_counter()) > 0:
            session.take(left)
        at = session.press(key)
    came = session.wait(since=at)
    pieces = [moment for moment, _ in session.pieces[start:]]
    frames = sum(1 for a, b in zip([0.0, *pieces], pieces, strict=False) if b - a > FRAME_GAP)
    lag = max(0.0, (came.settled or at) - at)
    return {"held: frames/s": [frames / (seconds + lag)], "held: lag": [1000 * lag]}


def interleaved(cases: Sequence[Case], rounds: int, room: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Run every case in every round, each round in another order; return what all its rounds found.

    Before the first one, each is run once for nothing, so that files are in memory and bytecode is made.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for number in range(-1, rounds):
        shift = max(0, number) % max(1, len(cases))
        for case in (*cases[shift:], *cases[:shift]):
            if number < 0:
                measured(replace(case, steps=(), hold=None), room, rest=REST_SECONDS if case.home else 0)
                continue
            time.sleep(BREAK_SECONDS)
            one = measured(case, room)
            kept = found.setdefault((case.program, case.of), {"rounds": 0})
            kept["rounds"] += 1
            for name, values in one.items():
                if isinstance(values, list):
                    kept.setdefault(name, []).extend(values)
                else:
                    kept[name] = values
            print(f"{number + 1}/{rounds} {case.program}, {case.of}", file=sys.stderr, flush=True)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def summary(values: Sequence[float]) -> dict[str, float]:
    """Return the median, the 95th percentile and the most."""
    return {"p50": statistics.median(values), "p95": percentile(values, 0.95), "max": max(values)}


def commands_timed(commands: Mapping[str, Sequence[str]], runs: int, room: Path) -> dict[str, list[float]]:
    """Run commands that end by themselves in turns, and return the milliseconds that each took."""
    home = room / "homes" / "commands"
    home.mkdir(parents=True, exist_ok=True)
    names = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | names
    found: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(-1, runs):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
            if number >= 0:
                found[name].append(1000 * (time.perf_counter() - began))
    return found
