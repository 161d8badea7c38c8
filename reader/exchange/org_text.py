r"""Any text as Org in which nothing is markup.

Org has no escape character: its manual (section "Escape Character") puts a zero width space where text
would read as markup. So does this, and nowhere else; a ``$`` that could end mathematics is the entity
``\dollar{}``. Control characters become visible ones.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from reader.exchange.markdown_text import CONTROLS, LINE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = "\u200b"
_BEFORE = re.compile(
    r"[*#:|+%-]"  # headings, keywords, drawers, tables, lists, diary entries
    r"|(?:\d+|[A-Za-z])[.)](?=\s|$)"  # numbered lists
    r"|(?:CLOCK|CLOSED|DEADLINE|SCHEDULED):"
    r"|(?:TODO|DONE|COMMENT)\b"
)
_BEHIND = re.compile(
    r"(?:(?<=[\s({'\"-])|^)[*/_=~+](?=\S)"  # emphasis opens
    r"|\[(?=[\[\d%/@#]|fn:|cite)"  # links, times, cookies, footnotes, citations
    r"|<(?=[<\d%]|\w+:)"  # targets, times, links
    r"|\\(?=[\w(\[\\ ])"  # entities, mathematics, line breaks
    r"|\{(?=\{)|@(?=@)"  # macros, snippets
    r"|\w(?=:/)"  # addresses
    r"|\b(?:mailto|file|doi|id|info|help|shell|elisp|docview|attachment|bbdb|irc|news|rmail|mhe)(?=:\S)"
    r"|\b(?:src|call)(?=_)"  # code
    r"|(?<=\S)[_^](?=[{(*+\-.,\\\w])"  # subscripts
)
_CLOSING = re.compile(r"(?<=\S)\$(?=\W|$)")
"""A dollar sign that mathematics could end with, which no break keeps from it."""
_TAGS_AT_END = re.compile(r":\s*$")
_NOT_IN_TAG = re.compile(r"[^\w@#%]+")


def line(text: str) -> str:
    """Return a text on one line."""
    escaped = _escaped(" ".join(LINE_END.split(text)))
    return escaped + _BREAK if _TAGS_AT_END.search(escaped) else escaped


def lines(text: str) -> list[str]:
    r"""Return the lines of a text, a hard break (``\\``) after each that another one follows."""
    escaped = [_escaped(each) for each in LINE_END.split(text)]
    following = [*escaped[1:], ""]
    return [each + r"\\" if each and after else each for each, after in zip(escaped, following, strict=True)]


def value(text: str) -> str:
    """Return a text as the value of a property: on one line, otherwise as it is."""
    return " ".join(LINE_END.sub(" ", text).translate(CONTROLS).split())


def tag(path: Sequence[str]) -> str:
    """Return a tag as Org has them: letters, digits and ``_@#%`` stay, others become ``_``.

    Org's tags are flat: of those it stands under nothing is left.
    """
    return _NOT_IN_TAG.sub("_", path[-1]).strip("_") or "_"


def stamp(time: str) -> str:
    """Return an ISO 8601 time as Org writes inactive ones, to the minute; what is no time as it is."""
    try:
        when = datetime.fromisoformat(time)
    except ValueError:
        return line(time)
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[when.weekday()]
    return f"[{when:%Y-%m-%d} {day} {when:%H:%M}]" if "T" in time else f"[{when:%Y-%m-%d} {day}]"


def _escaped(text: str) -> str:
    """Return one line in which nothing is markup."""
    escaped = _BEHIND.sub(lambda found: found.group() + _BREAK, text.translate(CONTROLS).strip())
    escaped = _CLOSING.sub(lambda _: r"\dollar{}", escaped)
    return _BREAK + escaped if _BEFORE.match(escaped) else escaped
