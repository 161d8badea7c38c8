"""Parquet by DuckDB and pandas: the columns have their types, and the rows are the annotations."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from exchange.conftest import make_section

from reader.exchange.formats import write_as
from reader.exchange.frame import to_frame

TEXT = "---\ndate: 2024-02-03\n---\n😀 Kabul and the Taliban"
SECTION = make_section(
    {"words": "😀 Kabul", "tags": ("war", "a;b"), "note": "x\ny"},
    {"created": "2026-11-22T10:00:00.5Z"},
    text=TEXT,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.parquet"
    path.write_bytes(write_as("parquet", [SECTION]).data)
    return path


def test_duckdb_has_types_lists_and_times(file):
    types = dict(duckdb.sql(f"select column_name, column_type from (describe from '{file}')").fetchall())
    assert (types["start"], types["tags"], types["date"]) == ("BIGINT", "VARCHAR[]", "DATE")
    assert types["created"] == "TIMESTAMP WITH TIME ZONE"
    asked = f"select exact, tags[2], note, epoch_ms(created), year(date) from '{file}' order by start"
    assert duckdb.sql(asked).fetchall() == [
        ("😀 Kabul", "a;b", "x\ny", 1795342726625, 2024),
        ("Taliban", None, "", 1795341600500, 2024),
    ]
    tags = duckdb.sql(f"select unnest(tags) as tag, count(*) from '{file}' group by tag order by tag")
    assert tags.fetchall() == [("a;b", 1), ("war", 1)]


def test_pandas_reads_the_frame_that_is_made_directly(file):
    read, direct = pd.read_parquet(file), to_frame([SECTION])
    assert list(read.columns) == list(direct.columns)
    for name in read.columns.difference(["tags", "date"]):
        assert read[name].equals(direct[name].astype(read[name].dtype)), name
    assert [list(tags) for tags in read.tags] == list(direct.tags)
    assert list(pd.to_datetime(read.date)) == list(direct.date)
