"""How much was read is told from the file as Reader writes it, and from any other that says the same."""

from __future__ import annotations

import builtins
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.shares import shares_of
from reader.storage.progress import ProgressStore

OFFSETS = st.integers(0, 10**7)
RECORDS = st.fixed_dictionaries(
    {"offset": OFFSETS, "furthest": OFFSETS, "length": OFFSETS, "read_at": st.text(max_size=9)}
)
FILES = st.dictionaries(st.text(max_size=9) | st.from_regex(r"[a-z-]{3,12}", fullmatch=True), RECORDS)


def plainly(content: bytes) -> dict[str, float]:
    records = json.loads(content)
    return {
        id_: min(1.0, record["furthest"] / record["length"]) if record["length"] else 0.0
        for id_, record in records.items()
    }


@given(FILES, st.sampled_from([None, 1, 2]), st.booleans(), st.booleans())
def test_it_is_what_the_file_says(
    records: dict[str, dict[str, object]], indent: int | None, escaped: bool, ended: bool
) -> None:
    written = json.dumps(records, indent=indent, ensure_ascii=escaped) + "\n" * ended
    content = written.encode("utf-8", "backslashreplace")
    assert shares_of(content) == plainly(content)


@given(FILES, st.data())
def test_whatever_a_byte_becomes_it_is_what_json_has_or_an_error(
    records: dict[str, dict[str, object]], data: st.DataObject
) -> None:
    content = bytearray(json.dumps(records, indent=1).encode() + b"\n")
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.sampled_from(b'\\"{}:,0-_ \n\x00x.'))
    try:
        wanted = plainly(bytes(content))
    except (ValueError, TypeError, AttributeError, KeyError):
        return
    try:
        assert shares_of(bytes(content)) == wanted
    except (ValueError, TypeError):
        return


def test_what_reader_writes_is_read_without_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        ProgressStore(tmp_path, "ann").put(f"article-{number}", offset=1, furthest=number, length=4)
    (file,) = tmp_path.glob("reading/*.json")
    import_ = builtins.__import__

    def without_json(name: str, *rest: object) -> object:
        assert name != "json"
        return import_(name, *rest)  # type: ignore[arg-type]  # as they came

    content = file.read_bytes()
    monkeypatch.setattr(builtins, "__import__", without_json)
    assert shares_of(content) == {"article-1": 0.25, "article-2": 0.5}


@pytest.mark.parametrize("length", ["-1", "1.0", "true", "null", '"1"'])
def test_what_is_no_offset_is_an_error(length: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        shares_of(b'{"a": {"offset": 0, "furthest": 0, "length": %b, "read_at": ""}}' % length.encode())
