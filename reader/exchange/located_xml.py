"""XML: reading that of other programs, each element with its line, and what XML 1.0 can hold.

Nothing outside a file is read, and none of the entities that it declares: expat, the standard library's
parser, does neither by itself, and a file that declares any is refused.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct

from reader.exchange.features import Loss
from reader.exchange.foreign import Mistake
from reader.values import field

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 100_000_000
"""How many bytes a file may have."""
DEEPEST = 200
"""How many elements may stand within each other."""

_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Element(Struct):
    """An element, with names that have no namespace."""

    name: str
    attributes: dict[str, str]
    line: int
    """Where it begins in the file, counted from 1."""
    parts: list[Element | str] = field(default_factory=list)
    """What is in it, in order."""

    def get(self, name: str) -> str:
        """Return an attribute; nothing where it is missing."""
        return self.attributes.get(name, "")

    def children(self, *names: str) -> Iterator[Element]:
        """Yield the elements right in it, those of some names where any are given."""
        for part in self.parts:
            if not isinstance(part, str) and (not names or part.name in names):
                yield part

    def child(self, name: str) -> Element | None:
        """Return the first element of a name right in it."""
        return next(self.children(name), None)

    def within(self, *names: str) -> Iterator[Element]:
        """Yield itself and all elements in it, in the order of the file; those of some names where given."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            if not names or found.name in names:
                yield found
            waiting.extend(part for part in reversed(found.parts) if not isinstance(part, str))

    @property
    def text(self) -> str:
        """All characters in it."""
        said: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                said.append(part)
            else:
                waiting.extend(reversed(part.parts))
        return "".join(said)


class _Builder:
    """Puts elements into each other as a parser tells of them."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._open: list[Element] = []
        self.root: Element | None = None
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == DEEPEST:
            raise ValueError(f"has more than {DEEPEST} elements within each other")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        made = Element(name.rpartition(" ")[2], plain, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].parts.append(made)
        else:
            self.root = made
        self._open.append(made)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, data: str) -> None:
        self._open[-1].parts.append(data)

    def _refuse(self, *_rest: object) -> None:
        raise ValueError("has entities of its own, which are not read")


def is_utc(moment: str) -> bool:
    """Tell whether a time is ISO 8601 in UTC, and so an ``xsd:dateTime``."""
    return _UTC.fullmatch(moment) is not None


def utc_of(moment: str) -> str:
    """Return an ``xsd:dateTime`` as ISO 8601 in UTC, ending in ``Z``; one without a zone is taken for UTC.

    One that is so already stays as it is; of what is none nothing is left.
    """
    if is_utc(moment):
        return moment
    try:
        said = datetime.fromisoformat(moment.strip())
        at = said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return at.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse_xml(data: bytes, file: str = "") -> Element | Mistake:
    """Return the element that a file holds, or what is wrong with it.

    Args:
        data: The file.
        file: How a mistake calls it.
    """
    if len(data) > LARGEST:
        return Mistake(1, f"has more than {LARGEST:,} bytes", file)
    parser = expat.ParserCreate(namespace_separator=" ")
    builder = _Builder(parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return Mistake(error.lineno, f"is not XML: {expat.ErrorString(error.code)}", file)
    except (ValueError, LookupError) as error:
        return Mistake(max(parser.CurrentLineNumber, 1), str(error), file)
    return builder.root or Mistake(1, "is not XML: no element found", file)


def holdable(text: str) -> str:
    """Return a text with U+FFFD for each character that XML 1.0 cannot have (section 2.2)."""
    return _UNHOLDABLE.sub("\ufffd", text)


class Holding:
    """Makes texts such as XML can hold, and counts what it cannot."""

    def __init__(self) -> None:
        self.replaced = 0
        """How many characters have become others, but for lone surrogates, which UTF-8 cannot hold either."""

    @property
    def loss(self) -> Loss:
        """What is lost of the texts so far."""
        return Loss(
            "characters", "characters that XML cannot have", self.replaced, "each is written as U+FFFD"
        )

    def held(self, text: str) -> str:
        """Return a text as `holdable` does, and count what becomes something else."""
        if not _UNHOLDABLE.search(text):
            return text
        self.replaced += len(_UNHOLDABLE.findall(text)) - len(_SURROGATES.findall(text))
        return holdable(text)
