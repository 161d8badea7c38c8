"""Findings as JSON: the public contract of ``reader analyze``, and a lossless form for the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.articles.findings import Designated, Designation, Entity, Findings, ListedAs, Mention
from reader.articles.mentions import MentionTable
from reader.text.span import Span, Spans
from reader.values import asdict, astuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def to_contract(article_id: str, findings: Findings) -> dict[str, Any]:
    """Return the object that ``reader analyze --jsonl`` prints for one text.

    Args:
        article_id: The ``id`` of the line that asked.
        findings: What was found in its text.
    """
    mentions = sorted(
        ((mention, entity) for entity in findings.entities for mention in entity.mentions),
        key=lambda pair: pair[0].span,
    )
    return {
        "id": article_id,
        "lang": findings.language,
        "sentences": [[s.start, s.end] for s in findings.sentences],
        "entities": [
            {**_place(mention.span, mention.text), **_named(entity), **_sure(mention)}
            for mention, entity in mentions
        ],
        "designations": [_designation(found) for found in findings.designations],
        "unexplained": [_place(mention.span, mention.text) for mention in findings.unexplained],
    }


def _named(entity: Entity) -> dict[str, Any]:
    """Return what is said of each mention of an entity; lists only where it is on one."""
    named: dict[str, Any] = {"label": entity.label, "entity": entity.name}
    if entity.listed:
        named["listed"] = [asdict(listed) for listed in entity.listed]
    return named


def _sure(mention: Mention) -> dict[str, float]:
    return {} if mention.confidence is None else {"confidence": mention.confidence}


def _place(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text}


def _stated(found: Designation) -> dict[str, Any]:
    return {
        **_place(found.span, found.text),
        "kind": found.kind,
        "also": list(found.also),
        "jurisdictions": list(found.jurisdictions),
        "authority": found.authority,
        "polarity": found.polarity,
        "source": found.source,
        "marker": found.marker,
        "confidence": found.confidence,
    }


def _designation(found: Designation) -> dict[str, Any]:
    return {
        **_stated(found),
        "entities": [
            {
                "name": designated.name,
                "aliases": list(designated.aliases),
                "mentions": [{**_place(m.span, m.text), "marked": m.marked} for m in designated.mentions],
            }
            for designated in found.entities
        ],
    }


def pack(findings: Findings) -> dict[str, Any]:
    """Return findings as a JSON object that, with the text, loses nothing; see `unpack`.

    An entity that many designations are attached to is written once, with its mentions. Spans and mentions
    are numbers one behind the other: a list for each would take more room, while it is read, than they do.
    """
    numbers: dict[Designated, int] = {}
    designations = [
        {**_stated(found), "entities": [numbers.setdefault(d, len(numbers)) for d in found.entities]}
        for found in findings.designations
    ]
    return {
        "language": findings.language,
        "engine": findings.engine,
        "complete": findings.complete,
        "sentences": [place for s in findings.sentences for place in (s.start, s.end)],
        "entities": [
            [e.name, e.label, list(e.aliases), _packed(e.mentions), [astuple(each) for each in e.listed]]
            for e in findings.entities
        ],
        "designated": [[d.name, list(d.aliases), _packed(d.mentions)] for d in numbers],
        "designations": designations,
        "unexplained": _packed(findings.unexplained),
    }


def _packed(mentions: Iterable[Mention]) -> list[float | None]:
    """Return four numbers for each mention: start, end, whether it is marked, how sure it is."""
    return [each for m in mentions for each in (m.span.start, m.span.end, int(m.marked), m.confidence)]


def unpack(packed: dict[str, Any], text: str) -> Findings:
    """Rebuild findings from `pack`'s object and the text they were found in.

    Raises:
        KeyError, IndexError, TypeError, ValueError: when the object is not one of `pack`'s.
    """
    table = MentionTable(text)
    designated = [
        Designated(name, tuple(aliases), table.add(_by(4, mentions)))
        for name, aliases, mentions in packed["designated"]
    ]
    return Findings(
        language=packed["language"],
        engine=packed["engine"],
        sentences=Spans(_by(2, packed["sentences"])),
        entities=tuple(
            Entity(
                name,
                label,
                table.add(_by(4, mentions)),
                tuple(aliases),
                tuple(ListedAs(*each) for each in listed),
            )
            for name, label, aliases, mentions, listed in packed["entities"]
        ),
        designations=tuple(_unpacked_designation(found, designated) for found in packed["designations"]),
        unexplained=table.add(_by(4, packed["unexplained"])),
        complete=packed["complete"],
    )


def _by(count: int, numbers: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield numbers so many at a time.

    Raises:
        ValueError: when some are left over.
    """
    return zip(*[iter(numbers)] * count, strict=True)


def _unpacked_designation(found: dict[str, Any], designated: list[Designated]) -> Designation:
    return Designation(
        span=Span(found["start"], found["end"]),
        text=found["text"],
        kind=found["kind"],
        also=tuple(found["also"]),
        jurisdictions=tuple(found["jurisdictions"]),
        authority=found["authority"],
        polarity=found["polarity"],
        source=found["source"],
        marker=found["marker"],
        confidence=found["confidence"],
        entities=tuple(designated[number] for number in found["entities"]),
    )
