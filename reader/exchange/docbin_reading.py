"""Reading spaCy's DocBin: its span groups and its entities, Reader's own or another program's."""

from __future__ import annotations

import gc
import zlib
from typing import TYPE_CHECKING, Any

from reader.exchange.foreign import Mistake, Passage, Read, Source
from reader.exchange.located_json import text_in
from reader.exchange.positions import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = "sc"
"""The span group that spaCy's span categorizer looks in."""
OWN = "reader"
"""Under this a document's user data has what is Reader's own."""
LARGEST = 400_000_000
"""How many bytes a file may have when it is unpacked."""

_READ = ("ORTH", "ENT_IOB", "ENT_TYPE", "ENT_ID")
"""The columns that are read: of others, such as heads of a tree, spaCy believes whatever a file says."""


def decode(data: bytes) -> Read:
    """Return what such a file holds; the line of a passage is the number of its document."""
    collecting = gc.isenabled()
    try:
        return _read(_unpacked(data))
    except Exception as error:  # noqa: BLE001 - spaCy and what it reads with raise whatever they like
        return Read(mistakes=(Mistake(1, f"is no DocBin that can be read ({_first_line(error)})"),))
    finally:
        if collecting:  # srsly leaves it switched off when it fails
            gc.enable()


def _unpacked(data: bytes) -> bytes:
    """Return a file that is not larger than it may be.

    Raises:
        ValueError: when it is.
        zlib.error: when it is not packed.
    """
    unpacking = zlib.decompressobj()
    if len(unpacking.decompress(data, LARGEST)) >= LARGEST:
        raise ValueError(f"it has more than {LARGEST:,} bytes")
    if not unpacking.eof:
        raise ValueError("its end is missing")
    return data


def _read(data: bytes) -> Read:
    from spacy.attrs import IDS
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    file = DocBin().from_bytes(data)
    columns = [at for at, attribute in enumerate(file.attrs) if attribute in {IDS[name] for name in _READ}]
    file.attrs = [file.attrs[at] for at in columns]
    file.tokens = [tokens[:, columns] for tokens in file.tokens]
    passages: list[Passage] = []
    mistakes: list[Mistake] = []
    for number, doc in enumerate(file.get_docs(Vocab()), 1):
        own = doc.user_data.get(OWN)
        own = own if isinstance(own, dict) else {}
        source = Source(text_in(own, "path", ""), text_in(own, "sha256", ""), doc.text)
        notes = own.get("annotations")
        notes = notes if isinstance(notes, dict) else {}
        found = []
        for start, end, label, key in _spans(doc):
            if not 0 <= start < end <= len(doc.text):
                mistakes.append(Mistake(number, f"there is nothing at {start} to {end} of the text"))
            else:
                found.append(_passage(source, number, (start, end), label, key, notes.get(key)))
        passages += joined(found)
    return Read(tuple(passages), (), tuple(mistakes))


def _spans(doc: Any) -> Iterator[tuple[int, int, str, str]]:
    """Yield the spans of a document: start and end in code points, label and id; each entity but once."""
    seen = set()
    for name in sorted(doc.spans, key=lambda name: (name != GROUP, name)):
        for span in doc.spans[name]:
            seen.add((span.start_char, span.end_char, span.label_))
            key = span.id_ if span.id in span.vocab.strings else ""
            yield span.start_char, span.end_char, span.label_, key
    for span in doc.ents:
        if (span.start_char, span.end_char, span.label_) not in seen:
            yield span.start_char, span.end_char, span.label_, ""


def _passage(
    source: Source, number: int, place: tuple[int, int], label: str, key: str, fields: object
) -> Passage:
    given = fields if isinstance(fields, dict) else {}
    return Passage(
        source=source,
        line=number,
        start=place[0],
        end=place[1],
        tags=(label,) if label else (),
        note=text_in(given, "note", ""),
        key=key,
        author=text_in(given, "author", ""),
        created=text_in(given, "created", ""),
        modified=text_in(given, "modified", ""),
    )


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:100] or type(error).__name__
