"""Reading a REFI-QDA project: its texts with their selections, the codebook, the notes and the links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from reader.exchange.archives import unzipped
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source
from reader.exchange.located_xml import Element, parse_xml, utc_of
from reader.exchange.refi_codes import ORIGIN, Codes, noted, plain_guid
from reader.exchange.refi_positions import Positions
from reader.values import replace

_MEDIA = {"PictureSource": "a picture", "AudioSource": "a recording", "VideoSource": "a film"}
_UNUSED = {"Cases": "Case", "Variables": "Variable", "Sets": "Set", "Graphs": "Graph"}
_NUMBER = re.compile("[0-9]{1,18}")


def decode(data: bytes) -> Read:
    """Return what a project holds."""
    files = unzipped(data, ".qde", ".txt")
    if isinstance(files, Mistake):
        return Read(mistakes=(files,))
    name = next((each for each in files if each.lower().endswith(".qde")), None)
    if name is None:
        return Read(mistakes=(Mistake(1, "has no project.qde in it"),))
    root = parse_xml(files[name], name)
    if isinstance(root, Mistake):
        return Read(mistakes=(root,))
    if root.name != "Project":
        what = f"is no project of REFI-QDA, but “{root.name[:40]}”"
        return Read(mistakes=(Mistake(root.line, what, name),))
    return _Reading(root, files, name).read()


class _Reading:
    """Reads a project.

    Args:
        root: Its outermost element.
        files: The files of the archive.
        file: Which of them it is.
    """

    def __init__(self, root: Element, files: dict[str, bytes], file: str) -> None:
        self._root, self._file = root, file
        self._texts = {_base(name): data for name, data in files.items() if name != file}
        self._mistakes: list[Mistake] = []
        self._users = {plain_guid(x.get("guid")): x.get("name") or x.get("id") for x in root.within("User")}
        self._notes = {plain_guid(x.get("guid")): x for x in root.within("Note")}
        self._said = {guid: self._text(note) or "" for guid, note in self._notes.items()}
        self._codes = Codes(root, self._said, file)
        self._passages: dict[str, Passage] = {}

    def read(self) -> Read:
        """Return what it holds."""
        for sources in self._root.children("Sources"):
            for source in sources.children():
                self._take(source)
        links = [made for each in self._root.within("Link") if (made := self._link(each))]
        for group, each in _UNUSED.items():
            for found in chain.from_iterable(x.children(each) for x in self._root.children(group)):
                self._mistake(found, f"the {each.lower()} “{found.get('name')[:40]}” is not taken over")
        mistakes = sorted((*self._codes.mistakes, *self._mistakes), key=lambda each: each.line)
        passages = tuple(self._passages.values())
        return Read(passages, tuple(links), tuple(mistakes), tuple(self._codes.codes))

    def _mistake(self, element: Element, what: str) -> None:
        self._mistakes.append(Mistake(element.line, what, self._file))

    def _take(self, source: Element) -> None:
        """Read a source; of others than texts there is nothing but the text that goes with them."""
        name = source.get("name")[:40]
        if source.name in _MEDIA:
            self._mistake(source, f"“{name}” is {_MEDIA[source.name]}, which is not taken over")
        elif source.name == "PDFSource":
            for selection in source.children("PDFSelection"):
                self._mistake(selection, f"a part of a page of “{name}” is not taken over")
            for text in source.children("Representation"):
                self._take_text(text, source)
        elif source.name == "TextSource":
            self._take_text(source, source)

    def _take_text(self, element: Element, source: Element) -> None:
        name = source.get("name")[:40]
        text = self._text(element)
        if text is None:
            has = element.get("plainTextPath") or element.get("richTextPath")
            self._mistake(element, f"the plain text of “{name}” is not there (“{has[:80]}” is)")
            return
        if any(source.children("Coding")):
            self._mistake(source, f"“{name}” has a code as a whole, and only passages can have tags")
        selections = list(element.children("PlainTextSelection"))
        positions = Positions(text, selections, self._root.get("origin"))
        path = source.child("Description") if self._root.get("origin") == ORIGIN else None
        where = Source(path=path.text if path else source.get("name"), text=positions.text)
        for selection in selections:
            try:
                passage = self._passage(selection, where, positions)
            except ValueError as error:
                self._mistake(selection, str(error))
            else:
                twin = passage.key in self._passages or not passage.key
                key = f"{passage.key}@{selection.line}:{len(self._passages)}" if twin else passage.key
                self._passages[key] = replace(passage, key=key)

    def _text(self, element: Element) -> str | None:
        """Return the plain text of a source or a note; None where it is not there."""
        content = element.child("PlainTextContent")
        if content is not None:
            return content.text
        data = self._texts.get(_base(element.get("plainTextPath")))
        if data is None or not element.get("plainTextPath"):
            return None
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            self._mistake(element, f"the text is not UTF-8 (byte {error.start})")
            return None
        return text if self._root.get("origin") == ORIGIN else text.removeprefix("\ufeff")

    def _passage(self, selection: Element, source: Source, positions: Positions) -> Passage:
        given = selection.get("startPosition"), selection.get("endPosition")
        if not all(map(_NUMBER.fullmatch, given)):
            raise ValueError(f"“startPosition” or “endPosition” is none: {given[0][:20]}, {given[1][:20]}")
        start, end = (positions.place(int(each)) for each in given)
        if start >= end:
            raise ValueError(f"there is nothing from {given[0]} to {given[1]}")
        codings = list(selection.children("Coding"))
        description = selection.child("Description")
        notes = [guid for each in (selection, *codings) for guid in noted(each)]
        signed = (selection, *codings)
        return Passage(
            source=source,
            line=selection.line,
            start=start,
            end=end,
            exact=positions.text[start:end],
            tags=tuple(dict.fromkeys(self._tags(codings))),
            note="\n".join(
                filter(None, [description.text if description else "", *map(self._said.get, notes)])
            ),
            key=plain_guid(selection.get("guid")),
            author=next((name for x in signed if (name := self._author(x))), ""),
            created=next((at for x in signed if (at := utc_of(x.get("creationDateTime")))), ""),
            modified=utc_of(selection.get("modifiedDateTime")),
        )

    def _tags(self, codings: Iterable[Element]) -> Iterable[str]:
        for reference in chain.from_iterable(each.children("CodeRef") for each in codings):
            guid = plain_guid(reference.get("targetGUID"))
            if guid in self._codes.names:
                yield self._codes.names[guid]
            else:
                self._mistake(reference, f"there is no code {guid[:40]}")

    def _author(self, element: Element) -> str:
        return self._users.get(plain_guid(element.get("creatingUser")), "")

    def _link(self, link: Element) -> Link | None:
        """Return a link between two passages; one of a passage and a note gives the passage that note."""
        ends = plain_guid(link.get("originGUID")), plain_guid(link.get("targetGUID"))
        if all(end in self._passages for end in ends):
            notes = [guid for guid in noted(link) if guid in self._notes]
            signed = [self._notes[guid] for guid in notes]
            return Link(
                line=link.line,
                name=link.get("name") or "linked",
                source=ends[0],
                target=ends[1],
                key=plain_guid(link.get("guid")),
                author=next((name for x in signed if (name := self._author(x))), ""),
                created=next((at for x in signed if (at := utc_of(x.get("creationDateTime")))), ""),
                note="\n".join(self._said[guid] for guid in notes),
            )
        for passage, note in (ends, ends[::-1]):
            if passage in self._passages and note in self._said:
                there = self._passages[passage]
                text = "\n".join(filter(None, (there.note, self._said[note])))
                self._passages[passage] = replace(there, note=text)
                return None
        self._mistake(link, f"the link “{link.get('name')[:40]}” is not between passages that are there")
        return None


def _base(path: str) -> str:
    """Return the name of a file, however its folder is called and written."""
    return re.split(r"[/\\]", path)[-1].lower()
