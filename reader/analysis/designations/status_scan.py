"""Scanning a text for status phrases: the longest stretch of words that states one status.

A phrase starts at a word such as ``banned``, ``terrorist`` or ``foreign agent`` and goes on to the right as
long as the words belong to it: its noun, who decided it, where and when.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.designations.attachment import elsewhere
from reader.analysis.designations.document import Document
from reader.analysis.designations.names import Names
from reader.analysis.designations.status import Status
from reader.analysis.designations.status_edges import (
    banned_activity,
    extend_left,
    goes_on,
    past_modifiers,
    past_place,
    place_term,
    settle,
    take_sanctions,
)
from reader.analysis.designations.vocabulary import Term, bits_of

_CORE = ("title", "participle", "status", "list", "sanctions")
_STATUS_WORDS = ("status", "title", "fighters")
_PLAIN = ("fighters", "head", "under", "others", "authority", "anaphoric_place", "ideology", "content")
_CONTENT = (*_CORE, *_PLAIN)
_TURNING = bits_of[("relative", "copula", "by", "in")]
_LIMITS = frozenset({"open", "close", "dash", "break", "marker"})
_LONGEST_AUTHORITY_NAME = 5
_LONGEST_BRIDGE = 6
_LEGAL = frozenset({"foreign_agent", "undesirable"})
"""Kinds that exist by some country's law alone: ``a foreign agent in Russia`` is one by Russia's."""


def find_statuses(document: Document, names: Names, sentences: Sequence[int]) -> list[Status]:
    """Return the status phrases of some sentences, given by number, in order; none overlaps another."""
    found = []
    for number in sentences:
        covered = 0
        for place in document.places_within(*document.sentences[number], *_CORE):
            if place < covered or document.term(place, *_CORE) is None:
                continue
            scan = _Scan(document, names, place)
            status = scan.status()
            if status is not None:
                found.append(status)
            covered = scan.found.last
    return found


class _Scan:
    """One scan to the right over the words of a status phrase."""

    def __init__(self, document: Document, names: Names, first: int) -> None:
        self.document = document
        self.names = names
        self.found = Status(first, first)
        self.place = first
        self.stop = document.sentence(first)[1]
        self.quoting = False
        """Whether a scare quote is open."""
        self.headed = False
        """Whether a noun that names the status has been passed."""
        self.placed = 0
        """The end of a place inside the noun phrase: ``нежелательная в России организация``."""
        self.prep = ""
        """``in`` or ``by`` where a place may follow."""

    def status(self) -> Status | None:
        """Scan to the end of the phrase and return it; None when nothing came of it."""
        while self.place < self.stop and self._step():
            pass
        found = self.found
        if found.last <= found.first:
            return None
        extend_left(self.document, found)
        settle(found)
        return found if found.kinds or found.bare or found.verbs else None

    def _step(self) -> bool:
        document = self.document
        token = document.tokens[self.place]
        if token.kind in _LIMITS or token.text in {";", ":"}:
            return False
        if token.kind == "quote":
            return self._step_quote(self.place + 1)
        if token.kind == "comma":
            return self._step_comma(self.place + 1)
        if token.kind == "hyphen":
            self.place += 1
            return True
        return self._step_word()

    def _step_word(self) -> bool:
        place = place_term(self.document, self.place)
        if place is not None:
            return self._step_place(place)
        term = self.document.term(self.place, *_CONTENT)
        bridge = self.document.term(self.place, "bridge")
        if term is None or (bridge is not None and bridge.last > term.last):
            return self._step_bridge(bridge)
        if not self._take(term):
            return False
        self.place = term.last
        if term.category != "under":
            self.found.last = term.last
        return True

    def _step_comma(self, after: int) -> bool:
        """Step over a comma when the list of places or statuses goes on behind it."""
        document = self.document
        while document.term(after, "and", "determiner"):
            after += 1
        activity = banned_activity(document, after, self.stop)
        if activity is not None:
            self.place = activity
            return True
        listed = document.term(after, "others", "authority", "participle", "place", "status", "title")
        if listed is not None and listed.category == "authority" and document.term(listed.last, "speech"):
            return False
        if listed is None or self.found.last < self.place or (listed.category == "place" and not self.prep):
            return False
        self.place = after
        return True

    def _step_quote(self, after: int) -> bool:
        """Step over a quote that opens before a status word, and over the one that closes behind it."""
        closes = self.found.last == self.place
        if closes and (self.quoting or self.document.term_before(self.place, *_STATUS_WORDS)):
            self.quoting = False
            self.found.last = self.place = after
            return True
        ahead = self.document.term(after, "bridge")
        opens = self.document.term(ahead.last if ahead else after, *_STATUS_WORDS) is not None
        self.quoting = self.quoting or opens
        self.place = after
        return opens

    def _step_place(self, term: Term) -> bool:
        document = self.document
        behind = term.last
        if document.kind(behind) == "apostrophe" and document.norm(behind + 1) == "s":
            behind += 2
        following = document.term(behind, "authority", "list", "content", "head")
        leads = following is not None and following.category != "head"
        open_to_places = bool(self.prep) or document.kind(term.last) == "hyphen"
        if not leads and not (term.category == "place" and open_to_places):
            return False
        if following is not None and following.category == "authority":
            self._set_authority(term.first, following.last)
        self.found.add_jurisdiction(term.value)
        self.found.last = term.last
        self.place = behind if leads else term.last
        return True

    def _set_authority(self, first: int, last: int) -> None:
        self.found.authority = self.found.authority or (first, last)

    def _take(self, term: Term) -> bool:
        """Note what a word of the phrase says; False when the phrase ends before it."""
        match term.category:
            case "status" | "fighters":
                return self._take_status(term)
            case "head":
                return self._take_head(term)
            case "sanctions":
                self.prep = "by"
                return take_sanctions(self.document, self.found, term.first)
            case "participle":
                return self._take_participle(term)
            case "others" | "authority" | "anaphoric_place":
                self._take_decider(term)
            case "title" | "list":
                self._take_noun(term)
        return True

    def _take_noun(self, term: Term) -> None:
        if term.value != "any":
            self.found.kinds.append(term.value)
        if term.category == "title":
            self.found.noun = self.headed = True
        else:
            self.found.listed = True

    def _take_decider(self, term: Term) -> None:
        if term.category == "anaphoric_place":
            self.found.anaphoric = self.found.anaphoric or bool(self.prep)
            return
        if term.category == "authority":
            self._set_authority(term.first, term.last)
        foreign = term.category == "authority" and elsewhere(self.document, term)
        if term.value != "any" and not foreign:
            self.found.add_jurisdiction(term.value)

    def _take_participle(self, term: Term) -> bool:
        """Take a participle; an active verb inside a phrase starts a clause of its own."""
        begun = self.found.last > self.found.first
        if begun and (
            self.document.term(term.first, "active") or not goes_on(self.document, term, self.stop)
        ):
            return False
        registered = term.value == "registered"
        self.found.registered = self.found.registered or registered
        if term.value == "unbanned":
            self.found.kinds.append("banned")
        self.found.verbs.append({"registered": "listing", "unbanned": "lifted"}.get(term.value, term.value))
        return True

    def _take_head(self, term: Term) -> bool:
        """Take an organisation noun, unless it starts a name or a second noun leads to one."""
        if self.names.starting(term.first) is not None and not self.document.opens_sentence(term.first):
            return False
        named = self.names.starting(term.last) is not None
        if self.headed and named and not self.document.term_before(term.first, "and"):
            return False
        self.headed = self.found.head = True
        self.found.person = self.found.person or term.value == "person"
        return True

    def _take_status(self, term: Term) -> bool:
        """Take an adjective such as ``terrorist``: with the noun it belongs to, or bare."""
        document = self.document
        self.placed = past_place(document, term.last)
        place = past_modifiers(document, self.placed)
        head = document.term(place, "head")
        if head is not None:
            self.found.kinds.append(term.value)
            self.found.noun = self.found.head = True
            self.found.person = self.found.person or head.value == "person"
            return True
        if document.term(place, "object") or self._qualifies_other(term.last):
            return False
        self.found.bare.append(term.value)
        return True

    def _qualifies_other(self, place: int) -> bool:
        """Tell ``terrorist plot`` from a bare adjective: another noun follows that is no organisation."""
        if self.document.kind(place) != "word" or self.document.tokens[place].capital:
            return False
        return self.document.term(place, *_CONTENT, "bridge", "place", "and", "adverb", "role") is None

    def _step_bridge(self, bridge: Term | None) -> bool:
        token = self.document.tokens[self.place]
        if token.kind == "number" or self._inside_date():
            return self._step_date(token.kind)
        if token.capital and self.prep == "by":
            return self._step_name()
        if bridge is None:
            return False
        self._set_prep()
        self.place = bridge.last
        return self.place - self.found.last <= _LONGEST_BRIDGE

    def _inside_date(self) -> bool:
        """Tell the stop of ``29.12.2014`` from the end of a sentence."""
        document, after = self.document, self.place + 1
        if document.tokens[self.place].kind != "stop" or document.kind(after) != "number":
            return False
        return document.kind(self.place - 1) == "number" and document.tokens[after].glued

    def _step_date(self, kind: str) -> bool:
        begun = self.found.last > self.found.first
        self.prep = ""
        self.place += 1
        if kind == "number" and begun:
            self.found.last = self.place
        return begun

    def _set_prep(self) -> None:
        found = self.found
        if not self.document.bits[self.place] & _TURNING:
            return
        if self.document.term(self.place, "relative", "copula") and found.last > found.first:
            self.prep = ""
        if not (found.verbs or found.kinds):
            return
        if self.document.term(self.place, "by"):
            self.prep = "by"
        elif self.document.term(self.place, "in"):
            legal = bool(found.kinds) and found.kinds[-1] in _LEGAL
            self.prep = "in" if found.verbs or legal or self.place < self.placed else ""

    def _step_name(self) -> bool:
        """Take a body whose name is not in the vocabulary: ``by the Rostov Regional Court``."""
        last = self.place
        longest = min(self.stop, self.place + _LONGEST_AUTHORITY_NAME)
        while last < longest and self.document.tokens[last].capital:
            last += 1
        self._set_authority(self.place, last)
        self.place = self.found.last = last
        return True
