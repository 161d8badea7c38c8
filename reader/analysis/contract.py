"""Findings as JSON: the public contract of ``reader analyze``, and a lossless form for the worker."""

from __future__ import annotations

from itertools import chain
from operator import index
from typing import TYPE_CHECKING, Any

from reader.analysis.numbers import (
    cut,
    mend,
    packed_mentions,
    packed_spans,
    unpacked_mentions,
    unpacked_spans,
)
from reader.articles.findings import Designated, Designation, Entity, Findings, ListedAs, Mention
from reader.text.span import Span
from reader.values import asdict, astuple

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterator

    from reader.articles.mentions import Mentions, MentionTable


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

    An entity that many designations are attached to is written once, with its mentions. Of sentences and
    mentions there are tens of thousands, so they are columns of numbers (`reader.analysis.numbers`): all
    mentions one behind the other, of which everything that has some says how many are its own.
    """
    designated: dict[Designated, int] = {}
    designations = [
        {**_stated(found), "entities": [designated.setdefault(d, len(designated)) for d in found.entities]}
        for found in findings.designations
    ]
    mentions = [*(d.mentions for d in designated), *(e.mentions for e in findings.entities)]
    return {
        "language": findings.language,
        "engine": findings.engine,
        "complete": findings.complete,
        "sentences": packed_spans(findings.sentences),
        "mentions": packed_mentions(chain(*mentions, findings.unexplained)),
        "designated": [[d.name, list(d.aliases), len(d.mentions)] for d in designated],
        "entities": [
            [e.name, e.label, list(e.aliases), len(e.mentions), [astuple(each) for each in e.listed]]
            for e in findings.entities
        ],
        "designations": designations,
        "unexplained": len(findings.unexplained),
    }


def unpack(packed: dict[str, Any], text: str) -> Findings:
    """Rebuild findings from `pack`'s object and the text they were found in.

    Raises:
        KeyError, IndexError, TypeError, ValueError: when the object is not one of `pack`'s.
    """
    take = _InTurn(unpacked_mentions(packed["mentions"], text))
    designated = [
        Designated(name, tuple(aliases), take(count)) for name, aliases, count in packed["designated"]
    ]
    entities = tuple(
        Entity(name, label, take(count), tuple(aliases), tuple(ListedAs(*each) for each in listed))
        for name, label, aliases, count, listed in packed["entities"]
    )
    return Findings(
        language=packed["language"],
        engine=packed["engine"],
        sentences=unpacked_spans(packed["sentences"]),
        entities=entities,
        designations=tuple(_unpacked_designation(found, designated) for found in packed["designations"]),
        unexplained=take(packed["unexplained"]),
        complete=packed["complete"],
    )


def pieces_of(packed: dict[str, Any]) -> Iterator[str]:
    """Yield what is long in `pack`'s object, in pieces, to be sent ahead; the object is without it then."""
    for name in ("sentences", "mentions"):
        yield from cut(packed[name])


def with_pieces(packed: dict[str, Any], octets: deque[bytes]) -> dict[str, Any]:
    """Return the object that pieces were sent ahead of, with what they hold: see `numbers.octets_of`.

    Raises:
        KeyError, IndexError, TypeError: when they are not its own.
    """
    for name in ("sentences", "mentions"):
        mend(packed[name], octets)
    return packed


class _InTurn:
    """Takes mentions from a table, so many at a time."""

    def __init__(self, table: MentionTable) -> None:
        self._table = table
        self._taken = 0

    def __call__(self, count: int) -> Mentions:
        first, self._taken = self._taken, self._taken + index(count)
        return self._table.part(first, self._taken)


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
