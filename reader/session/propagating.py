"""Propagating a tag: where else what it is on is named, here and in other articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.annotations.annotation import Annotation
from reader.articles.article import Article
from reader.articles.findings import Entity, Mention
from reader.session.annotating import NOTHING, READ_ONLY, annotation_here, passage
from reader.session.codes import refusal
from reader.session.deriving import core_of, is_tagged
from reader.session.effects import Ask, Effect
from reader.session.reading import Reading, designations_at, mention_at
from reader.text.phrases import Phrases
from reader.text.span import Span
from reader.values import Value

Outcome = tuple[Reading, tuple[Effect, ...]]


class Propagation(Value):
    """A tag on its way to the other mentions of what has it."""

    tag: str
    source: Annotation
    names: tuple[str, ...]
    """The words to look for: an entity's names, or the annotation's own words; with single spaces."""
    entity: Entity | None
    """What the annotation names; None where it is on other words."""

    @property
    def shown(self) -> str:
        """What it is about: the entity's name, or the words."""
        return self.entity.name if self.entity else self.names[0]


class Hit(Value):
    """A place that could have the tag as well."""

    article: Article
    span: Span
    annotations: tuple[Annotation, ...]
    """Those of its article when it was found."""


def propagation_asked(reading: Reading) -> Outcome:
    """Begin to propagate the tag of the passage, unless nothing can be annotated here."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    if not passage(reading):
        return reading, (NOTHING,)
    found = propagation_here(reading)
    refused = refusal(reading.codebook, found.tag) if found else None
    return reading, (refused or Ask("propagate"),)


def propagation_here(reading: Reading) -> Propagation | None:
    """Return what is to be propagated from the passage; None while it has no tag of one's own.

    Of several tags it is the last one used, else the one put on last.
    """
    source = annotation_here(reading)
    if source is None or not source.tags:
        return None
    tag = reading.last_tag if reading.last_tag in source.tags else source.tags[-1]
    entity = _entity_of(reading, source.span)
    words = " ".join(core_of(reading.article.text, source.span).of(reading.article.text).split())
    names = (entity.name, *entity.aliases, *(m.text for m in entity.mentions)) if entity else (words,)
    return Propagation(tag, source, tuple(dict.fromkeys(" ".join(n.split()) for n in names)), entity)


def hits_here(reading: Reading, propagation: Propagation) -> tuple[Hit, ...]:
    """Return the other places in the open article, in its order, that do not have the tag yet.

    Of an entity these are its mentions, marked or not; while the analysis goes on, wherever its names stand
    as well.
    """
    article, entity = reading.article, propagation.entity
    spans: Iterable[Span] = ()
    if entity is None or not reading.findings.complete:
        spans = _places(article.text, propagation.names)
    if entity is not None:
        spans = (*spans, *(m.span for m in _mentions(reading, entity)))
    return _hits(article, spans, reading.annotations, propagation, reading.author)


def hits_in(
    article: Article, annotations: tuple[Annotation, ...], propagation: Propagation, author: str
) -> tuple[Hit, ...]:
    """Return the places in another article where the names stand and do not have the tag yet."""
    return _hits(article, _places(article.text, propagation.names), annotations, propagation, author)


def _hits(
    article: Article,
    spans: Iterable[Span],
    annotations: tuple[Annotation, ...],
    propagation: Propagation,
    author: str,
) -> tuple[Hit, ...]:
    """Make hits of places; of places that overlap the first counts, and of those the longest."""
    text = article.text
    found: list[Hit] = []
    free = 0
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if span.start < free or not span:
            continue
        free = span.end
        if not is_tagged(text, span, propagation.tag, annotations=annotations, author=author):
            found.append(Hit(article, span, annotations))
    return tuple(found)


def _places(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    phrases = Phrases(names)
    return (span for span, _ in phrases.within(text)) if phrases.may_stand_in(text) else iter(())


def _entity_of(reading: Reading, span: Span) -> Entity | None:
    """Return the entity that a passage names, signs around it apart; a part of a name will do."""
    text = reading.article.text
    core = core_of(text, span)
    found = mention_at(reading.findings, core.start)
    return found[0] if found and core_of(text, found[1].span).covers(core) else None


def _mentions(reading: Reading, entity: Entity) -> Iterator[Mention]:
    """Yield an entity's mentions, and those that only a designation of it knows of."""
    yield from entity.mentions
    own = {mention.span for mention in entity.mentions}
    for designation in designations_at(reading.findings, entity.mentions[0].span.start):
        for designated in designation.entities:
            if any(mention.span in own for mention in designated.mentions):
                yield from designated.mentions
