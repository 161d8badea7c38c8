"""The codebook of REFI-QDA: written and read as a file of its own (``.qdc``), and in projects.

REFI-QDA Standard 1.5 (https://www.qdasoftware.org), sections 6 and 11. A GUID is made of what it names, so
that the same codebook is the same file; only names tell Reader's codes apart.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

from reader.annotations.codebook import Code, folded
from reader.annotations.hues import hue
from reader.exchange.codebooks import Naming, codes_of, colour_of_hex
from reader.exchange.features import Loss
from reader.exchange.foreign import Mistake, Read
from reader.exchange.format import Encoded
from reader.exchange.located_xml import Element, Holding, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.exchange.section import Section

ORIGIN = "Reader"
"""How a file says that it is Reader's own."""

_NAMESPACE = uuid.UUID("c1bfb2ac-6f0c-4a2f-9b5a-52c0b1a1d3e7")
_GUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODEBOOK = "urn:QDA-XML:codebook:1.0"


def guid_of(kind: str, name: str) -> str:
    """Return the GUID of something by its kind and its name."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}:{name}"))


def add_codes(parent: Any, codes: Iterable[Code], holding: Holding) -> None:
    """Add codes to an XML element, each in that of the code it stands under.

    Args:
        parent: An element of lxml.
        codes: Each behind its parent.
        holding: Makes their texts such as XML can hold.
    """
    from lxml import etree

    space = etree.QName(parent).namespace
    made: dict[str, Any] = {}
    for code in codes:
        name = holding.held(code.name)
        above = made.get(folded(code.parent), parent) if code.parent else parent
        element = etree.SubElement(above, f"{{{space}}}Code", guid=guid_of("code", name), name=name)
        element.set("isCodable", "true")
        if code.colour:
            element.set("color", hue(code.colour))
        if code.description:
            description = etree.SubElement(element, f"{{{space}}}Description")
            description.text = holding.held(code.description)
        made.setdefault(folded(code.name), element)


def keys_lost(codes: Iterable[Code]) -> Loss:
    """Return the loss of the keys of codes."""
    return Loss(
        "keys", "keys of tags", sum(bool(code.key) for code in codes), "REFI-QDA has no place for them"
    )


def encode(sections: Sequence[Section]) -> Encoded:
    """Return the codebook as a file of its own."""
    from lxml import etree

    codes = codes_of(sections)
    holding = Holding()
    root = etree.Element(f"{{{_CODEBOOK}}}CodeBook", nsmap={None: _CODEBOOK}, origin=ORIGIN)
    add_codes(etree.SubElement(root, f"{{{_CODEBOOK}}}Codes"), codes, holding)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Encoded(data, (keys_lost(codes), holding.loss))


class Codes:
    """The codes of a file, by their GUIDs.

    Args:
        root: Its outermost element.
        notes: The texts of notes by their GUIDs.
        file: How a mistake calls the file.
    """

    def __init__(self, root: Element, notes: Mapping[str, str], file: str = "") -> None:
        self.codes: list[Code] = []
        self.mistakes: list[Mistake] = []
        self.names: dict[str, str] = {}
        """The names by which tags call them."""
        self._naming, self._notes, self._file = Naming(), notes, file
        for codes in root.within("Codes"):
            for code in codes.children("Code"):
                self._take(code, "")

    def _take(self, element: Element, above: str) -> None:
        given = element.get("name")
        name = self._naming.name(given, above)
        if name != given:
            what = f"there are several codes “{given[:40]}”; this one is “{name[:80]}” here"
            self.mistakes.append(Mistake(element.line, what, self._file))
        description = element.child("Description")
        said = [description.text] if description else []
        said += [self._notes[guid] for guid in noted(element) if guid in self._notes]
        colour = colour_of_hex(element.get("color"))
        self.codes.append(Code(name, "", colour, "\n".join(filter(None, said)), above))
        self.names.setdefault(plain_guid(element.get("guid")), name)
        for each in element.children("Code"):
            self._take(each, name)


def noted(element: Element) -> list[str]:
    """Return the GUIDs of the notes that an element refers to."""
    return [plain_guid(each.get("targetGUID")) for each in element.children("NoteRef")]


def is_guid(text: str) -> bool:
    """Tell whether a text is a GUID as `plain_guid` gives it."""
    return _GUID.fullmatch(text) is not None


def plain_guid(guid: str) -> str:
    """Return a GUID without braces and in lower case."""
    return guid.strip("{} ").lower()


def decode(data: bytes) -> Read:
    """Return the codes of a codebook, or of a project's."""
    root = parse_xml(data)
    if isinstance(root, Mistake):
        return Read(mistakes=(root,))
    if root.name not in {"CodeBook", "Project"}:
        return Read(mistakes=(Mistake(root.line, f"is no codebook of REFI-QDA, but “{root.name[:40]}”"),))
    codes = Codes(root, {})
    sets = root.within("Set")
    mistakes = [Mistake(each.line, f"the set “{each.get('name')[:40]}” is not taken over") for each in sets]
    return Read(mistakes=(*codes.mistakes, *mistakes), codes=tuple(codes.codes))
