from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.playing import begin_play, entity

from reader.articles.findings import Entity, Findings
from reader.session.listing import Head, entity_rows, names_over, noted_in
from reader.session.walking import annotation_near, annotation_reached
from reader.text.span import Span
from reader.values import replace

TEXT = "Ann Petrova met Daesh in Geneva. Petrova left, Daesh stayed. Bob wept in Geneva."
ENTITIES = (
    entity(TEXT, "Geneva", "GPE"),
    entity(TEXT, "Bob", "PERSON"),
    entity(TEXT, "Ann Petrova", "PERSON", "Petrova"),
    entity(TEXT, "Daesh", "ORG", "ISIS"),
    entity(TEXT, "left", "ODD_ONE"),
)
FINDINGS = Findings("en", "test", entities=ENTITIES)


def shown(words: str = "") -> list[str]:
    return [
        f"{row.kind} {row.count}" if isinstance(row, Head) else row.name
        for row in entity_rows(ENTITIES, words)
    ]


def test_entities_stand_under_their_types_the_most_mentioned_first() -> None:
    assert shown() == [
        *("person 2", "Ann Petrova", "Bob"),
        *("organisation 1", "Daesh"),
        *("country or city 1", "Geneva"),
        *("odd one 1", "left"),
    ]


def test_entities_are_filtered_by_name_alias_and_type() -> None:
    assert shown("isis") == ["organisation 1", "Daesh"]
    assert shown("PERSON b") == ["person 1", "Bob"]
    assert shown("nobody") == []


@given(st.lists(st.sampled_from(ENTITIES)), st.text("aeo ", max_size=3))
def test_every_head_counts_what_is_below_it(entities: list[Entity], words: str) -> None:
    rows = entity_rows(entities, words)
    heads = [row.count for row in rows if isinstance(row, Head)]
    assert sum(heads) == sum(isinstance(row, Entity) for row in rows)
    assert all(isinstance(rows[index + 1], Entity) for index, row in enumerate(rows) if isinstance(row, Head))


def test_a_passage_is_told_by_the_names_it_mentions() -> None:
    def over(words: str) -> str:
        return names_over(FINDINGS, Span(TEXT.index(words), TEXT.index(words) + len(words)))

    assert over("met Daesh in") == "daesh\nisis"
    assert over("trova met") == "ann petrova\npetrova"
    assert over("met ") == ""
    assert names_over(FINDINGS, Span(3, 3)) == ""
    marked = Findings("en", "test", entities=(entity("Daesh* left", "Daesh", "ORG"),))
    assert (names_over(marked, Span(4, 6)), names_over(marked, Span(5, 6))) == ("daesh", "")


def test_rows_are_made_anew_only_for_what_changed() -> None:
    played = begin_play("|one two three.").keys("v e").tag("a").keys("w v e").tag("b")
    first = noted_in(played.reading, {})
    again = noted_in(played.keys("w v e").tag("c").reading, {row.annotation.id: row for row in first})
    assert [row.annotation for row in again] == list(played.reading.annotations)
    assert all(any(row is old for old in first) for row in again[: len(first)])


def test_orphans_come_last_and_lead_nowhere() -> None:
    played = begin_play("|one two three.").keys("v e").tag("a").keys("w v e").tag("b")
    gone = replace(played.reading.annotations[0], anchor="orphan")
    reading = replace(played.reading, annotations=(gone, *played.reading.annotations[1:]))
    assert [row.annotation.anchor for row in noted_in(reading, {})] == ["exact", "orphan"]
    there, (said,) = annotation_reached(reading, gone)
    assert (there, "not in it any more" in str(said)) == (reading, True)


def test_the_annotation_near_the_caret() -> None:
    played = begin_play("|one two three four.").keys("v e").tag("a").keys("2 w v e").tag("b")
    near = [annotation_near(played.reading.moved_to(at), played.reading.placed()) for at in (0, 2, 4, 8, 15)]
    assert near == [0, 0, 1, 1, 2]
