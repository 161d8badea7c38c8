"""What bibliographies have in common: the names of authors, and the keys that entries are cited by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from reader.articles.reference import Reference, reference_of
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.exchange.section import Section

_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le ten ter van von zu".split())  # noqa: SIM905
_BODIES = re.compile(
    r"(?i)\b(?:agency|associated|association|board|bureau|bbc|centre|center|committee|correspondents?|council"
    r"|department|desk|editors?|editorial|foundation|group|inc|institute|ltd|media|ministry|network|news"
    r"|newsroom|office|organi[sz]ation|post|press|radio|reporters?|service|society|staff|team|the|times|tv"
    r"|union|university|writers?)\b"
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")


class Name(Value):
    """The name of an author."""

    family: str
    """The family name with its particles; the whole name of a body."""
    given: str = ""
    """Empty for a body: an agency, a newsroom."""


class Entry(Value):
    """A source with all that a bibliography says of it."""

    key: str
    reference: Reference
    names: tuple[Name, ...]
    keywords: tuple[str, ...]
    """The tags of its annotations, each once, in the order of the text."""
    path: str


def entries_of(sections: Sequence[Section]) -> tuple[Entry, ...]:
    """Return an entry for each article, in their order."""
    return tuple(_entries(sections))


def name_of(written: str) -> Name:
    """Return an author's name in its parts.

    ``Family, Given`` is taken as it is; else a name of two to four words that all have a capital, particles
    apart, is a person's, and any other, or one with a word such as ``Agency``, that of a body.
    """
    family, comma, given = (part.strip() for part in written.partition(","))
    if comma and family and given and "," not in given and not _BODIES.search(written):
        return Name(family, given)
    words = written.split()
    if not 2 <= len(words) <= 4 or _BODIES.search(written) or not all(map(_is_of_person, words)):
        return Name(written)
    split = next((place for place, word in enumerate(words) if place and word in _PARTICLES), len(words) - 1)
    return Name(" ".join(words[split:]), " ".join(words[:split]))


def _is_of_person(word: str) -> bool:
    return word in _PARTICLES or (_WORD.fullmatch(word) is not None and not word[0].islower())


def _entries(sections: Sequence[Section]) -> Iterator[Entry]:
    taken: set[str] = set()
    for section in sections:
        article, reference = section.article, reference_of(section.article)
        names = tuple(map(name_of, reference.authors))
        digest = hashlib.sha256(article.id.encode("utf-8", "surrogatepass")).hexdigest()
        start = _key(reference, names)
        lengths = range(6, len(digest) + 1)
        key = next(made for each in lengths if (made := f"{start}-{digest[:each]}") not in taken)
        taken.add(key)
        keywords = dict.fromkeys(tag for annotation in section.annotations for tag in annotation.tags)
        yield Entry(key, reference, names, tuple(keywords), article.path)


def _key(reference: Reference, names: Sequence[Name]) -> str:
    """Return what a key begins with: who wrote or published it, or a word of the title, and the year."""
    who = names[0].family if names else reference.outlet
    words = [who, *reference.title.split()]
    word = next((plain for each in words if len(plain := _plain(each)) > 2), "article")
    return f"{word[:20]}{reference.published.year if reference.published else ''}"


def _plain(text: str) -> str:
    """Return the letters and digits of ASCII in a text, in lower case, without accents."""
    return _NOT_IN_KEY.sub("", unicodedata.normalize("NFKD", text).casefold())
