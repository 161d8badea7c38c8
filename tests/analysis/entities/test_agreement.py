"""What two models agree on, and how a confidence comes to the mentions."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.agreement import BOTH, FIRST_ONLY, SECOND_ONLY, Agreement
from reader.analysis.entities.confidence import with_confidence
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.articles.findings import Entity, Mention
from reader.text.span import Span

TEXT = "Aro Velt met Ila Tamm of the Osk Bank in Kabul."


class Fixed:
    """Finds what it is told, wherever it is."""

    def __init__(self, name: str, *found: tuple[str, str]) -> None:
        self.identity = Identity(name, "1")
        self._found = found

    def reads(self, language: str) -> bool:
        return language == "en"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        return [
            sorted(
                (
                    RawSpan(Span(p.index(word), p.index(word) + len(word)), label)
                    for word, label in self._found
                    if word in p
                ),
                key=attrgetter("claim"),
            )
            for p in paragraphs
        ]


def test_agreement_is_confidence_and_the_first_is_believed() -> None:
    first = Fixed("m", ("Aro Velt", "PERSON"), ("Osk Bank", "ORG"), ("Kabul", "GPE"))
    second = Fixed("s", ("Aro Velt", "PERSON"), ("Osk", "GPE"), ("Kabul", "LOC"), ("Ila Tamm", "PERSON"))
    both = Agreement(first, second)
    nothing, found = both.recognise(["", TEXT])
    assert nothing == []
    assert [(raw.span.of(TEXT), raw.label, raw.confidence) for raw in found] == [
        ("Aro Velt", "PERSON", BOTH),
        ("Ila Tamm", "PERSON", SECOND_ONLY),
        ("Osk Bank", "ORG", FIRST_ONLY),
        ("Kabul", "GPE", FIRST_ONLY),
    ]
    assert both.identity == Identity("m+s", "1+1")
    assert both.reads("en")
    assert not both.reads("ru")


def mentioned(*spans: Span) -> Entity:
    return Entity("x", "ORG", tuple(Mention(span, "") for span in spans))


def test_a_mention_is_as_sure_as_what_it_was_made_of() -> None:
    raw = [RawSpan(Span(0, 8), "ORG", 0.2), RawSpan(Span(8, 12), "ORG", 0.9), RawSpan(Span(20, 25), "ORG")]
    (entity,) = with_confidence((mentioned(Span(1, 3), Span(5, 9), Span(12, 14), Span(21, 22)),), raw)
    assert [mention.confidence for mention in entity.mentions] == [0.2, 0.9, None, None]
    unchanged = (mentioned(Span(0, 1)),)
    assert with_confidence(unchanged, raw[2:]) is unchanged


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5), st.floats(0, 1)), max_size=8), st.data())
def test_the_highest_of_all_that_overlap(gaps: list[tuple[int, int, float]], data: st.DataObject) -> None:
    raw, end = [], 0
    for length, gap, sure in gaps:
        raw.append(RawSpan(Span(end + gap, end + gap + length), "ORG", sure))
        end += gap + length
    start = data.draw(st.integers(0, end))
    span = Span(start, start + data.draw(st.integers(1, 10)))
    (entity,) = with_confidence((mentioned(span),), raw)
    expected = [r.confidence for r in raw if r.confidence is not None and r.span.overlaps(span)]
    assert entity.mentions[0].confidence == max(expected, default=None)
