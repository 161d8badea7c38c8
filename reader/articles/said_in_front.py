"""The lines of front matter, read as they stand. Regular expressions are all that is imported for them."""

from __future__ import annotations

from reader.text.late import late

LONGEST = 20_000
"""How many code points at the beginning of a text are looked through."""

_FRONT_MATTER = late(r"(?sm)\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$")
_ENTRY = late(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = late(r"[ \t]*-[ \t]+(.*)")
_WIKI_LINK = late(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")


def said_in_front(text: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """Return the values of each key of front matter, in lower case, and where the text begins behind it.

    Where there is none, nothing is said and the text begins at 0. Nested values and those over several lines
    are left out.
    """
    found = _FRONT_MATTER.match(text[:LONGEST]) if text.startswith(("---", "\ufeff---")) else None
    if found is None:
        return {}, 0
    said: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in found[1].split("\n"):
        entry, item = _ENTRY.fullmatch(line), _ITEM.fullmatch(line)
        if entry:
            key = entry[1].lower()
            said.setdefault(key, _values(entry[2] or ""))
        elif item and key:
            said[key] = (*said[key], _scalar(item[1]))
    return said, found.end()


def _values(written: str) -> tuple[str, ...]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]") and not written.startswith("[["):
        return tuple(_scalar(each) for each in written[1:-1].split(",") if each.strip())
    return (_scalar(written),) if written else ()


def _scalar(written: str) -> str:
    """Return a value without its quotes, and without the brackets of a link between notes."""
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        written = written[1:-1]
    return " ".join(_WIKI_LINK.sub(r"\1", written).split())
