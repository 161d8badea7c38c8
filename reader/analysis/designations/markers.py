"""Footnote markers: which signs of a text call a note, and which are bullets, emphasis or sums."""

from __future__ import annotations

from reader.analysis.designations.document import Document
from reader.values import Value

_SIGNS = frozenset({"marker", "number", "open"})
_LONGEST_EMPHASIS = 12
_LONGEST_MARKER = 5
_CALL_SIGNS = frozenset({"word", "quote", "close", "apostrophe", "number"})
_SENTENCE_SIGNS = frozenset({"stop", "quote", "close", "symbol", "dash"})


class Marker(Value):
    """A marker at the tokens ``[first, last)``; ``symbols`` are one or, at a note, several."""

    first: int
    last: int
    symbols: tuple[str, ...]
    opens_note: bool
    """Whether a note's text follows, against a name that it stands behind."""


def find_markers(document: Document) -> list[Marker]:
    """Return every sign that may call a note or open one; what a note says decides later."""
    found: list[Marker] = []
    signs = [place for place in document.signs if document.tokens[place].kind in _SIGNS]
    hugged = _emphasis(document, signs)
    covered = 0
    for place in signs:
        if place < covered or place in hugged:
            continue
        marker = _marker_at(document, place)
        if marker is not None:
            found.append(marker)
            covered = marker.last
    return found


def _marker_at(document: Document, place: int) -> Marker | None:
    sign = _sign(document, place)
    if sign is None:
        return None
    symbol, last = sign
    if _opens_line(document, place):
        return _note_opening(document, place)
    token = document.tokens[place]
    previous = document.tokens[place - 1]
    following = document.tokens[last] if last < len(document.tokens) else None
    tight_after = following is not None and following.glued and following.kind in {"word", "number"}
    second = previous.kind == "comma" and token.glued and document.kind(place - 2) == "marker"
    behind = _CALL_SIGNS if "*" in symbol and not second else _CALL_SIGNS | {"stop", "comma"}
    if (token.glued or symbol[0] == "[") and previous.kind in behind and not tight_after:
        return Marker(place, last, (symbol,), opens_note=False)
    if symbol.isdigit() or following is None:
        return None
    after_sentence = token.glued and previous.kind in _SENTENCE_SIGNS and previous.text != "/"
    if (not token.glued or after_sentence) and following.kind in {"word", "quote", "dash"}:
        return Marker(place, last, (symbol,), opens_note=True)
    return None


def _opens_line(document: Document, place: int) -> bool:
    return place == 0 or document.tokens[place - 1].kind == "break"


def _sign(document: Document, place: int) -> tuple[str, int] | None:
    """Return the symbol at a token and the end of it: ``*``, ``†``, ``¹``, ``[1]`` or a plain digit."""
    token = document.tokens[place]
    if token.kind == "marker" and len(token.text) <= _LONGEST_MARKER:
        return token.text, place + 1
    digits = token.kind == "number" and len(token.text) <= 2
    if digits and (
        _opens_line(document, place) or (token.glued and document.kind(place - 1) in {"word", "quote"})
    ):
        return token.text, place + 1
    bracketed = (
        token.text == "[" and document.kind(place + 1) == "number" and place + 2 < len(document.tokens)
    )
    if bracketed and document.tokens[place + 2].text == "]":
        return f"[{document.tokens[place + 1].text}]", place + 3
    return None


def _note_opening(document: Document, place: int) -> Marker | None:
    """Read the symbols a note's line opens with: ``¹ ²``, ``*, **`` or one alone."""
    symbols: list[str] = []
    last = place
    while last < len(document.tokens):
        sign = _sign(document, last) if last == place or document.kind(last) == "marker" else None
        if sign is None:
            if symbols and document.kind(last) == "comma" and document.kind(last + 1) == "marker":
                last += 1
                continue
            break
        symbols.append(sign[0])
        last = sign[1]
    if not symbols or document.kind(last) in {"", "break"}:
        return None
    return Marker(place, last, tuple(symbols), opens_note=True)


def _emphasis(document: Document, signs: list[int]) -> set[int]:
    """Return the asterisks among some signs that open and close emphasis, as in ``*not*``."""
    hugged: set[int] = set()
    opener: int | None = None
    for place in signs:
        token = document.tokens[place]
        if token.kind != "marker" or not token.text.startswith("*"):
            continue
        following = document.tokens[place + 1] if place + 1 < len(document.tokens) else None
        opens = (
            (not token.glued or document.kind(place - 1) in {"open", "break"})
            and following is not None
            and following.glued
        )
        if opens:
            opener = place
        elif opener is not None and _closes(document, opener, place):
            hugged |= {opener, place}
            opener = None
    return hugged


def _closes(document: Document, opener: int, place: int) -> bool:
    token, opening = document.tokens[place], document.tokens[opener]
    if token.text != opening.text or not token.glued or place - opener > _LONGEST_EMPHASIS:
        return False
    return not any(document.kind(between) == "break" for between in range(opener, place))
