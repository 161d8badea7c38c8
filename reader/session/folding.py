"""Folding the boilerplate of designations: footnotes, brackets, banners and markers as quiet signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from reader.articles.findings import Findings
from reader.page.classes import FOLDED, FOLDED_MARKER
from reader.page.folding import Fold
from reader.session.effects import Effect, Say
from reader.session.front import front_fold
from reader.session.reading import Reading
from reader.session.standing import designated_in
from reader.text.markers import marker_behind
from reader.text.span import Span
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]

BOILERPLATE = frozenset({"footnote", "banner", "inline"})
"""Where a designation stands that can be folded away; any other is part of what the text tells."""
BRACKETS = {"(": ")", "[": "]"}
_WORDLESS = re.compile(r"[\W_]*")


def boilerplate(text: str, findings: Findings) -> tuple[Fold, ...]:
    """Return what folding takes away: front matter, and what designates people.

    That is footnotes, banners, brackets, and the markers of the designated.
    """
    stated = [d for d in findings.designations if d.source in BOILERPLATE]
    lines = [(_line_around(text, d.span), d.source) for d in stated if d.source != "inline"]
    folds = list(_line_folds(text, lines))
    whole = [fold.span for fold in folds]
    folds += [Fold(_bracket_around(text, d.span)) for d in stated if not any(w.covers(d.span) for w in whole)]
    named = (mention for one in designated_in(findings) for mention in one.mentions if mention.marked)
    markers = {marker_behind(text, mention.span) for mention in named}
    return (*front_fold(text), *folds, *(Fold(span, FOLDED_MARKER) for span in markers if span is not None))


def _line_around(text: str, span: Span) -> Span | None:
    """Return the line a statement fills, but for signs without words; None where it says more."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if not _WORDLESS.fullmatch(text, start, span.start) or not _WORDLESS.fullmatch(text, span.end, end):
        return None
    return Span(start, end)


def _line_folds(text: str, lines: Iterable[tuple[Span | None, str]]) -> Iterator[Fold]:
    """Yield a fold for each block of such lines with nothing but blanks between them."""
    whole = sorted({(line, source) for line, source in lines if line is not None})
    blocks: list[list[tuple[Span, str]]] = []
    for line, source in whole:
        if blocks and not text[blocks[-1][-1][0].end : line.start].strip():
            blocks[-1].append((line, source))
        else:
            blocks.append([(line, source)])
    for block in blocks:
        said = [_counted(len(list(some)), source) for source, some in groupby(sorted(s for _, s in block))]
        yield Fold(Span(block[0][0].start, block[-1][0].end), f"{FOLDED} {', '.join(said)}")


def _counted(number: int, source: str) -> str:
    what = "notice" if source == "banner" else "footnote"
    return f"{number} {what}{'s' if number > 1 else ''}"


def _bracket_around(text: str, span: Span) -> Span:
    """Return a statement with the brackets right around it, where it does not hold them itself."""
    closing = BRACKETS.get(text[span.start - 1 : span.start])
    if closing is not None and text[span.end : span.end + 1] == closing:
        return Span(span.start - 1, span.end + 1)
    return span


def toggled(reading: Reading) -> Outcome:
    """Fold the boilerplate away, or show the whole text again, where all there is to fold is folded."""
    folds = boilerplate(reading.article.text, reading.findings)
    shut = {fold.span for fold in reading.page.folds}
    if reading.folded or (shut and shut.issuperset(fold.span for fold in folds)):
        return _laid_out(reading, (), folded=False), (Say("everything is shown"),)
    if not folds:
        nothing = "nothing to fold: no footnote, bracket or banner of a designation was found"
        return replace(reading, folded=True), (Say(nothing),)
    folded = _laid_out(reading, folds, folded=True)
    return folded, (
        Say(f"folded: {len(folded.page.folds)}; ‹fold.toggle› shows them, a jump into one opens it"),
    )


def found(reading: Reading, findings: Findings) -> Reading:
    """Return the session with what an analysis found, the boilerplate in it folded where that is asked for.

    What was opened by a jump stays open.
    """
    newer = replace(reading, findings=findings)
    if not reading.folded or findings.designations == reading.findings.designations:
        return newer
    before = boilerplate(reading.article.text, reading.findings)
    shut = {fold.span for fold in reading.page.folds}
    opened = {fold.span for fold in before} - shut
    folds = [f for f in boilerplate(reading.article.text, findings) if f.span not in opened]
    if {fold.span for fold in folds} == shut:
        return newer
    return _laid_out(newer, folds, folded=True)


def _laid_out(reading: Reading, folds: Iterable[Fold], *, folded: bool) -> Reading:
    page = reading.page.again(folds=folds)
    laid = replace(reading, page=page, folded=folded)
    return replace(laid, caret=replace(laid.caret, offset=page.cluster_at(laid.caret.offset).start))
