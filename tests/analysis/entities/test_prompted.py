"""GLiNER from a folder, with a module of the same interface in its place."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from reader.analysis.entities.finding import find_recogniser
from reader.errors import ReaderError

STAND_IN = '''
import re
from pathlib import Path


class GLiNER:
    """Says of every word in capitals that it is an organisation; sees as much as the real one."""

    @classmethod
    def from_pretrained(cls, folder, local_files_only=False):
        assert local_files_only
        model = cls()
        (model.longest,) = map(int, (Path(folder) / "weights").read_text().split())
        return model

    def predict_entities(self, text, labels, flat_ner=True, threshold=0.5, multi_label=False):
        tokens = list(re.finditer(r"\\w+(?:[-_]\\w+)*|\\S", text))
        return [
            {"start": t.start(), "end": t.end(), "text": t[0], "label": labels[1], "score": 0.75}
            for t in tokens[: self.longest - 2 * len(labels) - 1]
            if t[0].isupper() and len(t[0]) > 1
        ]
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "gliner.py").write_text(STAND_IN)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "gliner", raising=False)
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "0")
    model = tmp_path / "my model"
    model.mkdir()
    (model / "gliner_config.json").write_text(
        json.dumps({"max_len": 6 + 19, "model_name": "microsoft/deberta"})
    )
    (model / "weights").write_text("25")
    return model


def test_long_paragraphs_are_shown_to_the_model_in_parts_that_it_sees_whole(folder: Path) -> None:
    recogniser = find_recogniser(f"gliner:{folder}")
    texts = ["The OSK fell. A BANK in AAB rose. " + "word " * 9 + "NATO.", "", "OSK"]
    first, nothing, last = recogniser.recognise(texts)
    assert [raw.span.of(texts[0]) for raw in first] == ["OSK", "BANK", "AAB", "NATO"]
    assert {(raw.label, raw.confidence) for raw in first} == {("ORG", 0.75)}
    assert nothing == []
    assert [raw.span.start for raw in last] == [0]
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"


def test_who_it_is_changes_with_the_folder_and_languages_with_the_encoder(folder: Path) -> None:
    before = find_recogniser(f"gliner:{folder}")
    assert before.identity.name == "gliner-my-model"
    assert not before.reads("ru")
    (folder / "gliner_config.json").write_text(json.dumps({"model_name": "microsoft/mdeberta-v3-base"}))
    after = find_recogniser(f"gliner:{folder}")
    assert after.identity.version != before.identity.version
    assert after.reads("ru")


def test_what_is_missing_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReaderError, match=r"needs a folder; write gliner:PATH\.$"):
        find_recogniser("gliner")
    with pytest.raises(ReaderError, match=r"no GLiNER model here"):
        find_recogniser(f"gliner:{folder.parent}")
    (folder / "weights").unlink()
    with pytest.raises(ReaderError, match=r"cannot be loaded .*weights.*put its tokenizer"):
        find_recogniser(f"gliner:{folder}").recognise(["OSK"])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ReaderError, match=r"gliner is not installed; install it with: pip install gliner"):
        find_recogniser(f"gliner:{folder}")
