"""Raw spans kept on disk, so that a text is looked at by a model once.

Only what is dear is kept: the recogniser's spans and the sentences. The layers above are cheap and run
each time, so that a better rule never needs the model again. The folder is disposable: whatever is
damaged, strange or cannot be written is as if it were not there.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.recogniser import RawSpan
from reader.articles.article import text_sha256
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.analysis.entities.recogniser import Identity

_FORMAT = 1
"""Goes up when the file's shape changes, or when sentences are split differently."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is dear to find in a text."""

    raw: tuple[RawSpan, ...]
    """Names as the recogniser saw them, offsets from the start of the text."""
    sentences: tuple[Span, ...]


class ReadingCache:
    """Readings of texts in a folder, one small JSON file each.

    Args:
        folder: Where the files lie; made when first needed. None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, text: str, identity: Identity) -> Reading | None:
        """Return what a recogniser found in a text, if it is known."""
        path = self._path(text, identity)
        if path is None:
            return None
        try:
            return _reading(json.loads(path.read_text(encoding="utf-8")), len(text))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def put(self, text: str, identity: Identity, reading: Reading) -> None:
        """Keep a reading; a folder that cannot be written is no error."""
        path = self._path(text, identity)
        if path is None:
            return
        spans = [[raw.span.start, raw.span.end, raw.label] for raw in reading.raw]
        sentences = [[sentence.start, sentence.end] for sentence in reading.sentences]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, json.dumps({"format": _FORMAT, "raw": spans, "sentences": sentences}))
        except OSError:
            return

    def _path(self, text: str, identity: Identity) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{text_sha256(text)}.{identity.name}-{identity.version}.json"


def _reading(stored: dict[str, Any], length: int) -> Reading:
    """Check and rebuild a reading.

    Raises:
        ValueError: when the file is of another format or points outside the text.
    """
    if stored["format"] != _FORMAT:
        raise ValueError("another format")
    raw = tuple(RawSpan(Span(start, end), str(label)) for start, end, label in stored["raw"])
    sentences = tuple(Span(start, end) for start, end in stored["sentences"])
    if any(span.end > length for span in (*sentences, *(found.span for found in raw))):
        raise ValueError("of another text")
    return Reading(raw, sentences)


def _replace(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(content, encoding="utf-8")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
