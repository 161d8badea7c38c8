"""Runs of capitalised words: the candidates for names in a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.entities.lexicon import home_of_label, known, nationality_words
from reader.analysis.entities.russian import is_russian, only_opens
from reader.analysis.entities.spelling import stem
from reader.text.markers import LETTER
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(rf"{LETTER}+(?:[-’'.&]{LETTER}+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_ARABIC = re.compile(r"(?:al|el|ash|as|ad|at|an|ar|az|ul)-[^\W\d_a-z]")
_STARTS = re.compile(r"(?:^|[.!?…:;•*|–—][\"'”’»)\]*]*\s+|[\"“‘«(\[©]\s*|^\W+)$")
_LINKS = frozenset(("of", "for", "of the", "for the", "and"))
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LONGEST_KNOWN = 4
_make = tuple.__new__
_HEADLINE_WORDS = 4
_HEADLINE_SHARE = 0.65


class Token(NamedTuple):
    """A word of a paragraph and where it starts there; a tuple, since a text has many."""

    start: int
    form: str
    """The word without a possessive ending."""
    possessive: bool
    capital: bool
    """Whether it looks like a part of a name."""

    @property
    def end(self) -> int:
        """Where its form ends in the paragraph."""
        return self.start + len(self.form)


def tokens_of(paragraph: str) -> list[Token]:
    """Return the words of a paragraph; ``al-Qaeda``, ``U.S`` and ``AT&T`` are one each."""
    return [_make(Token, (match.start(), *_looks_of(match.group()))) for match in _TOKEN.finditer(paragraph)]


@lru_cache(maxsize=8192)
def _looks_of(word: str) -> tuple[str, bool, bool]:
    """Return a word's form, whether it is possessive, and whether it looks like a part of a name."""
    ending = _POSSESSIVE.search(word)
    form = word[: ending.start()] if ending else word
    return form, ending is not None, form[0].isupper() or _ARABIC.match(form) is not None


class Run(Value):
    """A stretch of words that may be a name, or several."""

    words: tuple[Token, ...]
    before: str
    """The word in front of it, in lower case."""
    after: str
    """The word behind it, in lower case."""

    @property
    def forms(self) -> list[str]:
        """Its words, without possessive endings."""
        return [word.form for word in self.words]


def runs_of(paragraph: str, tokens: list[Token], common: set[str], inside: set[str]) -> Iterator[Run]:
    """Yield the runs of a paragraph, without the words that only open a sentence.

    In a headline, where every word is capitalised, only names that everybody knows are candidates.

    Args:
        paragraph: A paragraph.
        tokens: Its words; see `tokens_of`.
        common: Words that the text also writes small.
        inside: Stems of Russian words that the text capitalises within sentences; see `capital_inside`.
    """
    if _is_headline(paragraph, tokens):
        yield from _known_runs(tokens)
        return
    for first, last in _stretches(paragraph, tokens):
        words = _without_opener(paragraph, tokens[first:last], common, inside)
        if words:
            start = last - len(words)
            yield Run(
                tuple(words),
                before=tokens[start - 1].form.lower() if start else "",
                after=tokens[last].form.lower() if last < len(tokens) else "",
            )


def _is_headline(paragraph: str, tokens: list[Token]) -> bool:
    words = [token for token in tokens if token.form[0].isalpha()]
    capitals = sum(token.capital for token in words)
    is_title_case = len(words) >= _HEADLINE_WORDS and capitals > _HEADLINE_SHARE * len(words)
    return is_title_case and not _SENTENCE_END.search(paragraph)


def _known_runs(tokens: list[Token]) -> Iterator[Run]:
    """Yield the names in a headline that everybody knows, the longest at each place."""
    index = 0
    while index < len(tokens):
        for length in range(_LONGEST_KNOWN, 0, -1):
            words = tuple(tokens[index : index + length])
            if len(words) == length and " ".join(word.form for word in words) in home_of_label():
                yield Run(words, before="", after="")
                index += length - 1
                break
        index += 1


def _stretches(paragraph: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield first and past-last token of every stretch that may be a name."""
    index = 0
    while index < len(tokens):
        if not tokens[index].capital:
            index += 1
            continue
        end = index + 1
        while (following := _continued(paragraph, tokens, index, end)) > end:
            end = following
        yield index, end
        index = end


def _continued(paragraph: str, tokens: list[Token], first: int, end: int) -> int:
    """Return where a run that may end before token ``end`` really goes on to."""
    if end >= len(tokens) or tokens[end - 1].possessive or not _touch(paragraph, tokens, end):
        return end
    if tokens[end].capital:
        return end + 1
    link = tokens[end].form
    if link in known("name_particles") and _capital_at(paragraph, tokens, end + 1):
        return end + 2
    if link not in _LINKS or not _takes_link(tokens[first:end], link):
        return end
    past = end + 2 if _form_at(tokens, end + 1) == "the" else end + 1
    return past + 1 if _capital_at(paragraph, tokens, past) else end


def _touch(paragraph: str, tokens: list[Token], index: int) -> bool:
    """Tell whether only a space, or the stop of an initial or a title, parts a token from the one before."""
    before, start = tokens[index - 1].form, tokens[index].start
    gap = paragraph[tokens[index - 1].start + len(before) : start]
    if gap == " ":
        return True
    return gap == ". " and (len(before) == 1 or f"{before}." in known("titles"))


def _form_at(tokens: list[Token], index: int) -> str:
    return tokens[index].form if index < len(tokens) else ""


def _capital_at(paragraph: str, tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].capital and _touch(paragraph, tokens, index)


def _takes_link(run: list[Token], link: str) -> bool:
    nouns = known("organisation_nouns")
    if link == "and":
        return len(run) > 2 and any(word.form in nouns for word in run)
    return run[-1].form in nouns | known("heads_of_names")


def _without_opener(paragraph: str, run: list[Token], common: set[str], inside: set[str]) -> list[Token]:
    """Take off the words that are capitalised only because a sentence begins with them."""
    while run and _opens(paragraph, run[0]):
        is_opener = only_opens(run, inside) if is_russian(run[0].form) else _only_opens(run[0].form, common)
        if not is_opener:
            break
        run = run[1:]
        if not run or run[0].form.lower() not in common:
            break
    return [] if len(run) == 1 and _says_nothing(run[0].form) else run


def capital_inside(paragraph: str, tokens: list[Token]) -> Iterator[str]:
    """Yield the stems of Russian words that have a capital though no sentence begins with them."""
    for token in tokens:
        if token.capital and is_russian(token.form) and not _opens(paragraph, token):
            yield stem(token.form.lower())


def _opens(paragraph: str, token: Token) -> bool:
    """Tell whether a sentence, a quote or a bracket begins with a word."""
    return bool(_STARTS.search(paragraph[max(0, token.start - 12) : token.start]))


def _only_opens(form: str, common: set[str]) -> bool:
    if form in known("openers"):
        return True
    is_name = form in home_of_label() or form in nationality_words() or form in known("given_names")
    return not is_name and not form.isupper() and form.lower() in common


def _says_nothing(form: str) -> bool:
    return form in known("months_and_days") or form in known("openers") or len(form) == 1
