"""What every store does, on disk and in memory."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import Annotation, Provenance, Target
from reader.annotations.edits import Add, Batch, Change, Remove, apply_edit, inverse
from reader.articles.article import Article, text_sha256
from reader.errors import ReaderError
from reader.storage.memory import MemoryStore
from reader.storage.records import from_record, to_record
from reader.storage.store import Loaded
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from reader.values import replace


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path):
    return TinyDBStore(tmp_path / ".reader", "anna") if request.param == "disk" else MemoryStore("anna")


def test_starts_with_nothing(store, tmp_path):
    assert store.load("kabul") == Loaded(())
    assert (store.counts(), store.tags(), store.known()) == ({}, (), {})
    assert list(tmp_path.iterdir()) == []


def test_gives_back_what_was_saved_in_the_order_of_the_text(store, kabul, annotate):
    full = annotate(
        "the palace",
        tags=("war", "Кабул; \\ “x”"),
        note="line one\nline two\t\x1b[31m \ud800 😀",
        provenance=Provenance("accepted", "quick"),
        anchor="fuzzy",
        score=0.75,
    )
    bare = annotate("Kabul")
    store.apply(kabul, Add(full))
    store.apply(kabul, Add(bare))
    assert store.load("kabul").annotations == (bare, full)


def test_changes_removes_and_undoes(store, kabul, annotate):
    before = annotate()
    after = replace(before, tags=("militants",), modified="2026-01-01T00:00:00.000Z")
    edit = Batch((Add(before), Change(before, after)), "tagged")
    store.apply(kabul, edit)
    assert store.load("kabul").annotations == (after,)
    store.apply(kabul, inverse(edit))
    assert store.load("kabul").annotations == ()


def test_a_batch_that_does_not_fit_is_refused_whole(store, kabul, annotate):
    there, new, missing = annotate(), annotate("Kabul"), annotate("August")
    store.apply(kabul, Add(there))
    with pytest.raises(ReaderError, match="“August” is no longer there"):
        store.apply(kabul, Batch((Add(new), Remove(there), Remove(missing)), "several"))
    assert store.load("kabul").annotations == (there,)


def test_an_edit_of_something_changed_meanwhile_is_refused(store, kabul, annotate):
    seen = annotate()
    store.apply(kabul, Add(seen))
    newer = replace(seen, note="by another Reader", modified="2030-01-01T00:00:00.000Z")
    store.apply(kabul, Change(seen, newer))
    with pytest.raises(ReaderError, match="was changed meanwhile"):
        store.apply(kabul, Change(seen, replace(seen, note="mine")))
    assert store.load("kabul").annotations == (newer,)


@pytest.mark.parametrize("where", ["alone", "in a batch"])
def test_nobody_changes_what_is_not_theirs(store, kabul, annotate, where):
    edit = Add(annotate(author="boris"))
    with pytest.raises(ReaderError, match="boris's, not anna's"):
        store.apply(kabul, edit if where == "alone" else Batch((Add(annotate()), edit), ""))
    assert store.load("kabul").annotations == ()


def test_an_annotation_of_another_article_is_refused(store, kabul, annotate, make_article):
    with pytest.raises(ReaderError, match="belongs to the article moscow"):
        store.apply(kabul, Add(annotate(on=make_article("moscow"))))


def test_counts_tags_and_what_is_known_of_articles(store, kabul, annotate, make_article):
    other = make_article("moscow", "Moscow said no.", "a/moscow.txt")
    first, second = annotate(tags=("b", "war")), annotate("Kabul", tags=("a", "war"))
    store.apply(kabul, Batch((Add(first), Add(second)), ""))
    store.apply(other, Add(annotate("Moscow", on=other, tags=("war",))))
    assert store.counts() == {"kabul": 2, "moscow": 1}
    assert store.tags() == ("war", "a", "b")
    assert store.known() == {
        "kabul": ("news/kabul.txt", kabul.sha256),
        "moscow": ("a/moscow.txt", other.sha256),
    }
    store.apply(kabul, Batch((Remove(first), Remove(second)), ""))
    assert store.counts() == {"moscow": 1}


def test_remembers_where_an_article_was_last(store, kabul, annotate, make_article):
    store.apply(kabul, Add(annotate()))
    moved = make_article(path="old/kabul.txt")
    store.apply(moved, Add(annotate("Kabul")))
    assert store.known()["kabul"].path == "old/kabul.txt"


def test_a_character_split_in_two_is_refused_rather_than_shifted(store, kabul, annotate):
    store.apply(kabul, Add(annotate()))
    kept = store.load("kabul")
    with pytest.raises(ReaderError, match="split in two"):
        store.apply(kabul, Add(annotate("Kabul", note="\ud83d\ude00")))
    assert store.load("kabul") == kept


times = st.datetimes().map(lambda time: time.isoformat(timespec="milliseconds") + "Z")
words = st.text(st.characters(exclude_categories=()), max_size=20).filter(
    lambda text: (
        not any("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in itertools.pairwise(text))
    )
)


@st.composite
def annotations(draw):
    start, exact = draw(st.integers(0, 10**9)), draw(words)
    return Annotation(
        id=str(draw(st.uuids())),
        article="kabul",
        target=Target(
            Span(start, start + len(exact)),
            exact,
            draw(words),
            draw(words),
            draw(st.binary(min_size=32, max_size=32)).hex(),
        ),
        author="anna",
        created=draw(times),
        modified=draw(times),
        tags=tuple(draw(st.lists(words, max_size=3))),
        note=draw(words),
        provenance=Provenance(
            draw(st.sampled_from(["human", "accepted", "imported", "propagated"])), draw(st.none() | words)
        ),
        anchor=draw(st.sampled_from(["exact", "moved", "fuzzy", "orphan"])),
        score=draw(st.none() | st.floats(0, 1)),
    )


@given(annotations())
def test_a_record_gives_back_its_annotation(annotation):
    assert from_record(to_record(annotation)) == annotation


@given(st.lists(annotations(), unique_by=lambda each: each.id, max_size=4))
def test_json_gives_back_every_annotation(made):
    store = MemoryStore("anna")
    batch = Batch(tuple(map(Add, made)), "")
    store.apply(Article("kabul", "kabul.txt", "", text_sha256(""), "", "", 0), batch)
    assert store.load("kabul").annotations == apply_edit((), batch)
