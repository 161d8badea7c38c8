"""Recognising names in Russian with the slovnet tagger, its data read from natasha's package.

The model is a convolutional tagger over quantised word vectors and word shapes, decoded by a conditional
random field (github.com/natasha/slovnet, github.com/natasha/navec, MIT). Its package cannot be imported
under today's Python and need not be: the two files of data in it are all that is used, and what runs
them is a page of NumPy here. NumPy is imported when the data are loaded.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import tarfile
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.recogniser import Identity, RawSpan, ontonotes_label
from reader.analysis.entities.slovnet_input import shape_of, tokens_of
from reader.errors import ReaderError
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from reader.analysis.entities.recogniser import Options

    Floats = NDArray[np.float32]

SLOVNET = Identity("slovnet_ner_news", "v1")
_TAGGER = "data/model/slovnet_ner_news_v1.tar"
_VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_PINNED = {
    _TAGGER: "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    _VECTORS: "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
}
"""SHA-256 of the files in natasha 1.6.0."""
_INSTALL = "pip install 'reader-tui[ru]'"


class _Layer(Value):
    """A convolution, a rectifier and a batch normalisation folded into a factor and an offset."""

    kernel: Floats
    """By position in the window, input, output."""
    bias: Floats
    factor: Floats
    offset: Floats

    def __call__(self, rows: Floats) -> Floats:
        import numpy as np

        reach = len(self.kernel) // 2
        padded = np.pad(rows, ((reach, reach), (0, 0)))
        summed = sum(padded[at : at + len(rows)] @ weights for at, weights in enumerate(self.kernel))
        output: Floats = np.maximum(summed + self.bias, 0) * self.factor + self.offset
        return output


class _Tagger(Value):
    """The loaded model."""

    words: dict[str, int]
    shapes: dict[str, int]
    tags: tuple[str, ...]
    codes: Floats
    """Word vectors are quantised (Jégou et al., "Product quantization for nearest neighbor search", 2011):
    each is a row of numbers of centroids, one for each part of the vector."""
    centroids: NDArray[np.uint8]
    shape_vectors: Floats
    layers: tuple[_Layer, ...]
    projection: Floats
    bias: Floats
    transitions: Floats

    def tag(self, words: Sequence[str]) -> list[str]:
        """Return a tag for each token: ``B-PER`` for one that begins a person's name, ``O`` for none."""
        if not words:
            return []
        rows = self._vectors(words)
        for layer in self.layers:
            rows = layer(rows)
        return [
            self.tags[number] for number in _decoded(rows @ self.projection + self.bias, self.transitions)
        ]

    def _vectors(self, words: Sequence[str]) -> Floats:
        import numpy as np

        known, unknown = frozenset(self.shapes), self.words["<unk>"]
        centroids = self.centroids[[self.words.get(word.lower(), unknown) for word in words]]
        vectors = self.codes[np.arange(len(self.codes)), centroids].reshape(len(words), -1)
        shapes = self.shape_vectors[[self.shapes[shape_of(word, known)] for word in words]]
        return np.concatenate((vectors, shapes), axis=-1)


def _decoded(emissions: Floats, transitions: Floats) -> list[int]:
    """Return the best path of tags (Viterbi)."""
    scores, history = emissions[0], []
    for emission in emissions[1:]:
        paths = scores[:, None] + transitions
        history.append(paths.argmax(0))
        scores = paths.max(0) + emission
    path = [int(scores.argmax())]
    for back in reversed(history):
        path.append(int(back[path[-1]]))
    return path[::-1]


