"""Names and times."""

from __future__ import annotations

import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from reader.annotations.identity import is_time, new_id, utc_now


def test_is_a_uuid_of_version_7_with_the_time_in_it():
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= after


def test_ids_sort_as_they_were_made():
    ids = [new_id() for _ in range(20_000)]
    assert ids == sorted(set(ids))


def test_ids_grow_though_the_clock_goes_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert first < new_id() < new_id()


def test_threads_never_share_an_id():
    with ThreadPoolExecutor(4) as pool:
        ids = [id_ for part in pool.map(lambda _: [new_id() for _ in range(2_000)], range(4)) for id_ in part]
    assert len(set(ids)) == len(ids)


def test_now_is_utc_to_the_millisecond():
    now = utc_now()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", now)
    assert abs((datetime.fromisoformat(now) - datetime.now(UTC)).total_seconds()) < 60
    assert is_time(now)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2026-11-22T10:18:46Z", True),
        ("2024-02-29T23:59:59.123456789Z", True),
        ("2026-02-29T10:18:46Z", False),
        ("2026-13-22T10:18:46Z", False),
        ("2026-11-22T25:18:46Z", False),
        ("2026-11-22T10:18:46+00:00", False),
        ("2026-11-22", False),
        ("", False),
    ],
)
def test_a_time_is_one_of_the_calendar(text, is_one):
    assert is_time(text) is is_one
