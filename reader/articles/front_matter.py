"""What a text says of itself before it begins: its front matter.

That is lines of ``key: value`` between two lines ``---``, as web clippers, note-taking programs and static
sites write them: a small part of YAML, read line by line.
"""

from __future__ import annotations

import re

from reader.values import Value, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 20_000
"""How many code points at the beginning of a text are looked through."""
OUTLET = ("outlet", "publisher", "site", "publication")
"""The keys of who published the article, the likeliest first."""

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_IN_FRONT_MATTER = re.compile(r"[\w\"'][^:]*:(?:[ \t]|$)|-(?:[ \t]|$)|[ \t#]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")


class FrontMatter(Value):
    """What is said, and where the text begins behind it."""

    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values of each key, in lower case; nested ones and those over several lines are left out."""
    end: int = 0
    """In code points; 0 where there is no front matter."""

    def all(self, *keys: str) -> tuple[str, ...]:
        """Return the values of the first of some keys that has any."""
        return next((tuple(filter(None, self.said[key])) for key in keys if any(self.said.get(key, ()))), ())

    def first(self, *keys: str) -> str:
        """Return the first value of the first of some keys that has any; empty where none has."""
        return next(iter(self.all(*keys)), "")


def front_matter(text: str) -> FrontMatter:
    """Return what a text says of itself before it begins."""
    found = _FRONT_MATTER.match(text[:LONGEST]) if text.startswith(("---", "\ufeff---")) else None
    if found is None:
        return FrontMatter()
    said: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in found[1].split("\n"):
        entry, item = _ENTRY.fullmatch(line), _ITEM.fullmatch(line)
        if entry:
            key = entry[1].lower()
            said.setdefault(key, _values(entry[2] or ""))
        elif item and key:
            said[key] = (*said[key], _scalar(item[1]))
    return FrontMatter(said, found.end())


def sure_front_matter(text: str) -> int:
    """Return where front matter ends that is nothing else for sure; 0 where there is none.

    Prose between two rules may hold a line that looks like an entry; here each line has to be one, an item, a
    remark, or the continuation of one, and the first an entry or a remark.
    """
    found = front_matter(text)
    if not found.said:
        return 0
    lines = [line for line in text[: found.end].split("\n")[1:-1] if line.strip()]
    is_sure = all(_IN_FRONT_MATTER.match(line) for line in lines) and not lines[0].startswith(
        (" ", "\t", "-")
    )
    return found.end if is_sure else 0


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
