"""From subjects to entities: one entity for all names of somebody, with every mention in the text."""

from __future__ import annotations

from itertools import compress, filterfalse

from msgspec import Struct

from reader.analysis.designations.document import Document
from reader.analysis.designations.inflection import stem
from reader.analysis.designations.statement import Statement, Subject
from reader.articles.findings import Designated, Designation, Mention
from reader.values import field

_SHORT_ACRONYM = 4
_LONGEST_ACRONYM = 6
_PERSON_WORDS = 2
_PAIR = 2
_PERSON_KINDS = frozenset({"foreign_agent", "listed_person"})

Key = tuple[str, ...]


class _Group(Struct):
    """One entity under construction: its names by key, and its mentions by token range."""

    keys: dict[Key, tuple[int, int]] = field(default_factory=dict)
    mentions: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """With each place the place of the name it was found by."""
    value: Designated | None = None


class _Node(Struct):
    children: dict[str, _Node] = field(default_factory=dict)
    group: _Group | None = None
    sample: tuple[int, int] = (0, 0)


def link(document: Document, statements: list[Statement]) -> list[Designation]:
    """Turn statements into designations whose entities have all their mentions."""
    roster = _Roster(document)
    for statement in statements:
        for subject in statement.subjects:
            roster.enter(
                subject, person=subject.label == "PERSON" or bool(_PERSON_KINDS & set(statement.kinds))
            )
    roster.find_mentions()
    return [_designation(document, roster, statement) for statement in statements]


