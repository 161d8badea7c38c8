"""Archives: the same bytes for the same files, and no more out of one than it says."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest
from exchange.conftest import make_section
from hypothesis import given
from hypothesis import strategies as st

from reader.exchange import archives
from reader.exchange.archives import unzipped, zipped
from reader.exchange.foreign import Mistake
from reader.exchange.formats import find_format


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


JUNK = (
    b"",
    b'"',
    b"<",
    b"&#1;",
    b"&x;",
    b"\t",
    b"\n",
    b"-1",
    b"99999999999",
    b"[",
    b"|",
    b"\\",
    b"\xff",
    b"}",
    b"0",
)


@pytest.mark.parametrize("name", ["brat", "webanno-tsv", "xmi"])
@given(damage=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from(JUNK)), max_size=3))
def test_damage_is_never_an_error_nor_a_passage_outside_of_its_text(name, damage):
    made = make_section({"words": "Kabul", "tags": ("a", "b"), "note": "x"}, {"words": "Taliban*"})
    format_ = find_format(name)
    files = unzipped(format_.write([made]).data, "")
    assert not isinstance(files, Mistake)
    damaged = {}
    for file, data in files.items():
        for place, gone, junk in damage:
            at = int(place * len(data))
            data = data[:at] + junk + data[at + gone :]
        damaged[file] = data
    assert format_.decode is not None
    for passage in format_.decode(zipped(damaged.items())).passages:
        text = passage.source.blankless or passage.source.text or made.article.text
        assert 0 <= passage.start < passage.end <= len(text)


def test_an_attribute_of_an_impossible_name_is_no_error():
    xmi = b'<x xmlns:y="http://a}b" xmlns:c="http:///custom.ecore"><c:z y:a="1"/></x>'
    decode = find_format("xmi").decode
    assert decode is not None
    assert "is not a valid URI" in str(*decode(xmi).mistakes)
