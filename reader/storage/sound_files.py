"""What files of annotations and of corrections say that are certainly sound, with hardly anything imported.

One is sound where every document is what `reader.storage.records` or `reader.storage.correction_records` asks
for, and nothing more is to be said of it. Of any other those say what is wrong.
"""

from __future__ import annotations

from reader.storage.plain_json import read_plain_tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from reader.storage.plain_json import Tables

    Record = dict[str, Any]

ANNOTATIONS, CORRECTIONS = "reader-annotations", "reader-corrections"
VERSION = 1
PROVENANCES = ("human", "accepted", "imported", "propagated")
STATUSES = ("exact", "moved", "fuzzy", "orphan")
KINDS = ("type", "name", "no_name", "same", "no_designation")
SCOPES = ("here", "article", "library")
_DIGITS, _HEX = (str.maketrans(digits, "0" * len(digits)) for digits in ("123456789", "123456789abcdef"))
_UUID, _SHA256 = "00000000-0000-0000-0000-000000000000", "0" * 64
_TIMES = ("0000-00-00T00:00:00.000Z", "0000-00-00T00:00:00Z")
_LARGEST_SCORE = 1_000_000


def count_in(path: str) -> tuple[int, str]:
    """Return how many annotations a file holds, and the path of the article that they were made on.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is not sure that it is sound.
    """
    tables = read_plain_tables(path)
    made_on = _header(tables, ANNOTATIONS).get("path")
    annotations, rejected, relations = (
        tables.get(name, {}).values() for name in ("annotations", "rejected", "relations")
    )
    if not (
        all(map(_is_annotation, annotations))
        and all(map(_is_annotation, rejected))
        and all(map(_is_relation, relations))
        and type(made_on) is str
    ):
        raise ValueError("not as it should be")
    return len(annotations), made_on


def corrected_in(path: str) -> list[tuple[str, str]]:
    """Return the id and the path of each article that a file holds a correction of that is for it alone.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is not sure that it is sound.
    """
    tables = read_plain_tables(path)
    _header(tables, CORRECTIONS)
    corrections = tables.get("corrections", {}).values()
    if not all(map(_is_correction, corrections)):
        raise ValueError("not as it should be")
    return [(each["article"], each["path"]) for each in corrections if each["scope"] != "library"]


def _header(tables: Tables, form: str) -> Record:
    meta = tables.get("meta", {})
    header = meta.get("1", {})
    version = header.get("version")
    if len(meta) != 1 or header.get("format") != form or type(version) is not int or version != VERSION:
        raise ValueError("another header")
    return header


def _is_annotation(record: Record) -> bool:
    get = record.get
    provenance, tags = get("provenance"), get("tags")
    return (
        _are_texts(map(get, ("article", "author", "note")))
        and _is_uuid(get("id"))
        and _is_time(get("created"))
        and (get("modified") == get("created") or _is_time(get("modified")))
        and type(tags) is list
        and _are_texts(tags)
        and type(provenance) is dict
        and provenance.get("kind") in PROVENANCES
        and _is_text_or_nothing(provenance.get("by"))
        and get("anchor") in STATUSES
        and _is_score(get("score"))
        and _is_text_or_nothing(get("placeless"))
        and _is_target(get("target"))
    )


def _is_correction(record: Record) -> bool:
    get = record.get
    return (
        _are_texts(map(get, ("author", "words", "article", "path", "label", "other")))
        and _is_uuid(get("id"))
        and _is_time(get("created"))
        and _is_time(get("modified"))
        and get("kind") in KINDS
        and get("scope") in SCOPES
        and _is_target(get("target"))
    )


def _is_target(record: object) -> bool:
    if type(record) is not dict:
        return False
    start, end, exact = map(record.get, ("start", "end", "exact"))
    return (
        type(start) is type(end) is int
        and type(exact) is str
        and start >= 0
        and len(exact) == end - start
        and _are_texts(map(record.get, ("prefix", "suffix")))
        and type(digest := record.get("sha256")) is str
        and digest.translate(_HEX) == _SHA256
    )


def _is_relation(record: Record) -> bool:
    return (
        _are_texts(map(record.get, ("name", "author", "note")))
        and _is_uuid(record.get("id"))
        and _is_time(record.get("created"))
        and all(
            type(end) is dict
            and _are_texts(map(end.get, ("article", "quote")))
            and _is_uuid(end.get("annotation"))
            for end in map(record.get, ("source", "target"))
        )
    )


def _are_texts(values: Iterable[object]) -> bool:
    return all(type(value) is str for value in values)


def _is_text_or_nothing(value: object) -> bool:
    return value is None or type(value) is str


def _is_score(value: object) -> bool:
    return value is None or ((type(value) is int or type(value) is float) and abs(value) <= _LARGEST_SCORE)


def _is_uuid(value: object) -> bool:
    return type(value) is str and value.translate(_HEX) == _UUID


def _is_time(value: object) -> bool:
    return type(value) is str and value.translate(_DIGITS) in _TIMES
