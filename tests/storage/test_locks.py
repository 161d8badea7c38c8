"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.errors import ReaderError
from reader.storage.locks import held


def test_who_waits_too_long_is_told_what_to_do(tmp_path):
    path = tmp_path / "locks" / "anna.lock"
    with held(path):
        with pytest.raises(ReaderError, match="close the other Reader") as caught, held(path, patience=0.01):
            pytest.fail("two hold one lock")
        assert caught.value.where == str(path)
    with held(path, patience=0):
        pass


def test_an_error_inside_releases_the_lock(tmp_path):
    path = tmp_path / "anna.lock"
    with pytest.raises(KeyError), held(path):
        raise KeyError
    with held(path, patience=0):
        pass


def test_a_lock_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "locks").write_text("a file")
    with pytest.raises(ReaderError, match="could not be saved"), held(tmp_path / "locks" / "anna.lock"):
        pytest.fail("there is no such lock")


HASTY = """
import sys, time
from pathlib import Path
from reader.storage.locks import held
path, until, count = Path(sys.argv[1]), time.monotonic() + 1.2, 0
while time.monotonic() < until:
    with held(path):
        time.sleep(0.01)
        count += 1
print(count)
"""


def test_none_of_several_hasty_writers_starves(tmp_path):
    path = str(tmp_path / "anna.lock")
    command = [sys.executable, "-c", HASTY, path]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    counts = [int(each.communicate()[0]) for each in running]
    assert min(counts) * 5 > max(counts) > 10, counts
