"""Recognising names with a GLiNER model in a folder of the user's.

GLiNER (Zaratiana et al., "GLiNER: Generalist Model for Named Entity Recognition using Bidirectional
Transformer", NAACL 2024) is told in words what to look for. The package `gliner` is no dependency: it
needs PyTorch. Everything is read from the folder; the network is never asked.
"""

from __future__ import annotations

import importlib.util
import os
import re
import warnings
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.folders import as_word, read_description, state_of
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.errors import ReaderError
from reader.text.segments import quick_sentences
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.analysis.entities.recogniser import Options

PROMPTS = {
    "person": "PERSON",
    "organization": "ORG",
    "country, city or state": "GPE",
    "location": "LOC",
    "facility": "FAC",
    "nationality, religious or political group": "NORP",
    "event": "EVENT",
    "product": "PRODUCT",
    "law": "LAW",
}
"""What the model is asked for, and the label of what it finds so."""
_THRESHOLD = 0.5
"""GLiNER's own; what it is less sure of is left out."""
_ASKED = 2 * len(PROMPTS) + 1
"""Tokens that the questions take of what the model sees at once: a mark and a word each, and an end."""
_TOKEN = re.compile(r"\w+(?:[-_]\w+)*|\S")
"""A token as GLiNER counts them."""
_MANY_LANGUAGES = re.compile(r"mdeberta|multi|xlm|mt5", re.IGNORECASE)


class PromptedRecogniser:
    """Names as a GLiNER model sees them; it is loaded when first needed.

    Args:
        folder: The model's folder.
        description: Its ``gliner_config.json``.
    """

    def __init__(self, folder: Path, description: dict[str, Any]) -> None:
        self._folder = folder
        self._longest = max(1, int(description.get("max_len", 384)) - _ASKED)
        self._reads_all = bool(_MANY_LANGUAGES.search(str(description.get("model_name", ""))))
        self._identity = Identity(as_word(f"gliner-{folder.resolve().name}"), state_of(folder))

    @property
    def identity(self) -> Identity:
        """The folder's name, and a version that changes with its files."""
        return self._identity

    def reads(self, language: str) -> bool:
        """Tell whether the encoder it is built on was made for a language."""
        return self._reads_all or language == "en"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, with the model's scores as confidence.

        Raises:
            ReaderError: when the model cannot be loaded.
        """
        return [
            [
                raw.shifted(window.start)
                for window in self._windows(text)
                for raw in self._names(window.of(text))
            ]
            for text in paragraphs
        ]

    def _names(self, text: str) -> list[RawSpan]:
        found = self._model.predict_entities(text, list(PROMPTS), threshold=_THRESHOLD, flat_ner=True)
        names = (
            RawSpan(Span(each["start"], each["end"]), PROMPTS[each["label"]], float(each["score"]))
            for each in found
        )
        return sorted(names, key=attrgetter("claim"))

    def _windows(self, text: str) -> Iterator[Span]:
        """Cut a paragraph into whole sentences of as many tokens as the model sees; it drops the rest."""
        start, end, room = 0, 0, self._longest
        for sentence in quick_sentences(text, Span(0, len(text))):
            for piece, tokens in self._parts(text, sentence):
                if tokens > room and end > start:
                    yield Span(start, end)
                    start, room = piece.start, self._longest
                end, room = piece.end, room - tokens
        if end > start:
            yield Span(start, end)

    def _parts(self, text: str, sentence: Span) -> Iterator[tuple[Span, int]]:
        tokens = [found.span() for found in _TOKEN.finditer(text, sentence.start, sentence.end)]
        for first in range(0, len(tokens), self._longest):
            part = tokens[first : first + self._longest]
            yield Span(part[0][0], part[-1][1]), len(part)

    @cached_property
    def _model(self) -> Any:
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from gliner import GLiNER

                return GLiNER.from_pretrained(str(self._folder), local_files_only=True)
        except Exception as problem:  # of three large libraries
            raise ReaderError(
                f"the GLiNER model cannot be loaded ({type(problem).__name__}: {str(problem)[:200]})",
                where=str(self._folder),
                remedy="put its tokenizer and its encoder's configuration into the folder as well",
            ) from problem


def make_gliner(options: Options) -> PromptedRecogniser:
    """Return the GLiNER model in a folder.

    Raises:
        ReaderError: when no folder is named, it holds no model, or the package is missing.
    """
    if not options.argument:
        raise ReaderError("the engine 'gliner' needs a folder", where="", remedy="write gliner:PATH")
    description = read_description(
        options.path,
        "gliner_config.json",
        needs="GLiNER model",
        remedy="name the folder that holds gliner_config.json and the weights",
    )
    if importlib.util.find_spec("gliner") is None:
        raise ReaderError(
            "the package gliner is not installed",
            where=f"engine gliner:{options.argument}",
            remedy="install it with: pip install gliner (it brings PyTorch)",
        )
    return PromptedRecogniser(options.path, description)
