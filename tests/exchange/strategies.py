"""Articles with annotations of any text, nesting and tags."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.annotations.annotation import Annotation
from reader.annotations.relations import Relation, end_at
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.exchange.section import Section
from reader.text.span import Span
from reader.values import replace

CHARS = st.one_of(
    st.sampled_from("a \n😀"),
    st.sampled_from("ab .,\t\r\u0301й🇺🇦\u200d\u2028א_%|x2-"),
    st.characters(exclude_categories=("Cs",)),
)
TEXTS = st.text(CHARS, min_size=1, max_size=60).map(lambda text: text.replace("\r\n", "\n"))
TAGS = st.lists(st.text(CHARS, min_size=1, max_size=8), max_size=3, unique=True).map(tuple)
TIME = "2026-11-22T10:18:46.625Z"


@st.composite
def sections(draw: st.DrawFn, *, tags: st.SearchStrategy[tuple[str, ...]] = TAGS) -> Section:
    """An article with annotations, and relations among them."""
    text = draw(TEXTS)
    article = Article("one", "a/one.txt", text, text_sha256(text), "One", "News", words=1)
    places = draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2).map(sorted), max_size=5))
    made = []
    for number, (start, end) in enumerate(places):
        if start < end:
            target = make_target(text, Span(start, end), sha256=article.sha256)
            fields = {"tags": draw(tags), "note": draw(st.text(CHARS, max_size=8))}
            id_ = f"01a202c3-f5e1-76a0-ad0d-{number:012x}"
            made.append(Annotation(id_, article.id, target, "anna", TIME, TIME, **fields))
    made.sort(key=lambda each: (each.span, each.id))
    relations = []
    for number in range(draw(st.integers(0, 2)) if made else 0):
        ends = [end_at(draw(st.sampled_from(made))) for _ in range(2)]
        name, note = draw(st.text(CHARS, min_size=1, max_size=5)), draw(st.text(CHARS, max_size=5))
        id_ = f"01a202c3-f5e1-76a0-ad0e-{number:012x}"
        relations.append(Relation(id_, name, ends[0], ends[1], "anna", TIME, note))
    return replace(Section(article, tuple(made)), relations=tuple(relations))
