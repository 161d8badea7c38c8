"""Lines that are all capitals: nothing in them looks like a name, so only names known elsewhere are."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import home_of_label
from reader.analysis.entities.phrases import PhraseFinder
from reader.analysis.entities.recogniser import RawSpan
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"^[^\n]*[^\W\d_][^\n]*$", re.MULTILINE)
_FEWEST_WORDS = 4
_SHORTEST = 4
"""Shorter names (``US``, ``IS``, ``WHO``) are small words in capitals as well."""


def shouted_lines(text: str) -> tuple[Span, ...]:
    """Return the lines of four words and more that have no small letter."""
    lines = (Span(*line.span()) for line in _LINE.finditer(text) if line.group().isupper())
    return tuple(line for line in lines if len(line.of(text).split()) >= _FEWEST_WORDS)


def shouted_names(text: str, lines: tuple[Span, ...]) -> Iterator[RawSpan]:
    """Yield the countries, cities and peoples that everybody knows in lines of capitals."""
    for line in lines:
        for place in _known_in_capitals().find(line.of(text)):
            span = place.shifted(line.start)
            yield RawSpan(span, _labels_in_capitals()[span.of(text)])


@cache
def _labels_in_capitals() -> dict[str, str]:
    labels = home_of_label().items()
    return {
        name.upper(): label for name, label in labels if len(name) >= _SHORTEST and label in ("GPE", "NORP")
    }


@cache
def _known_in_capitals() -> PhraseFinder:
    return PhraseFinder(_labels_in_capitals())
