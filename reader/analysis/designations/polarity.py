"""Whether a status is asserted, denied, past, on hold, only proposed or put in somebody's mouth."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.analysis.designations.vocabulary import bits_of
from reader.articles.findings import Polarity

_REACH = 14
_NEAR = 6
_LATER = 30
_SPEECH_REACH = 80
_OPENING = frozenset("«“„")
_CLOSING = frozenset("»”")
_UNDOING = bits_of[("undoing", "participle=lifted")]


def polarity_of(document: Document, first: int, last: int) -> Polarity:
    """Tell the polarity of the status phrase at ``[first, last)`` from the words of its clause."""
    begin, end = clause(document, first, last)
    undone = _undone(document, begin, first, last)
    if undone is not None:
        return undone
    if _any(document, last, min(end + 1, len(document.tokens)), "falsity"):
        return "negated"
    near = max(_reach(document, begin, first, {"comma"}), first - _NEAR)
    past = max(_reach(document, begin, first, {"comma", "capital"}), first - _NEAR)
    if _any(document, past, first, "ended") or document.term(first, "ended") is not None:
        return "lifted"
    if _any(document, near, last, "contested"):
        return "asserted"
    opening = _reach(document, begin, first, {"comma"})
    if document.term(opening, "unreal") and document.opens_sentence(opening):
        return "asserted" if _any(document, opening, last, "negation") else "negated"
    if _any(document, near, first, "negation") or _any(document, first, last, "negation"):
        return "negated"
    if document.term(first, "denial") or (
        document.term(near, "that") and document.term_before(near - 1, "denial")
    ):
        return "negated"
    return "proposed" if _proposed(document, begin, first) else "asserted"


def _proposed(document: Document, begin: int, first: int) -> bool:
    modal = document.term(first, "auxiliary") is not None and document.term(first, "proposal") is not None
    reach = _reach(document, begin, first, {"comma"})
    return modal or announced(document, first) or _any(document, reach, first, "proposal")


def stands_after(document: Document, begin: int, place: int) -> bool:
    """Tell whether an undoing leaves the status standing: one proposed or refused, not one contested.

    What ``should not have been lifted`` has been.
    """
    if _any(document, begin, place, "contested"):
        return False
    return _any(document, begin, place, "proposal") or _any(document, begin, place, "negation")


def announced(document: Document, verb: int) -> bool:
    """Tell the future of headlines: ``UK to ban X``."""
    to = document.norm(verb - 1) == "to"
    return to and document.term_before(verb - 1, "place", "authority") is not None


def _reach(document: Document, begin: int, first: int, limits: set[str]) -> int:
    """Return how far left of a phrase a cue may stand: to the next comma, or the next name."""
    place = first
    while place > begin:
        token = document.tokens[place - 1]
        if token.kind in limits or (
            "capital" in limits and token.capital and not document.opens_sentence(place - 1)
        ):
            break
        place -= 1
    return place


def _undone(document: Document, begin: int, first: int, last: int) -> Polarity | None:
    """Tell a status lifted or suspended; one whose lifting is only proposed or denied still stands."""
    behind = _behind(document, last)
    for place in range(first, behind):
        for term in document.starting(place) if document.bits[place] & _UNDOING else ():
            if term.bits & _UNDOING:
                if stands_after(document, begin, place):
                    return "asserted"
                return "suspended" if term.value == "suspended" else "lifted"
    if document.kind(last) not in {"open", "close"} and _ended_behind(document, last):
        return "lifted"
    return _undone_later(document, last)


def _ended_behind(document: Document, last: int) -> bool:
    """Tell ``designated by the EU until 2019``, whether the date belongs to the phrase or not."""
    return any(
        document.term(place, "ended", "until") is not None and document.kind(place + 1) == "number"
        for place in (last, last - 2)
    )


def _undone_later(document: Document, last: int) -> Polarity | None:
    """Read the rest of a sentence for ``but the designation was revoked``."""
    stop = min(document.sentence(last - 1)[1], last + _LATER)
    for place in range(last, stop):
        measure = document.term(place, "measure")
        if measure is None or document.term_before(place, "determiner") is None:
            continue
        for at in range(measure.last, min(measure.last + _NEAR, stop)):
            verb = document.term(at, "undoing")
            if verb is not None and document.term_before(at, "copula", "adverb"):
                denied = _any(document, measure.last, at, "negation") or _any(
                    document, measure.last, at, "proposal"
                )
                return None if denied else "suspended" if verb.value == "suspended" else "lifted"
    return None


def _behind(document: Document, last: int) -> int:
    """Return the end of the bracket that opens right behind a phrase, or the end of the phrase."""
    if document.kind(last) != "open":
        return last
    return next(
        (at for at in range(last, min(last + 20, len(document.tokens))) if document.kind(at) == "close"), last
    )


def clause(document: Document, first: int, last: int) -> tuple[int, int]:
    """Return the token range of the clause around a phrase: to the next semicolon, bracket or dash."""
    low, high = document.sentence(first)
    begin = first
    while begin > max(low, first - _REACH) and not _limit(document, begin - 1):
        begin -= 1
    end = last
    while end < min(high, last + _REACH) and not _limit(document, end):
        end += 1
    return begin, end


def _limit(document: Document, place: int) -> bool:
    token = document.tokens[place]
    return token.kind in {"break", "dash", "open", "close", "stop"} or token.text in {";", ":"}


def _any(document: Document, first: int, last: int, category: str) -> bool:
    wanted, first = bits_of[(category,)], max(first, 0)
    for place, bits in enumerate(document.bits[first:last], first):
        if bits & wanted:
            for term in document.starting(place):
                if term.bits & wanted and term.last <= last + 1:
                    return True
    return False


def in_quotation(document: Document, place: int) -> bool:
    """Tell whether a token stands inside somebody's quoted words, as far as its sentence shows."""
    depth = 0
    for at in range(max(document.sentence(place)[0], place - _SPEECH_REACH), place):
        text = document.tokens[at].text
        if text in _OPENING:
            depth += 1
        elif text in _CLOSING:
            depth -= 1
        elif text == '"':
            depth = 0 if depth > 0 else 1
    return depth > 0


