"""What has changed in a folder since it was looked at, told from the states of its files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.start.states import LENGTH, Inside, look_inside

MANY = 150
AT = st.integers(0, MANY - 1)
YEAR_2500 = 16_725_225_600 * 10**9


def looked_at(folder: Path) -> Inside:
    inside = look_inside(str(folder))
    assert inside is not None
    return inside


def file(folder: Path, at: int) -> Path:
    return folder / f"{at}.txt"


@settings(max_examples=25)
@given(edited=st.sets(AT, max_size=4), gone=st.sets(AT, max_size=2), replaced=st.sets(AT, max_size=2))
def test_every_file_that_changed_came_or_went_is_told_and_no_other(
    edited: set[int], gone: set[int], replaced: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for at in range(MANY):
            file(folder, at).touch()
            os.utime(file(folder, at), ns=(at, at))
        before = looked_at(folder)
        names, packed = before.names, before.packed
        assert len(packed) == MANY * LENGTH
        for at in edited:
            os.utime(file(folder, at), ns=(0, YEAR_2500))
        for at in replaced:
            (folder / "other").touch()
            os.utime(folder / "other", ns=(1, 10**15))
            (folder / "other").replace(file(folder, at))
        for at in gone:
            file(folder, at).unlink()
        if gone:
            (folder / "came.txt").touch()
        changed = {
            name: (mode is not None, same) for name, mode, same in looked_at(folder).since(names, packed)
        }
        is_there = {at: at not in gone for at in edited | replaced | gone}
        wanted = {f"{at}.txt": (there, there and at not in replaced) for at, there in is_there.items()}
        assert changed == (wanted | ({"came.txt": (True, False)} if gone else {}))


def test_the_youngest_is_the_last_that_was_written_or_changed(tmp_path: Path) -> None:
    assert looked_at(tmp_path).youngest == 0
    for at in range(3):
        file(tmp_path, at).touch()
    changed = max(file(tmp_path, at).stat().st_ctime_ns for at in range(3))
    assert looked_at(tmp_path).youngest >= changed
    os.utime(file(tmp_path, 1), ns=(0, YEAR_2500))
    assert looked_at(tmp_path).youngest == file(tmp_path, 1).stat().st_mtime_ns > changed
