"""The UN Security Council's consolidated list as XML.

``INDIVIDUAL`` and ``ENTITY`` elements with ``DATAID``, ``REFERENCE_NUMBER``, ``FIRST_NAME`` to
``FOURTH_NAME`` (an entity's name stands in the first), ``LISTED_ON``, ``NAME_ORIGINAL_SCRIPT`` and aliases,
each with a ``QUALITY``; those of low quality are left out.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.analysis.gazetteers.entry import Entry, iso_date, tidy
from reader.analysis.gazetteers.markup import Element, elements_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOT = re.compile(r"<(?:[\w.-]+:)?CONSOLIDATED_LIST\b")
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_LABELS = {"INDIVIDUAL": "PERSON", "ENTITY": "ORG"}


def recognises(head: str) -> bool:
    """Tell whether a file that begins so is such a list."""
    return head.lstrip().startswith("<") and _ROOT.search(head) is not None


def read(path: Path) -> Iterator[Entry]:
    """Yield the entries.

    Raises:
        ReaderError: where the file is not well-formed, or declares a document type.
    """
    for element in elements_of(path, frozenset(_LABELS)):
        name = tidy(" ".join(element.value(part) for part in _PARTS))
        if name:
            yield Entry(
                id=element.value("REFERENCE_NUMBER") or element.value("DATAID"),
                name=name,
                aliases=tuple(dict.fromkeys(each for each in _aliases(element) if each != name)),
                label=_LABELS[element.tag],
                since=_date(element.value("LISTED_ON")),
                source=tidy(element.value("UN_LIST_TYPE")),
            )


def _aliases(element: Element) -> Iterator[str]:
    original = tidy(element.value("NAME_ORIGINAL_SCRIPT"))
    if original:
        yield original
    for alias in element.children:
        if alias.tag == f"{element.tag}_ALIAS" and alias.value("QUALITY").strip().lower() != "low":
            yield from filter(None, map(tidy, alias.value("ALIAS_NAME").split(";")))


def _date(written: str) -> str:
    with suppress(ValueError):
        return iso_date(written, last=False)
    return ""
