"""Work that nobody waits for gives way to whatever else wants the processor."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reader.analysis import giving_way
from reader.analysis.client import Analyst
from reader.analysis.giving_way import NICE, give_way
from reader.analysis.process import LAST, WorkerProcess
from reader.cli.reading_libraries import Crew

SCRIPT = """
import os
from pathlib import Path
from reader.analysis.giving_way import give_way
give_way()
group = Path("/proc/self/autogroup")
print(os.nice(0), os.sched_getscheduler(0), os.getsid(0) == os.getpid())
print(group.read_text().split()[-1] if group.exists() else 19)
"""
SILENT = [sys.executable, "-c", "import time; time.sleep(60)"]

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells it, and knows of it")


@linux
def test_a_process_that_gives_way_goes_last_among_all_sessions() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(NICE), str(os.SCHED_IDLE), "True", str(NICE)]


@linux
def test_what_a_system_refuses_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    for name in ("nice", "sched_setscheduler", "setsid"):
        monkeypatch.setattr(os, name, refused)
    give_way()
    monkeypatch.setattr(os, "setsid", lambda: None)
    monkeypatch.setattr(giving_way, "_AUTOGROUP", tmp_path / "none" / "autogroup")
    give_way()


def test_the_group_is_asked_again_where_another_was_just_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[float] = []

    class Busy:
        def write_text(self, text: str) -> None:
            assert text == str(NICE)
            if len(tries) < 2:
                raise BlockingIOError

    monkeypatch.setattr(giving_way, "_AUTOGROUP", Busy())
    monkeypatch.setattr(giving_way.time, "sleep", tries.append)
    giving_way._lower_group()
    assert len(tries) == 2
    tries.clear()
    monkeypatch.setattr(Busy, "write_text", lambda *_: (_ for _ in ()).throw(BlockingIOError))
    giving_way._lower_group()
    assert len(tries) == giving_way._TRIES


def test_what_reads_a_library_gives_way_and_what_somebody_waits_for_does_not(tmp_path: Path) -> None:
    crew = Crew(2, cache=tmp_path / "cache", engine="quick")
    awaited = Analyst(cache=None, engine="quick", on_findings=lambda *_: None, on_trouble=lambda _: None)
    assert [analyst._command[-1] for analyst in crew._analysts] == [LAST, LAST]
    assert LAST not in awaited._command
    crew.close()
    awaited.close()


def silent_worker(ended: Callable[[str], object]) -> WorkerProcess:
    return WorkerProcess(
        SILENT, on_line=lambda _: None, on_end=lambda _, reason: ended(reason), patience=lambda: 0.4
    )


def test_a_worker_that_waits_for_a_processor_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    end = threading.Event()

    def ended(reason: str) -> None:
        told.append(reason)
        end.set()

    asked: list[WorkerProcess] = []
    enough = threading.Event()

    def waited(process: WorkerProcess) -> float:
        asked.append(process)
        if len(asked) == 5:
            enough.set()
        return 1.0

    with monkeypatch.context() as patched:
        patched.setattr(WorkerProcess, "_kept_waiting", waited)
        process = silent_worker(ended)
        assert enough.wait(20)
        assert told == []
    assert end.wait(20), "it waits no longer, and is still silent"
    assert told == ["no sign of life for 0 s"]
    process.end()


@linux
def test_the_time_that_a_process_waited_for_a_processor_is_told_once() -> None:
    process = silent_worker(partial(print, end=""))
    first, again = process._kept_waiting(), process._kept_waiting()
    assert 0 <= first < 60
    assert 0 <= again < 60
    process.end()
    assert process._kept_waiting() == 0
