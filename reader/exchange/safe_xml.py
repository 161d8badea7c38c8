"""XML of unknown origin: no document type, so no entities of its own, nothing fetched, one part at a time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnreadableError(Exception):
    """What is wrong with a whole file.

    Args:
        line: Counted from 1.
        what: One line.
    """

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def parts(data: bytes) -> Iterator[Any]:
    """Yield the elements below the root of an XML file in UTF-8; each is emptied when the next is asked for.

    Without a document type there is nothing that could grow when it is read, so that the parser's bounds on
    the lengths of texts can be lifted.

    Raises:
        UnreadableError: when it is no XML, or has a document type.
    """
    from lxml import etree

    before, found, _ = data.partition(b"<!DOCTYPE")
    if found:
        raise UnreadableError(before.count(b"\n") + 1, "has a document type, which is not read")
    context = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, element in context:
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 1:
                yield element
                _emptied(element)
    except etree.XMLSyntaxError as error:
        said = " ".join(error.msg.split())
        raise UnreadableError(error.lineno or 1, f"is no XML that can be read ({said})") from error


def _emptied(element: Any) -> None:
    """Give back the memory of an element and of those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
