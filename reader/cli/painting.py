"""An article as lines for a terminal: typeset, with what was found in it highlighted.

An entity is underlined, the name of somebody designated is bold as well, and a bar in the margin stands
beside the words that designate; colours only add to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.articles.findings import Designation, Findings
from reader.articles.wording import KINDS, ORIGINS
from reader.page.layout import Page
from reader.page.visible import visible
from reader.session.front import front_fold
from reader.session.highlights import finding_marks
from reader.text.marks import MarkIndex, Run, runs
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from reader.articles.article import Article

BAR = "▌"
MARGIN = 2
"""How many columns the bar and the space behind it take."""

_ENTITY, _DESIGNATED, _QUIET = "4", "1;4", "2"
_DESIGNATED_COLOUR, _BAR_COLOUR = "31", "33"
_COLOURS = {
    "entity:person": "36",
    "entity:organisation": "34",
    "entity:place": "32",
    "entity:group": "35",
    "entity:other": "35",
}


class Pen(Value):
    """How to write: with escape sequences or without, with colours or without."""

    escapes: bool
    colour: bool

    def write(self, text: str, style: str, colour: str = "") -> str:
        """Return a text from a file, made safe, in a style and a colour given as SGR parameters."""
        safe = visible(text)
        codes = ";".join(code for code in (style, colour if self.colour else "") if code)
        return f"\x1b[{codes}m{safe}\x1b[0m" if self.escapes and codes else safe


def paint(article: Article, findings: Findings, *, width: int, pen: Pen) -> Iterator[str]:
    """Yield an article's lines: its particulars, its text, the legend, and what the text says of whom.

    Front matter is one quiet sign, as in the app.

    Args:
        article: What to show.
        findings: What was found in it.
        width: In columns, margin included.
        pen: How to write.
    """
    page = Page(article.text, max(1, width - MARGIN), front_fold(article.text))
    marks = MarkIndex(finding_marks(findings))
    length = f"{article.words} word{'s' * (article.words != 1)}, {article.minutes} min"
    yield from _wrapped(f"{article.path}  ·  {length}  ·  {_engine(findings)}", width, pen, style=_QUIET)
    yield ""
    for index in range(page.height):
        shown = _shown(page, index)
        if page.folds_over(shown):
            yield f"{' ' * MARGIN}{pen.write(page.drawn(index), _QUIET)}"
            continue
        over = marks.over(shown)
        bar = pen.write(BAR, "", _BAR_COLOUR) if any(mark.kind == "statement" for mark in over) else " "
        painted = (_paint_run(run, article.text, pen) for run in runs(over, shown))
        yield f"{bar} {''.join(painted)}".rstrip()
    if findings.entities or findings.designations:
        yield ""
        yield from _legend(findings, width, pen)


def _engine(findings: Findings) -> str:
    return "names by quick rules" if findings.engine.startswith("quick") else f"names by {findings.engine}"


def _paint_run(run: Run, text: str, pen: Pen) -> str:
    kinds = [mark.kind for mark in run.marks]
    words = text[run.start : run.end]
    if "designated" in kinds:
        return pen.write(words, _DESIGNATED, _DESIGNATED_COLOUR)
    entity = next((kind for kind in reversed(kinds) if kind.startswith("entity:")), None)
    return pen.write(words, _ENTITY, _COLOURS[entity]) if entity else pen.write(words, "")


def _legend(findings: Findings, width: int, pen: Pen) -> Iterator[str]:
    samples = [f"{pen.write('name', _ENTITY)} entity"]
    if findings.designations:
        samples.append(f"{pen.write('name', _DESIGNATED, _DESIGNATED_COLOUR)} designated")
        samples.append(f"{pen.write(BAR, '', _BAR_COLOUR)} the words that designate")
    if pen.escapes:
        yield "   ".join(samples)
    elif findings.designations:
        yield f"{BAR} the words that designate"
    if findings.designations:
        yield ""
        yield "Designations, as the text states them:"
        for designation in findings.designations:
            yield from _wrapped(_in_words(designation), width, pen)


def _in_words(designation: Designation) -> str:
    """Say in one line to whom a text gives which status, where, and in which words."""
    whom = ", ".join(designated.name for designated in designation.entities) or "nobody named"
    kind = KINDS.get(designation.kind, designation.kind)
    status = kind if designation.polarity == "asserted" else f"{kind} ({designation.polarity})"
    where = f" in {', '.join(designation.jurisdictions)}" if designation.jurisdictions else ""
    words = " ".join(designation.text.split())
    return f"{whom}: {status}{where}. In {ORIGINS[designation.source]}: “{words}”"


def _wrapped(line: str, width: int, pen: Pen, *, style: str = "") -> Iterator[str]:
    page = Page(line, max(1, width - MARGIN))
    for index in range(page.height):
        yield f"{'' if style else '  '}{pen.write(_shown(page, index).of(line), style)}"


def _shown(page: Page, index: int) -> Span:
    """Return a row's span without the spaces at its end, which may stand beyond the width."""
    row = page.row(index)
    return Span(row.start, row.start + len(page.text[row.start : row.end].rstrip(" \t")))
