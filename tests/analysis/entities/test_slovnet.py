"""The Russian model: its tokens and shapes, its arithmetic on data a test can write, and the real one."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import tarfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities import finding, slovnet
from reader.analysis.entities.finding import find_recogniser, suited
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import Options
from reader.analysis.entities.slovnet_input import shape_of, tokens_of
from reader.errors import ReaderError

WORDS = ["вельт", "аро", "оск", "<unk>", "<pad>"]
SHAPES = [
    "<pad>",
    "RU_X",
    "RU_Xx",
    "RU_xx",
    "RU_XX",
    "PUNCT_.",
    "PUNCT_OTHER",
    "NUM",
    "OTHER",
    "EN_Xx",
    "EN_xx",
]
TAGS = ["<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Аль-Каида* взяла Оск.", ["Аль-Каида", "*", "взяла", "Оск", "."]),
        ("рост на 3,5% в 2011-2020 гг...", ["рост", "на", "3,5", "%", "в", "2011-2020", "гг", "..."]),
        ("ООО «Оск-24» (бывш. Osk)", ["ООО", "«", "Оск-24", "»", "(", "бывш", ".", "Osk", ")"]),
        ("Оск - город -- да?!", ["Оск", "-", "город", "--", "да", "?!"]),
        ("5млн Oскар Δt é́", ["5", "млн", "O", "скар", "Δt", "é́"]),
        ("", []),
    ],
)
def test_tokens_are_those_the_model_was_trained_on(text: str, tokens: list[str]) -> None:
    assert [token.of(text) for token in tokens_of(text)] == tokens


@given(st.text(st.sampled_from("аБzZ9-.,* \n«é\ud800/"), max_size=40) | st.text(max_size=30))
def test_tokens_hold_everything_that_is_not_space(text: str) -> None:
    tokens = tokens_of(text)
    assert "".join(token.of(text) for token in tokens) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_shapes() -> None:
    known = frozenset({"PUNCT_*"})
    words = ["Оск", "оск", "ООН", "О", "я", "Аль-Каида", "иОск", "Osk", "2011", "*", "...", "°"]
    assert [shape_of(word, known) for word in words] == [
        "RU_Xx", "RU_xx", "RU_XX", "RU_X", "RU_x", "RU_Xx-Xx", "RU_OTHER", "EN_Xx", "NUM", "PUNCT_*",
        "PUNCT_OTHER", "OTHER",
    ]  # fmt: skip


def test_the_best_path_is_that_of_all_paths() -> None:
    random = np.random.default_rng(3)
    emissions = random.normal(size=(5, 3)).astype(np.float32)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    paths = np.stack(np.meshgrid(*[range(3)] * 5, indexing="ij"), -1).reshape(-1, 5)
    scores = emissions[range(5), paths].sum(1) + transitions[paths[:, :-1], paths[:, 1:]].sum(1)
    assert slovnet._decoded(emissions, transitions) == paths[scores.argmax()].tolist()


def archive(path: Path, files: dict[str, bytes]) -> None:
    path.parent.mkdir(parents=True)
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def weights(arrays: list[np.ndarray], values: object) -> dict[str, object]:
    arrays.append(np.asarray(values, np.float32))
    return {"shape": list(arrays[-1].shape), "dtype": "float32", "array": len(arrays) - 1}


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package like natasha's; its model knows three words, and who stands before a word."""
    vectors = np.eye(4, dtype=np.float32)[[0, 1, 2, 3, 3]]
    header = np.array([5, 4, 1, 5], np.uint32).tobytes()
    quantised = np.arange(5, dtype=np.uint8).tobytes() + vectors.tobytes()
    archive(tmp_path / slovnet._VECTORS, {"pq.bin": header + quantised})
    arrays: list[np.ndarray] = []
    kernel = np.zeros((5, 4 + 1, 3))
    kernel[range(4), range(4), 1] = 1
    kernel[4, 1, 0] = 1  # "аро" stands before
    layer = {
        "conv": {"weight": weights(arrays, kernel), "bias": weights(arrays, [0] * 5), "padding": 1},
        "norm": {
            "weight": weights(arrays, [2] * 5),
            "bias": weights(arrays, [1] * 5),
            "mean": weights(arrays, [0] * 5),
            "std": weights(arrays, [1] * 5),
        },
    }
    votes = np.zeros((5, 6))
    votes[0, 2] = votes[1, 2] = votes[2, 4] = votes[3, 1] = 2  # by word: Вельт, Аро: B-PER; Оск: B-LOC
    votes[4, 3] = 3
    model = {
        "emb": {"shape": {"weight": weights(arrays, np.zeros((len(SHAPES), 1)))}},
        "encoder": {"layers": [layer]},
        "head": {
            "proj": {"weight": weights(arrays, votes), "bias": weights(arrays, [-1] * 6)},
            "crf": {"transitions": weights(arrays, np.zeros((6, 6)))},
        },
    }
    files = {"model.json": json.dumps(model).encode()}
    files |= {f"arrays/{number}.bin": array.tobytes() for number, array in enumerate(arrays)}
    for name, lines in (("word", WORDS), ("shape", SHAPES), ("tag", TAGS)):
        files[f"vocabs/{name}.gz"] = gzip.compress("\n".join(lines).encode())
    archive(tmp_path / slovnet._TAGGER, files)
    spec = importlib.util.spec_from_loader("natasha", loader=None)
    assert spec is not None
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    pinned = {part: slovnet._sha256(tmp_path / part) for part in (slovnet._TAGGER, slovnet._VECTORS)}
    monkeypatch.setattr(slovnet, "_PINNED", pinned)
    finding._russian.cache_clear()
    return tmp_path


