"""Finding a passage again: exact, moved, or honestly not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.annotations.anchoring import anchor
from reader.annotations.annotation import Annotation
from reader.annotations.targets import make_target
from reader.articles.article import text_sha256
from reader.text.span import Span
from reader.values import replace

TEXT = (
    "Kabul fell in August. The Taliban* entered the palace the same evening, and the president was gone. "
    "Two days later the Taliban* promised an amnesty. Bagram air base had been left in the night of July 1, "
    "without a word to the commander who was to take it over."
)


def annotate(text: str, words: str, nth: int = 0) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    target = make_target(text, Span(start, start + len(words)), sha256=text_sha256(text))
    return Annotation("id", "article", target, "anna", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z")


def found(annotation: Annotation, text: str) -> tuple[str, str | None]:
    """Return the status and the words marked in the text, with their neighbours."""
    result = anchor(annotation, text, text_sha256(text))
    if result.anchor == "orphan":
        assert result.target == annotation.target
        return "orphan", None
    assert result.span.of(text) == result.target.exact == annotation.target.exact
    assert result.target.sha256 == text_sha256(text)
    return result.anchor, text[max(0, result.span.start - 4) : result.span.end + 9]


def test_the_same_text_is_exact():
    annotation = annotate(TEXT, "Taliban", 1)
    assert anchor(annotation, TEXT, text_sha256(TEXT)) == annotation


def test_a_saved_status_is_not_believed_but_looked_up_again():
    annotation = replace(annotate(TEXT, "Taliban"), anchor="orphan", score=0.3)
    result = anchor(annotation, TEXT, text_sha256(TEXT))
    assert (result.anchor, result.score) == ("exact", None)


def test_moves_with_its_own_passage_among_equals():
    changed = "Updated.\n\n" + TEXT
    assert found(annotate(TEXT, "Taliban", 0), changed) == ("moved", "The Taliban* entered")
    assert found(annotate(TEXT, "Taliban", 1), changed) == ("moved", "the Taliban* promise")


def test_a_wrong_position_on_the_same_text_is_put_right():
    annotation = annotate(TEXT, "Bagram air base")
    lied = replace(annotation, target=replace(annotation.target, span=Span(0, 15)))
    assert found(lied, TEXT) == ("moved", "ty. Bagram air base had been")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bagram air base had been", "Bagram air base, it was"),
        ("promised an amnesty. Bagram", "promised much. Bagram"),
    ],
)
def test_survives_an_edit_on_one_side_when_the_other_still_vouches(old, new):
    status, words = found(annotate(TEXT, "Bagram air base"), TEXT.replace(old, new))
    assert status == "moved"
    assert words is not None
    assert "Bagram air base" in words


def test_a_long_passage_needs_no_context():
    words = "without a word to the commander who was to take it over"
    assert found(annotate(TEXT, words), f"It was left {words}, said the army.")[0] == "moved"


@pytest.mark.parametrize(
    ("words", "nth", "changed"),
    [
        ("Bagram air base", 0, TEXT.replace("Bagram air base", "The base")),  # gone
        ("Taliban", 0, TEXT.replace(" The Taliban* entered", " They entered")),  # the other one is not it
        ("Taliban", 1, "Something else altogether, where the Taliban come up once."),  # no evidence
        ("Bagram air base", 0, TEXT + "\n" + TEXT),  # twice, each in the right company
        ("Bagram air base", 0, ""),
    ],
    ids=["deleted", "look-alike", "short and alone", "ambiguous", "empty"],
)
def test_is_an_orphan_rather_than_somewhere_else(words, nth, changed):
    assert found(annotate(TEXT, words, nth), changed) == ("orphan", None)


texts = st.text(st.sampled_from("ab \n😀é"), min_size=1, max_size=80)


@given(texts, texts, st.data())
def test_inserting_elsewhere_moves_it_to_the_right_place_or_orphans_it(text, inserted, data):
    """The truth is exact: what stands before the insertion stays, what stands behind shifts."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.one_of(st.integers(0, start), st.integers(end, len(text))))
    changed = text[:at] + inserted + text[at:]
    # Also where it overlaps itself: "aa" stands twice in "aaa".
    assume(sum(changed.startswith(text[start:end], index) for index in range(len(changed))) == 1)
    annotation = annotate_span(text, start, end)
    result = anchor(annotation, changed, text_sha256(changed))
    if result.anchor != "orphan":
        assert result.span == Span(start, end).shifted(len(inserted) if at <= start else 0)


@given(st.text(min_size=1, max_size=300), st.text(max_size=50), st.data())
def test_inserting_far_away_always_finds_it(text, inserted, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    annotation = annotate_span(text, start, end)
    target = annotation.target
    whole = target.prefix + target.exact + target.suffix
    at = data.draw(st.sampled_from([0, len(text)]))
    changed = inserted + text if at == 0 else text + inserted
    assume(changed.find(whole) == changed.rfind(whole))
    result = anchor(annotation, changed, text_sha256(changed))
    assert result.anchor == ("moved" if inserted else "exact")
    assert result.span == Span(start, end).shifted(len(inserted) if at == 0 else 0)


def annotate_span(text: str, start: int, end: int) -> Annotation:
    target = make_target(text, Span(start, end), sha256=text_sha256(text))
    return Annotation("id", "article", target, "anna", "", "")
