"""Recognising names with NLTK's `ne_chunk`: a maximum entropy tagger trained on ACE, slower and weaker.

Its data are on no package index, and Reader fetches nothing: who wants it downloads them with NLTK. NLTK
is imported when a recogniser is made, never by importing this module.
"""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.recogniser import Identity, RawSpan, ontonotes_label
from reader.errors import ReaderError
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nltk.tree import Tree

    from reader.analysis.entities.recogniser import Options

DATA = {
    "averaged_perceptron_tagger_eng": "taggers/averaged_perceptron_tagger_eng/",
    "maxent_ne_chunker_tab": "chunkers/maxent_ne_chunker_tab/english_ace_multiclass/",
    "words": "corpora/words",
}
"""NLTK's packages of data that are needed, and where each lies in a folder of data."""


class ChunkRecogniser:
    """Names as NLTK's chunker sees them; its data are loaded when first needed.

    Args:
        version: NLTK's.
    """

    def __init__(self, version: str) -> None:
        self._version = version

    @property
    def identity(self) -> Identity:
        """Its name and NLTK's version."""
        return Identity("nltk-ne-chunk", self._version)

    def reads(self, language: str) -> bool:
        """Tell whether it was trained on a language: on English only."""
        return language == "en"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start.

        Raises:
            ReaderError: when the data are damaged.
        """
        return [list(self._names(paragraph)) for paragraph in paragraphs]

    def _names(self, paragraph: str) -> Iterator[RawSpan]:
        from reader.analysis.language import split_sentences, split_words

        tagger, chunker = self._models
        for sentence in split_sentences(paragraph):
            words = split_words(paragraph, sentence)
            tagged = tagger.tag([word.of(paragraph) for word in words])
            yield from _spans(chunker.parse(tagged), words)

    @cached_property
    def _models(self) -> tuple[Any, Any]:
        from nltk.chunk.named_entity import Maxent_NE_Chunker
        from nltk.tag.perceptron import PerceptronTagger

        try:
            return PerceptronTagger(), Maxent_NE_Chunker()
        except (LookupError, OSError, ValueError) as problem:
            raise ReaderError(
                f"NLTK's data cannot be loaded ({type(problem).__name__})",
                where=", ".join(DATA),
                remedy=f"download them again with: {_download()}",
            ) from problem


def _spans(tree: Tree, words: Sequence[Span]) -> Iterator[RawSpan]:
    """Yield the chunks of a sentence; whatever is no chunk is one word."""
    first = 0
    for node in tree:
        label = None if isinstance(node, tuple) else node.label()
        length = 1 if label is None else len(node)
        if label is not None:
            yield RawSpan(
                Span(words[first].start, words[first + length - 1].end),
                ontonotes_label(label),
            )
        first += length


def make_nltk(options: Options) -> ChunkRecogniser:
    """Return the chunker of NLTK.

    Args:
        options: The argument is a folder of data; NLTK's own places are searched as well.

    Raises:
        ReaderError: when data are missing, or lie where NLTK does not trust them.
    """
    import nltk

    if options.argument and str(options.path) not in nltk.data.path:
        nltk.data.path.insert(0, str(options.path))
    missing = []
    for package, place in DATA.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                nltk.data.find(place)
        except LookupError as problem:
            _refuse_untrusted(problem)
            missing.append((package, place))
    if missing:
        raise ReaderError(
            f"NLTK's data are missing: {', '.join(package for package, _ in missing)}",
            where=", ".join(f"{nltk.data.path[0]}/{place}".rstrip("/") for _, place in missing),
            remedy=f"fetch them with: {_download()}",
        )
    return ChunkRecogniser(nltk.__version__)


def _refuse_untrusted(problem: LookupError) -> None:
    folders = getattr(problem, "_nltk_refused_writable", ())
    if folders:
        raise ReaderError(
            "NLTK refuses data that others than their owner may change",
            where=str(folders[0]),
            remedy=f"run: chmod -R go-w {folders[0]}",
        ) from problem


def _download() -> str:
    return f"python -m nltk.downloader {' '.join(DATA)}"
