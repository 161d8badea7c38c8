"""What holds of corrections whatever was found and whatever is said of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.findings import Designated, Designation, Entity, Findings, Mention
from reader.corrections.correcting import correct
from reader.corrections.correction import Correction, in_order, name_key
from reader.text.segments import words
from reader.text.span import Span
from reader.values import replace
from tests.support.correcting import correction
from tests.support.playing import article_of

NAMES = ("Ann", "Bob", "Lee", "Ann Lee", "Bob Lee", "Lee Bob")
LABELS = ("PERSON", "ORG", "GPE")


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Findings, tuple[Correction, ...]]:
    """A text of few names, entities that share some of them, and corrections of all kinds."""
    text = " ".join(draw(st.lists(st.sampled_from(("Ann", "Bob", "Lee", "Lee*", "met", "\n")), max_size=12)))
    tokens = [span for span in words(text, Span(0, len(text))) if span.of(text)[0].isupper()]
    groups: dict[int, list[Span]] = {}
    at = 0
    while at < len(tokens):
        size = draw(st.integers(1, 2))
        span = Span(tokens[at].start, tokens[min(at + size, len(tokens)) - 1].end)
        groups.setdefault(draw(st.integers(0, 3)), []).append(span)
        at += size
    groups.pop(0, None)
    entities = tuple(sorted((_entity(draw, text, spans) for spans in groups.values()), key=_first))
    statements = tuple(_designation(draw, text, entity) for entity in entities if draw(st.booleans()))
    corrections = draw(st.lists(_corrections(text), max_size=5)) if tokens else []
    return text, Findings("en", "test", (), entities, statements), in_order(corrections, author="me")


def _entity(draw: st.DrawFn, text: str, spans: list[Span]) -> Entity:
    written = list(dict.fromkeys(span.of(text) for span in spans))
    name = draw(st.sampled_from([*written, *NAMES]))
    aliases = tuple(each for each in written if each != name)
    mentions = tuple(Mention(span, span.of(text), confidence=0.5) for span in spans)
    return Entity(name, draw(st.sampled_from(LABELS)), mentions, aliases)


def _first(entity: Entity) -> Span:
    return entity.mentions[0].span


def _designation(draw: st.DrawFn, text: str, entity: Entity) -> Designation:
    some = draw(st.integers(1, len(entity.mentions)))
    named = Designated(entity.name, entity.aliases, entity.mentions[:some])
    return Designation(Span(0, 3), text[:3], "banned", "asserted", "inline", 0.9, entities=(named,))


@st.composite
def _corrections(draw: st.DrawFn, text: str) -> Correction:
    tokens = words(text, Span(0, len(text)))
    first = draw(st.integers(0, len(tokens) - 1))
    last = min(len(tokens) - 1, first + draw(st.integers(0, 1)))
    span = Span(tokens[first].start, tokens[last].end)
    return correction(
        article_of(text),
        span.of(text),
        draw(st.sampled_from(("type", "name", "no_name", "same", "no_designation"))),
        draw(st.sampled_from(LABELS)),
        scope=draw(st.sampled_from(("here", "article", "library"))),
        author=draw(st.sampled_from(("me", "you"))),
        other=draw(st.sampled_from(NAMES)),
        at=span.start,
    )


@settings(max_examples=150, deadline=None)
@given(cases())
def test_mentions_stand_in_the_text_apart_from_each_other(
    case: tuple[str, Findings, tuple[Correction, ...]],
) -> None:
    text, findings, corrections = case
    corrected = correct(findings, corrections, article_of(text))
    mentions = sorted((m for e in corrected.entities for m in e.mentions), key=lambda m: m.span)
    assert all(0 <= m.span.start < m.span.end <= len(text) and m.text == m.span.of(text) for m in mentions)
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))
    assert list(corrected.entities) == sorted(corrected.entities, key=_first)
    for entity in corrected.entities:
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.span)
        assert entity.name not in entity.aliases
        assert {m.text for m in entity.mentions} <= {entity.name, *entity.aliases}
    spans = {m.span for m in mentions}
    for designation in corrected.designations:
        for designated in designation.entities:
            assert {m.span for m in designated.mentions} <= spans
            assert designated.mentions


@settings(max_examples=150, deadline=None)
@given(cases())
def test_corrections_change_nothing_the_second_time(
    case: tuple[str, Findings, tuple[Correction, ...]],
) -> None:
    text, findings, corrections = case
    if any(each.kind == "same" for each in corrections):
        # What is pinned to its place is moved before names are united, and again after.
        corrections = tuple(each for each in corrections if each.scope != "here")
    # Found is an entity by a name that the text has; one by another name loses that once a mention so written
    # has come to it and is taken from it again.
    unwritten = {name_key(e.name) for e in findings.entities if all(m.text != e.name for m in e.mentions)}
    corrections = tuple(each for each in corrections if each.scope != "here" or each.key not in unwritten)
    once = correct(findings, corrections, article_of(text))
    assert correct(once, corrections, article_of(text)) is once


@settings(max_examples=100, deadline=None)
@given(cases())
def test_without_corrections_of_the_article_findings_stay_the_very_same(
    case: tuple[str, Findings, tuple[Correction, ...]],
) -> None:
    text, findings, corrections = case
    elsewhere = tuple(replace(each, article="other", scope="article") for each in corrections)
    assert correct(findings, (), article_of(text)) is findings
    assert correct(findings, elsewhere, article_of(text)) is findings