def test_names_are_joined_from_tags_at_their_places(tiny: Path) -> None:
    texts = ["В Оск едет Аро Вельт.", "", "Вельт Вельт"]
    found = find_recogniser("slovnet-ru").recognise(texts)
    assert [
        [(raw.span.of(text), raw.label) for raw in raws] for text, raws in zip(texts, found, strict=True)
    ] == [
        [("Оск", "LOC"), ("Аро Вельт", "PERSON")],
        [],
        [("Вельт", "PERSON"), ("Вельт", "PERSON")],
    ]


def test_russian_is_read_by_it_where_it_is_installed(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class English(QuickRecogniser):
        def reads(self, language: str) -> bool:
            return language == "en"

    assert suited(English(), "ru").identity == slovnet.SLOVNET
    assert suited(English(), "fr").identity.name == "quick"
    assert isinstance(suited(English(), "en"), English)
    finding._russian.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert suited(English(), "ru").identity.name == "quick"
    finding._russian.cache_clear()
    with pytest.raises(
        ReaderError, match=r"^natasha: .*not installed; install it with: pip install 'reader-tui"
    ):
        find_recogniser("slovnet-ru")


def test_altered_and_damaged_data_are_refused(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny / slovnet._TAGGER).write_bytes(b"no archive")
    with pytest.raises(ReaderError, match=r"news_v1.tar: .*not the one Reader knows"):
        find_recogniser("slovnet-ru")
    monkeypatch.setattr(slovnet, "_PINNED", {})
    with pytest.raises(ReaderError, match="the Russian model cannot be loaded"):
        find_recogniser("slovnet-ru").recognise(["Оск"])


@pytest.mark.model
@pytest.mark.skipif(not importlib.util.find_spec("natasha"), reason="the extra 'ru' is not installed")
def test_the_real_one() -> None:
    text = "Министр иностранных дел России Сергей Лавров прибыл в Тегеран, сообщает ТАСС."
    (found,) = slovnet.make_russian(Options()).recognise([text])
    assert [(raw.span.of(text), raw.label) for raw in found] == [
        ("России", "LOC"),
        ("Сергей Лавров", "PERSON"),
        ("Тегеран", "LOC"),
        ("ТАСС", "ORG"),
    ]
