"""A spaCy pipeline in a folder of the user's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.analysis.entities.finding import find_recogniser
from reader.errors import ReaderError
from reader.text.span import Span

MAKE = """
import sys
import spacy

pipeline = spacy.blank("ru", meta={"name": "mine", "version": "2.0"})
rules = pipeline.add_pipe("entity_ruler")
rules.add_patterns([{"label": "PER", "pattern": "Вельт"}, {"label": "GPE", "pattern": "Оск"}])
pipeline.to_disk(sys.argv[1])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline, made elsewhere: this process is to load spaCy as Reader does."""
    path = tmp_path_factory.mktemp("models") / "mine"
    subprocess.run([sys.executable, "-c", MAKE, str(path)], check=True)
    return path


@pytest.mark.model
def test_all_of_the_pipeline_is_run_and_its_labels_are_understood(folder: Path) -> None:
    recogniser = find_recogniser(f"spacy-folder:{folder}")
    assert recogniser.reads("ru")
    assert not recogniser.reads("en")
    assert [
        [(raw.span, raw.label) for raw in found] for found in recogniser.recognise(["Вельт и Оск", ""])
    ] == [
        [(Span(0, 5), "PERSON"), (Span(8, 11), "GPE")],
        [],
    ]


@pytest.mark.model
def test_a_changed_folder_is_somebody_else(folder: Path) -> None:
    before = find_recogniser(f"spacy-folder:{folder}").identity
    assert before.name == "ru_mine"
    assert before.version.startswith("2.0+")
    assert find_recogniser(f"spacy-folder:{folder}").identity == before
    os.utime(folder / "config.cfg", (0, 0))
    assert find_recogniser(f"spacy-folder:{folder}").identity != before


def test_a_folder_without_a_pipeline(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"needs a folder; write spacy-folder:PATH"):
        find_recogniser("spacy-folder")
    with pytest.raises(ReaderError, match=r"meta.json: no spaCy pipeline here; name the folder"):
        find_recogniser(f"spacy-folder:{tmp_path}")
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "en", "name": "x"}))
    with pytest.raises(ReaderError, match="the language model cannot be loaded"):
        find_recogniser(f"spacy-folder:{tmp_path}").recognise(["Osk"])
