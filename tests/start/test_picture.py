"""Pictures of first screens: what they hold, for whom they are, and when they are no longer true."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import PAYLOADS

from reader.start.picture import (
    FORMAT,
    MOST_BYTES,
    MOST_PICTURES,
    Row,
    decode,
    encode,
    keep,
    load,
    stamp,
)

ROWS: tuple[Row, ...] = ((("1;38;2;1;2;3", "Title…"), ("", "  ")), (("7", "日本 “two”"),), ())


def kept(folder: Path, *, context: str = "here", name: str = "picture") -> str:
    path = str(folder / "pictures" / name)
    shown = folder / "shown.txt"
    shown.touch()
    content = encode(context, [stamp(str(shown)), stamp(str(folder / "missing"))], ROWS)
    assert content is not None
    keep(path, content)
    return path


def test_a_picture_comes_back_as_it_was(tmp_path: Path) -> None:
    assert load(kept(tmp_path), "here") == ROWS


def test_it_is_for_its_user_alone(tmp_path: Path) -> None:
    path = Path(kept(tmp_path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o620)
    assert load(str(path), "here") is None


def test_it_is_for_one_context(tmp_path: Path) -> None:
    assert load(kept(tmp_path), "there") is None


def test_what_it_shows_has_changed_and_it_is_no_longer_true(tmp_path: Path) -> None:
    path = kept(tmp_path)
    (tmp_path / "missing").touch()
    assert load(path, "here") is None
    (tmp_path / "missing").unlink()
    assert load(path, "here") == ROWS
    (tmp_path / "shown.txt").write_text("x")
    assert load(path, "here") is None


def test_a_link_is_no_picture(tmp_path: Path) -> None:
    path = kept(tmp_path)
    (tmp_path / "link").symlink_to(path)
    assert load(str(tmp_path / "link"), "here") is None
    assert load(str(tmp_path / "gone"), "here") is None


def test_the_oldest_go_first(tmp_path: Path) -> None:
    for number in range(MOST_PICTURES + 3):
        path = kept(tmp_path, name=f"{number:02}")
        os.utime(path, ns=(number, number))
    kept(tmp_path, name="last")
    names = {each.name for each in (tmp_path / "pictures").iterdir()}
    assert len(names) == MOST_PICTURES
    assert {"last", "26"} <= names
    assert "00" not in names


def test_one_that_is_too_large_is_none() -> None:
    assert encode("here", [], [(("", "x" * MOST_BYTES),)]) is None


@pytest.mark.parametrize("words", PAYLOADS)
def test_words_that_do_anything_are_in_no_picture(words: str) -> None:
    plain = words.isprintable() or words.startswith(("[", "z", "e"))
    assert encode("here", [], [(("1", words),)]) is None or plain


@pytest.mark.parametrize("sgr", ["2J", "0m\x1b[2J", "?25h", "1:2", "\n"])
def test_attributes_are_numbers(sgr: str) -> None:
    assert encode("here", [], [((sgr, "words"),)]) is None


@pytest.mark.parametrize("row", ["\x1b]52;c;cHduZWQ=", "1\x1f\x1b[2J", "1\x1fa\nb", "x\x1fwords", "1"])
def test_what_somebody_put_into_the_file_is_not_shown(row: str) -> None:
    data = f"here\0{row}".encode()
    assert decode(f"{FORMAT} {crc32(data)}\n".encode() + data, "here") is None


@given(st.binary())
def test_no_damage_raises(content: bytes) -> None:
    assert decode(content, "here") is None


@given(st.data())
def test_one_byte_off_is_noticed(data: st.DataObject) -> None:
    content = encode("here", [("/a/b c", 5, 6)], ROWS)
    assert content is not None
    place = data.draw(st.integers(0, len(content) - 1))
    changed = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    assert decode(content[:place] + bytes([changed]) + content[place + 1 :], "here") is None


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        keep(str(tmp_path / "file" / "picture"), b"")
