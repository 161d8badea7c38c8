"""Mending raw spans one by one: whole names, nothing but names, and types that the words themselves tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.analysis.entities.credits import credit_names
from reader.analysis.entities.datelines import dateline_names
from reader.analysis.entities.edges import trimmed
from reader.analysis.entities.expansions import expansions
from reader.analysis.entities.kinds import label_told, names_nobody
from reader.analysis.entities.lexicon import home_of_label, known, nationality_words
from reader.analysis.entities.recogniser import SHOWN, RawSpan
from reader.analysis.entities.shouting import shouted_lines, shouted_names
from reader.text.markers import LETTER, MARKERS
from reader.text.places import Places
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_VISIBLE = re.compile(r"\S+")
_SIGN_OF_ADDRESS = re.compile(r"[@.]\w|://|www\.")
"""What every address has; most words have none of it."""
_LINK = re.compile(r"https?://|www\.|(?<![\w.-])[a-z0-9][a-z0-9.-]*\.(?:com|org|net|gov|info|co\.uk)\b")
_MAILBOX = re.compile(r"\w@\w")
_CUT = re.compile(
    rf"[{re.escape(MARKERS)}\n\"“”«»]|\s[(\[]|\s[/|–—]\s|\s(?:between|near|who|which|whose|after|before|during)\s"
)
_PARTICLE_BEFORE = re.compile(r"\b(?:al|el|ash|as|ad|at|an|ar|az|ul)[-‑]$", re.IGNORECASE)
_PAIR = re.compile(r"(\w+)[-‑–/](\w+)")
_HYPHENATED = re.compile(rf"[-‑](?=[A-Z]){LETTER}+")
_COMPOUND_TAIL = re.compile(
    r"[-‑](?:led|backed|linked|based|affiliated|born|made|built|controlled|occupied|aligned|style|era|wide|brokered"
    r"|funded|trained|sponsored|run|owned|mediated|supported|imposed|allied|inspired|held|administered|friendly"
    r"|speaking|educated|listed|drafted|supplied|hosted|bound|only|related|themed|dominated|majority)$"
)
_COMPOUND_HEAD = re.compile(r"(?:pro|anti|non|ex|post|pre|mid|former|all|cross)[-‑](?=[A-Z])", re.IGNORECASE)
_WORD_REST = re.compile(rf"(?:{LETTER}|_)+")
_SPELLED = frozenset(("GPE", "LOC", "FAC", "EVENT", "LAW", "PRODUCT"))
"""Labels that a name with an acronym may have besides ORG."""
_PARTICLE_REACH = 5
_MOST_KEPT = 2_000
"""How many names of a text are kept mended; more are only in texts that are long."""
_NAMING = re.compile(r"[^\W_a-zа-яё]")
"""A name has a character that is no small letter."""
_CURRENCY = re.compile(r"(?:US|A|C|NZ|HK|S)\$")

_CLAIM = attrgetter("claim")


def mend(text: str, raw: Iterable[RawSpan]) -> tuple[RawSpan, ...]:
    """Return the names among raw spans, mended, in order and without overlaps.

    Kept are the labels that name somebody (`recogniser.SHOWN`). Web addresses are no names; credits of
    pictures become an agency and a person; a title stands outside a person; ``al-Qaeda`` is whole;
    ``Bagram air base`` is a facility; nationalities are NORP.
    """
    raw = tuple(raw)
    told = _told(text)
    places = Places(told.addresses)
    names = [name for name in told.names if places.take(name.span)]
    names += [name for name in _spelled_out(text, raw) if places.take(name.span)]
    aloud = Places(told.shouted)
    for found in raw:
        if found.label in SHOWN and aloud.free(found.span):
            names += [name for name in told.mended(found) if places.take(name.span)]
    return tuple(sorted(names, key=_CLAIM))


class _Told:
    """What a text tells whoever reads it for names, and what becomes of what they take for one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mended: dict[tuple[int, int, str], tuple[RawSpan, ...]] = {}
        self.addresses = tuple(_addresses(text))
        self.shouted = shouted_lines(text)
        """The lines in capitals."""
        self.names = (*credit_names(text), *dateline_names(text), *shouted_names(text, self.shouted))
        """Those of credits, of datelines and of lines in capitals."""

    def mended(self, found: RawSpan) -> tuple[RawSpan, ...]:
        """Return what is left of a raw span; the quick rules and a model mostly see the same ones."""
        key = found.span.start, found.span.end, found.label
        names = self._mended.get(key)
        if names is None:
            pieces = _pieces(self._text, found)
            names = tuple(name for piece in pieces for name in _mended(self._text, piece))
            if len(self._mended) < _MOST_KEPT:
                self._mended[key] = names
        return names


@lru_cache(maxsize=1)
def _told(text: str) -> _Told:
    """Return what a text tells by itself; kept for the last, which is read again with better names."""
    return _Told(text)


