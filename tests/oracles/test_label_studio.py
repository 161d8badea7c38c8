"""Label Studio's own code accepts configuration and tasks, and finds every passage where Reader has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from exchange.conftest import make_section
from exchange.test_brat import files
from label_studio_sdk._extensions.label_studio_tools.core.label_config import parse_config
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from reader.annotations.codebook import Code
from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import write_as
from reader.exchange.section import Section, Suggested
from reader.text.span import Span
from reader.values import replace


def made_section() -> Section:
    """An article with emoji, overlaps, twins, several tags, a note, a relation and suggestions."""
    section = make_section(
        {"words": "Kabul", "tags": ("city", "1", 'a "<b>" & \n\x01c'), "note": "why?\nno"},
        {"words": "Kabul fell ", "tags": ("event",)},
        {"words": "Kabul", "tags": ("city",)},
        {"words": "same evening.\n\n“No"},
        {"words": "Tali", "tags": ("אב é",)},
    )
    first, second = section.annotations[:2]
    return replace(
        section,
        codes=(Code("place", colour="#12aBf0"), Code("city", "c", "red", 'a "place"', "place")),
        relations=(Relation("1", "part of", end_at(first), end_at(second), "anna", "2026"),),
        suggestions=(
            Suggested(Span(28, 35), "group", "entity", 0.5),
            Suggested(Span(2, 7), "GPE", "earlier tags"),
        ),
    )


def written(section: Section) -> tuple[str, list[dict[str, Any]]]:
    found = files(write_as("label-studio", [section]).data)
    return found["config.xml"], json.loads(found["tasks.json"])


def mistakes(interface: LabelInterface, task: dict[str, Any]) -> list[str]:
    return [
        mistake
        for each in (*task["annotations"], *task["predictions"])
        for mistake in interface.validate_prediction(each, return_errors=True)
    ]


def test_the_oracle_sees_a_label_that_is_not_in_the_configuration():
    config, (task,) = written(made_section())
    interface = LabelInterface(config.replace('value="event"', 'value="other"'))
    assert any("Invalid value" in each for each in mistakes(interface, task))


def test_configuration_and_tasks_are_valid():
    config, (task,) = written(made_section())
    interface = LabelInterface(config)
    interface.validate()
    assert mistakes(interface, task) == []
    attributes = parse_config(config)["tags"]["labels_attrs"]
    assert attributes["city"] == {
        "value": "city",
        "background": "red",
        "hotkey": "c",
        "hint": 'a "place"',
        "parent": "place",
    }


def test_its_converter_has_the_same_passages(tmp_path: Path):
    section = made_section()
    config, (task,) = written(section)
    exported = {**task, "id": 1, "annotations": [{**each, "id": 2} for each in task["annotations"]]}
    (tmp_path / "tasks.json").write_text(json.dumps([exported]), "utf-8")
    converter = Converter(config, project_dir=str(tmp_path))
    converter.convert(str(tmp_path / "tasks.json"), str(tmp_path / "short"), "JSON_MIN", is_dir=False)
    (short,) = json.loads((tmp_path / "short" / "result.json").read_text("utf-8"))
    found = [
        (each["start"], each["end"], short["text"][each["start"] : each["end"]]) for each in short["tags"]
    ]
    assert found == [(a.span.start, a.span.end, a.target.exact) for a in section.annotations]
    assert [len(each["labels"]) for each in short["tags"]] == [3, 1, 1, 1, 1]
    assert short["note"] == "why?\nno"
