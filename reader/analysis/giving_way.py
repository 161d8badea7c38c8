"""Giving way to whatever else wants the processor: work that nobody waits for.

On Linux every session of processes, such as a terminal's, may be given an equal share of a processor, however
low the priority of one process is among its own ("autogroup", sched(7)). So this process gets a session, and
that the lowest priority too.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

NICE = 19
"""The lowest priority."""
_AUTOGROUP = Path("/proc/self/autogroup")
_TRIES, _BETWEEN = 5, 0.11
"""A user may change one group's priority every tenth of a second."""


def give_way() -> None:
    """Let everything else go first from now on; what a system does not know of that is left out."""
    with suppress(OSError):
        os.nice(NICE)
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        with suppress(OSError):
            os.setsid()
            _lower_group()


def _lower_group() -> None:
    for _ in range(_TRIES):
        try:
            _AUTOGROUP.write_text(str(NICE))
        except BlockingIOError:
            time.sleep(_BETWEEN)
        else:
            return
