"""Other names that a text gives somebody in so many words: ``also known as``, ``aka``, ``formerly``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = r"[^\W\d_a-zа-яё][\w'’-]*"
_NAME = rf"(?P<alias>{_WORD}(?: (?:of |the |de |la |al-)?{_WORD}){{0,4}})"
_GIVEN = re.compile(
    r"[\"”’»]?,? \(?(?:(?:also |better |previously |formerly |once |commonly |locally |sometimes |who is )*"
    r"(?:known|called|nicknamed|dubbed|referred to)(?: (?:as|by (?:his|her|its|the) "
    r"(?:nickname|alias|nom de guerre|pseudonym|acronym|initials)(?: of)?))?|alias"
    r"|a\.?k\.?a\.?|formerly|née|nom de guerre"
    r"|(?:также |ранее |более )?(?:известн\w+|называем\w+) (?:также )?как|он же|она же|ранее|бывш\w+)"
    rf",? (?:the )?[\"“‘«]?{_NAME}"
)
_PERSONAL = re.compile(r"formerly|née|ранее|бывш")
_KNOWN_AS = re.compile(r"known|called|известн|называем")


def alias_names(text: str, names: Sequence[RawSpan]) -> Iterator[tuple[RawSpan, RawSpan]]:
    """Yield each name that is followed by another of its bearer, with that other.

    ``Bogdan Rezun, also known as Kuzma``; ``Orbis (formerly Katanga Holdings)``. ``Formerly`` alone gives a
    person no other name (``Aro Velt, formerly of Reuters``).
    """
    for name in names:
        given = _GIVEN.match(text, name.span.end)
        if given is None or name.label == "NORP":
            continue
        phrase = given.group()[: given.start("alias") - given.start()]
        if name.label == "PERSON" and _PERSONAL.search(phrase) and not _KNOWN_AS.search(phrase):
            continue
        yield name, RawSpan(Span(*given.span("alias")), name.label)
