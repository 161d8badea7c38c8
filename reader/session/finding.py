"""What was found in the open article, as people have corrected it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.articles.findings import Findings
from reader.session import folding
from reader.session.reading import LONG, NOT_YET, Reading
from reader.session.standing import designated_in
from reader.text.segments import with_guesses
from reader.text.span import Span
from reader.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from reader.analysis.last import Known
    from reader.articles.article import Article
    from reader.corrections.correction import Correction

_MOST_REMEMBERED = 1_000_000
"""So many bytes of findings, compressed, are read in some ten milliseconds: 100,000 mentions."""
_MOST_THINGS = 10_000
"""So many entities and designations in some thirty more."""


def found(reading: Reading, findings: Findings) -> Reading:
    """Return the session with what an analysis found, with all corrections laid over it.

    Where it has not looked yet, or has given up, sentences stay guessed.
    """
    corrected = findings
    if reading.corrections:
        from reader.corrections.correcting import correct

        corrected = correct(findings, reading.corrections, reading.article)
    whole = _with_guesses(corrected, reading.findings.sentences)
    return folding.found(replace(reading, found=findings), whole)


def remembered(readings: Path, article: Article) -> Known | None:
    """Return what was found in an article when it was read last, to be shown until it is found anew.

    It may be out of date: by another engine, before a list or a rule was changed. None where nothing is
    known, and where so much was found that it would keep the first screen waiting.

    Args:
        readings: The library's file of readings.
        article: The article.
    """
    if not readings.exists():
        return None
    from reader.analysis.last import last_findings

    return last_findings(
        readings, article.sha256, article.text, most=_MOST_REMEMBERED, most_things=_MOST_THINGS
    )


def will_be_remembered(findings: Findings) -> bool:
    """Tell whether what an analysis found is what `remembered` returns next time."""
    designated = sum(1 for _ in designated_in(findings))
    things = len(findings.entities) + designated + len(findings.designations)
    return findings.complete and bool(findings.engine) and things <= _MOST_THINGS


def is_better(findings: Findings, reading: Reading) -> bool:
    """Tell whether an analysis found what is to be shown in place of what is shown.

    A first look is not, where what was found before is shown; nor is what is left of a text that was
    given up.
    """
    shown = reading.found
    if shown is None or not shown.complete or not shown.engine:
        return True
    return findings.complete and bool(findings.engine) and findings != shown


def is_guessed_near(reading: Reading) -> bool:
    """Tell whether sentences are guessed near the caret alone, as they are at first in a long text."""
    before = reading.found or reading.findings
    return before.engine == NOT_YET and len(reading.article.text) > LONG


def guessed_on(reading: Reading, sentences: Sequence[Span]) -> Reading:
    """Return the session with sentences guessed in all of its text, where none are known by now.

    Args:
        reading: The session.
        sentences: See `reader.text.segments.guessed_sentences`: a tenth of a second's work in a long text.
    """
    if is_guessed_near(reading):
        return found(reading, replace(reading.found or reading.findings, sentences=sentences))
    if reading.findings.complete:
        return reading
    return replace(reading, findings=_with_guesses(reading.findings, sentences))


def _with_guesses(findings: Findings, guessed: Sequence[Span]) -> Findings:
    sentences = with_guesses(findings.sentences, guessed)
    return findings if sentences is findings.sentences else replace(findings, sentences=sentences)


def corrected(reading: Reading, corrections: tuple[Correction, ...]) -> Reading:
    """Return the session with other corrections laid over what was found.

    Args:
        reading: The session.
        corrections: Everybody's, in the order in which they count.
    """
    return found(replace(reading, corrections=corrections), reading.found or reading.findings)


def denied_at(reading: Reading, offset: int) -> Iterator[tuple[Correction, Span]]:
    """Yield the corrections by which something at an offset is no name or no designation, and what it is."""
    from reader.annotations.anchoring import find_place

    article = reading.article
    for each in reading.corrections:
        if each.kind in ("no_name", "no_designation") and each.concerns(article.id):
            if each.scope == "here":
                span = find_place(each.target, article.text, article.sha256)
            else:
                span = _around(article.text, each.words, offset)
            if span is not None and span.holds(offset):
                yield each, span


def _around(text: str, words: str, offset: int) -> Span | None:
    """Return where words stand over an offset, if they do."""
    start = text.rfind(words, max(0, offset - len(words) + 1), offset + len(words))
    return None if start < 0 else Span(start, start + len(words))
