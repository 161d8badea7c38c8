"""doccano and Label Studio, each as a whole in an environment of its own, import what Reader writes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from exchange.test_brat import files
from oracles.test_label_studio import made_section

from reader.exchange.formats import find_format, write_as

HERE = Path(__file__).parent


def said_by(program: str, *arguments: Path) -> Any:
    """Return what a program's script prints, run by the Python of its own environment."""
    python = os.environ.get(f"ORACLES_{program.upper()}")
    if not python:
        pytest.skip(f"{program} is not installed (README.md says how)")
    script = HERE / f"{program}_import.py"
    done = subprocess.run(
        [python, "-W", "ignore", script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def test_doccano_has_the_same_passages_and_relations(tmp_path):
    section = made_section()
    (tmp_path / "made.doccano.jsonl").write_bytes(write_as("doccano", [section]).data)
    said = said_by("doccano", tmp_path / "made.doccano.jsonl")
    spans = [
        [a.span.start, a.span.end, tag, a.target.exact]
        for a in section.annotations
        for tag in a.tags or ("untagged",)
    ]
    for name in ("relations", "labels"):
        assert said[name]["errors"] == []
        assert sorted(said[name]["spans"]) == sorted(spans)
    assert said["relations"]["relations"] == [["part of", 2, 2]]


def test_label_studio_takes_the_project_and_its_export_comes_back(tmp_path):
    section = made_section()
    for name, content in files(write_as("label-studio", [section]).data).items():
        (tmp_path / name).write_text(content, "utf-8")
    said = said_by("label_studio", tmp_path / "config.xml", tmp_path / "tasks.json")
    read = find_format("label-studio").decode(said["export"].encode())  # type: ignore[misc]
    assert read.mistakes == ()
    assert [(p.key, p.start, p.end, p.tags, p.note, p.author) for p in read.passages] == [
        (a.id, a.span.start, a.span.end, a.tags or ("untagged",), a.note, a.author)
        for a in section.annotations
    ]
    assert [(each.name, each.source, each.target) for each in read.links] == [
        (each.name, each.source.annotation, each.target.annotation) for each in section.relations
    ]
    assert sorted((each["model_version"], each["score"]) for each in said["predictions"]) == [
        ("earlier tags", None),
        ("entity", 0.5),
    ]
