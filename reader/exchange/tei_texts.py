"""The texts of a file of TEI, and what pointers into them point to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.articles.article import text_sha256
from reader.exchange.foreign import Source
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.exchange.located_xml import Element

_POINTERS = re.compile(r"[^\s()]+(?:\((?:[^()]|\([^()]*\))*\))?")
_POINTER = re.compile(r"[^#]*#(?P<scheme>[\w-]*)\((?P<within>.*)\)|[^#]*#(?P<id>[^#()]+)", re.DOTALL)
_POINT = re.compile(
    r"\s*(?:(left|right|string-index)\(\s*#?([^\s(),]+)\s*(?:,\s*([0-9]+)\s*)?\)|#?([^\s(),]+))\s*"
)
_APART = {"interpGrp", "listAnnotation", "spanGrp", "standOff"}
"""What is about a text and no part of it, wherever it stands."""
_SHA256 = re.compile("[0-9a-f]{64}")


class Place(Value):
    """A stretch of a text, in code points of all that is in it."""

    text: Text
    start: int
    end: int


class Text:
    """The text of a document.

    Args:
        tei: The document.
        element: Its ``text``.
    """

    def __init__(self, tei: Element, element: Element) -> None:
        self.tei, self.element = tei, element
        self.places: dict[int, tuple[int, int]] = {}
        """Where the characters of each element in it are, by its identity."""
        self.characters = self._read()
        self.is_exact = any(each.get("space") == "preserve" for each in element.within("body"))
        """Whether its blanks are the article's."""
        self._visible = [] if self.is_exact else [n for n, x in enumerate(self.characters) if not x.isspace()]
        self.source = self._source()

    def _read(self) -> str:
        said: list[str] = []
        length = 0
        waiting: list[tuple[Element | str, int | None]] = [(self.element, None)]
        while waiting:
            part, start = waiting.pop()
            if isinstance(part, str):
                said.append(part)
                length += len(part)
            elif start is not None:
                self.places[id(part)] = start, length
            elif part.name not in _APART:
                waiting.append((part, length))
                waiting.extend((each, None) for each in reversed(part.parts))
        return "".join(said)

    def _source(self) -> Source:
        if not self.is_exact:
            return Source(blankless="".join(self.characters.split()))
        header = self.tei.child("teiHeader")
        said = {each.get("type"): each.text for each in (header.within("idno") if header else ())}
        path, sha256 = said.get("path", ""), said.get("sha256", "")
        is_whole = "\ufffd" not in self.characters or text_sha256(self.characters) == sha256
        if is_whole or not _SHA256.fullmatch(sha256):
            return Source(path=path, text=self.characters)
        # Something in the article could not be written, so its text is not this one; the places are.
        return Source(path=path, sha256=sha256)

    def passage(self, place: Place) -> tuple[int, int, str | None]:
        """Return offsets in what its source counts in, and the words; None for words that are not told.

        Raises:
            ValueError: when there is nothing but blanks.
        """
        words = self.characters[place.start : place.end]
        if self.is_exact:
            start, end = place.start, place.end
            known = self.source.text is not None or "\ufffd" not in words
        else:
            start, end = (bisect_left(self._visible, each) for each in (place.start, place.end))
            known = False
        if start >= end:
            raise ValueError(f"there is nothing from {place.start} to {place.end}")
        return start, end, words if known else None


class Texts:
    """The texts of a file, and what is called by an id in it.

    Args:
        root: The file's outermost element.
    """

    def __init__(self, root: Element) -> None:
        self.every = [Text(tei, text) for tei in root.within("TEI") for text in tei.children("text")]
        self._text_of = {key: text for text in self.every for key in text.places}
        self.by_id: dict[str, Element] = {}
        for each in root.within():
            self.by_id.setdefault(each.get("id"), each)

    def of(self, element: Element) -> Place | None:
        """Return where an element is; None where it is in no text."""
        text = self._text_of.get(id(element))
        return Place(text, *text.places[id(element)]) if text else None

    def target(self, pointers: str) -> tuple[Place, bool]:
        """Return what pointers point to, from the first of them to the last, and whether all between is.

        TEI pointers to an id and of the schemes ``string-range``, ``range``, ``string-index``, ``left`` and
        ``right`` with ids are followed (Guidelines, 17.2.4).

        Raises:
            ValueError: when one cannot be followed.
        """
        places = [place for each in _POINTERS.findall(pointers) for place in self._followed(each)]
        if not places or any(each.text is not places[0].text for each in places):
            raise ValueError(f"“{pointers[:60]}” points to no text")
        places.sort(key=lambda each: (each.start, each.end))
        end, is_one = places[0].end, True
        for each in places[1:]:
            is_one &= not each.text.characters[end : each.start].strip()
            end = max(end, each.end)
        return Place(places[0].text, places[0].start, end), is_one

    def _followed(self, pointer: str) -> Iterator[Place]:
        found = _POINTER.fullmatch(pointer)
        if found is None:
            raise ValueError(f"“{pointer[:60]}” is no pointer that can be followed")
        if found["id"]:
            yield self._element(found["id"])
        elif found["scheme"] == "string-range":
            yield from self._ranges([each.strip() for each in found["within"].split(",")], pointer)
        elif found["scheme"] == "range":
            points = re.findall(r"(?:[^,(]|\([^)]*\))+", found["within"])
            if len(points) != 2:
                raise ValueError(f"“{pointer[:60]}” is no pointer that can be followed")
            first, last = map(self._point, points)
            yield Place(first.text, first.start, last.end)
        else:
            yield self._point(pointer.partition("#")[2])

    def _ranges(self, said: list[str], pointer: str) -> Iterator[Place]:
        """Yield what triples of an id, an offset and a length point to."""
        if len(said) % 3 or not all(
            each.isdecimal() and len(each) < 18 for each in (*said[1::3], *said[2::3])
        ):
            raise ValueError(f"“{pointer[:60]}” is no pointer that can be followed")
        for id_, offset, length in zip(said[::3], said[1::3], said[2::3], strict=True):
            within = self._element(id_.removeprefix("#"))
            start = within.start + int(offset)
            if start + int(length) > within.end:
                raise ValueError(f"“{pointer[:60]}” points behind the end of “{id_[:40]}”")
            yield Place(within.text, start, start + int(length))

    def _point(self, said: str) -> Place:
        """Return a point as a place without length, or an element that begins or ends a range."""
        found = _POINT.fullmatch(said)
        if found is None:
            raise ValueError(f"“{said[:60]}” is no pointer that can be followed")
        scheme, id_, offset, plain = found.groups()
        within = self._element(plain or id_)
        if not scheme:
            return within
        at = {"left": within.start, "right": within.end}.get(scheme, within.start + int(offset or 0))
        if at > within.end or (scheme == "string-index" and offset is None):
            raise ValueError(f"“{said[:60]}” points behind the end of “{id_[:40]}”")
        return Place(within.text, at, at)

    def _element(self, id_: str) -> Place:
        element = self.by_id.get(id_)
        place = self.of(element) if element else None
        if place is None:
            raise ValueError(f"there is no “{id_[:60]}” in a text")
        return place

    def named(self, pointers: Iterable[str]) -> Iterator[tuple[str, Element | None]]:
        """Yield ids that pointers name with their elements; None for those there are not."""
        for each in pointers:
            id_ = each.rpartition("#")[2]
            yield id_, self.by_id.get(id_) if "#" in each else None
