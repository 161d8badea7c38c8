"""Typed columns: Parquet files and frames have the annotations, with their types and nothing else."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from exchange.strategies import sections
from hypothesis import given, settings

from reader.annotations.annotation import Provenance
from reader.errors import ReaderError
from reader.exchange.columns import Row, rows_of
from reader.exchange.formats import find_format
from reader.exchange.frame import to_frame
from reader.values import replace

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = find_format("parquet")
DATED = "---\ntitle: T\npublished: 2024-02-03\nsource: https://example.org/a\n---\nKabul and the Taliban"


def table(*written) -> pa.Table:
    from pyarrow import parquet

    return parquet.read_table(io.BytesIO(FORMAT.write(written).data))


def test_a_row_has_an_annotation_and_its_article(section):
    by = Provenance("accepted", "quick")
    made = section({"tags": ("war", "a;b"), "note": "x\ny", "provenance": by}, text=DATED)
    (row,) = table(made).to_pylist()
    start = DATED.index("Taliban")
    assert row == {
        "id": "01a202c3-f5e1-76a0-ad0d-000000000000",
        "article": "kabul",
        "path": "news/kabul.txt",
        "title": "T",
        "outlet": "News",
        "date": date(2024, 2, 3),
        "url": "https://example.org/a",
        "sha256": made.article.sha256,
        "start": start,
        "end": start + 7,
        "exact": "Taliban",
        "prefix": DATED[start - 32 : start],
        "suffix": "",
        "tags": ["war", "a;b"],
        "note": "x\ny",
        "author": "anna",
        "created": datetime(2026, 11, 22, 10, 18, 46, 625000, UTC),
        "modified": datetime(2026, 11, 22, 11, 0, tzinfo=UTC),
        "anchor": "exact",
        "score": None,
        "provenance": "accepted",
        "provenance_by": "quick",
        "quote_as_made": "Taliban",
    }


@settings(max_examples=25)
@given(sections())
def test_every_annotation_comes_back_from_both(section):
    frame = to_frame([section])
    assert list(frame.columns) == list(Row.__struct_fields__) == table(section).column_names
    for row, annotation, (_, framed) in zip(
        table(section).to_pylist(), section.annotations, frame.iterrows(), strict=True
    ):
        assert (row["start"], row["end"]) == (annotation.span.start, annotation.span.end)
        assert section.article.text[framed.start : framed.end] == framed.exact == row["exact"]
        assert (tuple(framed.tags), framed.note) == (annotation.tags, annotation.note)
        assert tuple(row["tags"]) == annotation.tags


def test_columns_have_the_same_types_with_and_without_rows(section):
    import pandas as pd
    import pyarrow as pa

    for made in ([], [section({})]):
        assert table(*made).schema.field("created").type == pa.timestamp("ms", "UTC")
        assert table(*made).schema.field("date").type == pa.date32()
        assert table(*made).schema.field("tags").type == pa.list_(pa.string())
        types = to_frame(made).dtypes
        assert (types["start"], types["score"]) == ("int64", "float64")
        assert (types["created"], types["date"]) == ("datetime64[ms, UTC]", "datetime64[ms]")
    assert pd.isna(to_frame([section({})]).date[0])


def test_a_time_that_is_none_is_left_empty_and_said(section):
    made = section({"created": "yesterday"}, {"created": "2026-11-22T12:00:00.123456+02:00"})
    first, second = rows_of([made])
    assert first.created is None
    assert second.created == datetime(2026, 11, 22, 10, 0, 0, 123000, UTC)
    assert [(each.what, each.count) for each in FORMAT.write([made]).losses] == [("times-unread", 1)]


def test_an_uncertain_place_has_its_score_and_the_words_it_was_made_on(section):
    made = section({"words": "Kabul"}, {"words": "Taliban"})
    kabul, taliban = made.annotations
    fuzzy = replace(kabul, anchor="fuzzy", score=0.75, origin=taliban.target)
    (row,) = rows_of([replace(made, annotations=(fuzzy,))])
    assert (row.exact, row.quote_as_made, row.anchor, row.score) == ("Kabul", "Taliban", "fuzzy", 0.75)


@pytest.mark.parametrize(
    ("module", "make", "remedy"),
    [
        ("pyarrow", lambda: FORMAT.write([]), 'pip install "reader-tui[parquet]"'),
        ("pandas", lambda: to_frame([]), 'pip install "reader-tui[frame]"'),
    ],
)
def test_what_is_not_installed_is_one_line_with_the_command(monkeypatch, module, make, remedy):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReaderError, match="which is not installed") as caught:
        make()
    assert caught.value.remedy == remedy
