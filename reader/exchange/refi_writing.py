"""Writing a REFI-QDA project (``.qdpx``): a zip of ``project.qde`` and the texts as plain files.

REFI-QDA Standard 1.5 (https://www.qdasoftware.org). Positions count Unicode code points from the start of
the text's file (section 10.2); the texts have single newlines, and no byte order mark of ours. A note is
the description of its selection, where ATLAS.ti, MAXQDA and QualCoder have the comment of a passage.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from reader.annotations.codebook import Code, folded
from reader.exchange.archives import zipped
from reader.exchange.codebooks import codes_of
from reader.exchange.features import Loss
from reader.exchange.format import Encoded, utf8
from reader.exchange.located_xml import Holding, holdable, is_utc
from reader.exchange.positions import placed
from reader.exchange.refi_codes import ORIGIN, add_codes, guid_of, is_guid, keys_lost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.exchange.section import Section

_SPACE = "urn:QDA-XML:project:1.0"
_QUOTED = 80
"""How many code points of its words a selection has as its name."""


def encode(sections: Sequence[Section]) -> Encoded:
    """Return articles with their annotations as a project."""
    project = _Project(sections)
    files = [("project.qde", project.xml())]
    files += [(f"Sources/{_source(each)}.txt", utf8(each.article.text)) for each in sections]
    return Encoded(zipped(files), project.losses())


def _source(section: Section) -> str:
    return guid_of("source", section.article.id)


class _Project:
    """The project's file.

    Args:
        sections: What is written.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._holding = Holding()
        self._codes = codes_of(sections)
        self._written = {each.id for section in sections for each in placed(section)}
        self._related = [each for section in sections for each in section.relations]
        self._linked = [x for x in self._related if {end.annotation for end in x.ends} <= self._written]
        self._spelt = {folded(code.name): code.name for code in self._codes}
        self._free = self._free_tags()

    def _free_tags(self) -> dict[str, Code]:
        """Return the tags that are in no codebook, as XML can hold them, as codes."""
        tags = (tag for section in self._sections for each in placed(section) for tag in each.tags)
        free = dict.fromkeys(tag for tag in tags if folded(tag) not in self._spelt)
        return {holdable(tag): Code(tag) for tag in free}

    def xml(self) -> bytes:
        """Return the file."""
        from lxml import etree

        root = etree.Element(f"{{{_SPACE}}}Project", nsmap={None: _SPACE}, name=ORIGIN, origin=ORIGIN)
        self._add_users(root)
        if self._codes or self._free:
            codes = _within(_within(root, "CodeBook"), "Codes")
            add_codes(codes, (*self._codes, *self._free.values()), self._holding)
        self._add_sources(root)
        self._add_links(root)
        made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        return made

    def losses(self) -> tuple[Loss, ...]:
        """Return what is lost beyond what the format has no place for."""
        tags = [tag for section in self._sections for each in placed(section) for tag in each.tags]
        spelt = sum(self._spelt.get(folded(tag), tag) != tag for tag in tags)
        unsigned = sum(not each.note for each in self._linked)
        endless = len(self._related) - len(self._linked)
        return (
            keys_lost(self._codes),
            self._holding.loss,
            Loss("free-tags", "tags that are in no codebook", len(self._free), "each becomes a code of it"),
            Loss("spellings", "tags written otherwise than in the codebook", spelt, "written as there"),
            Loss("signatures", "authors and times of relations without a note", unsigned, "left out"),
            Loss("endless", "relations from or to an annotation that is not written", endless, "left out"),
        )

    def _add_users(self, root: Any) -> None:
        annotators = [each.author for section in self._sections for each in placed(section)]
        authors = dict.fromkeys((*annotators, *(each.author for each in self._linked)))
        names = dict.fromkeys(map(self._holding.held, authors))
        if names:
            users = _within(root, "Users")
            for name in names:
                _within(users, "User", guid=guid_of("user", name), name=name)

    def _add_sources(self, root: Any) -> None:
        if not self._sections:
            return
        sources, names = _within(root, "Sources"), set[str]()
        for section in self._sections:
            guid, article = _source(section), section.article
            source = _within(sources, "TextSource", guid=guid, plainTextPath=f"internal://{guid}.txt")
            source.set("name", _unused(self._holding.held(article.title or article.path), names))
            _within(source, "Description").text = self._holding.held(article.path)
            for each in placed(section):
                self._add_selection(source, each)

    def _add_selection(self, source: Any, annotation: Annotation) -> None:
        place, words = annotation.span, " ".join(annotation.target.exact.split())[:_QUOTED]
        made = _within(source, "PlainTextSelection", guid=_guid(annotation.id))
        made.set("name", holdable(words))
        made.set("startPosition", str(place.start))
        made.set("endPosition", str(place.end))
        self._sign(made, annotation.author, annotation.created)
        made.set("modifyingUser", made.get("creatingUser"))
        if is_utc(annotation.modified):
            made.set("modifiedDateTime", annotation.modified)
        if annotation.note:
            _within(made, "Description").text = self._holding.held(annotation.note)
        names = (holdable(self._spelt.get(folded(tag), tag)) for tag in annotation.tags)
        for name in dict.fromkeys(names):
            coding = _within(made, "Coding", guid=guid_of("coding", f"{annotation.id}:{name}"))
            self._sign(coding, annotation.author, annotation.created)
            _within(coding, "CodeRef", targetGUID=guid_of("code", name))

    def _add_links(self, root: Any) -> None:
        noted = [each for each in self._linked if each.note]
        if noted:
            notes = _within(root, "Notes")
            for each in noted:
                note = _within(notes, "Note", guid=_note(each), name=holdable(each.name))
                self._sign(note, each.author, each.created)
                _within(note, "PlainTextContent").text = self._holding.held(each.note)
        if self._linked:
            links = _within(root, "Links")
            for each in self._linked:
                link = _within(links, "Link", guid=_guid(each.id), name=self._holding.held(each.name))
                link.set("direction", "OneWay")
                link.set("originGUID", _guid(each.source.annotation))
                link.set("targetGUID", _guid(each.target.annotation))
                if each.note:
                    _within(link, "NoteRef", targetGUID=_note(each))

    def _sign(self, element: Any, author: str, created: str) -> None:
        """Say who made something, and when."""
        element.set("creatingUser", guid_of("user", holdable(author)))
        if is_utc(created):
            element.set("creationDateTime", created)


def _within(parent: Any, tag: str, /, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{_SPACE}}}{tag}", attributes)


def _guid(id_: str) -> str:
    """Return an id as a GUID: itself, where it is one."""
    return id_ if is_guid(id_) else guid_of("id", id_)


def _note(relation: Relation) -> str:
    return guid_of("note", relation.id)


def _unused(name: str, taken: set[str]) -> str:
    """Return a name that no other source has, and note it."""
    names = (name if number == 1 else f"{name} ({number})" for number in count(1))
    found = next(each for each in names if each not in taken)
    taken.add(found)
    return found
