"""Hypothesis: the rows of its API, its client's export, and back."""

from __future__ import annotations

import json
import re

import pytest
from exchange.strategies import sections
from exchange.test_positions import read
from hypothesis import given

from reader.annotations.annotation import Provenance
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.values import replace

FORMAT = find_format("hypothesis")


def rows(section: Section) -> list[dict]:
    whole = json.loads(FORMAT.write([section]).text)
    assert whole["total"] == len(whole["rows"])
    return whole["rows"]


def row(**more: object) -> dict:
    """A row as the service returns it."""
    return {
        "id": "Q6kzcgyWEeqUGHfRLn1sTQ",
        "created": "2026-02-03T04:05:06.789012+00:00",
        "updated": "2026-02-03T05:05:06.789012+01:00",
        "user": "acct:felicity_nunsun@hypothes.is",
        "user_info": {"display_name": None},
        "uri": "https://example.org/kabul",
        "text": "why?",
        "tags": ["war", "city"],
        "target": [
            {
                "source": "https://example.org/kabul",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3},
                    {"type": "TextPositionSelector", "start": 3, "end": 8},
                    {"type": "TextQuoteSelector", "exact": "Kabul", "prefix": "😀 ", "suffix": " fell"},
                ],
            }
        ],
        "document": {"title": ["Kabul fell"]},
    } | more


@given(sections())
def test_every_annotation_comes_back(section: Section):
    back = read("hypothesis", FORMAT.write([section]).data)
    assert back.mistakes == ()
    assert [
        (
            p.key,
            p.start,
            p.end,
            p.exact,
            p.prefix,
            p.suffix,
            p.tags,
            p.note,
            p.author,
            p.created,
            p.source.sha256,
        )
        for p in back.passages
    ] == [
        (
            *(a.id, a.span.start, a.span.end, a.target.exact, a.target.prefix, a.target.suffix),
            *(a.tags, a.note, a.author, a.created, section.article.sha256),
        )
        for a in section.annotations
    ]


def test_a_row_has_all_that_the_service_demands_and_positions_in_its_units(section):
    made = section({"words": "Kabul", "tags": ("war", "a b"), "note": "why?", "author": "Änne Ü 😀"})
    (found,) = rows(made)
    demanded = {"id", "created", "updated", "user", "uri", "text", "tags", "group", "permissions"}
    demanded |= {"target", "document", "links", "hidden", "flagged"}
    assert demanded <= found.keys()
    assert (found["tags"], found["text"], found["document"]) == (
        ["war", "a b"],
        "why?",
        {"title": ["Kabul fell"]},
    )
    assert found["created"] == "2026-11-22T10:18:46.625000+00:00"
    assert re.fullmatch(r"acct:[A-Za-z0-9._]{3,30}@.+", found["user"])
    position, quote = found["target"][0]["selector"]
    units = made.article.text.encode("utf-16-le")
    assert units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le") == quote["exact"] == "Kabul"
    assert found["permissions"]["read"] == [found["user"]]


def test_an_orphan_has_its_words_and_no_position_in_a_text_that_is_gone(section):
    made = section({"anchor": "orphan", "provenance": Provenance("accepted", "entity")})
    gone = made.annotations[0].target
    made = replace(made, article=replace(made.article, text="other", sha256="0" * 64))
    (found,) = rows(made)
    assert [each["type"] for each in found["target"][0]["selector"]] == ["TextQuoteSelector"]
    (back,) = read("hypothesis", FORMAT.write([made]).data).passages
    assert (back.start, back.exact, back.source.sha256) == (gone.span.start, gone.exact, gone.sha256)
    assert back.provenance == Provenance("accepted", "entity")


@pytest.mark.parametrize(
    "shape",
    [
        lambda made: json.dumps(made[0]),
        lambda made: json.dumps(made),
        lambda made: json.dumps({"total": 1, "rows": made}),
        lambda made: json.dumps({"export_date": "2026-02-03", "annotations": made}, indent=2),
        lambda made: "\n".join(map(json.dumps, [*made, row(id="two")])) + "\n\n",
    ],
)
def test_every_shape_of_file_is_read(shape):
    back = read("hypothesis", shape([row()]).encode())
    assert back.mistakes == ()
    first = back.passages[0]
    assert (first.start, first.end, first.utf16, first.exact, first.prefix) == (3, 8, True, "Kabul", "😀 ")
    assert (first.tags, first.note, first.author) == (("war", "city"), "why?", "felicity_nunsun")
    assert (first.created, first.modified) == ("2026-02-03T04:05:06.789Z", "2026-02-03T04:05:06.789Z")
    assert (first.source.path, first.source.title) == ("https://example.org/kabul", "Kabul fell")


def test_replies_are_notes_in_the_order_in_which_they_were_made():
    late = row(
        id="r2", references=["one", "r1"], text="no", tags=["x", "y"], created="2026-02-05T00:00:00+00:00"
    )
    early = row(id="r1", references=["one"], text="yes", tags=[], user_info={"display_name": "Ben B."})
    whole = {"rows": [row(id="one"), row(id="bare", text="")], "replies": [late, early]}
    lost = row(id="r3", references=["gone"])
    silent = row(id="r4", references=["bare"], text="so?", tags=[])
    back = read("hypothesis", json.dumps(whole | {"replies": [late, lost, early, silent]}).encode())
    assert [each.note for each in back.passages] == [
        "why?\nBen B.: yes\nfelicity_nunsun: no (x, y)",
        "felicity_nunsun: so?",
    ]
    assert [each.what for each in back.mistakes] == ["is a reply to what is not in the file"]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (row(target=[{"source": "x"}]), "is on no passage: it has no TextQuoteSelector"),
        (row(target=[]), "is on no passage: it has no TextQuoteSelector"),
        (row(target=[3]), "is no object"),
        (row(target=[{"selector": [{"type": {}}]}]), "is on no passage: it has no TextQuoteSelector"),
        (row(tags="war"), "“tags” is no list"),
        (row(tags=[3]), "3 is no text"),
        (row(references=[3]), "3 is no text"),
        (row(text=3), "“text” is no text"),
        (row(reader=3), "“reader” is no object"),
        (row(document={"title": "T"}), "“title” is no list"),
        (3, "is no object"),
    ],
)
def test_a_mistake_has_its_line_and_the_others_are_read(wrong, what):
    text = "{\n" + f'"rows": [\n{json.dumps(row())},\n{json.dumps(wrong)}]' + "}"
    back = read("hypothesis", text.encode())
    assert [each.what for each in back.mistakes] == [what]
    assert back.mistakes[0].line == (4 if isinstance(wrong, dict) else 1)
    assert len(back.passages) == 1


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"{\n]", b"3"])
def test_what_is_no_such_file_is_one_mistake(data):
    back = read("hypothesis", data)
    assert (back.passages, len(back.mistakes)) == ((), 1)


def test_a_bad_line_of_many_is_a_mistake():
    back = read("hypothesis", f"{json.dumps(row())}\n{{\n{json.dumps(row(id='two'))}".encode())
    assert ([each.line for each in back.mistakes], len(back.passages)) == ([2], 2)
