"""Status phrases: the longest stretch of words that states one status, with who decided it and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Names
from reader.analysis.designations.vocabulary import Term

_CORE = ("title", "participle", "status", "list", "sanctions")
_RANK = {
    "listed_person": 0,
    "terrorist": 1,
    "extremist": 2,
    "undesirable": 4,
    "foreign_agent": 4,
    "state_media": 5,
    "sanctioned": 6,
    "banned": 7,
}
_CONTENT = (
    "title",
    "participle",
    "status",
    "fighters",
    "head",
    "list",
    "sanctions",
    "under",
    "others",
    "authority",
    "anaphoric_place",
    "ideology",
    "content",
)
_LONGEST_AUTHORITY_NAME = 5
_LISTED_BY = frozenset({"UN", "EU", "US", "GB"})


@dataclass(slots=True)
class Status:
    """A status phrase at the tokens ``[first, last)``."""

    first: int
    last: int
    kinds: list[str] = field(default_factory=list)
    """The kinds it states, the one that counts first; empty for a phrase such as ``listed by the UN``."""
    verbs: list[str] = field(default_factory=list)
    """The values of its participles: ``banned``, ``listing``, ``sanctioned``, ``lifted``."""
    jurisdictions: list[str] = field(default_factory=list)
    authority: tuple[int, int] | None = None
    anaphoric: bool = False
    """Whether it names its country only as ``the country``."""
    noun: bool = False
    """Whether it holds a noun of its own: ``terrorist group``, ``foreign agent``."""
    listed: bool = False
    """Whether it names a list or register."""
    bare: list[str] = field(default_factory=list)
    """Kinds of adjectives without a noun, which count only behind a verb of listing."""
    person: bool = False
    head: bool = False

    def add_jurisdiction(self, code: str) -> None:
        """Add a country's code once."""
        if code and code not in self.jurisdictions:
            self.jurisdictions.append(code)

    def ranked(self) -> list[str]:
        """Return the kinds with the weightiest first; of equals, the one named first."""
        unique = list(dict.fromkeys(self.kinds))
        return sorted(unique, key=lambda kind: _RANK.get(kind, 5))


def find_statuses(document: Document, names: Names) -> list[Status]:
    """Return all status phrases of a text, in order, none overlapping another."""
    found, place = [], 0
    while place < len(document.tokens):
        if document.term(place, *_CORE) is None:
            place += 1
            continue
        status = _Walk(document, names, place).status()
        if status is not None:
            found.append(status)
            place = max(status.last, place + 1)
        else:
            place += 1
    return found


