"""Sentences and words by NLTK; the one door to it.

No NLTK data is needed or fetched: Punkt (Kiss and Strunk, "Unsupervised multilingual sentence boundary
detection", Computational Linguistics 32, 2006) runs on abbreviations and sentence openers of our own, and
a repair pass mends what it is known to get wrong in news. Importing this module costs some 0.4 s.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

from nltk.tokenize.destructive import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from reader.text.segments import paragraphs
from reader.text.span import Span

_PIECE = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘«]+)\.$")
_ET_AL = re.compile(r"\bet al\.$")
_OPENING = re.compile(r"[\"'“‘«(\[]*(\S+)")
_REACH = 40
"""How far back, in code points, the repair pass looks for the word a sentence ends with."""


@cache
def _abbreviations() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text(encoding="utf-8"))


@cache
def _words_in(section: str) -> frozenset[str]:
    return frozenset(word for group in _abbreviations()[section].values() for word in group)


@cache
def _splitter() -> PunktSentenceTokenizer:
    known = PunktParameters()
    known.abbrev_types = set(_words_in("never_ends") | _words_in("may_end"))
    known.sent_starters = set(_words_in("openers"))
    return PunktSentenceTokenizer(known)


@cache
def _tokenizer() -> NLTKWordTokenizer:
    return NLTKWordTokenizer()


def split_sentences(text: str) -> tuple[Span, ...]:
    """Split a text into sentences; none crosses a newline.

    Returns:
        Spans in code points, in order, without surrounding whitespace; together they hold every
        character that is not whitespace.
    """
    found: list[Span] = []
    for paragraph in paragraphs(text):
        found.extend(_repaired(text, _raw_sentences(text, paragraph)))
    return tuple(found)


def split_words(text: str, span: Span) -> tuple[Span, ...]:
    """Split a sentence into words and punctuation as the Penn Treebank does (``do`` + ``n't``).

    NLTK refuses some mixtures of quotes; these are cut by a plain rule instead.
    """
    sentence = span.of(text)
    try:
        pieces = [Span(start, end) for start, end in _tokenizer().span_tokenize(sentence)]
    except ValueError:
        pieces = [Span(*piece.span()) for piece in _PIECE.finditer(sentence)]
    return tuple(piece.shifted(span.start) for piece in pieces)


def _raw_sentences(text: str, paragraph: Span) -> list[Span]:
    """Return Punkt's sentences of a paragraph, stretched so that nothing visible lies between them."""
    starts = [start for start, _ in _splitter().span_tokenize(paragraph.of(text))]
    edges = [0, *(start for start in starts if start > 0), len(paragraph)]
    found = []
    for start, end in pairwise(edges):
        piece = paragraph.of(text)[start:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(Span(start + lead, start + len(piece.rstrip())).shifted(paragraph.start))
    return found


def _repaired(text: str, sentences: list[Span]) -> list[Span]:
    """Join neighbours where the first cannot have ended yet."""
    found: list[Span] = []
    for sentence in sentences:
        if found and _goes_on(text, found[-1], sentence):
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return found


def _goes_on(text: str, before: Span, after: Span) -> bool:
    tail = text[max(before.start, before.end - _REACH) : before.end]
    opening = _OPENING.match(text, after.start, after.end)
    word = opening.group(1) if opening else ""
    if _ET_AL.search(tail):
        return word.lower() not in _words_in("openers")
    if _begins_low(word):
        return True
    last = _LAST_WORD.search(tail)
    if not last:
        return False
    return last.group(1).lower() in _words_in("never_ends") or _is_initial(last.group(1), word)


def _begins_low(word: str) -> bool:
    """Tell whether a sentence can hardly begin so; ``al-Qaeda`` and ``iPhone`` can begin one."""
    return word[:1].islower() and word.lower() == word


def _is_initial(word: str, following: str) -> bool:
    return len(word) == 1 and word.isupper() and following.lower() not in _words_in("openers")
