"""What holds for any text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.designations.engine import find_designations
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.rules import NO_RULES, Rules
from reader.text.span import Span

PIECES = [
    *(
        "Daesh",
        "the Taliban",
        "Ilya Vetrov",
        "al-Qaeda",
        "“Grey Dawn”",
        "«Заря»",
        "ФБК",
        "IS",
        "Russia",
        "the EU",
    ),
    *(
        "*",
        "**",
        "†",
        "¹",
        "[1]",
        "1",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        ";",
        ":",
        "—",
        "-",
        "'s",
        '"',
        "\n",
        "\n\n",
    ),
    *(
        "is",
        "a",
        "terrorist group",
        "banned in",
        "by",
        "and",
        "which",
        "listed as",
        "not",
        "foreign agent",
        "ban on",
    ),
    *(
        "militants",
        "so-called",
        "the militant group",
        "under",
        "sanctions",
        "lifted the",
        "urged to proscribe",
    ),
    *(
        "признан",
        "иноагентом",
        "запрещённая в РФ",
        "организация",
        "<sup>",
        "&nbsp;",
        "\ud800",
        "\u200b",
        "e\u0301",
    ),
]
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " ", " "])), max_size=40).map(
        lambda pairs: "".join(piece + space for piece, space in pairs)
    ),
)


@st.composite
def spans(draw, text):
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), text=texts, language=st.sampled_from(["en", "ru", "fr", "xx"]))
def test_every_span_is_a_place_of_the_text(data, text, language):
    hints = [NameHint(span, "PERSON") for span in data.draw(st.lists(spans(text), max_size=3))]
    sentences = sorted(data.draw(st.lists(spans(text), max_size=3)))
    found = find_designations(text, sentences=sentences, names=hints, language=language)
    assert list(found) == sorted(found, key=lambda d: d.span)
    for designation in found:
        assert designation.span and designation.span.of(text) == designation.text
        assert 0 < designation.confidence <= 1
        assert len(set(designation.jurisdictions)) == len(designation.jurisdictions)
        for entity in designation.entities:
            assert entity.mentions
            assert len({m.span for m in entity.mentions}) == len(entity.mentions)
            for mention in entity.mentions:
                assert mention.span and mention.span.of(text) == mention.text
                assert not set("*†¹[]") & set(mention.text)
                assert mention.text == mention.text.strip()


@settings(max_examples=50, deadline=None)
@given(text=texts)
def test_the_same_text_gives_the_same_answer(text):
    first, second = (find_designations(text, sentences=(), names=(), language="en") for _ in range(2))
    assert first == second


def _lines_run(text: str, rules: Rules = NO_RULES) -> int:
    """Count the lines of code that run, which is the same on every machine."""
    count = 0

    def trace(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find_designations(text, sentences=(), names=(), language="en", rules=rules)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "* ",
        '"',
        "Xx ",
        "terrorist ",
        "list of ",
        "banned in Russia and ",
        "Daesh* ",
        "*X is banned in Russia.\n",
        "Xx* ran.\n* terrorist group banned in Russia\n",
        "Daesh (banned in Russia) ",
        "the militant group said the Taliban ",
        "considered a terrorist group by the country, ",
        "Xx and ",
        "al-",
        "[",
        "A. ",
        "1 ",
        "«",
        "'",
        "<sup>",
        "\u0301",
        "x" * 40,
        "e\u0301",
        "Xx* ",
        "Xx1 ",
        "[1] ",
        "*a* ",
        "the ",
        "Xx, ",
        "owned by (owned by ",
        "terrorist list as of the ",
        "Xx suspended the ban is ",
        '" banned ',
        "banned in Russia, the EU, ",
        "\n",
        "Xx ",
        "ё-",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(unit):
    find_designations(unit, sentences=(), names=(), language="en")
    small, large = _lines_run(unit * 30), _lines_run(unit * 120)
    assert large < small * 4 * 1.5


def test_two_thousand_entries_more_cost_no_more_work():
    text = (
        "The outlawed Grey Lanterns met in Oslo. Quarry 7 Front is a terrorist group banned in Russia, and "
        "the quarrymen of the harbour went home in the evening, long after the talks had failed. "
    )
    few, many = (
        Rules({"en": [{"known": {"quarry": [f"quarry {number} front" for number in range(size)]}}]})
        for size in (40, 2000)
    )
    for rules in (few, many):
        find_designations(text, sentences=(), names=(), language="en", rules=rules)
    assert _lines_run(text, many) <= _lines_run(text, few) * 1.02


def test_an_ordinary_text_costs_little_more_than_its_tokens():
    text = "The minister said on Monday that the harbour of Oslo would open again in spring. " * 40
    find_designations(text, sentences=(), names=(), language="en")
    assert _lines_run(text) < 30 * len(text.split())


def test_an_entity_is_one_object_however_often_it_is_designated():
    text = "Grey Lanterns (banned in Russia) met. " * 5
    found = find_designations(text, sentences=(), names=(), language="en")
    assert len(found) == 5
    assert len({id(d.entities[0]) for d in found}) == 1
