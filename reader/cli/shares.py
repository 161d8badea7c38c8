"""How much of each article was read, of the file that says how far; nothing is imported where it is whole."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PIECES = 12
_NAMES = ("offset", "furthest", "length", "read_at")


def shares_of(content: bytes) -> dict[str, float]:
    """Return how much of each article was read, from 0 to 1, by id.

    Args:
        content: What the file holds.

    Raises:
        ValueError: when it is not JSON, or not such a file's.
        TypeError: when something in it is no record.
        AttributeError: when it is no object.
        RecursionError: when it is nested too deeply.
    """
    records = _as_written(content)
    if records is None:
        from json import loads

        records = loads(content)
    return {id_: _share(**record) for id_, record in records.items()}


def _as_written(content: bytes) -> dict[str, dict[str, Any]] | None:
    """Return what a file holds to the last byte as Reader writes it; None for any other, which may be fine.

    What was read of it is written anew and compared, so nothing in it can be taken for something else.
    """
    try:
        pieces = content.decode("ascii").split('"')
        records = {
            pieces[at + 1]: {
                **{_NAMES[name]: int(pieces[at + 4 + 2 * name][2:-4]) for name in range(3)},
                _NAMES[3]: pieces[at + 11],
            }
            for at in range(0, len(pieces) - 1, _PIECES)
        }
    except (ValueError, IndexError):
        return None
    is_plain = all(f"{id_}{record['read_at']}".isprintable() for id_, record in records.items())
    return records if is_plain and b"\\" not in content and _written(records) == content else None


def _written(records: dict[str, dict[str, Any]]) -> bytes:
    told = (
        f' "{id_}": {{\n  "offset": {record["offset"]},\n  "furthest": {record["furthest"]},\n'
        f'  "length": {record["length"]},\n  "read_at": "{record["read_at"]}"\n }}'
        for id_, record in records.items()
    )
    return ("{\n" + ",\n".join(told) + "\n}\n").encode()


def _share(offset: int, furthest: int, length: int, read_at: str) -> float:  # noqa: ARG001 - as it is kept
    """Return how much of an article was read, from 0 to 1.

    Raises:
        ValueError: when an offset is none.
    """
    if not all(type(each) is int and each >= 0 for each in (offset, furthest, length)):
        raise ValueError("an offset is a whole number")
    return min(1.0, furthest / length) if length else 0.0
