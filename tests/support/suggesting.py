"""Suggestions in a session that is played: looking for them as the screen does, at once."""

from __future__ import annotations

from collections.abc import Mapping

from support.playing import Play

from reader.annotations.annotation import Annotation
from reader.session.grounds import Grounds, suggestions
from reader.session.suggested import open_over
from reader.session.suggesting import arrived, prepared
from reader.text.span import Span


def look(
    play: Play, earlier: Mapping[str, tuple[str, ...]] | None = None, rejected: tuple[Annotation, ...] = ()
) -> Play:
    """Look for the suggestions that a session asks for."""
    reading = play.reading
    now = reading.suggesting
    assert now is not None
    found, places = suggestions(
        Grounds(
            reading.article,
            reading.findings,
            reading.annotations,
            reading.author,
            earlier or {},
            now.wanted,
            reading.codebook,
        ),
        now.places,
    )
    return play.take(
        arrived(reading, prepared(reading, found, places, rejected if now.left is None else None))
    )


def offered(play: Play) -> list[tuple[str, str]]:
    """What is suggested and open: words and tag, in the order of the text."""
    text = play.reading.article.text
    return [(s.span.of(text), s.tag) for s in open_over(play.reading, Span(0, len(text)))]
