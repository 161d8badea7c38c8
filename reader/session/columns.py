"""What the rows of a list are filtered and sorted by, beside them: it is read when somebody does that."""

from __future__ import annotations

from array import array

from msgspec import DecodeError, msgpack

from reader.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.session.packed import Row

_BETWEEN = "\n"
"""Parts the rows; words are looked for that hold no white space."""


class _Kept(Value, array_like=True):
    folded: memoryview
    by_title: memoryview
    words: memoryview


class Columns:
    """The columns of a list.

    Args:
        content: As `pack_columns` makes it.

    Raises:
        ValueError: when it is none.
    """

    def __init__(self, content: bytes | memoryview) -> None:
        self.by_title, self.words = array("I"), array("Q")
        try:
            kept = msgpack.decode(content, type=_Kept)
            self.folded = str(kept.folded, "utf-8", "surrogatepass").split(_BETWEEN)
            self.by_title.frombytes(kept.by_title)
            self.words.frombytes(kept.words)
        except DecodeError as error:
            raise ValueError("not the columns of a list") from error

    def are_of(self, rows: int) -> bool:
        """Tell whether they can be those of a list of so many rows."""
        lengths = {len(self.folded), len(self.by_title), len(self.words), rows}
        return len(lengths) == 1 and max(self.by_title, default=0) < max(rows, 1)


def folded(title: str, outlet: str, path: str) -> str:
    """Return what words are looked for in."""
    return f"{title} {outlet} {path}".casefold()


def pack_columns(rows: Sequence[Row]) -> bytes:
    """Return the columns of a list as they are kept."""
    words = [folded(row.title, row.outlet, row.path).replace(_BETWEEN, " ") for row in rows]
    titles = [row.title.casefold() for row in rows]
    kept = _Kept(
        folded=memoryview(_BETWEEN.join(words).encode("utf-8", "surrogatepass")),
        by_title=memoryview(array("I", sorted(range(len(rows)), key=titles.__getitem__)).tobytes()),
        words=memoryview(array("Q", [row.words for row in rows]).tobytes()),
    )
    return msgpack.encode(kept)