def in_speech(document: Document, first: int, last: int) -> bool:
    """Tell whether the phrase at ``[first, last)`` is what somebody is reported to have said.

    It is when the sentence is framed so (``according to the minister``), when a verb of saying leads to it
    with no other clause begun between, or when one stands right behind its clause (``..., the mayor said``).
    """
    low, high = document.sentence(first)
    low, high = max(low, first - _SPEECH_REACH), min(high, last + _SPEECH_REACH)
    if document.holds(low, high, "frame"):
        return True
    for place in range(first - 1, low - 1, -1):
        if _turns(document, place):
            break
        if document.term(place, "speech") is not None:
            return True
    return _said_behind(document, last, high)


def _turns(document: Document, place: int) -> bool:
    """Tell the begin of another clause: ``, and``, ``; ``, a dash."""
    if document.kind(place) == "dash" or document.tokens[place].text == ";":
        return True
    return (
        document.kind(place) == "comma"
        and document.term(place + 1, "and", "relative", "contrast") is not None
    )


def _said_behind(document: Document, last: int, high: int) -> bool:
    return any(
        _says(document, place + 1, high)
        for place in range(last, min(last + _REACH, high))
        if document.kind(place) in {"comma", "quote"}
    )


def _says(document: Document, first: int, high: int) -> bool:
    """Tell whether a clause of a few words opens with somebody who says something: ``the mayor said``."""
    for place in range(first, min(first + _NEAR, high)):
        if document.term(place, "and", "relative", "contrast") or document.kind(place) == "comma":
            return False
        if document.term(place, "speech") is not None:
            return True
    return False
