"""Selecting by unit: text objects, and growing and shrinking the selection."""

from __future__ import annotations

from collections.abc import Iterator

from reader.session.effects import Effect, Say
from reader.session.hinting import selected
from reader.session.reading import Reading, mention_at, sentence_at
from reader.text.segments import paragraphs, words
from reader.text.span import Span
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ('"', '"'))
"""Opening marks, each with what closes it; German and Polish close the same one each in its way."""
FURTHEST = 1_000
"""How many characters behind a unit the next one may begin."""
LONGEST_QUOTATION = 5_000
"""How many characters are looked through for the marks around a quotation."""


def object_selected(reading: Reading, name: str, count: int = 1) -> Outcome:
    """Select the unit under the caret: ``word sentence paragraph entity designation quotation``.

    Args:
        reading: The session.
        name: Which unit.
        count: How many words, sentences or paragraphs, that one and those behind it, as far as there are any.
    """
    span = _unit(reading, name)
    if not span:
        return reading, (Say(f"no {name} under the caret"),)
    for _ in range(count - 1):
        behind = _unit_behind(reading, name, span.end)
        if not behind:
            break
        span = Span(span.start, behind.end)
    return selected(reading, span), ()


def _unit_behind(reading: Reading, name: str, offset: int) -> Span:
    """Return the first word, sentence or paragraph at or behind an offset; nothing where there is none."""
    text = reading.article.text
    last = min(len(text), offset + FURTHEST)
    match name:
        case "word":
            return next(iter(words(text, Span(offset, last))), Span(offset, offset))
        case "sentence" | "paragraph":
            begin = next((n for n in range(offset, last) if not text[n].isspace()), offset)
            return _unit(reading.moved_to(begin), name) if begin < last else Span(offset, offset)
        case _:
            return Span(offset, offset)


def grown(reading: Reading) -> Outcome:
    """Select the next larger unit around the selection, at first the smallest under the caret."""
    now = reading.selection or Span(reading.caret.offset, reading.caret.offset)
    larger = [span for span in _units(reading) if span.covers(now) and len(span) > len(now)]
    if not larger:
        return reading, (Say("nothing larger to select"),)
    return _kept(reading, min(larger, key=len)), ()


def shrunk(reading: Reading) -> Outcome:
    """Select the next smaller unit inside the selection, around where the caret is."""
    now = reading.selection
    if now is None:
        return reading, (Say("nothing is selected; ‹select.grow› selects"),)
    smaller = [span for span in _units(reading) if now.covers(span) and len(span) < len(now)]
    if not smaller:
        return replace(reading, anchor=None), ()
    return _kept(reading, max(smaller, key=len)), ()


def _kept(reading: Reading, span: Span) -> Reading:
    """Select a stretch, and remember where its growing began."""
    return replace(selected(reading, span), jumps=reading.jumps, core=_core(reading))


def _core(reading: Reading) -> int:
    grows = reading.core is not None and reading.anchor is not None
    return reading.core if grows and reading.core is not None else reading.caret.offset


def _units(reading: Reading) -> Iterator[Span]:
    there = replace(reading.moved_to(_core(reading)), anchor=None)
    for name in ("word", "entity", "designation", "sentence", "paragraph"):
        span = _unit(there, name)
        if span:
            yield span
    yield Span(0, len(reading.article.text))


def _unit(reading: Reading, name: str) -> Span:
    offset = reading.caret.offset
    nothing = Span(offset, offset)
    match name:
        case "word":
            around = next((p for p in paragraphs(reading.article.text) if p.holds(offset)), nothing)
            return next((w for w in words(reading.article.text, around) if w.holds(offset)), nothing)
        case "sentence":
            return sentence_at(reading, offset)
        case "paragraph":
            return next((p for p in paragraphs(reading.article.text) if p.holds(offset)), nothing)
        case "entity":
            found = mention_at(reading.findings, offset)
            return found[1].span if found else nothing
        case "designation":
            over = [d.span for d in reading.findings.designations if d.span.holds(offset)]
            return min(over, key=len, default=nothing)
        case _:
            return _quotation(reading.article.text, offset)


def _quotation(text: str, offset: int) -> Span:
    """Return the stretch between the nearest marks around an offset, in its paragraph, the marks left out."""
    first = max(text.rfind("\n", 0, offset) + 1, offset - LONGEST_QUOTATION)
    last = text.find("\n", offset)
    last = min(len(text) if last < 0 else last, offset + LONGEST_QUOTATION)
    found = []
    for opening, closing in QUOTES:
        if opening == closing:
            found += _straight(text, offset, first, last, opening)
            continue
        start = text.rfind(opening, first, offset + 1)
        end = text.find(closing, offset, last)
        if 0 <= start < end and closing not in text[start + 1 : offset]:
            found.append(Span(start + 1, end))
    return min(found, key=len, default=Span(offset, offset))


def _straight(text: str, offset: int, first: int, last: int, mark: str) -> list[Span]:
    """Pair straight marks from the start of the paragraph: an odd number before means inside."""
    places = [place for place in range(first, last) if text[place] == mark]
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Span(start + 1, end) for start, end in pairs if start <= offset <= end and end > start + 1]
