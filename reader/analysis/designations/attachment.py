"""Walking back from a status phrase to the words that say how it is put: verbs, negation, ``which``."""

from __future__ import annotations

from reader.analysis.designations.document import Document, Lead
from reader.analysis.designations.name import Name
from reader.analysis.designations.names import Names
from reader.analysis.designations.polarity import in_quotation
from reader.analysis.designations.statement import Subject
from reader.analysis.designations.subjects import common_before, coordinated, opening, subject_of
from reader.analysis.designations.vocabulary import Term, bits_of

_LINKING = ("adverb", "auxiliary", "copula", "negation", "determiner", "ended")
_LISTED = ("list", "place", "place_adjective", "title", "authority")
_CUES = ("negation", "ended", "proposal")
_LONGEST_BACK = 10
_LONGEST_BRACKET = 40
_NEGATION_REACH = 3
_LONGEST_COUNT = 6
"""The most words of ``and two Hong Kong traders``, with one more."""
_DECIDING = bits_of[("authority", "place", "place_adjective", "apart")]


def lead_of(document: Document, first: int) -> Lead:
    """Walk left over articles, auxiliaries, adverbs and verbs of appearing on a list."""
    lead = document.leads.get(first)
    if lead is None:
        lead = document.leads[first] = _walked(document, first)
    return lead


def _walked(document: Document, first: int) -> Lead:
    low = max(document.sentence(first)[0], first - _LONGEST_BACK)
    place, cue, seen = first, first, set()
    on_list = _verb_on_list(document, first)
    if on_list is not None:
        place, cue = on_list
        if document.term(place, "verb_on_list"):
            seen.add("copula")
    elif document.term_before(place, "determiner"):
        place -= 1
    while place > low:
        pronoun = document.term_before(place - 1, "pronoun") if document.kind(place - 1) == "dash" else None
        if pronoun is not None:
            place, cue = place - 1, pronoun.first
        place = _past_joint(document, place)
        term = document.term_before(_past_year(document, place), *_LINKING)
        if term is None or term.first < low:
            break
        categories = {other.category for other in document.ending(term.last)}
        seen |= categories
        place = term.first
        if categories & set(_CUES):
            cue = place
    return Lead(place, cue, frozenset(seen))


def _past_joint(document: Document, place: int) -> int:
    """Step over the joints of ``is not, and has never been, a terrorist group``."""
    if document.kind(place - 1) == "comma" and document.term_before(place - 1, "copula"):
        return place - 1
    link = document.term_before(place, "and")
    if link is None:
        return place
    before = link.first - (document.kind(link.first - 1) == "comma")
    return before if document.term_before(before, "negation") else place


def _past_year(document: Document, place: int) -> int:
    """Step over the year of ``until 2012``."""
    dated = document.kind(place - 1) == "number" and document.term_before(place - 1, "ended") is not None
    return place - 1 if dated else place


def _verb_on_list(document: Document, first: int) -> tuple[int, int] | None:
    """Return where ``appear on`` begins left of ``the US list of ...``, and its ``not`` or ``no longer``.

    Without such a word, as in ``appears on no list``, the second is the same as the first, and so it is with
    one that does without the verb: ``X, once on the list``.
    """
    begin = first
    while (article := document.term_before(begin, "determiner", "negation", "together")) is not None:
        begin = article.first
    on = begin - 1
    if not document.term(on, "bridge") or not document.term(first, *_LISTED):
        return None
    verb = document.term_before(on, "verb_on_list")
    if verb is not None:
        return verb.first, verb.first
    cue = document.term_before(on, "negation", "ended")
    apposed = cue is not None and document.kind(cue.first - 1) == "comma"
    if cue is not None and (apposed or document.term(cue.first, "verb_on_list")):
        return cue.first, cue.first
    between = cue or document.term_before(on, "adverb")
    verb = document.term_before(between.first, "verb_on_list") if between is not None else None
    return (verb.first, cue.first if cue is not None else verb.first) if verb is not None else None


def past_marker(document: Document, place: int) -> int:
    """Return the place left of a marker right before a token."""
    return place - 1 if document.kind(place - 1) == "marker" else place


def subjects_before(document: Document, names: Names, place: int) -> tuple[Subject, ...]:
    """Return who stands right before a token: names, a noun such as ``the union``, a quoted pronoun."""
    name = name_before(document, names, place)
    if name is not None:
        return tuple(subject_of(document, names, each) for each in coordinated(document, names, name))
    others = _before_others(document, names, place)
    if others is not None:
        listed = coordinated(document, names, others, more=True)
        return tuple(subject_of(document, names, each) for each in listed)
    common = common_before(document, place)
    if common is not None:
        return (common,)
    pronoun = document.term_before(place, "pronoun")
    if pronoun is not None and in_quotation(document, pronoun.first):
        return (Subject(pronoun.first, pronoun.last, common=True),)
    return _speaker(document, names, place, pronoun)


