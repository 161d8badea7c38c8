"""What a name's own words tell: its type, or that it is no name."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from reader.analysis.entities.edges import stands_in_capitals
from reader.analysis.entities.lexicon import known

if TYPE_CHECKING:
    from reader.text.span import Span

_LONGEST_ACRONYM = 6
_OFFICE = re.compile(r"\b(?:Secretary|Secretaries|Heads?|Chiefs?|Minister|Ministers) of (?:the )?$")
_OFFICE_REACH = 24
_DOCTRINE = re.compile(r"[^\W\d_]{3,}isms?")
_MINISTER_BEHIND = re.compile(r" (?:Minist(?:er|ry)|Secretary|Secretaries)")
_NAMELESS = ("months_and_days", "openers", "common_acronyms", "bare_titles", "state_nouns", "creeds_and_ills")
_NO_BODY = re.compile(r"State|(?:(?:General|Joint|Army|Naval|Air|Defen[cs]e) )*Staff")
_MONEY_BEHIND = re.compile(r" dollars?\b", re.IGNORECASE)


def label_told(name: str, label: str) -> str:
    """Return the type that the words of a name tell, else the one it had.

    ``Tall Forest`` is a place and ``Long Highway`` a facility, whatever a recogniser took them for; letters
    alone are nobody's first name.
    """
    others = name.split()[1:]
    if not others:
        is_acronym = label == "PERSON" and name.isalpha() and name.isupper() and len(name) <= _LONGEST_ACRONYM
        return "ORG" if is_acronym and len(name) > 1 else label
    if label in ("ORG", "PERSON") and others[-1] in known("buildings"):
        return "FAC"
    if label in ("ORG", "PERSON") and others[-1] in known("place_nouns"):
        return "LOC"
    if label in ("PERSON", "GPE") and others[-1] in known("clubs"):
        return "ORG"
    if label == "PERSON" and others[-1] in known("bodies"):
        return "ORG"
    if label == "ORG" and others[0] == "of" and name.split(maxsplit=1)[0] in known("shrines"):
        return "FAC"
    return label


def names_nobody(text: str, span: Span) -> bool:
    """Tell whether what looks like a name is a date, an opener, a currency, an office or a common acronym."""
    name = span.of(text)
    if name in _nameless() or _DOCTRINE.fullmatch(name):
        return True
    if name in known("portfolios") and _MINISTER_BEHIND.match(text, span.end):
        return True
    if name.isupper() and (_MONEY_BEHIND.match(text, span.end) or _is_shouted(text, span)):
        return True
    return bool(
        _NO_BODY.fullmatch(name) and _OFFICE.search(text, max(0, span.start - _OFFICE_REACH), span.start)
    )


@cache
def _nameless() -> frozenset[str]:
    return frozenset(chain.from_iterable(map(known, _NAMELESS)))


def _is_shouted(text: str, span: Span) -> bool:
    """Tell whether capitals are a small word's (``US``, ``WHO``, ``IT``) in a line that has only capitals."""
    if span.of(text).capitalize() not in known("openers"):
        return False
    return stands_in_capitals(text, span)
