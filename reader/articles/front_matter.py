"""What a text says of itself before it begins: its front matter.

That is lines of ``key: value`` between two lines ``---``, as web clippers, note-taking programs and static
sites write them: a small part of YAML, read line by line.
"""

from __future__ import annotations

from reader.articles.said_in_front import said_in_front
from reader.text.late import late
from reader.values import Value, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

OUTLET = ("outlet", "publisher", "site", "publication")
"""The keys of who published the article, the likeliest first."""

_IN_FRONT_MATTER = late(r"[\w\"'][^:]*:(?:[ \t]|$)|-(?:[ \t]|$)|[ \t#]")


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
    return FrontMatter(*said_in_front(text))


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
