"""Loaded by Python before the program: makes a system call of a save, the clock or the memory fail.

What to do is in the variable READER_FAULTS, as JSON: ``kill_at`` (the number of the system call of a save,
from 1, at which the process is killed), ``clock`` (seconds by which the clock is wrong), ``worker_memory``
(bytes that the analysis may have).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading

plan = json.loads(os.environ.get("READER_FAULTS", "{}"))


def count_calls_of_saves(last):
    """Kill the process at a call: before it, after it, or with half of what it writes written."""
    made = 0

    def counted(name, call):
        def faulty(*arguments, **named):
            nonlocal made
            if not threading.current_thread().name.startswith("saving"):
                return call(*arguments, **named)
            made += 1
            if made == last:
                if name == "write":
                    call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                elif last % 2:
                    call(*arguments, **named)
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return faulty

    for name in ("open", "write", "fsync", "close", "link", "replace", "unlink", "mkdir", "fchmod"):
        setattr(os, name, counted(name, getattr(os, name)))


def shift_clock(seconds):
    """Let the machine's clock be wrong."""
    import datetime as dt
    import time

    wall, nanoseconds = time.time, time.time_ns
    time.time = lambda: wall() + seconds
    time.time_ns = lambda: nanoseconds() + seconds * 10**9
    real = dt.datetime

    class Shifted(real):
        @classmethod
        def now(cls, tz=None):
            return real.now(tz) + dt.timedelta(seconds=seconds)

    dt.datetime = Shifted


if "kill_at" in plan:
    count_calls_of_saves(plan["kill_at"])
if "clock" in plan:
    shift_clock(plan["clock"])
if "worker_memory" in plan and "reader.analysis.worker" in sys.orig_argv:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (plan["worker_memory"], plan["worker_memory"]))
