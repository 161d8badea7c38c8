"""Reading Hypothesis: what its API returns, what its client exports, one annotation, or one a line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.exchange.content_uri import sha256_in
from reader.exchange.foreign import Mistake, Passage, Read, Source, provenance_in
from reader.exchange.located_json import (
    gathered,
    line_of,
    list_in,
    object_in,
    offset_in,
    parse,
    parse_any,
    text_in,
    text_of,
)
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = "reader"
"""Under this a row has what is Reader's own."""


def decode(data: bytes) -> Read:
    """Return what a file holds; a reply becomes a part of the note on what it replies to, with its author."""
    mistakes: list[Mistake] = []
    rows = [row for record in _records(data, mistakes) for row in gathered([record], _rows, mistakes)]
    threads: dict[str, Passage] = {}
    replies: list[tuple[str, str, dict[str, Any]]] = []

    def read(row: Any) -> None:
        if list_in(row, "references"):
            replies.append((text_in(row, "created", ""), text_in(row, "id", ""), row))
        else:
            passage = _passage(row)
            threads[passage.key or f"line {len(threads)}"] = passage

    gathered((row for several in rows for row in several), read, mistakes)
    replies.sort(key=lambda each: each[:2])
    gathered((row for _, _, row in replies), lambda row: _reply(row, threads), mistakes)
    return Read(tuple(threads.values()), (), tuple(mistakes))


def _records(data: bytes, mistakes: list[Mistake]) -> Iterable[Any]:
    """Return the JSON value that a file is, or where it is none and its first line is, those of its lines."""
    whole = parse_any(data)
    if not isinstance(whole, Mistake):
        return [whole]
    found: list[Any] = []
    wrong: list[Mistake] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        record = parse(line, first=number) if line.strip() else None
        if isinstance(record, Mistake):
            wrong.append(record)
            if not found:
                break
        elif record is not None:
            found.append(record)
    mistakes += wrong if found else [whole]
    return found


def _rows(record: Any) -> list[Any]:
    """Return the rows of a search or an export, or the one that it is itself."""
    if isinstance(record, list):
        return record
    rows = list_in(record, "rows")
    if "rows" in record:
        return [*rows, *list_in(record, "replies")]
    return list_in(record, "annotations") if "annotations" in record else [record]


def _passage(row: Any) -> Passage:
    targets = list_in(row, "target")
    selectors = list_in(targets[0], "selector") if targets else []
    by_type = {str(each.get("type")): each for each in selectors if isinstance(each, dict)}
    quote, position = by_type.get("TextQuoteSelector"), by_type.get("TextPositionSelector")
    if quote is None:
        raise ValueError("is on no passage: it has no TextQuoteSelector")
    own = object_in(row, OWN) if OWN in row else None
    place = own or position
    start, end = (offset_in(place, "start"), offset_in(place, "end")) if place else (0, 0)
    return Passage(
        source=_source(row, own or {}),
        line=line_of(row),
        start=start,
        end=end,
        utf16=own is None,
        exact=text_in(quote, "exact"),
        prefix=text_in(quote, "prefix", ""),
        suffix=text_in(quote, "suffix", ""),
        tags=tuple(map(text_of, list_in(row, "tags"))),
        note=text_in(row, "text", ""),
        key=text_in(row, "id", ""),
        author=_author(row),
        created=_time(text_in(row, "created", "")),
        modified=_time(text_in(row, "updated", "")),
        provenance=provenance_in(text_in(own, "provenance", "human"), ": ") if own else None,
    )


def _source(row: Any, own: dict[str, Any]) -> Source:
    uri = text_in(row, "uri", "")
    document = row.get("document")
    titles = list_in(document, "title") if isinstance(document, dict) else []
    title = text_of(titles[0]) if titles else ""
    return Source(path=text_in(own, "path", uri), sha256=sha256_in(uri), title=title)


def _reply(row: Any, threads: dict[str, Passage]) -> None:
    """Add a reply to the note on the passage that its thread is on."""
    key = text_of(list_in(row, "references")[0])
    if key not in threads:
        raise ValueError("is a reply to what is not in the file")
    tags = ", ".join(map(text_of, list_in(row, "tags")))
    said = f"{_author(row) or 'somebody'}: {text_in(row, 'text', '')}" + (f" ({tags})" if tags else "")
    there = threads[key]
    threads[key] = replace(there, note=f"{there.note}\n{said}" if there.note else said)


def _author(row: Any) -> str:
    """Return the name an author goes by, else that of the account."""
    info = row.get("user_info")
    shown = text_in(info, "display_name", "") if isinstance(info, dict) else ""
    return shown or text_in(row, "user", "").removeprefix("acct:").partition("@")[0]


def _time(said: str) -> str:
    """Return a time as annotations have it; one that is none as it is."""
    try:
        moment = datetime.fromisoformat(said).astimezone(UTC)
    except ValueError:
        return said
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
