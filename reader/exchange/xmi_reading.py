"""Reading UIMA CAS XMI from a zip, or one document of it: every layer of passages, and of relations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.articles.article import text_sha256
from reader.exchange.archives import unzipped
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.safe_xml import UnreadableError, parts
from reader.exchange.uima_layers import METADATA, Found, is_missed, is_taken, link, passage
from reader.exchange.utf16 import Utf16
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"\{http:///(.+)\.ecore\}([^{}]+)")
_NUMBER = re.compile("[0-9]{1,9}")
_SHA256 = re.compile("[0-9a-f]{64}")
_ID = "{http://www.omg.org/XMI}id"
_PLACE = {"sofa", "begin", "end", "Governor", "Dependent"}
_ARRAY = "uima.cas.StringArray"
_TEXTS = {_ARRAY} | {
    f"uima.cas.{each}"
    for each in ("String", "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double", "StringList")
}
"""The types of features that say something; the others lead to other annotations."""


def decode(data: bytes) -> Read:
    """Return what an archive of XMI files holds, or a single file."""
    files = {"": data} if data.lstrip()[:1] == b"<" else unzipped(data, ".xmi", ".xml")
    if isinstance(files, Mistake):
        return Read(mistakes=(files,))
    ranges: dict[str, dict[str, str]] = {}
    mistakes: list[Mistake] = []
    documents = []
    for name, content in files.items():
        try:
            if name.lower().endswith("typesystem.xml"):
                ranges |= _ranges(content)
            else:
                documents.append(_Document(name, content))
        except UnreadableError as error:
            mistakes.append(Mistake(error.line, str(error), name))
    if not files:
        mistakes.append(Mistake(1, "there is no .xmi in it"))
    reads = [each.read(ranges) for each in documents]
    return Read(
        tuple(each for read in reads for each in read.passages),
        tuple(each for read in reads for each in read.links),
        (*mistakes, *(each for read in reads for each in read.mistakes)),
    )


def _ranges(data: bytes) -> dict[str, dict[str, str]]:
    """Return the types of features by their names, by the names of the types that have them."""
    found: dict[str, dict[str, str]] = {}
    for types in parts(data):
        for each in types.iterfind("{*}typeDescription"):
            features = each.iterfind("{*}features/{*}featureDescription")
            found[_said(each, "name")] = {_said(one, "name"): _said(one, "rangeTypeName") for one in features}
    return found


def _said(element: Any, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


class _Document:
    """A document: its elements, in the order of the file, and then what they say together.

    Args:
        name: The file.
        data: What is in it.

    Raises:
        UnreadableError: when it is no XML.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._texts: dict[str, str] = {}
        self._arrays: dict[str, tuple[str, ...]] = {}
        self._elements: list[tuple[Found, dict[str, str]]] = []
        self._about: dict[str, str] = {}
        self._missed: set[str] = set()
        self._mistakes: list[Mistake] = []
        for element in parts(data):
            self._take(element)

    def _take(self, element: Any) -> None:
        tag = _TAG.fullmatch(element.tag)
        if tag is None:
            self._note(element.sourceline, f"is no element of XMI: “{str(element.tag)[:40]}”")
            return
        kind = f"{tag[1].replace('/', '.')}.{tag[2]}"
        said: dict[str, str] = dict(element.attrib.items())
        below: dict[str, list[str]] = {}
        for child in element:
            below.setdefault(child.tag, []).append(child.text or "")
        if kind == "uima.cas.Sofa":
            self._texts[said.get(_ID, "")] = said.get("sofaString", "")
        elif kind == _ARRAY:
            self._arrays[said.get(_ID, "")] = tuple(below.get("elements", ()))
        elif kind == METADATA:
            self._about = said
        elif {"begin", "end"} <= said.keys():
            values: dict[str, tuple[str, ...]] = {
                name: (value,) for name, value in said.items() if name not in _PLACE | {_ID}
            }
            values |= {name: tuple(each) for name, each in below.items()}
            self._elements.append((Found(kind, element.sourceline, values=values, file=self._name), said))

    def read(self, ranges: Mapping[str, Mapping[str, str]]) -> Read:
        """Return what the document holds.

        Args:
            ranges: The types of features by their names, by the names of the types that have them.
        """
        taken = [(found, said) for found, said in self._elements if self._is_taken(found)]
        passages: dict[str, Passage] = {}
        sources = {key: (self._source(text), text, Utf16(text)) for key, text in self._texts.items()}
        for found, said in taken:
            found.values = self._values(found, ranges.get(found.layer, {}))
            if "Governor" not in said and (place := self._place(found, said, sources)) is not None:
                passages[said.get(_ID, "")] = place
        links = [self._link(found, said, passages) for found, said in taken if "Governor" in said]
        return Read(tuple(passages.values()), tuple(filter(None, links)), tuple(self._mistakes))

    def _note(self, line: int, what: str) -> None:
        self._mistakes.append(Mistake(line, what, self._name))

    def _is_taken(self, found: Found) -> bool:
        if is_taken(found.layer):
            return True
        if is_missed(found.layer) and found.layer not in self._missed:
            self._missed.add(found.layer)
            self._note(found.line, f"the layer {found.layer.rpartition('.')[2]} is not taken over")
        return False

    def _values(self, found: Found, ranges: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Return the features that say something, lists that stand elsewhere with what is in them."""
        kept = {}
        for name, values in found.values.items():
            kind = ranges.get(name, "uima.cas.String")
            if kind in _TEXTS:
                is_elsewhere = kind == _ARRAY and len(values) == 1 and values[0] in self._arrays
                kept[name] = self._arrays[values[0]] if is_elsewhere else values
        return kept

    def _source(self, text: str) -> Source:
        """Return the text, or its identity where it has characters that XML could not hold."""
        path, sha256 = self._about.get("documentUri", ""), self._about.get("documentId", "")
        if "\ufffd" in text and _SHA256.fullmatch(sha256) and sha256 != text_sha256(text):
            return Source(path=path, sha256=sha256)
        return Source(path=path, text=text)

    def _place(
        self, found: Found, said: Mapping[str, str], sources: Mapping[str, tuple[Source, str, Utf16]]
    ) -> Passage | None:
        begin, end = said["begin"], said["end"]
        if said.get("sofa", "") not in sources:
            self._note(found.line, "the text of an annotation is not in the file")
            return None
        source, text, counted = sources[said.get("sofa", "")]
        units = [int(each) if _NUMBER.fullmatch(each) else -1 for each in (begin, end)]
        start, stop = map(counted.offset, units)
        if start is None or stop is None or start >= stop:
            self._note(found.line, f"there is no passage at {begin[:20]} to {end[:20]} of the text")
            return None
        found.start, found.end = start, stop
        made = passage(found, source, f"{self._name}#{said.get(_ID, '')}")
        words = text[start:stop]
        return replace(made, exact=None if "\ufffd" in words else words)

    def _link(self, found: Found, said: Mapping[str, str], passages: Mapping[str, Passage]) -> Link | None:
        ends = [passages.get(said.get(each, "")) for each in ("Governor", "Dependent")]
        if ends[0] is None or ends[1] is None:
            self._note(found.line, "an end of a relation is not taken over")
            return None
        return link(found, ends[0].key, ends[1].key)
