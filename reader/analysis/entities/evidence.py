"""What the words around a name tell of its type: ``the village of X``, ``the X newspaper``, ``X said``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import home_of_label, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.text.span import Span

_REACH = 32
"""How far around a name, in code points, its neighbours are looked at."""
_HONOURED = re.compile(r"\b(?:Mrs?|Ms|Mme|Dr|Prof|Sir|Lady|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Sen|Gov)\.? $")
_AGED = re.compile(r", (?:aged )?[1-9]\d,| \([1-9]\d\)")
_INSIDE = re.compile(
    r"\b[Ii]n (?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)? "
    r"|central |nearby |downtown )?$"
)
_ARTICLE = re.compile(r"\b[Tt]he $")
_LEANS = re.compile(r"['’]s?\b| ?[-‑]| [^\W\d_a-z]")
_HONOUR = 5
_NOUN = 4
_INDOORS = 4
_SPEECH = 2
_MOST_KEPT = 2_000
"""How many names of a text this is kept of; more are only in texts that are long."""
_INHABITED = ("PERSON", "GPE")
_PLACES = ("GPE", "LOC", "FAC")
_MOVABLE = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"))
"""Labels that the words around a name may overrule."""


def is_honoured(text: str, span: Span) -> bool:
    """Tell whether an honorific or a rank stands right in front of a name."""
    return _HONOURED.search(text, max(0, span.start - _REACH), span.start) is not None


def evidence(text: str, span: Span, label: str) -> Iterable[tuple[str, int]]:
    """Return the types that the words around a name speak for, and how many votes each is worth.

    Args:
        text: The article's text.
        span: Where the name stands.
        label: What the recogniser took it for.
    """
    if label not in _MOVABLE:
        return ()
    known, key = _known(text), (span.start, span.end, label)
    told = known.get(key)
    if told is None:
        told = tuple(_evidence(text, span, label))
        if len(known) < _MOST_KEPT:
            known[key] = told
    return told


@lru_cache(maxsize=1)
def _known(text: str) -> dict[tuple[int, int, str], tuple[tuple[str, int], ...]]:  # noqa: ARG001
    """Return what has been told of the names of a text; kept for the last, which is read again."""
    return {}


def _evidence(text: str, span: Span, label: str) -> Iterator[tuple[str, int]]:
    if is_honoured(text, span):
        yield "PERSON", _HONOUR
    before, after = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    if label not in _PLACES and _is_kind(text, span, "kinds_of_place"):
        yield "GPE", _NOUN
    if label not in _PLACES and _is_kind(text, span, "kinds_of_land"):
        yield "LOC", _NOUN
    if label == "PERSON" and _is_group(text, span, before, after):
        yield "ORG", _NOUN
    if label in _INHABITED and _INSIDE.search(text, before, span.start) and not _LEANS.match(text, span.end):
        yield "GPE", _INDOORS
    if label in ("ORG", "PERSON") and _titled().search(text, before, span.start):
        yield "PERSON", _NOUN
    if label in ("ORG", "GPE", "PERSON") and _speaks(text, span, before, after):
        yield "PERSON", _SPEECH


def _is_kind(text: str, span: Span, section: str) -> bool:
    return bool(
        _kind_of(section).search(text, max(0, span.start - _REACH), span.start)
        or _kind_behind(section).match(text, span.end, span.end + _REACH)
    )


def _is_group(text: str, span: Span, before: int, after: int) -> bool:
    return bool(
        _kind_in_front("kinds_of_group").search(text, before, span.start)
        or _kind_behind("kinds_of_group").match(text, span.end, after)
    )


def _speaks(text: str, span: Span, before: int, after: int) -> bool:
    """Tell whether somebody of one word speaks, or has an age; an organisation has an article."""
    name = span.of(text)
    if (
        not name.isalpha()
        or name.isupper()
        or name in home_of_label()
        or _ARTICLE.search(text, before, span.start)
    ):
        return False
    return bool(_speech().match(text, span.end, after) or _AGED.match(text, span.end, after))


@cache
def _kind_of(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_listed(section)}) of $")


@cache
def _kind_in_front(section: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_listed(section)}),? (?:called |named )?[\"“‘]?$")


@cache
def _kind_behind(section: str) -> re.Pattern[str]:
    return re.compile(rf"[\"”’]? (?:{_listed(section)})\b")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_listed('bare_titles')}) $")


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf" (?:{_listed('speech_verbs')})\b|, who\b")


def _listed(section: str) -> str:
    return "|".join(re.escape(word) for word in sorted(known(section), key=len, reverse=True))
