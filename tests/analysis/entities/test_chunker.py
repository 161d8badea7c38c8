"""NLTK's chunker, with data so small that a test can write them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nltk
import numpy as np
import pytest
from nltk.classify.maxent import save_maxent_params
from nltk.corpus.reader.wordlist import WordListCorpusReader
from nltk.corpus.util import LazyCorpusLoader

from reader.analysis.entities.chunker import make_nltk
from reader.analysis.entities.finding import find_recogniser
from reader.analysis.entities.recogniser import Options
from reader.errors import ReaderError

TAGS = {"Aro": "NNP", "Velt": "NNP", "Kabul": "NNP", "Bank": "NNP"}
LABELS = {"Aro": "B-PERSON", "Velt": "I-PERSON", "Kabul": "B-GSP", "Bank": "B-ORGANIZATION"}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data as NLTK's downloader makes one; NLTK knows no other."""
    root = tmp_path / "nltk_data"
    monkeypatch.setattr(nltk.data, "path", [str(root)])
    words = LazyCorpusLoader("words", WordListCorpusReader, r"(?!README|\.).*", encoding="ascii")
    monkeypatch.setattr(nltk.corpus, "words", words)
    tagger = root / "taggers" / "averaged_perceptron_tagger_eng"
    chunker = root / "chunkers" / "maxent_ne_chunker_tab" / "english_ace_multiclass"
    for folder in (tagger, chunker, root / "corpora" / "words"):
        folder.mkdir(parents=True)
    for name, content in (("weights", {}), ("tagdict", TAGS), ("classes", sorted({*TAGS.values(), "NN"}))):
        file = tagger / f"averaged_perceptron_tagger_eng.{name}.json"
        file.write_text(json.dumps(content))
    (root / "corpora" / "words" / "en-basic").write_text("the\nmet\n")
    mapping = {("word", word, label): number for number, (word, label) in enumerate(LABELS.items())}
    mapping[("bias", True, "O")] = len(mapping)
    weights = np.array([5.0] * len(LABELS) + [2.0])
    _own(root)
    save_maxent_params(weights, mapping, ["O", *LABELS.values()], {}, tab_dir=str(chunker))
    _own(root)
    return root


def _own(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_chunks_become_names_at_their_places(data: Path) -> None:
    paragraphs = ["Aro Velt met the Bank in Kabul. They left Kabul.", ""]
    recogniser = find_recogniser("nltk")
    first, second = recogniser.recognise(paragraphs)
    assert [(raw.span.start, raw.span.of(paragraphs[0]), raw.label) for raw in first] == [
        (0, "Aro Velt", "PERSON"),
        (17, "Bank", "ORG"),
        (25, "Kabul", "GPE"),
        (42, "Kabul", "GPE"),
    ]
    assert second == []
    assert recogniser.identity.version == nltk.__version__
    assert recogniser.reads("en")
    assert not recogniser.reads("ru")


def test_missing_data_are_named_with_their_place_and_how_to_get_them(data: Path) -> None:
    shutil.rmtree(data / "corpora")
    shutil.rmtree(data / "chunkers")
    with pytest.raises(ReaderError) as caught:
        make_nltk(Options())
    assert caught.value.what == "NLTK's data are missing: maxent_ne_chunker_tab, words"
    assert caught.value.where.endswith(f"{data}/corpora/words")
    assert "nltk.downloader averaged_perceptron_tagger_eng maxent_ne_chunker_tab words" in caught.value.remedy


def test_data_that_others_may_change_are_refused_with_the_way_out(data: Path) -> None:
    data.chmod(0o770)
    with pytest.raises(ReaderError, match=rf"^{data}: NLTK refuses .*; run: chmod -R go-w {data}\.$"):
        make_nltk(Options())


def test_a_folder_of_data_can_be_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nltk.data, "path", [])
    assert make_nltk(Options(str(data))).recognise(["Kabul"])[0][0].label == "GPE"


def test_damaged_data_are_one_clear_line(data: Path) -> None:
    (data / "chunkers" / "maxent_ne_chunker_tab" / "english_ace_multiclass" / "weights.txt").unlink()
    with pytest.raises(ReaderError, match=r"cannot be loaded .*; download them again with: python -m nltk"):
        make_nltk(Options()).recognise(["Kabul"])
