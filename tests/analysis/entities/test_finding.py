"""Recognisers found by name, the built-in ones and a plug-in's."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from reader.analysis.entities.finding import find_recogniser, recogniser_names
from reader.analysis.entities.recogniser import Identity
from reader.config.settings import RECOGNISERS, load_settings
from reader.errors import ReaderError

PLUG_IN = '''
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.text.span import Span


class Words:
    """Calls every place of one word a facility."""

    def __init__(self, word):
        self.word = word

    @property
    def identity(self):
        return Identity(f"words-{self.word}", "3")

    def reads(self, language):
        return True

    def recognise(self, paragraphs):
        size = len(self.word)
        return [
            [RawSpan(Span(i, i + size), "FAC") for i in range(len(p)) if p.startswith(self.word, i)]
            for p in paragraphs
        ]


def make(options):
    return Words(options.argument)


def fail(options):
    raise RuntimeError("no such luck")
'''


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A distribution as pip would lay it out, in a folder on the path."""
    (tmp_path / "word_finder.py").write_text(PLUG_IN, encoding="utf-8")
    info = tmp_path / "word_finder-3.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: word-finder\nVersion: 3.0\n")
    (info / "entry_points.txt").write_text(
        "[reader.recognisers]\n"
        "words = word_finder:make\nbroken = word_finder:fail\ngone = word_finder:nothing\n"
        "quick = word_finder:fail\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    return tmp_path


def test_the_built_in_ones_are_found_as_a_plug_in_is(plug_in: Path) -> None:
    assert {"quick", "spacy", "spacy-sm", "spacy-folder", "words"} <= set(recogniser_names())
    assert find_recogniser("quick").identity.name == "quick"
    assert find_recogniser("words:Osk").identity == Identity("words-Osk", "3")


def test_an_engine_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(ReaderError, match=r"^there is no engine 'spcay'; did you mean 'spacy'\?$"):
        find_recogniser("spcay")
    with pytest.raises(ReaderError, match=r"no engine '12'; the engines are .*quick, .*spacy"):
        find_recogniser("12:x")


@pytest.mark.parametrize(
    ("name", "why"), [("broken", "RuntimeError: no such luck"), ("gone", "AttributeError")]
)
def test_a_plug_in_that_fails_is_named(plug_in: Path, name: str, why: str) -> None:
    with pytest.raises(ReaderError, match=rf"engine '{name}', from word-finder 3.0: .*{why}"):
        find_recogniser(name)


def test_every_built_in_one_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "recognisers.md").read_text(encoding="utf-8")
    own = {found.name for found in entry_points(group=RECOGNISERS) if found.module.startswith("reader.")}
    assert {name for name in own if f"| `{name}" not in manual} == set()


def test_the_plug_in_of_the_manual_works(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "recognisers.md").read_text(encoding="utf-8")
    _, project, module = (part.split("```")[0] for part in re.split("```(?:toml|python)\n", manual))
    name, _, place = tomllib.loads(project)["project"]["entry-points"][RECOGNISERS]["ships"].partition(":")
    (tmp_path / f"{name}.py").write_text(module, encoding="utf-8")
    info = tmp_path / "ship_finder-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ship-finder\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{RECOGNISERS}]\nships = {name}:{place}\n")
    done = analyze(tmp_path, "ships", "The MV Osk sank.")
    assert [(e["text"], e["label"]) for e in json.loads(done.stdout)["entities"]] == [("MV Osk", "PRODUCT")]


def analyze(folder: Path, engine: str, text: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(folder), str(Path(__file__).parents[3])))
    return subprocess.run(
        [sys.executable, "-m", "reader", "analyze", "--engine", engine, "--jsonl", "-"],
        input=json.dumps({"id": "a", "text": text}) + "\n",
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_plug_in_finds_the_names_of_reader_analyze(plug_in: Path) -> None:
    done = analyze(plug_in, "words:Osk", "They met at Osk and left Osk.")
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    found = [(e["start"], e["text"], e["label"]) for e in answer["entities"]]
    assert found == [(12, "Osk", "FAC"), (25, "Osk", "FAC")]
    done = analyze(plug_in, "wordz", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("there is no engine 'wordz'; did you mean 'words'?")


def test_a_plug_in_can_be_set(plug_in: Path) -> None:
    file = plug_in / "settings.toml"
    file.write_text('engine = "words:Osk"\n')
    assert load_settings(file).engine == "words:Osk"
    file.write_text('engine = "wordz"\n')
    with pytest.raises(ReaderError, match="line 1: engine cannot be 'wordz'; did you mean 'words'"):
        load_settings(file)