class _Walk:
    """One walk to the right over the words of a status phrase."""

    def __init__(self, document: Document, names: Names, first: int) -> None:
        self.document = document
        self.names = names
        self.found = Status(first, first)
        self.place = first
        self.quoting = False
        self.headed = False
        """Whether a noun that names the status has been passed."""
        self.prep = ""
        """``in`` or ``by`` where a place may follow."""
        self.stop = document.sentence(first)[1]

    def status(self) -> Status | None:
        while self.place < self.stop and self._step():
            pass
        found = self.found
        if found.last <= found.first:
            return None
        self._grow_left()
        self._settle()
        return found if found.kinds or found.bare or found.verbs else None

    def _step(self) -> bool:
        document = self.document
        token = document.tokens[self.place]
        if token.kind in {"quote", "comma"}:
            return self._step_sign(token.kind)
        if token.kind == "hyphen":
            self.place += 1
            return True
        if token.kind in {"open", "close", "dash", "break", "marker"} or token.text in {";", ":"}:
            return False
        place = self._place_term()
        if place is not None:
            return self._step_place(place)
        term = document.term(self.place, *_CONTENT)
        bridge = document.term(self.place, "bridge")
        if term is not None and not (bridge and bridge.last > term.last):
            return self._step_content(term)
        return self._step_bridge(bridge)

    def _step_sign(self, kind: str) -> bool:
        document, after = self.document, self.place + 1
        if kind == "quote":
            return self._step_quote(after)
        while document.term(after, "and", "determiner", "bridge") and document.term(
            after, "and", "determiner"
        ):
            after += 1
        listable = document.term(after, "others", "authority", "participle", "place") or document.term(
            after, "status", "title"
        )
        if listable is None or self.found.last < self.place:
            return False
        if listable.category == "place" and not self.prep:
            return False
        self.place = after
        return True

    def _step_quote(self, after: int) -> bool:
        """Step over a quote that opens before a status word, and over the one that closes behind it."""
        closes = self.found.last == self.place
        if closes and (self.quoting or self.document.term_before(self.place, "status", "title", "fighters")):
            self.quoting = False
            self.found.last = self.place = after
            return True
        ahead = self.document.term(after, "bridge")
        opens = self.document.term(ahead.last if ahead else after, "status", "title", "fighters") is not None
        self.quoting = self.quoting or opens
        self.place = after
        return opens

    def _place_term(self) -> Term | None:
        document = self.document
        name = document.term(self.place, "place")
        adjective = document.term(self.place, "place_adjective")
        if name and not document.tokens[self.place].capital and document.tokens[self.place].norm != "the":
            name = None
        if (
            adjective
            and adjective.last - adjective.first == 1
            and len(document.tokens[self.place].text) <= 3
            and not document.tokens[self.place].capital
        ):
            adjective = None
        if name is None and adjective is None:
            return None
        wider = document.term(self.place, "authority", "others", "anaphoric_place", "title", "list")
        longest = max(term.last for term in (name, adjective) if term)
        if wider is not None and wider.last > longest:
            return None
        return name if name and (adjective is None or name.last >= adjective.last) else adjective

    def _step_place(self, term: Term) -> bool:
        document = self.document
        behind = term.last
        if (
            document.kind(behind) == "apostrophe"
            and document.tokens[behind + 1 : behind + 2]
            and document.tokens[behind + 1].norm == "s"
        ):
            behind += 2
        following = document.term(behind, "authority", "list", "head", "participle", "content")
        hyphened = document.kind(term.last) == "hyphen"
        leads = following is not None and following.category in {"authority", "list", "content"}
        if not leads and not (term.category == "place" and (self.prep or hyphened)):
            return False
        if following is not None and following.category == "authority":
            self._set_authority(term.first, following)
        self._take_place(term)
        if leads:
            self.place = behind
        return True

    def _take_place(self, term: Term) -> None:
        self.found.add_jurisdiction(term.value)
        self.place = self.found.last = term.last

    def _set_authority(self, first: int, term: Term) -> None:
        if self.found.authority is None:
            self.found.authority = (first, term.last)

    def _step_content(self, term: Term) -> bool:
        found = self.found
        match term.category:
            case "status" | "fighters":
                if not self._take_status(term):
                    return False
            case "title":
                found.kinds.append(term.value)
                found.noun = self.headed = True
            case "participle":
                if found.last > found.first and self.document.term(term.first, "active"):
                    return False
                found.verbs.append(term.value)
            case "list":
                found.listed = True
                if term.value != "any":
                    found.kinds.append(term.value)
            case "others":
                found.add_jurisdiction("XX")
            case "authority":
                self._set_authority(term.first, term)
                found.add_jurisdiction(term.value if term.value != "any" else "")
            case "anaphoric_place":
                found.anaphoric = found.anaphoric or bool(self.prep)
            case "sanctions":
                if not self._under_sanctions(term):
                    return False
                self.prep = "by"
            case "head":
                if not self._take_head(term):
                    return False
        self.place = found.last = term.last
        return True

    def _take_head(self, term: Term) -> bool:
        if self.names.starting(term.first) is not None and not self.document.opens_sentence(term.first):
            return False
        named = self.names.starting(term.last) is not None
        if self.headed and named and not self.document.term_before(term.first, "and"):
            return False
        self.headed = True
        self.found.head = True
        self.found.person = self.found.person or term.value == "person"
        return True

    def _under_sanctions(self, term: Term) -> bool:
        first = max(self.document.sentence(term.first)[0], term.first - 12)
        for place in range(term.first - 1, first - 1, -1):
            if self.document.term(place, "under"):
                self.found.kinds.append("sanctioned")
                self._places_between(place, term.first)
                self.found.first = min(self.found.first, place)
                return True
        return False

    def _places_between(self, first: int, last: int) -> None:
        for place in range(first, last):
            term = self.document.term(place, "place", "place_adjective")
            if term:
                self.found.add_jurisdiction(term.value)

    def _take_status(self, term: Term) -> bool:
        """Take an adjective such as ``terrorist``: with the noun it belongs to, or bare."""
        document, place = self.document, term.last
        while place < self.stop:
            link = document.term(place, "status", "ideology", "fighters", "and", "participle")
            if link is None and document.kind(place) != "quote" and document.kind(place) != "comma":
                break
            place = link.last if link else place + 1
        head = document.term(place, "head")
        if head is None and document.term(place, "object"):
            return False
        if head is not None:
            self.found.kinds.append(term.value)
            self.found.noun = self.found.head = True
            self.found.person = self.found.person or head.value == "person"
            return True
        follows = document.tokens[term.last] if term.last < len(document.tokens) else None
        if (
            follows is not None
            and follows.kind == "word"
            and not document.term(term.last, *_CONTENT, "bridge", "place", "and", "adverb")
        ):
            if not follows.capital:
                return False
        self.found.bare.append(term.value)
        return True

    def _step_bridge(self, bridge: Term | None) -> bool:
        document = self.document
        token = document.tokens[self.place]
        if token.kind == "number" or (
            token.kind == "stop"
            and document.kind(self.place - 1) == "number"
            and self.place + 1 < self.stop
            and document.tokens[self.place + 1].glued
        ):
            if token.kind == "number" and self.found.last > self.found.first:
                self.found.last = self.place + 1
            self.place += 1
            return self.found.last > self.found.first
        if token.capital and self.prep == "by":
            return self._step_name()
        if bridge is None:
            return False
        if document.term(self.place, "relative", "copula") and self.found.last > self.found.first:
            self.prep = ""
        self._set_prep()
        self.place = bridge.last
        return self.place - self.found.last <= 6

    def _set_prep(self) -> None:
        document, verbs = self.document, self.found.verbs or self.found.kinds
        if not verbs:
            return
        if document.term(self.place, "by"):
            self.prep = "by"
        elif document.term(self.place, "in") and (self.found.verbs or self.found.noun):
            self.prep = "in" if self.found.verbs else ""

    def _step_name(self) -> bool:
        document, last = self.document, self.place
        while (
            last < self.stop and document.tokens[last].capital and last - self.place < _LONGEST_AUTHORITY_NAME
        ):
            last += 1
        if self.found.authority is None:
            self.found.authority = (self.place, last)
        self.place = self.found.last = last
        return True

    def _grow_left(self) -> None:
        document, found = self.document, self.found
        limit = document.sentence(found.first)[0]
        while found.first > limit:
            before = self._left_piece(found.first)
            if before is None or before < limit:
                return
            found.first = before

    def _left_piece(self, first: int) -> int | None:
        document, found = self.document, self.found
        if (
            document.kind(first - 1) == "quote"
            and document.kind(first) == "word"
            and document.tokens[first].glued
        ):
            return first - 1 if self._opens_scare_quote(first) else None
        if document.kind(first - 1) == "hyphen":
            term = document.term_before(first - 1, "place", "place_adjective", "authority")
            if term is not None and found.verbs:
                if term.value != "any":
                    found.add_jurisdiction(term.value)
                return term.first
            return None
        place = document.term_before(first, "place", "place_adjective")
        if place is None:
            return None
        if document.term_before(place.first, "in") and found.verbs and place.category == "place":
            found.add_jurisdiction(place.value)
            inside = document.term_before(place.first, "in")
            return inside.first if inside else None
        if document.term(first, "list"):
            found.add_jurisdiction(place.value)
            return place.first
        return None

    def _opens_scare_quote(self, first: int) -> bool:
        return any(
            self.document.kind(place) == "quote"
            for place in range(first, min(first + 4, self.found.last + 1, len(self.document.tokens)))
        )

    def _settle(self) -> None:
        found = self.found
        if found.bare and (found.verbs or found.listed):
            found.kinds.extend(found.bare)
            found.bare = []
        for verb in found.verbs:
            if verb in {"banned", "sanctioned"}:
                found.kinds.append(verb)
        if not found.kinds and "listing" in found.verbs and _LISTED_BY & set(found.jurisdictions):
            found.kinds.append("sanctioned")
        found.kinds = found.ranked()
