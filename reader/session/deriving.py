"""Annotations that follow from something else: a suggestion that was accepted, a tag that was propagated."""

from __future__ import annotations

import re

from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.edits import Add, Change, Edit
from reader.annotations.targets import make_target
from reader.articles.article import Article
from reader.session.annotating import Stamp
from reader.session.retagging import has_tag
from reader.session.standing import annotation_spread
from reader.text.span import Span
from reader.values import replace

SIGNS = 4
"""How many signs, such as quotes and brackets, may stand before the words of a tagged passage."""

_CORE = re.compile(r"\w.*\w|\w", re.DOTALL)


def core_of(text: str, span: Span) -> Span:
    """Return a span without the signs around its words: ``“Daesh”*`` and ``Daesh`` are one passage."""
    found = _CORE.search(text, span.start, span.end)
    return Span(*found.span()) if found else span


def is_tagged(text: str, span: Span, tag: str, *, annotations: tuple[Annotation, ...], author: str) -> bool:
    """Tell whether somebody has put a tag on a passage or on words in it; signs around them do not matter."""
    near = annotation_spread(annotations).beginning_in(Span(max(0, span.start - SIGNS), span.end))
    if not near:
        return False
    core = core_of(text, span)
    return any(
        a.author == author
        and has_tag(a, tag)
        and (span.covers(inside := core_of(text, where)) or inside == core)
        for where, a in near
    )


def derived_edit(
    article: Article,
    span: Span,
    tag: str,
    *,
    annotations: tuple[Annotation, ...],
    author: str,
    provenance: Provenance,
    stamp: Stamp,
) -> Edit:
    """Return what puts a tag on a passage without making anything seem made by hand, or the other way round.

    The tag joins an annotation of the passage only where that one came from the same source; otherwise it
    gets an annotation of its own, so that each annotation's provenance holds for all its tags.
    """
    now = stamp.now()
    here = annotation_spread(annotations).beginning_in(Span(span.start, span.start + 1))
    for where, annotation in here:
        if where == span and annotation.author == author and annotation.provenance == provenance:
            return Change(annotation, replace(annotation, tags=(*annotation.tags, tag), modified=now))
    target = make_target(article.text, span, sha256=article.sha256)
    return Add(
        Annotation(stamp.id(), article.id, target, author, now, now, tags=(tag,), provenance=provenance)
    )
