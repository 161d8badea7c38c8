"""Names and times of annotations: UUIDv7 and UTC."""

from __future__ import annotations

import re
import threading
import time
import uuid
from datetime import UTC, datetime
from random import SystemRandom

_COUNTER_BITS = 42
_TAIL_BITS = 32
_RANDOM = SystemRandom()  # what `secrets` takes, which loads OpenSSL as well
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z")


class _Clock:
    """Hands out (millisecond, counter) pairs that only ever grow, though the machine's clock may go back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = -1
        self._counter = 0

    def tick(self) -> tuple[int, int]:
        """Return a pair greater than every one before it."""
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._millisecond:
                # The top bit starts at 0, so that the counter has room to grow within its millisecond.
                self._millisecond, self._counter = now, _RANDOM.getrandbits(_COUNTER_BITS - 1)
            else:
                self._counter += 1
            if self._counter >> _COUNTER_BITS:
                self._millisecond, self._counter = self._millisecond + 1, 0
            return self._millisecond, self._counter


_clock = _Clock()


def new_id() -> str:
    """Return a UUIDv7 in its canonical form; within a process each sorts behind the ones before it.

    The layout is RFC 9562, section 5.7; the order within a millisecond comes from a counter of 42 bits
    (section 6.2, method 1), the last 32 bits are random. Python has `uuid.uuid7` from 3.14 on.
    """
    millisecond, counter = _clock.tick()
    high, low = counter >> 30, counter & ((1 << 30) - 1)
    value = (millisecond & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | high << 64
    value |= 0b10 << 62 | low << _TAIL_BITS | _RANDOM.getrandbits(_TAIL_BITS)
    return str(uuid.UUID(int=value))


def utc_now() -> str:
    """Return the time as ISO 8601 in UTC, to the millisecond, ending in ``Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def is_time(text: str) -> bool:
    """Return whether a text is a time of the calendar in the form of `utc_now`, to any part of a second."""
    try:
        return _TIME.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False
