"""Archives: the same bytes for the same files, and no more out of one than it says."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from reader.exchange import archives
from reader.exchange.archives import unzipped, zipped
from reader.exchange.foreign import Mistake


def packed(data: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", compression) as file:
        file.writestr("a.xmi", data)
    return archive.getvalue()


def test_files_come_back_by_their_names():
    data = zipped([("b.txt", b"2"), ("a.txt", b"1"), ("c/A.TXT", b"3"), ("d.bin", b"4")])
    assert unzipped(data, ".txt") == {"a.txt": b"1", "b.txt": b"2", "c/A.TXT": b"3"}
    assert list(unzipped(data, "")) == ["a.txt", "b.txt", "c/A.TXT", "d.bin"]


def test_neither_the_time_nor_a_compressor_is_in_the_bytes():
    with zipfile.ZipFile(io.BytesIO(zipped([("a", b"x" * 100)]))) as archive:
        (member,) = archive.infolist()
    assert (member.date_time, member.compress_type) == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)


def test_a_member_that_is_larger_than_it_says_is_not_unpacked():
    size = 64_000_000
    lying = packed(bytes(size)).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    tracemalloc.start()
    assert "Bad CRC" in str(unzipped(lying, ".xmi"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < size / 10


def test_all_together_have_a_bound(monkeypatch):
    data = packed(bytes(50_000))
    monkeypatch.setattr(archives, "LARGEST", 49_999)
    assert unzipped(data, ".xmi") == Mistake(1, "its files have more than 49,999 bytes")
    assert unzipped(data, ".txt") == {}


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", packed(b"x")[:-5], packed(b"x" * 99, zipfile.ZIP_LZMA), b"x" * 99]
)
def test_what_cannot_be_read_is_a_mistake(data):
    assert "is no zip that can be read" in str(unzipped(data, ""))