def _before_others(document: Document, names: Names, end: int) -> Name | None:
    """Return the name left of ``and two traders``, ``nor its owner``, who are put beside somebody named."""
    for place in range(end - 1, max(document.sentence(max(end - 1, 0))[0], end - _LONGEST_COUNT), -1):
        if document.kind(place) not in {"word", "number", "hyphen"}:
            return None
        link = document.term(place, "and")
        if link is not None:
            counted = document.term(link.last, "besides", "possessive")
            name = names.ending(place) if counted or document.kind(link.last) == "number" else None
            return None if name is None or name.place else name
    return None


def _speaker(document: Document, names: Names, said: int, pronoun: Term | None) -> tuple[Subject, ...]:
    """Return who speaks of himself: ``X denies that it is``, ``X said it is not``, ``X заявил, что не ...``.

    Args:
        document: The text.
        names: Its names.
        said: Where the words begin that he says of himself, behind the pronoun.
        pronoun: The pronoun; Russian does without where ``что`` stands.
    """
    place = pronoun.first if pronoun is not None else said
    link = document.term_before(place, "that")
    if link is None and pronoun is None:
        return ()
    end = link.first if link is not None else place
    end -= document.kind(end - 1) == "comma"
    verb = document.term_before(end, "denial", "speech")
    if verb is None or (verb.category == "speech" and not _negated(document, said)):
        return ()
    name = names.ending(verb.first)
    if name is not None:
        return () if name.place else (subject_of(document, names, name),)
    common = common_before(document, verb.first)
    return (common,) if common is not None else ()


def _negated(document: Document, place: int) -> bool:
    return document.holds(place, place + _NEGATION_REACH, "negation")


def name_before(document: Document, names: Names, place: int) -> Name | None:
    """Return the name right before a token; a marker, a bracket, an aside or ``group`` may lie between.

    Of ``the two groups, X and Y, are`` it is the name at the end of the aside.
    """
    aside = _past_aside(document, place)
    ends = [place, past_marker(document, place), opening(document, place), aside]
    if aside != place:
        ends.append(place - 1)
    for end in ends:
        noun = document.term_before(end, "head", "follower")
        name = names.ending(end) or (names.ending(noun.first) if noun and noun.value != "person" else None)
        if name is not None and not name.place:
            return name
    return None


def _past_aside(document: Document, place: int) -> int:
    """Return the place left of an aside between commas, as in ``X, long a rival, is``."""
    if document.kind(place - 1) not in {"comma", "dash"}:
        return place
    low = document.sentence(place - 1)[0]
    for at in range(place - 2, max(low, place - _LONGEST_BRACKET), -1):
        if document.kind(at) == document.kind(place - 1):
            return at
    return place


def actor_start(document: Document, low: int, verb: int) -> int:
    """Return where the one who acts is first named before a verb: behind ``that`` or a clause's ``and``."""
    for place in range(verb - 1, low - 1, -1):
        link = document.term(place, "and")
        listed = link is not None and document.term_before(place, "place", "place_adjective", "authority")
        if (
            document.kind(place) in {"comma", "number"}
            or document.norm(place) == "that"
            or (link and not listed)
        ):
            return place + 1
    return low


def elsewhere(document: Document, body: Term) -> bool:
    """Tell whether a body is said to be another country's than one thinks of: ``Peru's Congress``."""
    begin = body.first - 2 if document.norm(body.first - 1) == "s" else body.first
    of = document.term(body.last, "joiner")
    homes = (
        document.term_before(begin, "place", "place_adjective"),
        document.term(of.last if of is not None else body.last, "place"),
    )
    return any(home is not None and home.value != body.value for home in homes)


def deciders(document: Document, first: int, last: int) -> tuple[list[str], tuple[int, int] | None]:
    """Return the countries named in a token range, and the body that decided, in the order of the text.

    Those that a sentence only compares with are left out: ``Britain, unlike the US, has not ...``.
    """
    codes: list[str] = []
    authority: tuple[int, int] | None = None
    resumes = first
    for place in range(first, last):
        if place < resumes or not document.bits[place] & _DECIDING:
            continue
        if document.term(place, "apart") is not None:
            resumes = next((at for at in range(place, last) if document.kind(at) == "comma"), place)
        body = document.term(place, "authority")
        if body is not None and body.last <= last:
            authority = authority or (place, body.last)
            codes += [body.value] if body.value != "any" and not elsewhere(document, body) else []
        where = document.term(place, "place", "place_adjective")
        capital = document.tokens[place].capital or document.term(place, "determiner") is not None
        if where is not None and where.last <= last and (capital or where.category == "place_adjective"):
            codes.append(where.value)
    return list(dict.fromkeys(codes)), authority
