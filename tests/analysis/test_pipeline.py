"""All layers together: the samples, and any text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.contract import pack, unpack
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.pipeline import analyse
from reader.analysis.reading import LONGEST_PIECE, pieces
from reader.analysis.script import guess_language
from reader.articles.findings import Entity, Findings
from reader.text.markers import MARKERS
from reader.text.span import Span

SAMPLES = ("000_7cafad6acfae63d7.txt", "001_ab780193834a4406.txt")


def by_name(findings: Findings) -> dict[str, Entity]:
    return {entity.name: entity for entity in findings.entities}


def places(text: str, name: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", text)]


def linked(entity: Entity, name: str) -> list[Span]:
    return [mention.span for mention in entity.mentions if mention.text == name]


def check_samples(first: Findings, second: Findings, seeds: Path) -> None:
    """Check what must come out right on both samples, whoever found the names."""
    texts = [(seeds / name).read_text(encoding="utf-8") for name in SAMPLES]
    for text, findings in zip(texts, (first, second), strict=True):
        found = by_name(findings)
        for name in ("Daesh", "al-Qaeda", "Taliban"):
            if places(text, name):
                assert linked(found[name], name) == places(text, name)
                assert found[name].label == "ORG"
        lavrov = found["Sergei Lavrov"]
        assert lavrov.label == "PERSON"
        assert lavrov.aliases == ("Lavrov",)
        assert len(lavrov.mentions) == text.count("Lavrov")
        assert found["Joe Biden"].label == "PERSON"
        assert not any(
            "*" in m.text or "’s" in m.text or "'s" in m.text for e in findings.entities for m in e.mentions
        )
    names = by_name(first)
    assert names["Daesh"].aliases == ("ISIS", "IS")
    assert [m.marked for m in names["Daesh"].mentions] == [True, False, False, False]
    assert [m.marked for m in names["Taliban"].mentions].count(True) == 1
    assert (names["AP"].label, names["Allauddin Khan"].label) == ("ORG", "PERSON")
    names = by_name(second)
    assert names["Bagram air base"].label == "FAC"
    assert names["US Central Command"].label == "ORG"
    assert names["Boris Johnson"].aliases == ("Johnson",)


def test_the_samples_come_out_right_by_the_quick_rules(seeds: Path) -> None:
    findings = [analyse((seeds / name).read_text(encoding="utf-8"), QuickRecogniser()) for name in SAMPLES]
    check_samples(findings[0], findings[1], seeds)


@pytest.mark.model
def test_the_samples_come_out_right_by_the_model(seeds: Path) -> None:
    from reader.analysis.entities.finding import find_recogniser

    model = find_recogniser("spacy")
    findings = [analyse((seeds / name).read_text(encoding="utf-8"), model) for name in SAMPLES]
    assert findings[0].engine == "en_core_web_md 3.7.1"
    check_samples(findings[0], findings[1], seeds)


def test_raw_spans_found_before_are_not_asked_for_again() -> None:
    class Silent(QuickRecogniser):
        def recognise(self, paragraphs: object) -> list[list[RawSpan]]:
            raise AssertionError("asked again")

    findings = analyse("osk fell.", Silent(), raw=[RawSpan(Span(0, 3), "GPE")])
    assert findings.entities == ()
    findings = analyse("Osk fell.", Silent(), raw=[RawSpan(Span(0, 3), "GPE")])
    assert [entity.name for entity in findings.entities] == ["Osk"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Plain words", "en"),
        ("Талибан* в Кабуле (ISIS)", "ru"),
        ("123 !?", "en"),
        ("喀布尔", "en"),
    ],
)
def test_the_language_is_guessed_by_its_letters(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["word " * 5_000, "x" * 12_000, "A sentence of its own. " * 1_000, "\n".join(["short"] * 9), "", " \n "],
)
def test_pieces_are_short_and_leave_nothing_out(text: str) -> None:
    found = pieces(text)
    assert all(0 < len(piece) <= LONGEST_PIECE for piece in found)
    assert "".join("".join(piece.of(text).split()) for piece in found) == "".join(text.split())


ANY = st.lists(
    st.sampled_from(
        [
            "Daesh*",
            "al-Qaeda",
            "the",
            "Taliban’s",
            "Aro Velt",
            "Velt",
            "(HTS)",
            "in Kabul",
            ".",
            "\n",
            "***",
            "banned in Russia",
        ]
    )
    | st.text(max_size=6),
    max_size=14,
).map(" ".join)


@given(ANY)
def test_findings_fit_their_text_whatever_it_is(text: str) -> None:
    findings = analyse(text, QuickRecogniser())
    mentions = [mention for entity in findings.entities for mention in entity.mentions]
    spans = sorted(mention.span for mention in mentions)
    assert all(span and span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(mention.text == mention.span.of(text) for mention in mentions)
    assert all(not set(MARKERS) & set(mention.text) for mention in mentions)
    assert unpack(pack(findings), text) == findings
