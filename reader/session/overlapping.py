"""Picking among annotations and mentions that lie over each other, and what an action then works on."""

from __future__ import annotations

from reader.annotations.annotation import Annotation
from reader.session.effects import Effect, Say
from reader.session.held import Hand
from reader.session.reading import Reading, annotations_at, unit_at
from reader.session.standing import mention_spread
from reader.text.quotes import in_quotes
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

NOTHING = Say("no annotation or name under the caret")


def things_at(reading: Reading) -> tuple[Hand, ...]:
    """Return the annotations and mentions under the caret that can be taken in hand, the shortest first.

    A mention that one's own annotation covers just so is left out: what is done to one is done to the other.
    """
    offset = reading.caret.offset
    annotations = annotations_at(reading, offset)
    own = {a.span for a in annotations if reading.own(a)}
    mentions = (mention.span for _, (_, mention) in mention_spread(reading.findings).over(offset))
    hands = [Hand(a.span, a.id) for a in annotations]
    hands += [Hand(span, None) for span in dict.fromkeys(mentions) if span not in own]
    return tuple(sorted(hands, key=lambda hand: len(hand.span)))


def cycled(reading: Reading, count: int | None = None) -> Outcome:
    """Take the next of the things under the caret in hand, after the one an action would take now.

    Args:
        reading: The session.
        count: Which one to take, from 1; None for the next.
    """
    things = things_at(reading)
    if not things:
        return reading, (NOTHING,)
    index = (count or _index_now(reading, things) + 2) - 1
    hand = things[index % len(things)]
    said = f"{index % len(things) + 1} of {len(things)}: {name_of(reading, hand)}"
    return replace(reading, hand=hand, anchor=None), (Say(said),)


def place_in_hand(reading: Reading) -> str:
    """Return which of the things under the caret is in hand: ``2/3``; nothing where none was picked."""
    things = things_at(reading)
    if reading.hand not in things:
        return ""
    return f"{things.index(reading.hand) + 1}/{len(things)}"


def name_of(reading: Reading, hand: Hand) -> str:
    """Return what is in hand in words: its tags and its text, and whose it is."""
    words = " ".join(hand.span.of(reading.article.text).split())
    annotation = annotation_in(reading, hand)
    if annotation is None:
        return f"name {in_quotes(words)}"
    whose = "" if reading.own(annotation) else f"{annotation.author}'s "
    return f"{whose}{', '.join(annotation.tags) or 'note'} {in_quotes(words)}"


def annotation_in(reading: Reading, hand: Hand | None) -> Annotation | None:
    """Return the annotation in hand, if it is one and is still there."""
    if hand is None or hand.annotation is None:
        return None
    return next((a for a in reading.annotations if a.id == hand.annotation), None)


def annotation_meant(reading: Reading, *, own: bool = False) -> Annotation | None:
    """Return the annotation that is in hand, else the shortest under the caret, one's own first.

    Args:
        reading: The session.
        own: Whether others' count for nothing.
    """
    held = annotation_in(reading, reading.hand)
    over = (held,) if held else annotations_at(reading, reading.caret.offset)
    mine = [a for a in over if reading.own(a)]
    if mine or own:
        return mine[0] if mine else None
    return over[0] if over else None


def _index_now(reading: Reading, things: tuple[Hand, ...]) -> int:
    if reading.hand in things:
        return things.index(reading.hand)
    unit = unit_at(reading)
    return next((i for i, hand in enumerate(things) if hand.span == unit and _mine(reading, hand)), -1)


def _mine(reading: Reading, hand: Hand) -> bool:
    annotation = annotation_in(reading, hand)
    return annotation is None or reading.own(annotation)
