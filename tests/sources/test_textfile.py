from __future__ import annotations

import os
import re
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.sources import textfile
from reader.sources.textfile import check_text, read_text


def refusal(path: Path) -> str:
    with pytest.raises(ReaderError) as caught:
        read_text(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))
    return str(caught.value)


def test_newlines_become_one_kind_and_the_mark_goes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n\rfour")
    assert read_text(file) == "one\ntwo\nthree\n\nfour"


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), min_size=1))
def test_any_other_text_is_untouched(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / f"any-{os.getpid()}.txt"
    text = "An article begins with ordinary words. " + text
    file.write_bytes(text.encode())
    assert read_text(file) == text


def test_a_text_with_colour_codes_is_text(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_bytes(b"\x1b[1mNews\x1b[0m\n")
    assert read_text(file) == "\x1b[1mNews\x1b[0m\n"


def test_a_missing_file(tmp_path: Path) -> None:
    assert "there is no such file; check the path." in refusal(tmp_path / "gone.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u3000\u2028\n".encode()])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(content)
    assert "the file is empty; " in refusal(file)


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF\x00", bytes(range(1, 32)) * 9, b"%PDF-1.7\n1 0 obj"]
)
def test_a_binary_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "picture.txt"
    file.write_bytes(content)
    assert "the file is binary, not text; save the article as plain text (UTF-8)." in refusal(file)


def test_a_wrong_encoding_says_where_and_how_to_mend_it(tmp_path: Path) -> None:
    file = tmp_path / "it's café.txt"
    file.write_bytes("Title\r\nOne line.\nHe said “no”.".encode("windows-1252"))
    message = refusal(file)
    assert "byte 25, line 3: the file is not UTF-8 (byte 0x93); convert it, for example: iconv" in message
    command = re.search(r"iconv .*(?=\.$)", message)
    assert command is not None
    subprocess.run(["sh", "-c", command[0]], check=True, cwd=tmp_path)
    assert read_text(tmp_path / "it's café.utf-8.txt") == "Title\nOne line.\nHe said “no”."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_named(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "wide.txt"
    file.write_bytes("\ufeffNews".encode(encoding))
    assert "the file is UTF-16, not UTF-8; convert it: iconv -f UTF-16 " in refusal(file)


def test_a_folder_and_a_pipe(tmp_path: Path) -> None:
    assert "this is a folder, not an article; name a file in it." in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert "this is not a regular file; " in refusal(tmp_path / "pipe.txt")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a b.txt"
    file.write_text("secret")

    def denied(path: Path, *_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    # Root may read everything, so chmod shows nothing.
    monkeypatch.setattr(textfile, "open", denied, raising=False)
    assert f"no permission to read the file; allow it: chmod u+r '{file}'." in refusal(file)


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "book.txt"
    with file.open("wb") as sparse:
        sparse.truncate(textfile.LARGEST + 1)
    monkeypatch.delattr(Path, "read_bytes")
    assert "the file is too large (50 MB; the limit is 50 MB); split it into articles." in refusal(file)


def test_links_in_a_circle_and_names_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert "the file cannot be read (" in refusal(tmp_path / "a.txt")
    assert "the file cannot be read (File name too long)" in refusal(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\xef\xbb\xbf \n", b"a\0b", b"caf\xe9", b"\xef\xbb\xbf\xd0", b"ok"]
)
@pytest.mark.parametrize("padding", [b"", b"\n" * 70_000, b"\n" * 1_100_000])
def test_looking_at_a_file_says_what_reading_it_says(tmp_path: Path, padding: bytes, content: bytes) -> None:
    file = tmp_path / "some.txt"
    file.write_bytes(padding + content)
    said = []
    for look in (read_text, check_text):
        try:
            look(file)
            said.append("")
        except ReaderError as error:
            said.append(str(error))
    assert said[0] == said[1]


def test_a_large_file_is_read_without_a_copy_of_its_bytes_on_the_heap(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_text("Ein Satz.\n" * 200_000, encoding="utf-8")
    read_text(file)
    tracemalloc.start()
    try:
        text = read_text(file)
        assert tracemalloc.get_traced_memory()[1] < 1.2 * len(text)
        tracemalloc.reset_peak()
        check_text(file)
        assert tracemalloc.get_traced_memory()[1] < 1.2 * len(text)
    finally:
        tracemalloc.stop()