def _spelled_out(text: str, raw: Sequence[RawSpan]) -> Iterator[RawSpan]:
    """Yield full names with their acronyms, where a recogniser saw a part of either."""
    found = sorted(raw, key=_CLAIM)
    starts = [name.span.start for name in found]
    for pair in expansions(text):
        for span in pair:
            near = found[max(0, bisect_left(starts, span.start) - 1) : bisect_left(starts, span.end)]
            seen = [name for name in near if name.span.overlaps(span)]
            if seen:
                break
        else:
            continue
        for span in pair:
            yield RawSpan(span, "ORG" if seen[0].label not in _SPELLED else seen[0].label)


def _addresses(text: str) -> Iterator[Span]:
    """Yield the web and mail addresses of a text; a name such as ``Booking.com`` is none."""
    past = 0
    for sign in _SIGN_OF_ADDRESS.finditer(text):
        if sign.start() < past:
            continue
        start, past = _visible_around(text, sign.start())
        if _MAILBOX.search(text, start, past):
            yield Span(start, past)
        elif link := _LINK.search(text, start, past):
            yield Span(link.start(), past)


def _visible_around(text: str, offset: int) -> tuple[int, int]:
    """Return where the run of visible characters around one of them starts and ends."""
    start = offset
    while start and not text[start - 1].isspace():
        start -= 1
    found = _VISIBLE.match(text, offset)
    return start, found.end() if found else offset


def _pieces(text: str, found: RawSpan) -> Iterator[RawSpan]:
    """Cut a span at markers, quotes, brackets and slashes."""
    start = found.span.start
    for cut in _CUT.finditer(text, found.span.start, found.span.end):
        yield from _parted(text, RawSpan(Span(start, cut.start()), found.label))
        start = cut.end()
    yield from _parted(text, RawSpan(Span(start, found.span.end), found.label))


def _parted(text: str, found: RawSpan) -> Iterator[RawSpan]:
    """Part two known names that a hyphen joins, as in ``Russia-Ukraine``."""
    pair = _PAIR.fullmatch(text, found.span.start, found.span.end)
    labels = [home_of_label().get(name) for name in pair.groups()] if pair else []
    if pair is None or not all(labels):
        yield found
        return
    for number, label in enumerate(labels, start=1):
        yield RawSpan(Span(*pair.span(number)), label or found.label)


def _mended(text: str, found: RawSpan) -> Iterator[RawSpan]:
    span = _whole(text, trimmed(text, found.span))
    if _CURRENCY.match(text, span.start) or not _NAMING.search(text, span.start, span.end):
        return
    name = span.of(text)
    if name in nationality_words() and found.label != "LANGUAGE":
        yield RawSpan(span, "NORP")
        return
    facility = _facility_end(text, span, found.label)
    if facility:
        yield RawSpan(Span(span.start, facility), "FAC")
        return
    if found.label == "PERSON":
        span = _without_title(text, span)
    if len(span) > 1 and not names_nobody(text, span):
        yield RawSpan(span, label_told(span.of(text), found.label))


def _whole(text: str, span: Span) -> Span:
    """Stretch a name to whole words, and cut what only leans on it (``US-led``, ``pro-Russian``)."""
    start, end = span.start, span.end
    if start == end:
        return span
    head = _COMPOUND_HEAD.match(text, start, end)
    start = head.end() if head else start
    tail = _COMPOUND_TAIL.search(text, start, end)
    end = tail.start() if tail and " " not in text[tail.start() : end] and tail.start() > start else end
    particle = _PARTICLE_BEFORE.search(text, max(0, start - _PARTICLE_REACH), start)
    start = particle.start() if particle else start
    rest = _WORD_REST.match(text, end)
    if rest and text[end - 1].isalnum():
        end = rest.end()
    while (joined := _HYPHENATED.match(text, end)) and joined.group()[1:] not in home_of_label():
        end = joined.end()
    return Span(start, end)


@cache
def _facility_words() -> re.Pattern[str]:
    endings = sorted(known("facility_suffixes"), key=len, reverse=True)
    return re.compile(rf" (?:(?i:{'|'.join(map(re.escape, endings))}))\b")


def _facility_end(text: str, span: Span, label: str) -> int | None:
    """Return where a facility ends that a name begins, as ``Bagram`` begins ``Bagram air base``."""
    if label not in ("GPE", "LOC", "FAC", "PERSON", "ORG") or span.of(text) in known("countries"):
        return None
    ending = _facility_words().match(text, span.end)
    return ending.end() if ending else None


@cache
def _title_words() -> re.Pattern[str]:
    words = {word for title in known("titles") for word in (title, title.replace(".", ""))}
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{listed})\.?\s+(?=\S)")


def _without_title(text: str, span: Span) -> Span:
    start = span.start
    while title := _title_words().match(text, start, span.end):
        start = title.end()
    return Span(start, span.end)
