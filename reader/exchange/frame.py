"""Annotations as a pandas frame, for notebooks."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.exchange.columns import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reader.exchange.section import Section


def to_frame(sections: Sequence[Section]) -> pd.DataFrame:
    """Return a frame of the annotations, one row each; its columns are those of `Row`.

    ``start`` and ``end`` are ``int64``, ``score`` is ``float64``, ``created`` and ``modified`` are times in
    UTC to the millisecond, ``date`` is one without a zone (missing: ``NaT``); ``tags`` holds lists; the
    others are texts.

    Raises:
        ReaderError: when pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ReaderError(
            "a frame needs pandas, which is not installed", where="", remedy='pip install "reader-tui[frame]"'
        ) from error
    rows = rows_of(sections)
    types = dict.fromkeys(Row.__struct_fields__, "str")
    types |= {"start": "int64", "end": "int64", "score": "float64", "tags": "object"}
    types |= {"date": "datetime64[ms]"}
    types |= dict.fromkeys(("created", "modified"), "datetime64[ms, UTC]")
    return pd.DataFrame(
        {
            name: pd.Series([_cell(value) for value in map(attrgetter(name), rows)], dtype=dtype)
            for name, dtype in types.items()
        }
    )


def _cell(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
