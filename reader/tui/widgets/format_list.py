"""The formats of annotations, to choose from."""

from __future__ import annotations

from reader.exchange.format import Format
from reader.tui.widgets.rows import Piece, RowList, padded

LABEL_WIDTH = 20


class FormatList(RowList[Format]):
    """The formats, each with what it is for."""

    def pieces(self, row: Format, width: int) -> list[Piece]:
        """The name and the purpose."""
        return [
            (padded(f" {row.label}", LABEL_WIDTH), "rows--strong"),
            (padded(row.purpose, width - LABEL_WIDTH), "rows--plain"),
        ]
