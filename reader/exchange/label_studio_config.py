"""Label Studio's labelling configuration: the codebook and the names of relations as XML, and back.

A code is a ``Label`` with its colour as ``background``, its key as ``hotkey`` and its description as ``hint``
(https://labelstud.io/tags/label). Two attributes are Reader's own, and Label Studio passes over them:
``parent``, and ``free`` for a tag that is in no codebook.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from reader.annotations.codebook import COLOURS, Code, Codebook, folded, tree
from reader.exchange.foreign import Mistake
from reader.exchange.format import utf8
from reader.exchange.labels import UNTAGGED, label_of, tag_of
from reader.exchange.safe_xml import UnreadableError, parts
from reader.exchange.xml_text import xml_text
from reader.values import Value, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LABELS, TEXT, NOTE = "tags", "text", "note"
"""The names of the controls that passages are labelled with, of the text, and of the field of notes."""

_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x)")
_HEX = re.compile("#[0-9a-fA-F]{6}")
_SHORT_HEX = re.compile("#[0-9a-fA-F]{3}")
_LABELLING = {"Labels", "HyperTextLabels", "ParagraphLabels"}


def label(tag: str) -> str:
    """Return a tag as XML can hold it; `reader.exchange.labels.tag_of` undoes it."""
    return label_of(tag, _UNSAFE)


def configuration(codes: Sequence[Code], tags: Iterable[str], names: Iterable[str]) -> bytes:
    """Return the configuration of a project.

    Args:
        codes: The codebook.
        tags: The tags in use; those that the codebook does not have stand behind its own.
        names: The names of relations in use.
    """
    view = ET.Element("View")
    relations = [ET.Element("Relation", value=label(name)) for name in names]
    if relations:
        ET.SubElement(view, "Relations").extend(relations)
    labels = ET.SubElement(view, "Labels", name=LABELS, toName=TEXT, choice="multiple")
    ordered = _behind_parents(codes)
    colours = _colours(ordered)
    known = {code.name for code in codes}
    labels.extend(_label(code, colours) for code in ordered)
    labels.extend(_free(tag, colours) for tag in tags if tag not in known)
    if not len(labels):
        labels.append(_free(UNTAGGED, colours))
    ET.SubElement(view, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol")
    ET.SubElement(
        view,
        "TextArea",
        name=NOTE,
        toName=TEXT,
        perRegion="true",
        editable="true",
        rows="3",
        maxSubmissions="1",
        displayMode="region-list",
    )
    ET.indent(view)
    return utf8(ET.tostring(view, encoding="unicode")) + b"\n"


def _label(code: Code, colours: Mapping[str, str]) -> ET.Element:
    said = {
        "background": colours[folded(code.name)],
        "hotkey": xml_text(code.key),
        "hint": xml_text(code.description),
        "parent": label(code.parent),
    }
    return ET.Element(
        "Label", {"value": label(code.name)} | {name: text for name, text in said.items() if text}
    )


def _free(tag: str, colours: Mapping[str, str]) -> ET.Element:
    colour = colours.get(folded(tag), "")
    return ET.Element(
        "Label", {"value": label(tag), "free": "true"} | ({"background": colour} if colour else {})
    )


def _behind_parents(codes: Sequence[Code]) -> list[Code]:
    """Return codes, each behind its parent; last those that form a circle, or whose parent is not there."""
    ordered = [code for code, _ in tree(Codebook(tuple(codes)))]
    known = set(ordered)
    return ordered + [code for code in codes if code not in known]


def _colours(ordered: Sequence[Code]) -> dict[str, str]:
    """Return the colours that codes are shown in, by their folded names; parents come before their own."""
    shown: dict[str, str] = {}
    for code in ordered:
        shown.setdefault(folded(code.name), code.colour or shown.get(folded(code.parent), ""))
    return shown


class Configuration(Value):
    """What a configuration says."""

    codes: tuple[Code, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """The fields of tasks that texts are in, by the names of the elements that show them."""
    mistakes: tuple[Mistake, ...] = ()


def read_configuration(data: bytes) -> Configuration:
    """Return what a configuration says, or what is wrong with it."""
    texts: dict[str, str] = {}
    codes: dict[str, Code] = {}
    mistakes: list[Mistake] = []
    try:
        for part in parts(data):
            for each in part.iter("Text"):
                if each.get("value", "").startswith("$"):
                    texts[each.get("name", "")] = each.get("value")[1:]
            for each in part.iter("Label"):
                if each.getparent().tag in _LABELLING and each.get("free") is None:
                    code = _code(each, mistakes)
                    codes.setdefault(folded(code.name), code)
    except UnreadableError as error:
        mistakes.append(Mistake(error.line, str(error)))
    codes.pop("", None)
    return Configuration(_tidied(codes), texts, tuple(mistakes))


def _code(element: Any, mistakes: list[Mistake]) -> Code:
    key, said = element.get("hotkey", ""), element.get("background", "").strip()
    colour = _colour(said)
    if said and not colour:
        mistakes.append(Mistake(element.sourceline or 1, f"a tag cannot have the colour “{said[:40]}”"))
    return Code(
        name=tag_of(element.get("alias") or element.get("value", "")),
        key=key if len(key) == 1 and key.isalpha() else "",
        colour=colour,
        description=element.get("hint", ""),
        parent=tag_of(element.get("parent", "")),
    )


def _colour(said: str) -> str:
    """Return a colour as codebooks have it; empty for one that they cannot have."""
    if said.lower() in COLOURS:
        return said.lower()
    colour = "#" + "".join(2 * digit for digit in said[1:]) if _SHORT_HEX.fullmatch(said) else said
    return colour if _HEX.fullmatch(colour) else ""


def _tidied(codes: dict[str, Code]) -> tuple[Code, ...]:
    """Return codes, each behind its parent; one that is shown in its parent's colour has none of its own."""
    sound = tuple(
        code if folded(code.parent) in codes else replace(code, parent="") for code in codes.values()
    )
    ordered = _behind_parents(sound)
    colours = _colours(ordered)
    return tuple(
        replace(code, colour="") if code.parent and code.colour == colours[folded(code.parent)] else code
        for code in ordered
    )