class _Roster:
    """Everybody designated in a text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_key: dict[Key, _Group] = {}
        self.by_known: dict[str, _Group] = {}
        self.own: list[tuple[tuple[int, int], _Group]] = []
        self.common: dict[tuple[int, int], _Group] = {}
        self._keys: dict[tuple[int, int], Key] = {}

    def enter(self, subject: Subject, *, person: bool) -> None:
        """Add a subject's names, joining it to the entity that already has one of them."""
        if subject.common:
            place = (subject.first, subject.last)
            self.common.setdefault(place, _Group(keys={self._key(*place): place}, mentions={place: place}))
            return
        own = (subject.first, subject.last)
        places = [own, *self._quoted_core(own), *subject.aliases]
        group = self._existing(places) or _Group()
        for place in places:
            self._name(group, place)
        self.own.append((places[0], group))
        if person and not subject.aliases:
            self._surname(group, subject)

    def _quoted_core(self, place: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the quoted part of ``Фонд «Маяк»``, which may stand for the whole."""
        quotes = [at for at in range(*place) if self.document.kind(at) == "quote"]
        whole = len(quotes) == _PAIR and quotes[1] == place[1] - 1 and quotes[0] + 1 < quotes[1]
        return [(quotes[0] + 1, quotes[1])] if whole else []

    def group_of(self, subject: Subject) -> _Group:
        """Return the entity of a subject that was entered."""
        place = (subject.first, subject.last)
        return self.common[place] if subject.common else self.by_key[self._key(*place)]

    def _existing(self, places: list[tuple[int, int]]) -> _Group | None:
        for place in places:
            group = self.by_key.get(self._key(*place)) or self.by_known.get(self._known(place) or "-")
            if group is not None:
                return group
        return None

    def _name(self, group: _Group, place: tuple[int, int]) -> None:
        group.keys.setdefault(self._key(*place), place)
        self.by_key.setdefault(self._key(*place), group)
        known = self._known(place)
        if known:
            self.by_known.setdefault(known, group)

    def _known(self, place: tuple[int, int]) -> str | None:
        term = self.document.term(place[0], "known")
        return term.value if term is not None and term.last == place[1] else None

    def _surname(self, group: _Group, subject: Subject) -> None:
        """Let a person's last name stand for the whole, where it is a word of its own."""
        words = [self.document.tokens[i] for i in range(subject.first, subject.last)]
        shape = len(words) >= _PERSON_WORDS and all(t.capital and not t.text.isupper() for t in words)
        if shape and not any(
            self.document.term(i, "head", "media") for i in range(subject.first, subject.last)
        ):
            place = (subject.last - 1, subject.last)
            self.by_key.setdefault(self._key(*place), group)
            group.keys.setdefault(self._key(*place), place)

    def designated(self, group: _Group) -> Designated:
        """Return an entity as a value, made once however many statements share it."""
        if group.value is None:
            text, document = self.document.text, self.document
            places = sorted(group.mentions)
            used = [group.mentions[place] for place in places] or [*group.keys.values()][:1]
            names = [document.span(*place).of(text) for place in used]
            fullest = _fullest(names, document.span(*next(iter(group.keys.values()))).of(text))
            group.value = Designated(
                name=fullest,
                aliases=tuple(name for name in dict.fromkeys(names) if name.casefold() != fullest.casefold()),
                mentions=tuple(_mention(document, first, last) for first, last in places),
            )
        return group.value

    def _key(self, first: int, last: int) -> Key:
        key = self._keys.get((first, last))
        if key is None:
            words = self.document.tokens[first:last]
            key = tuple([stem(word.norm) for word in words if word.kind not in {"quote", "hyphen"}])
            self._keys[first, last] = key
        return key

    def find_mentions(self) -> None:
        """Go once over the text and give each name found to its entity, the longest name first."""
        root = _Node()
        for key, group in self.by_key.items():
            node = root
            for part in key:
                node = node.children.setdefault(part, _Node())
            node.group, node.sample = group, group.keys.get(key, (0, 0))
        covered = 0
        for place in self._openings(root):
            found = self._longest(root, place) if place >= covered else None
            if found is not None:
                covered, node = found
                if node.group is not None:
                    node.group.mentions[(place, covered)] = node.sample
        self._keep_own_places()

    def _openings(self, root: _Node) -> list[int]:
        """Return the tokens that some name opens with."""
        if not root.children:
            return []
        norms = self.document.norms
        foreign = set(filterfalse(str.isascii, norms))
        opening = {norm for norm in foreign if stem(norm) in root.children}
        opening.update(filter(str.isascii, root.children))
        return list(compress(range(len(norms)), map(opening.__contains__, norms)))

    def _keep_own_places(self) -> None:
        """Let every subject have the place it was read from, also where a longer name covers it."""
        covered = {
            (id(group), at)
            for group in {id(group): group for _, group in self.own}.values()
            for first, last in group.mentions
            for at in range(first, last)
        }
        for place, group in self.own:
            if not any((id(group), at) in covered for at in range(*place)):
                group.mentions[place] = place

    def _longest(self, root: _Node, first: int) -> tuple[int, _Node] | None:
        tokens, node, place, best = self.document.tokens, root, first, None
        if tokens[first].kind not in {"word", "number"}:
            return None
        while place < len(tokens):
            token = tokens[place]
            if token.kind in {"quote", "hyphen"} and place > first:
                place += 1
                continue
            child = node.children.get(stem(token.norm))
            if child is None:
                break
            node, place = child, place + 1
            if node.group is not None and self._same_look(node.sample, first, place):
                best = (self._past_quote(first, place), node)
        return best

    def _past_quote(self, first: int, last: int) -> int:
        """Take in the quote that closes one opened inside a name, as in ``Фонд «Маяк»``."""
        quotes = sum(self.document.kind(at) == "quote" for at in range(first, last))
        return last + 1 if quotes % _PAIR and self.document.kind(last) == "quote" else last

    def _same_look(self, sample: tuple[int, int], first: int, last: int) -> bool:
        """Tell whether words found stand as the name does: capitals, acronyms, no longer compound."""
        tokens = self.document.tokens
        model, here = tokens[sample[0]], tokens[first]
        if model.capital and not here.capital:
            return False
        short = model.text.isupper() and len(model.text) <= _SHORT_ACRONYM
        if short and sample[1] - sample[0] == 1 and not here.text.isupper():
            return False
        if last + 1 < len(tokens) and tokens[last].kind == "hyphen" and tokens[last + 1].capital:
            return False
        return not (first and here.glued and tokens[first - 1].text in {"@", "#", "/", "_"})


def _designation(document: Document, roster: _Roster, statement: Statement) -> Designation:
    groups = {id(group): group for group in map(roster.group_of, statement.subjects)}
    return Designation(
        span=statement.span,
        text=statement.span.of(document.text),
        kind=statement.kinds[0],
        polarity=statement.polarity,
        source=statement.source,
        confidence=statement.confidence,
        also=statement.kinds[1:],
        jurisdictions=statement.jurisdictions,
        authority=statement.authority,
        marker=statement.marker,
        entities=tuple(roster.designated(group) for group in groups.values()),
    )


def _mention(document: Document, first: int, last: int) -> Mention:
    span = document.span(first, last)
    behind = last
    while document.kind(behind) == "quote" and document.tokens[behind].glued:
        behind += 1
    marked = document.kind(behind) == "marker" and document.tokens[behind].glued
    return Mention(span=span, text=span.of(document.text), marked=marked)


def _fullest(names: list[str], first: str) -> str:
    """Return the name given first, or the longest where that is an acronym."""
    return max(names, key=len) if first.isupper() and len(first) <= _LONGEST_ACRONYM else first
