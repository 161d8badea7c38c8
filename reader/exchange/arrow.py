"""Annotations as an Arrow table and as Parquet, by pyarrow."""

from __future__ import annotations

import io
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.exchange.columns import rows_of, untimed
from reader.exchange.features import Loss
from reader.exchange.format import Encoded, Format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from reader.exchange.columns import Row
    from reader.exchange.section import Section

_WHOLE_NUMBERS = ("start", "end")
_TIMES = ("created", "modified")


def to_table(rows: Sequence[Row]) -> Any:
    """Return a ``pyarrow.Table`` of rows; its columns are those of `Row`.

    Raises:
        ReaderError: when pyarrow is not installed.
    """
    arrow = _pyarrow()
    from reader.exchange.columns import Row

    types = dict.fromkeys(Row.__struct_fields__, arrow.string())
    types |= dict.fromkeys(_WHOLE_NUMBERS, arrow.int64())
    types |= dict.fromkeys(_TIMES, arrow.timestamp("ms", tz="UTC"))
    types |= {"date": arrow.date32(), "tags": arrow.list_(arrow.string()), "score": arrow.float64()}
    columns = {name: list(map(attrgetter(name), rows)) for name in types}
    return arrow.table(columns, schema=arrow.schema(list(types.items())))


def _encode(sections: Sequence[Section]) -> Encoded:
    """Return a Parquet file (version 2.6, compressed by Zstandard)."""
    rows = rows_of(sections)
    table = to_table(rows)
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd", version="2.6")
    loss = Loss("times-unread", "times that are none", untimed(rows), "the column holds times; left empty")
    return Encoded(file.getvalue(), (loss,))


def _pyarrow() -> ModuleType:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ReaderError(
            "Parquet needs pyarrow, which is not installed",
            where="",
            remedy='pip install "reader-tui[parquet]"',
        ) from error
    return pa  # type: ignore[no-any-return]


FORMAT = Format(
    name="parquet",
    label="Parquet",
    purpose="typed columns, for pandas, DuckDB, R and Spark",
    suffix=".parquet",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "ids",
            "authors",
            "times",
            "provenance",
            "orphans",
            "uncertain",
        }
    ),
    encode=_encode,
    reasons={
        "relations": "a row is an annotation",
        "relations-across": "a row is an annotation",
        "relation-notes": "a row is an annotation",
        "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
    },
    is_text=False,
)
