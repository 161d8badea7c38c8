"""Who a statement is about: the names listed in a note, and the names before or behind a phrase."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.statement import Subject
from reader.analysis.designations.status import Status
from reader.analysis.designations.vocabulary import Term

_LONGEST_ALIASES = 30
_MOST_NOUNS = 4
_BEFORE_LISTED = ("determiner", "possessive", "role", "head", "media", "owner")


def subject_of(document: Document, names: Names, name: Name) -> Subject:
    """Return a name as a subject, without its article, with the aliases in the bracket right behind it."""
    aliases = bracket_aliases(document, names, name.outer_last)
    first, last = _without_article(document, name)
    return Subject(first, last, tuple(_without_article(document, alias) for alias in aliases), name.label)


def _without_article(document: Document, name: Name) -> tuple[int, int]:
    article = document.term(name.first, "determiner")
    return (article.last if article is not None and article.last < name.last else name.first), name.last


def bracket_aliases(document: Document, names: Names, place: int) -> list[Name]:
    """Return the names in the bracket that opens at a token, when it gives nothing but names."""
    if document.kind(place) == "marker":
        place += 1
    close = document.closed_by.get(place)
    if close is None or close - place > _LONGEST_ALIASES:
        return []
    stop = next(
        (
            p
            for p in range(place + 1, close)
            if document.term(p, "participle", "owner", "title", "status") and names.ending(p + 1) is None
        ),
        close,
    )
    found = [name for name in names.within(place + 1, stop) if not name.place]
    return found if stop == close or _only_names(document, found, place + 1) else []


def _only_names(document: Document, found: list[Name], first: int) -> bool:
    return bool(found) and found[0].outer_first - first <= 4 and document.term(first, "owner") is None


def named_subjects(document: Document, names: Names, first: int, last: int, status: Status) -> list[Subject]:
    """Return whom a note or a sentence lists before its status, aliases in brackets put to their names.

    In a note about ownership the owner alone is designated: ``owned by X``, ``X, the owner of``.
    """
    owner = _owner(document, first, last)
    if owner is not None and owner.first < status.first:
        owning = owner.value == "owning" and [n for n in names.within(first, owner.first) if not n.place]
        owned = owning or [name for name in names.within(owner.last, last) if not name.place]
        return [subject_of(document, names, owned[0])] if owned else []
    listed = [
        name
        for name in names.within(first, max(status.first, first))
        if not name.place and not document.term(name.first, "authority")
    ]
    subjects: list[Subject] = []
    covered = first
    for name in listed:
        if name.first < covered:
            continue
        subject = subject_of(document, names, name)
        subjects.append(subject)
        covered = max(name.outer_last, *(alias_last for _, alias_last in subject.aliases), 0)
    return subjects


def _owner(document: Document, first: int, last: int) -> Term | None:
    """Return the words by which a note speaks of an owner, outside its brackets."""
    depth = 0
    for place in range(first, last):
        kind = document.kind(place)
        depth += (kind == "open") - (kind == "close")
        owner = document.term(place, "owner") if depth <= 0 else None
        if owner is not None:
            return owner
    return None


def common_before(document: Document, last: int) -> Subject | None:
    """Return the organisation noun that ends right before a token, as in ``the old front``."""
    head = document.term_before(last, "head")
    if head is None:
        return None
    low = max(document.sentence(head.first)[0], head.first - 4)
    first = head.first
    while (
        first > low
        and document.kind(first - 1) in {"word", "apostrophe"}
        and not document.term(first - 1, "determiner")
    ):
        first -= 1
    determined = (
        first > 0
        and document.term(first - 1, "determiner") is not None
        and first - 1 >= document.sentence(head.first)[0]
    )
    if (
        not determined
        and not document.tokens[head.first].norm.isascii()
        and document.opens_sentence(head.first)
    ):
        return Subject(head.first, last, common=True)
    return Subject(first if determined else head.first, last, common=True) if determined else None


def common_after(document: Document, first: int) -> Subject | None:
    """Return the organisation noun at a token or a few words on, as in ``Saudi-led coalition``."""
    if document.term(first, "determiner"):
        first += 1
    for place in range(first, min(first + 4, len(document.tokens))):
        head = document.term(place, "head", "fighters")
        if head is not None:
            return Subject(place, head.last, common=True)
        if document.kind(place) != "word":
            return None
    return None


def coordinated(document: Document, names: Names, name: Name, *, more: bool = False) -> list[Name]:
    """Return a name with those listed before it: ``Daesh, al-Qaeda and the Taliban``.

    Args:
        document: The text.
        names: Its names.
        name: The last of them.
        more: Whether somebody without a name goes on with the list behind it, so that it holds no ``and``.
    """
    found = [name]
    while True:
        place = _past_nouns(document, found[-1].outer_first)
        link = document.term_before(place, "and")
        if link is None and len(found) == 1 and not more:
            break
        before = link.first if link else place
        if document.kind(before - 1) == "comma":
            before -= 1
        if before == place or before <= 0:
            break
        if document.kind(before - 1) == "marker":
            before -= 1
        previous = names.ending(before)
        if previous is None or previous.place:
            break
        found.append(previous)
    return found[::-1]


def _past_nouns(document: Document, place: int) -> int:
    """Step left over the article, role or noun before a name: ``принадлежащие ей соцсети X``."""
    for _ in range(_MOST_NOUNS):
        term = document.term_before(
            place, "determiner", "role", "head", "media", "owner", "pronoun", "place_adjective"
        )
        if term is None:
            break
        place = term.first
    return place


def listed_after(document: Document, names: Names, name: Name) -> list[Name]:
    """Return a name with those listed behind it."""
    found = [name]
    while True:
        place = found[-1].outer_last
        if document.kind(place) == "comma":
            place += 1
        link = document.term(place, "and")
        place = link.last if link else place
        while document.term(place, *_BEFORE_LISTED) and names.starting(place) is None:
            place += 1
        following = names.starting(place) if place > found[-1].outer_last else None
        if following is None or following.place:
            return found
        found.append(following)


def opening(document: Document, place: int) -> int:
    """Return where the bracket opens that closes right before a token; the token when there is none."""
    return document.opened_by.get(place - 1, place)
