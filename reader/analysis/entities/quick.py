"""Recognising names by capital letters and a small lexicon: milliseconds an article, no model.

A run of capitalised words is a candidate. Its parts are named by the nouns they end with, by titles and
nationalities among them, and by a lexicon of what everybody knows; what is left is named by all the
places where the article has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import known
from reader.analysis.entities.naming import UNKNOWN, name_run
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.analysis.entities.runs import capital_inside, runs_of, tokens_of
from reader.analysis.entities.russian import quoted_names, told_by
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.recogniser import Options
    from reader.analysis.entities.runs import Run

QUICK = Identity("quick", "2")

_LONGEST_PERSON = 3
_LONGEST_ACRONYM = 6
_STRONG, _WEAK = 3, 1
"""How much a hint counts; a mention without any speaks weakly for a person."""


class _Candidate(Value):
    span: Span
    name: str
    label: str
    before: str
    after: str


def make_quick(options: Options) -> QuickRecogniser:
    """Return the quick recogniser; it has no options."""
    del options
    return QuickRecogniser()


class QuickRecogniser:
    """Names by capital letters and lexicon."""

    @property
    def identity(self) -> Identity:
        """Always ``quick``; the version goes up when the rules find other names."""
        return QUICK

    def reads(self, language: str) -> bool:
        """Tell whether it is made for a language; it makes do with every one."""
        return bool(language)

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        """Return the names of each paragraph, in order, offsets from the paragraph's start."""
        read = [tokens_of(paragraph) for paragraph in paragraphs]
        common = {token.form for tokens in read for token in tokens if not token.capital}
        pairs = list(zip(paragraphs, read, strict=True))
        inside = {stem for paragraph, tokens in pairs for stem in capital_inside(paragraph, tokens)}
        found = [
            [name for run in runs_of(paragraph, tokens, common, inside) for name in _candidates(run)]
            for paragraph, tokens in pairs
        ]
        guesses = _guesses(candidate for candidates in found for candidate in candidates)
        return [
            _with_quoted(paragraph, [RawSpan(c.span, c.label or guesses[c.name]) for c in candidates])
            for paragraph, candidates in zip(paragraphs, found, strict=True)
        ]


def _with_quoted(paragraph: str, names: list[RawSpan]) -> list[RawSpan]:
    """Return names, those in quotes behind a Russian noun for a group whole."""
    quoted = list(quoted_names(paragraph))
    if not quoted:
        return names
    others = [name for name in names if not any(name.span.overlaps(whole.span) for whole in quoted)]
    return sorted(others + quoted, key=attrgetter("claim"))


def _candidates(run: Run) -> Iterator[_Candidate]:
    forms = run.forms
    for start, end, label in name_run(forms):
        yield _Candidate(
            Span(run.words[start].start, run.words[end - 1].end),
            " ".join(forms[start:end]),
            label,
            before=run.before if start == 0 else "",
            after=run.after if end == len(forms) else "",
        )


def _guesses(candidates: Iterator[_Candidate]) -> dict[str, str]:
    """Return a label for every name that neither its words nor the lexicon tell anything of."""
    evidence: defaultdict[str, Counter[str]] = defaultdict(Counter)
    unknown = set()
    for candidate in candidates:
        seen = evidence[candidate.name]
        if candidate.label == UNKNOWN:
            unknown.add(candidate.name)
            seen.update(_told_by(candidate.name, candidate.before, candidate.after))
        else:
            seen[candidate.label] += _STRONG
    return {name: _guess(name, evidence[name]) for name in unknown}


def _told_by(name: str, before: str, after: str) -> dict[str, int]:
    """Return how much the words around a name speak for each label."""
    russian = told_by(before, after) if " " not in name else None
    told = {russian: _STRONG} if russian else {}
    if before in known("place_prepositions"):
        told["GPE"] = _STRONG
    elif before in known("motion_prepositions"):
        told["GPE"] = _WEAK
    elif before == "the":
        told["ORG"] = _STRONG
    if after in known("speech_verbs"):
        told["PERSON"] = _STRONG
    return told or {"PERSON": _WEAK}


def _guess(name: str, evidence: Counter[str]) -> str:
    words = name.split()
    is_acronym = len(words) == 1 and name.isupper() and len(name) <= _LONGEST_ACRONYM
    if is_acronym or ((len(words) > _LONGEST_PERSON or words[0].isupper()) and set(evidence) <= {"PERSON"}):
        return "ORG"
    return evidence.most_common(1)[0][0]
