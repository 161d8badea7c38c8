"""A file is whole at every instant: every system call that writes is made to fail in its turn."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.storage.durable import backup_path, write_durably

WRITING_CALLS = ("open", "write", "fsync", "link", "replace", "fchmod", "mkdir")


class Calls:
    """Stands before the system calls that write: notes them, and lets one of them fail."""

    def __init__(
        self, monkeypatch, *, failing: int | None = None, code: int = errno.ENOSPC, short: bool = False
    ):
        self.made: list[tuple[str, object]] = []
        self._failing, self._code, self._short = failing, code, short
        for name in WRITING_CALLS:
            monkeypatch.setattr(os, name, self._standing_before(name, getattr(os, name)))

    def _standing_before(self, name, real):
        def call(*args, **kwargs):
            if name == "open" and not args[1] & os.O_CREAT:
                return real(*args, **kwargs)
            self.made.append((name, args))
            if len(self.made) - 1 == self._failing:
                raise OSError(self._code, os.strerror(self._code))
            if name == "write" and self._short:
                return real(args[0], bytes(args[1])[:3])
            return real(*args, **kwargs)

        return call


def listing(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_makes_folders_and_keeps_no_backup_unless_asked(tmp_path):
    path = tmp_path / "a" / "b" / "file.json"
    write_durably(path, b"one")
    write_durably(path, b"two")
    assert listing(path.parent) == {"file.json": b"two"}
    write_durably(path, b"three", backup=True)
    write_durably(path, b"four", backup=True)
    assert listing(path.parent) == {"file.json": b"four", "file.json.bak": b"three"}


def test_short_writes_are_carried_on(tmp_path, monkeypatch):
    Calls(monkeypatch, short=True)
    write_durably(tmp_path / "file", b"0123456789")
    assert (tmp_path / "file").read_bytes() == b"0123456789"


def test_parts_are_written_one_by_one(tmp_path, monkeypatch):
    calls = Calls(monkeypatch)

    def parts():
        for number in range(3):
            assert len([name for name, _ in calls.made if name == "write"]) == number
            yield b"%d" % number

    write_durably(tmp_path / "file", parts())
    assert listing(tmp_path) == {"file": b"012"}


def test_when_a_part_cannot_be_made_the_old_version_stays(tmp_path):
    write_durably(tmp_path / "file", b"old")
    with pytest.raises(ZeroDivisionError):
        write_durably(tmp_path / "file", (b"%d" % (1 // number) for number in (1, 0)))
    assert listing(tmp_path) == {"file": b"old"}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("existing", [True, False])
def test_when_any_call_fails_the_old_version_stays(tmp_path, existing, code):
    """As SQLite tests I/O errors: the first call fails, then the second, until all succeed."""
    for failing in range(50):
        path = tmp_path / str(failing) / "file"
        if existing:
            write_durably(path, b"oldest", backup=True)
            write_durably(path, b"old", backup=True)
        with pytest.MonkeyPatch.context() as patch:
            calls = Calls(patch, failing=failing, code=code)
            try:
                write_durably(path, b"new", backup=True)
            except ReaderError as error:
                assert os.strerror(code) in error.what
                assert error.where.endswith("/file")
                after = listing(path.parent) if path.parent.exists() else {}
            else:
                assert len(calls.made) == failing
                assert path.read_bytes() == b"new"
                return
        last = calls.made[-1][0]
        if last == "fsync" and after.get("file") == b"new":
            # Only the folder's flush failed: the new version is whole, and its saving was not confirmed.
            assert after.get("file.bak") == (b"old" if existing else None)
            continue
        assert after.get("file") == (b"old" if existing else None)
        assert after.get("file.bak") in ((b"oldest", b"old") if existing else (None,))
        assert set(after) <= {"file", "file.bak"}
    pytest.fail("it never succeeded")


def test_data_is_flushed_before_the_name_and_the_folder_after(tmp_path, monkeypatch):
    """The order that survives a power cut: write, flush, rename, flush the folder."""
    path = tmp_path / "file"
    write_durably(path, b"old")
    real = os.open
    opened: dict[int, str] = {}

    def remember(name, *args, **kwargs):
        descriptor = real(name, *args, **kwargs)
        opened[descriptor] = str(name)
        return descriptor

    monkeypatch.setattr(os, "open", remember)
    calls = Calls(monkeypatch)
    write_durably(path, b"new", backup=True)
    steps = [(name, opened.get(args[0], "")) for name, args in calls.made if name != "open"]
    named = [
        (name, "folder" if where == str(tmp_path) else "temporary" if where.endswith(".tmp") else "")
        for name, where in steps
        if name != "fchmod"
    ]
    assert named == [
        ("write", "temporary"),
        ("fsync", "temporary"),
        ("link", ""),
        ("replace", ""),
        ("replace", ""),
        ("fsync", "folder"),
    ]


def test_a_file_system_without_hard_links_gets_a_copy(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_durably(path, b"old")

    def no_links(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_durably(path, b"new", backup=True)
    assert listing(tmp_path) == {"file": b"new", "file.bak": b"old"}


def test_keeps_permissions_and_gives_new_files_the_usual_ones(tmp_path):
    path = tmp_path / "file"
    before = os.umask(0o027)
    try:
        write_durably(path, b"old")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_durably(path, b"new", backup=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_follows_a_symbolic_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real/file")
    write_durably(tmp_path / "link", b"data")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_bytes() == b"data"


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "under a file"])
def test_replaces_nothing_but_a_file(tmp_path, kind):
    path = tmp_path / "place"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case _:
            path.write_text("file")
            path /= "below"
    before = [(each.name, each.lstat().st_ino) for each in tmp_path.iterdir()]
    with pytest.raises(ReaderError, match="could not be saved"):
        write_durably(path, b"data")
    assert [(each.name, each.lstat().st_ino) for each in tmp_path.iterdir()] == before


def test_a_long_name_has_room_for_its_temporary(tmp_path):
    path = tmp_path / ("x" * 240)
    write_durably(path, b"data")
    assert path.read_bytes() == b"data"
    assert backup_path(path).name.endswith("x.bak")
