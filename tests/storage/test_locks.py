"""One writer at a time."""

from __future__ import annotations

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