class RussianRecogniser:
    """Names in Russian; the model is loaded when first needed.

    Args:
        folder: The folder of natasha's package.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def identity(self) -> Identity:
        """The model's name and version."""
        return SLOVNET

    def reads(self, language: str) -> bool:
        """Tell whether it was trained on a language: on Russian only."""
        return language == "ru"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start.

        Raises:
            ReaderError: when the data cannot be loaded.
        """
        found = []
        for paragraph in paragraphs:
            tokens = tokens_of(paragraph)
            tags = self._tagger.tag([token.of(paragraph) for token in tokens])
            found.append(list(_names(tokens, tags)))
        return found

    @cached_property
    def _tagger(self) -> _Tagger:
        try:
            return _load(self._folder)
        except (ImportError, OSError, ValueError, KeyError, tarfile.TarError) as problem:
            raise ReaderError(
                f"the Russian model cannot be loaded ({problem})",
                where=str(self._folder / _TAGGER),
                remedy=f"install it anew with: {_INSTALL}",
            ) from problem


def _names(tokens: Sequence[Span], tags: Sequence[str]) -> Iterator[RawSpan]:
    """Join the tokens of each name; one begins with a tag that says so, as slovnet itself reads them."""
    first, label = 0, ""
    for number, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            yield RawSpan(Span(tokens[first].start, tokens[number - 1].end), ontonotes_label(label))
            label = ""
        if tag.startswith("B-"):
            first, label = number, tag[2:]


def _load(folder: Path) -> _Tagger:
    import numpy as np

    vectors = _members(folder / _VECTORS)["pq.bin"]
    rows, _, parts, centres = (int(number) for number in np.frombuffer(vectors, np.uint32, 4))
    files = _members(folder / _TAGGER)
    model = json.loads(files["model.json"])

    def array(weight: dict[str, Any]) -> Floats:
        return np.frombuffer(files[f"arrays/{weight['array']}.bin"], weight["dtype"]).reshape(weight["shape"])

    def lines(name: str) -> list[str]:
        return gzip.decompress(files[f"vocabs/{name}.gz"]).decode("utf-8").splitlines()

    return _Tagger(
        words={word: number for number, word in enumerate(lines("word"))},
        shapes={shape: number for number, shape in enumerate(lines("shape"))},
        tags=tuple(lines("tag")),
        codes=np.frombuffer(vectors, np.float32, offset=16 + rows * parts).reshape(parts, centres, -1),
        centroids=np.frombuffer(vectors, np.uint8, rows * parts, offset=16).reshape(rows, parts),
        shape_vectors=array(model["emb"]["shape"]["weight"]),
        layers=tuple(_layer(each, array) for each in model["encoder"]["layers"]),
        projection=array(model["head"]["proj"]["weight"]),
        bias=array(model["head"]["proj"]["bias"]),
        transitions=array(model["head"]["crf"]["transitions"]),
    )


def _layer(layer: dict[str, Any], array: Any) -> _Layer:
    """Build a layer; kernels are stored by output, input, position."""
    import numpy as np

    norm = {name: array(weight) for name, weight in layer["norm"].items()}
    factor = norm["weight"] / norm["std"]
    kernel = np.ascontiguousarray(array(layer["conv"]["weight"]).transpose(2, 1, 0))
    return _Layer(kernel, array(layer["conv"]["bias"]), factor, norm["bias"] - norm["mean"] * factor)


def _members(path: Path) -> dict[str, bytes]:
    """Read an archive whole."""
    with tarfile.open(path) as archive:
        return {member.name: file.read() for member in archive if (file := archive.extractfile(member))}


def make_russian(options: Options) -> RussianRecogniser:
    """Return the Russian model, checked but not yet loaded.

    Raises:
        ReaderError: when natasha's package is not installed, or its data are not those that were measured.
    """
    del options
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations or not importlib.util.find_spec("numpy"):
        raise ReaderError(
            "the Russian model is not installed",
            where="natasha",
            remedy=f"install it with: {_INSTALL}",
        )
    folder = Path(spec.submodule_search_locations[0])
    for part, sha256 in _PINNED.items():
        if _sha256(folder / part) != sha256:
            raise ReaderError(
                "the Russian model is not the one Reader knows",
                where=str(folder / part),
                remedy="install it anew with: pip install --force-reinstall natasha==1.6.0",
            )
    return RussianRecogniser(folder)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
