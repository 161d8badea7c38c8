"""Laying corrections over the findings of an analysis.

Each time anew, over what was found: nothing of it is kept where findings are kept. What the latest correction
says of a name counts; see `in_order`. The order of the work: what is said of single places, names that are
none, names that were missed, names of one, types.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reader.annotations.anchoring import find_place
from reader.corrections.correction import name_key
from reader.corrections.draft import Draft
from reader.corrections.statements import rewritten, unexplained
from reader.text.markers import LETTER
from reader.text.places import Places
from reader.text.span import Span
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.articles.article import Article
    from reader.articles.findings import Designation, Findings
    from reader.corrections.correction import Correction

_LETTER = re.compile(LETTER)


def correct(findings: Findings, corrections: Sequence[Correction], article: Article) -> Findings:
    """Return findings as they are after corrections; the very same where no correction changes anything.

    Mentions never overlap. The cost is linear in the mentions and, for each name that was missed, in the
    text; nothing where there are no corrections of the article.

    Args:
        findings: As the analysis gave them.
        corrections: In the order in which they count, the last one most.
        article: The article with the text that the findings are of.
    """
    ours = [each for each in corrections if each.concerns(article.id)]
    if not ours:
        return findings
    draft = Draft(article.text, findings.entities)
    _correct_names(draft, ours, article)
    entities = draft.entities()
    kept = tuple(_standing(findings.designations, ours, article))
    corrected = replace(
        findings,
        entities=entities,
        designations=rewritten(kept, draft),
        unexplained=unexplained(findings.unexplained, ours),
    )
    return findings if corrected == findings else corrected


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Yield where words stand in a text as whole words, as they are written or with single spaces."""
    found = set()
    for form in dict.fromkeys((words, name_key(words))):
        start = text.find(form) if form else -1
        while start >= 0:
            span = Span(start, start + len(form))
            if is_whole(text, span):
                found.add(span)
            start = text.find(form, start + 1)
    yield from sorted(found, key=lambda span: span.start)


def is_whole(text: str, span: Span) -> bool:
    """Tell whether a span neither begins nor ends within a word."""
    begins = span.start == 0 or not (_is_letter(text, span.start) and _is_letter(text, span.start - 1))
    ends = span.end >= len(text) or not (_is_letter(text, span.end - 1) and _is_letter(text, span.end))
    return begins and ends


def _is_letter(text: str, at: int) -> bool:
    return bool(_LETTER.match(text, at)) or unicodedata.category(text[at]).startswith("M")


def _correct_names(draft: Draft, ours: Sequence[Correction], article: Article) -> None:
    taken = Places()
    naming = [each for each in ours if each.kind in ("type", "name", "no_name")]
    draft.pin(_places([each for each in reversed(naming) if each.scope == "here"], article), taken)
    verdicts = {each.key: each for each in naming if each.scope != "here"}
    for key, verdict in verdicts.items():
        if verdict.kind == "no_name":
            draft.remove(key)
    missed = [each for each in verdicts.values() if each.kind == "name"]
    made_here = [each for each in reversed(missed) if each.article == article.id]
    elsewhere = ((span, each) for each in missed for span in occurrences(article.text, each.words))
    draft.add(_places(made_here, article), elsewhere, taken)
    for each in ours:
        if each.kind == "same":
            draft.unite(each.key, name_key(each.other), author=each.author)
    for key, verdict in verdicts.items():
        if verdict.kind != "no_name":
            draft.retype(key, verdict.label, author=verdict.author)
    draft.settle()


def _places(corrections: Sequence[Correction], article: Article) -> Iterator[tuple[Span, Correction]]:
    """Yield where corrections were made, as far as that can be found in the text of today."""
    for each in corrections:
        span = find_place(each.target, article.text, article.sha256)
        if span:
            yield span, each


def _standing(
    designations: Sequence[Designation], ours: Sequence[Correction], article: Article
) -> Iterator[Designation]:
    """Yield the designations that nobody calls none."""
    dismissed = [each for each in ours if each.kind == "no_designation"]
    places = {span for span, _ in _places([each for each in dismissed if each.scope == "here"], article)}
    words = {each.key for each in dismissed if each.scope != "here"}
    for designation in designations:
        if designation.span not in places and name_key(designation.text) not in words:
            yield designation
