"""Label Studio: tasks, predictions and configuration, and back; its own exports."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from exchange.strategies import CHARS, sections
from exchange.test_brat import files
from exchange.test_positions import check, read
from hypothesis import given
from hypothesis import strategies as st
from support.coding import books

from reader.annotations.annotation import Provenance
from reader.annotations.codebook import Code, Codebook, colour_of, tree
from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import find_format
from reader.exchange.label_studio_config import configuration, read_configuration
from reader.exchange.section import Section, Suggested
from reader.text.span import Span
from reader.values import replace

FORMAT = find_format("label-studio")
TEXT = "😀 Kabul fell.\r\nIt fell."


def tasks(section: Section) -> list[dict]:
    return json.loads(files(FORMAT.write([section]).data)["tasks.json"])


def region(start: int, end: int, **more: object) -> dict:
    value = {"start": start, "end": end, "labels": ["war"]} | more.pop("value", {})  # type: ignore[operator]
    return {"id": "one", "from_name": "label", "to_name": "text", "type": "labels", "value": value} | more


def exported(*results: dict, **more: object) -> bytes:
    annotation = {
        "id": 9,
        "completed_by": {"id": 1, "email": "ben@example.org"},
        "created_at": "2026-01-02T03:04:05.000006Z",
        "result": list(results),
    }
    return json.dumps(
        [{"id": 1, "data": {"text": TEXT}, "annotations": [annotation | more]}], indent=1
    ).encode()


@given(sections())
def test_what_it_keeps_comes_back(section: Section):
    back = check("label-studio", section)
    assert [(p.key, p.start, p.tags, p.note, p.author, p.created, p.modified) for p in back.passages] == [
        (a.id, a.span.start, a.tags or ("untagged",), a.note, a.author, a.created, a.modified)
        for a in section.annotations
    ]


@given(books(), st.lists(st.text(CHARS, min_size=1, max_size=6), unique=True, max_size=3))
def test_the_codebook_comes_back_as_it_is_shown(book: Codebook, free: list[str]):
    back = read_configuration(configuration(book.codes, free, ["cites"]))
    assert back.mistakes == ()
    assert [replace(code, colour=colour_of(Codebook(back.codes), code.name)) for code in back.codes] == [
        replace(code, colour=colour_of(book, code.name)) for code, _ in tree(book)
    ]


def test_a_region_has_all_tags_and_its_note_and_suggestions_are_predictions(section):
    made = section({"words": "Kabul", "tags": ("city", "war"), "note": "why?"}, {"words": "palace"})
    made = replace(
        made,
        codes=(Code("city", "c", "red", "a place"),),
        relations=(
            Relation("1", "in", end_at(made.annotations[0]), end_at(made.annotations[1]), "a", "2026"),
        ),
        suggestions=(
            Suggested(Span(28, 35), "group", "entity", 0.5),
            Suggested(Span(2, 7), "city", "earlier tags"),
            Suggested(Span(2, 7), "GPE", "entity", 1.0),
        ),
    )
    (task,) = tasks(made)
    (annotation,) = task["annotations"]
    first, note, second, link = annotation["result"]
    assert first["value"] == {"start": 2, "end": 7, "text": "Kabul", "labels": ["city", "war"]}
    assert (note["id"], note["type"], note["value"]["text"]) == (first["id"], "textarea", ["why?"])
    assert second["value"]["labels"] == ["untagged"]
    assert (link["from_id"], link["to_id"], link["labels"]) == (first["id"], second["id"], ["in"])
    shown = [
        (
            each["model_version"],
            each.get("score"),
            [(r["value"]["labels"], r.get("score")) for r in each["result"]],
        )
        for each in task["predictions"]
    ]
    assert shown == [
        ("entity", 0.75, [(["group"], 0.5), (["GPE"], 1.0)]),
        ("earlier tags", None, [(["city"], None)]),
    ]
    config = files(FORMAT.write([made]).data)["config.xml"]
    assert '<Label value="city" background="red" hotkey="c" hint="a place" />' in config
    assert [line.split('"')[1] for line in config.splitlines() if "<Label " in line] == [
        "city",
        "GPE",
        "group",
        "untagged",
        "war",
    ]
    assert read("label-studio", FORMAT.write([made]).data).codes == made.codes


def test_an_article_with_suggestions_only_is_a_task_too(section):
    made = replace(section(), suggestions=(Suggested(Span(2, 7), "city", "entity"),))
    (task,) = tasks(made)
    assert (task["annotations"], len(task["predictions"])) == ([], 1)


def test_offsets_are_code_points_and_what_has_no_sure_place_is_left_out(section):
    made = section(
        {"words": "Kabul"}, {"anchor": "orphan"}, {"words": "palace", "anchor": "fuzzy", "score": 0.5}
    )
    sure, orphan, _ = made.annotations
    made = replace(made, relations=(Relation("1", "cites", end_at(sure), end_at(orphan), "anna", "2026"),))
    (task,) = tasks(made)
    (found,) = task["annotations"][0]["result"]
    assert task["data"]["text"][found["value"]["start"] : found["value"]["end"]] == "Kabul"
    counts = {each.what: each.count for each in FORMAT.write([made]).losses}
    assert (counts["orphans"], counts["uncertain"], counts["endless"]) == (1, 1, 1)


def test_provenance_is_kept(section):
    made = section({"provenance": Provenance("accepted", "entity")})
    (back,) = read("label-studio", FORMAT.write([made]).data).passages
    assert back.provenance == Provenance("accepted", "entity")


def test_its_own_export_is_read():
    note = {
        "id": "one",
        "from_name": "n",
        "to_name": "text",
        "type": "textarea",
        "value": {"text": ["a", "b"]},
    }
    other = region(
        12, 20, id="two", value={"text": ".\\n\\nIt fe", "labels": []}, meta={"text": ["from meta"]}
    )
    link = {"type": "relation", "from_id": "one", "to_id": "two", "direction": "left", "labels": ["x", "y"]}
    back = read("label-studio", exported(note, region(2, 7), other, link))
    assert back.mistakes == ()
    assert [(p.start, p.end, p.tags, p.note, p.author, p.created) for p in back.passages] == [
        (2, 7, ("war",), "a\nb", "ben@example.org", "2026-01-02T03:04:05.000006Z"),
        (12, 20, (), "from meta", "ben@example.org", "2026-01-02T03:04:05.000006Z"),
    ]
    assert [(k.name, k.source, k.target) for k in back.links] == [("x", "two", "one"), ("y", "two", "one")]


def test_the_short_export_is_read():
    task = {
        "text": TEXT,
        "id": 1,
        "label": [{"start": 2, "end": 7, "text": "Kabul", "labels": ["city", "war"]}],
        "annotator": "ben@example.org",
        "annotation_id": 9,
        "created_at": "2026-01-02T03:04:05Z",
        "lead_time": 3.5,
    }
    (back,) = read("label-studio", json.dumps([task]).encode()).passages
    assert (back.start, back.end, back.tags, back.author) == (2, 7, ("city", "war"), "ben@example.org")


def test_the_configuration_says_where_the_text_is():
    archive = io.BytesIO()
    task = json.dumps({"data": {"title": "T", "body": TEXT}, "annotations": [{"result": [region(2, 7)]}]})
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("x/config.xml", '<View><Text name="text" value="$body"/></View>')
        file.writestr("x/project-1.json", task)
    back = read("label-studio", archive.getvalue())
    assert [(p.source.text, p.file) for p in back.passages] == [(TEXT, "x/project-1.json")]


def test_two_annotators_of_one_prediction_have_regions_of_their_own():
    whole = json.loads(exported(region(2, 7), region(8, 12, id="two"), _link("one", "two")))
    whole[0]["annotations"] *= 2
    back = read("label-studio", json.dumps(whole).encode())
    assert len({p.key for p in back.passages}) == 4
    keys = [p.key for p in back.passages]
    assert [(k.source, k.target) for k in back.links] == [(keys[0], keys[1]), (keys[2], keys[3])]


def _link(source: str, target: str, **more: object) -> dict:
    return {"type": "relation", "from_id": source, "to_id": target, "direction": "right"} | more


def test_what_was_cancelled_is_not_read():
    assert read("label-studio", exported(region(2, 7), was_cancelled=True)).passages == ()


@pytest.mark.parametrize(
    ("result", "what"),
    [
        (region(3, 8, value={"text": "Kabul"}), "“Kabul” does not stand at 3 to 8"),
        (region(2, 99), "“Kabul fell. It fell.” does not stand at 2 to 99"),
        (region(2, 2), "“” does not stand at 2 to 2"),
        (region(2, 7, value={"start": "/p[1]"}), "“start” is no offset"),
        (region(2, 7, value={"labels": "war"}), "“labels” is no list"),
        (region(2, 7, type="choices"), "“choices” is not taken over"),
        ({"type": "textarea", "id": "x", "value": {}}, "a note on no passage is not taken over"),
        (_link("one", "good"), "a relation from or to a region that is not taken over"),
        (_link("good", "good", direction="bi"), "a relation that goes both ways is taken as one way"),
        ("region", "is no object"),
    ],
)
def test_a_mistake_has_its_line_and_the_others_are_read(result, what):
    back = read("label-studio", exported(region(2, 7, id="good"), result))
    assert [each.what for each in back.mistakes] == [what]
    assert back.mistakes[0].line == (29 if isinstance(result, dict) else 8)
    assert [p.key for p in back.passages] == ["good"]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("<View", "config.xml, line 1: is no XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><View/>', "config.xml, line 1: has a document type"),
        ('<View><Labels><Label value="a" background="darkkhaki"/></Labels></View>', "the colour “darkkhaki”"),
    ],
)
def test_a_mistake_in_the_configuration_has_its_line(config, said):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("config.xml", config)
        file.writestr("tasks.json", exported(region(2, 7)))
    back = read("label-studio", archive.getvalue())
    assert said in str(back.mistakes[0])
    assert len(back.passages) == 1


def test_a_configuration_of_others_gives_codes():
    config = b"""<View><Text name="t" value="$text"/><Labels name="l" toName="t">
    <Label value="War" alias="war" background="#F00" hotkey="1"/><Label value="war"/>
    <Label value="x" hotkey="x"/></Labels>
    <Choices name="c" toName="t"><Choice value="no"/></Choices></View>"""
    assert read_configuration(config).codes == (Code("war", colour="#FF0000"), Code("x", key="x"))


@pytest.mark.parametrize("data", [b"", b"{", b"PK\x03\x04", b"3", b'[3, {"data": 3}]'])
def test_what_is_no_such_file_is_a_mistake(data):
    back = read("label-studio", data)
    assert back.passages == ()
    assert back.mistakes
