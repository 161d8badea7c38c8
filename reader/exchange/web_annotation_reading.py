"""Reading W3C Web Annotations: a collection, a page, or a single one, Reader's own or another program's."""

from __future__ import annotations

from typing import Any

from reader.exchange.content_uri import sha256_in
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source, provenance_in
from reader.exchange.located_json import gathered, line_of, list_in, object_in, offset_in, parse, text_in

_ID = "urn:uuid:"


def decode(data: bytes) -> Read:
    """Return what a file holds."""
    whole = parse(data)
    if isinstance(whole, Mistake):
        return Read(mistakes=(whole,))
    passages: list[Passage] = []
    links: list[Link] = []
    mistakes: list[Mistake] = []

    def read(item: Any) -> None:
        if (
            isinstance(item, dict)
            and isinstance(item.get("target"), str)
            and item.get("motivation") == "linking"
        ):
            links.append(_link(item))
        else:
            passages.append(_passage(item))

    gathered(gathered([whole], _items, mistakes)[:1], lambda items: gathered(items, read, mistakes), mistakes)
    return Read(tuple(passages), tuple(links), tuple(mistakes))


def _items(whole: dict[str, Any]) -> list[Any]:
    if "first" in whole:
        return list_in(object_in(whole, "first"), "items")
    if "items" in whole:
        return list_in(whole, "items")
    if whole.get("type") == "Annotation":
        return [whole]
    raise ValueError("is no Annotation, and no page or collection with its items in it")


def _passage(item: Any) -> Passage:
    target = object_in(item, "target")
    selectors = target.get("selector")
    chosen = {str(each.get("type")): each for each in _several(selectors) if isinstance(each, dict)}
    quote, position = chosen.get("TextQuoteSelector"), chosen.get("TextPositionSelector")
    if quote is None and position is None:
        raise ValueError("has neither a TextQuoteSelector nor a TextPositionSelector")
    source = _source(target)
    bodies = [each for each in _several(item.get("body")) if isinstance(each, dict)]
    notes = [text_in(each, "value", "") for each in bodies if each.get("purpose") != "tagging"]
    return Passage(
        source=source,
        line=line_of(item),
        start=offset_in(position, "start") if position else 0,
        end=offset_in(position, "end") if position else 0,
        exact=text_in(quote, "exact") if quote else None,
        prefix=text_in(quote, "prefix", "") if quote else "",
        suffix=text_in(quote, "suffix", "") if quote else "",
        tags=tuple(text_in(each, "value") for each in bodies if each.get("purpose") == "tagging"),
        note="\n".join(note for note in notes if note),
        key=_id(item, "id"),
        author=_author(item),
        created=text_in(item, "created", ""),
        modified=text_in(item, "modified", ""),
        provenance=provenance_in(text_in(item, "dcterms:provenance", "human"), " from "),
    )


def _link(item: Any) -> Link:
    bodies = [each for each in _several(item.get("body")) if isinstance(each, dict)]
    by_purpose = {str(each.get("purpose")): each for each in bodies}
    note = by_purpose.get("commenting")
    return Link(
        line=line_of(item),
        name=text_in(by_purpose.get("tagging"), "value"),
        source=_id(item, "target"),
        target=_id(by_purpose.get("linking"), "source"),
        key=_id(item, "id"),
        author=_author(item),
        created=text_in(item, "created", ""),
        note=text_in(note, "value", "") if note else "",
    )


def _source(target: dict[str, Any]) -> Source:
    source = target.get("source")
    if not isinstance(source, dict):
        return Source(sha256=sha256_in(source), path=source if isinstance(source, str) else "")
    return Source(path=text_in(source, "dcterms:identifier", ""), sha256=sha256_in(source.get("id")))


def _author(item: dict[str, Any]) -> str:
    creator = item.get("creator")
    return text_in(creator, "name", "") if isinstance(creator, dict) else ""


def _id(item: Any, name: str) -> str:
    return text_in(item, name, "").removeprefix(_ID)


def _several(value: Any) -> list[Any]:
    """Return the values of a field that may have none, one or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
