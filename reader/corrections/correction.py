"""The correction: what somebody says of a name, against what an analysis found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.text.quotes import in_quotes
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Target

Kind = Literal["type", "name", "no_name", "same", "no_designation"]
Scope = Literal["here", "article", "library"]

TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country or city",
    "LOC": "place",
    "NORP": "nationality or group",
    "FAC": "facility",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "LANGUAGE": "language",
}
"""The types a name can be corrected to, OntoNotes labels, each with what it is in words."""
SCOPES: dict[Scope, str] = {
    "here": "only here",
    "article": "in this article",
    "library": "in the whole library",
}
"""How far a correction reaches, in words."""
LONGEST_NAME = 200
"""Names of more code points are not taken."""

_BREADTH: dict[Scope, int] = {"library": 0, "article": 1, "here": 2}
_NAMING = frozenset(("type", "name", "no_name"))


class Correction(Value):
    """What somebody says of some words of an article."""

    id: str
    """A UUIDv7 in its canonical form."""
    author: str
    created: str
    """ISO 8601 in UTC, to the millisecond, ending in ``Z``."""
    modified: str
    kind: Kind
    """``type``: the entity of that name is of another type; ``name``: the words are a name of a type;
    ``no_name``: they are none; ``same``: they name the same entity as `other`; ``no_designation``: the
    words, a statement, designate nobody."""
    words: str
    """The name or the statement, as it is written."""
    scope: Scope
    """Only this place of the article, the whole article, or every article of the library."""
    article: str
    """The id of the article it was made in."""
    path: str
    """Where that article's file was then, relative to the library's folder."""
    target: Target
    """Where the words stood when it was made."""
    label: str = ""
    """The type, an OntoNotes label, where the kind is ``type`` or ``name``."""
    other: str = ""
    """The other name, where the kind is ``same``."""

    def concerns(self, article_id: str) -> bool:
        """Tell whether it says anything of an article."""
        return self.scope == "library" or self.article == article_id

    @property
    def key(self) -> str:
        """The form under which its words are compared: see `name_key`."""
        return name_key(self.words)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about; of two on one subject by one author only the later one counts."""
        about = "naming" if self.kind in _NAMING else self.kind
        where = (self.article,) if self.scope == "article" else ()
        place = (self.article, self.target.span, self.target.sha256) if self.scope == "here" else ()
        return about, self.key, self.scope, *where, *place


def name_key(words: str) -> str:
    """Return words with single spaces, the form under which names are the same."""
    return " ".join(words.split())


def in_order(corrections: Iterable[Correction], *, author: str) -> tuple[Correction, ...]:
    """Return corrections in the order in which they count, the last one most.

    Others' come before one's own, wider ones before narrower ones, older ones before newer ones.

    Args:
        corrections: In any order.
        author: Whose own come last.
    """
    return tuple(
        sorted(
            corrections,
            key=lambda each: (each.author == author, _BREADTH[each.scope], each.modified, each.id),
        )
    )


def describe(correction: Correction) -> str:
    """Return what a correction says, without where it holds: ``“Orbis”: organisation (ORG)``."""
    words = _quoted(correction.words)
    match correction.kind:
        case "type" | "name":
            return f"{words}: {TYPES.get(correction.label, 'other')} ({correction.label})"
        case "no_name":
            return f"{words}: no name"
        case "same":
            return f"{words}: the same as {_quoted(correction.other)}"
        case "no_designation":
            return f"{words}: no designation"


def _quoted(words: str, longest: int = 40) -> str:
    line = name_key(words)
    return in_quotes(f"{line[: longest - 1].rstrip()}…" if len(line) > longest else line)
