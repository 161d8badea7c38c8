from __future__ import annotations

import json
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.contract import pack, to_contract, unpack
from reader.articles.findings import Designated, Designation, Entity, Findings, Mention
from reader.text.span import Span
from reader.values import replace

TEXT = "Harak* fell. *Harak (HKS) is banned \ud800 in Osk."


def mention(start: int, end: int, *, marked: bool = False) -> Mention:
    return Mention(Span(start, end), TEXT[start:end], marked)


FINDINGS = Findings(
    language="en",
    engine="model 1",
    sentences=(Span(0, 12), Span(13, len(TEXT))),
    entities=(
        Entity("Harak", "ORG", (mention(0, 5, marked=True), mention(14, 19)), ("HKS",)),
        Entity("Osk", "GPE", (Mention(Span(len(TEXT) - 4, len(TEXT) - 1), "Osk", confidence=0.47),)),
    ),
    designations=(
        Designation(
            Span(13, len(TEXT)),
            TEXT[13:],
            "terrorist",
            "asserted",
            "footnote",
            0.75,
            ("banned",),
            ("XX",),
            "the court",
            "*",
            (Designated("Harak", ("HKS",), (mention(0, 5, marked=True), mention(14, 19))),),
        ),
    ),
    complete=False,
)


def test_the_contract_has_the_fields_of_the_design() -> None:
    printed = to_contract("a1", FINDINGS)
    assert printed["id"] == "a1"
    assert printed["lang"] == "en"
    assert printed["sentences"] == [[0, 12], [13, len(TEXT)]]
    assert printed["entities"][0] == {
        "start": 0,
        "end": 5,
        "text": "Harak",
        "label": "ORG",
        "entity": "Harak",
    }
    assert printed["entities"][2]["confidence"] == 0.47
    assert [entity["start"] for entity in printed["entities"]] == [0, 14, len(TEXT) - 4]
    (designation,) = printed["designations"]
    assert designation == {
        "start": 13,
        "end": len(TEXT),
        "text": TEXT[13:],
        "kind": "terrorist",
        "also": ["banned"],
        "jurisdictions": ["XX"],
        "authority": "the court",
        "polarity": "asserted",
        "source": "footnote",
        "marker": "*",
        "confidence": 0.75,
        "entities": [
            {
                "name": "Harak",
                "aliases": ["HKS"],
                "mentions": [
                    {"start": 0, "end": 5, "text": "Harak", "marked": True},
                    {"start": 14, "end": 19, "text": "Harak", "marked": False},
                ],
            }
        ],
    }


def test_packing_loses_nothing() -> None:
    assert unpack(json.loads(json.dumps(pack(FINDINGS))), TEXT) == FINDINGS


def test_what_there_are_many_of_is_neither_packed_nor_unpacked_into_a_value_of_its_own_each() -> None:
    many = tuple(mention(0, 5) for _ in range(50))
    packed = pack(Findings("en", "quick", (Span(0, 5),) * 50, (Entity("Harak", "ORG", many),)))
    assert all(isinstance(column, str) for column in (*packed["sentences"], *packed["mentions"]))
    assert packed["mentions"][3] == "", "nobody says how sure any is"
    assert packed["entities"][0][3] == 50
    tracemalloc.start()
    try:
        found = unpack(packed, TEXT)
        assert len(tracemalloc.take_snapshot().traces) < 50
    finally:
        tracemalloc.stop()
    assert found.sentences == (Span(0, 5),) * 50
    assert found.entities[0].mentions == many


OFFSETS = st.integers(0, 20)
SURE = st.none() | st.floats(0, 1)


@given(st.lists(st.tuples(OFFSETS, OFFSETS, st.booleans(), SURE), max_size=5), st.booleans())
def test_packing_loses_nothing_whatever_the_mentions(
    places: list[tuple[int, int, bool, float | None]], complete: bool
) -> None:
    mentions = tuple(
        replace(mention(min(a, b), max(a, b), marked=marked), confidence=sure)
        for a, b, marked, sure in places
    )
    findings = Findings("ru", "quick", (), (Entity("Имя", "ORG", mentions),), (), complete)
    assert unpack(json.loads(json.dumps(pack(findings))), TEXT) == findings


COLUMNS = st.lists(
    st.sampled_from(["", "AAAA", "AQAAAA==", "AgAAAAMAAAA=", "A", "ü", 5, None, [1]]), max_size=5
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "sentences": COLUMNS,
            "mentions": COLUMNS,
            "unexplained": st.sampled_from([0, 1, -1, 2**40, None, "5", 0.5]),
        },
    )
)
def test_what_is_no_place_is_refused_before_it_is_looked_at(other: dict[str, object]) -> None:
    packed = pack(FINDINGS) | other
    try:
        found = unpack(packed, TEXT)
    except (TypeError, ValueError):
        return
    places = [(span.start, span.end) for span in found.sentences]
    places += [(mention.span.start, mention.span.end) for mention in found.unexplained]
    assert all(0 <= start <= end for start, end in places)
