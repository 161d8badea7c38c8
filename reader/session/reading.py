"""The reading session: one open article, the caret in it, what is selected, and what can be undone.

Places are offsets into the article's text (code points); rows and columns exist only in the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Codebook
from reader.annotations.relations import Relation
from reader.articles.article import Article
from reader.articles.findings import Designation, Entity, Findings, Mention
from reader.corrections.correction import Correction
from reader.page.layout import Page
from reader.page.motions import Caret
from reader.page.search import Matches
from reader.session.front import first_offset, front_fold
from reader.session.held import Draft, FirstEnd, Hand
from reader.session.history import History
from reader.session.standing import (
    annotation_spread,
    designated_spread,
    designations_by_name,
    mention_spread,
    statement_spread,
)
from reader.session.suggestion import Suggesting
from reader.text.segments import guessed_sentences
from reader.text.span import Span
from reader.values import Value, field, replace

if TYPE_CHECKING:
    from reader.analysis.last import Known

LONG = 1_000_000
"""From this length on, in code points, sentences are not guessed in the whole text at once."""
NOT_YET = "none"
"""The engine of findings that are guesses."""
JUMPS = 100
"""How many jumps are remembered."""
_BLANKS = re.compile(r"\s*+")


class Search(Value):
    """What was searched for, and where it stands."""

    query: str
    """As it was typed: see `reader.session.searching`."""
    matches: Matches


class Hint(Value):
    """A label on something on the screen: typing it goes there."""

    label: str
    span: Span
    seek: bool = False
    """Whether the caret goes to its start; otherwise it is selected."""


class Reading(Value):
    """Everything a reader is doing with one article; every change gives a new value."""

    article: Article
    page: Page
    findings: Findings
    author: str
    annotations: tuple[Annotation, ...] = ()
    """Everybody's, in the order of the text; orphans too."""
    caret: Caret = field(default_factory=lambda: Caret(0))
    anchor: int | None = None
    """Where the selection began, or None when nothing is selected."""
    height: int = 24
    """Rows of text on the screen."""
    search: Search | None = None
    places: tuple[tuple[str, int], ...] = ()
    """Marks: a letter and an offset each."""
    jumps: tuple[int, ...] = ()
    """Where the latest jumps began, oldest first."""
    ahead: tuple[int, ...] = ()
    """Where jumps were taken back from, the last one first to return to."""
    pointed: Span | None = None
    """What a search or a list led to last."""
    history: History = field(default_factory=History)
    """What was done in this session, in other articles too."""
    last_tag: str | None = None
    recent_tags: tuple[str, ...] = ()
    """The tags used in this session, the latest first."""
    tags_in_use: tuple[str, ...] = ()
    """The library's tags, the most used first, as they stood when the article was opened."""
    codebook: Codebook = field(default_factory=Codebook)
    writable: bool = True
    furthest: int = 0
    """The end of what was on the screen at the furthest point reached."""
    seen: Span = field(default_factory=lambda: Span(0, 0))
    """What is on the screen."""
    hints: tuple[Hint, ...] = ()
    """The labels on the screen, while one is being typed."""
    hint_typed: str = ""
    """The part of a label that was typed."""
    hint_words: bool = False
    """Whether the labels are on words, of which two are typed: where to begin and where to end."""
    hint_from: Span | None = None
    """The first of them."""
    seeking: str | None = None
    """The letters to seek so far; None when nothing is sought."""
    aside: Span | None = None
    """A passage to act on without going there."""
    core: int | None = None
    """Where the caret was when the selection began to grow."""
    hand: Hand | None = None
    """What actions work on, picked among several; let go when the caret moves."""
    spanning: str | None = None
    """The id of the annotation whose span is being changed."""
    reviewing: bool = False
    """Whether it is one that is being reviewed, and the review goes on behind it."""
    writing: Draft | None = None
    """The note that is being written, if one is."""
    relations: tuple[Relation, ...] = ()
    """Everybody's that begin or end in this article, in the order in which they were made."""
    first_end: FirstEnd | None = None
    followed: tuple[tuple[str, str], ...] = ()
    """The relation that was followed last from each annotation: the ids of both."""
    found: Findings | None = None
    """What the analysis found, before corrections; `findings` has them. None while that is the same."""
    known: Known | None = None
    """What was found when it was read last and is shown again, until it is asked whether that still holds."""
    corrections: tuple[Correction, ...] = ()
    """Everybody's, of the whole library, in the order in which they count."""
    correctable: bool = True
    """Whether corrections can be saved."""
    suggesting: Suggesting | None = None
    """What could be tagged, while that is shown; see `reader.session.suggesting`."""
    folded: bool = False
    """Whether the boilerplate of designations is folded away; see `reader.session.folding`."""

    @property
    def selection(self) -> Span | None:
        """The selected stretch, the characters at both ends in it, or None."""
        if self.anchor is None:
            return self.hint_from
        first, last = sorted((self.anchor, self.caret.offset))
        return Span(self.page.cluster_at(first).start, self.page.cluster_at(last).end)

    @property
    def current(self) -> Span | None:
        """The match, mention or passage that a search or a list led to, until the caret leaves its start."""
        if self.pointed is None or self.page.cluster_at(self.pointed.start).start != self.caret.offset:
            return None
        return self.pointed

    @property
    def meant(self) -> Span | None:
        """The stretch that is acted on though it is not selected: set aside, noted on, or in hand."""
        if self.aside is not None:
            return self.aside
        held = self.writing or self.hand
        return held.span if held else None

    @property
    def progress(self) -> float:
        """How much of the text has been on the screen, from 0 to 1."""
        return min(1.0, self.furthest / len(self.article.text)) if self.article.text else 1.0

    def seeing(self, seen: Span) -> Reading:
        """Return the session with what is on the screen now; blanks behind its words are seen with them."""
        end = len(self.article.text) if _BLANKS.fullmatch(self.article.text, seen.end) else seen.end
        return replace(self, seen=seen, furthest=max(end, self.furthest))

    def own(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is this annotator's, and so may be changed."""
        return annotation.author == self.author

    def placed(self) -> tuple[Annotation, ...]:
        """Return the annotations that have a place in this text: all but the orphans."""
        return tuple(a for a in self.annotations if a.anchor != "orphan")

    def moved_to(self, offset: int, *, jump: bool = False) -> Reading:
        """Return the session with the caret at an offset, remembered in the jumps when it is one.

        A jump to the inside of a fold opens it; to its start, stays on its sign.
        """
        offset = min(max(offset, 0), len(self.article.text))
        page = self.page.opened(Span(offset, offset + 1)) if jump and self._is_inside(offset) else self.page
        target = page.cluster_at(offset).start
        hand = self.hand if target == self.caret.offset else None
        moved = replace(self, page=page, caret=Caret(target), hand=hand)
        if not jump or target == self.caret.offset:
            return moved
        return replace(moved, jumps=(*self.jumps, self.caret.offset)[-JUMPS:], ahead=())

    def _is_inside(self, offset: int) -> bool:
        return any(fold.span.start < offset for fold in self.page.folds_over(Span(offset, offset + 1)))


def begin(
    article: Article,
    *,
    author: str,
    width: int,
    height: int,
    annotations: tuple[Annotation, ...] = (),
    offset: int = 0,
    furthest: int = 0,
    writable: bool = True,
    history: History | None = None,
    last_tag: str | None = None,
    relations: tuple[Relation, ...] = (),
    first_end: FirstEnd | None = None,
    folded: bool = False,
    findings: Findings | None = None,
    spacing: int = 1,
    laid_out: Page | None = None,
) -> Reading:
    """Open an article at an offset, below its front matter as a rule, which is folded.

    Where nothing was found in it yet, sentences are guessed until its analysis arrives, in a long text near
    the offset only: see `reader.tui.guessing`. A page that is laid out already is used where it is the same.
    """
    reading = Reading(
        article=article,
        page=_page_of(article.text, width, spacing, laid_out),
        findings=_guessed(article.text, offset) if findings is None else findings,
        author=author,
        annotations=annotations,
        height=height,
        writable=writable,
        furthest=furthest,
        history=history or History(),
        last_tag=last_tag,
        relations=relations,
        first_end=first_end,
        folded=folded,
    )
    return reading.moved_to(offset or first_offset(reading.page))


def _page_of(text: str, width: int, spacing: int, laid_out: Page | None) -> Page:
    page = Page(text, width, front_fold(text), spacing=spacing)
    return laid_out if laid_out is not None and laid_out.is_like(page) else page


def _guessed(text: str, offset: int) -> Findings:
    sentences = guessed_sentences(text, offset, near_only=len(text) > LONG)
    return Findings(language="", engine=NOT_YET, sentences=sentences, complete=False)


def mention_at(findings: Findings, offset: int) -> tuple[Entity, Mention] | None:
    """Return the shortest mention over an offset; see `stands_at`."""
    over = (pair for _, pair in mention_spread(findings).over(offset))
    return min(over, key=lambda pair: len(pair[1].span), default=None)


def designations_at(findings: Findings, offset: int) -> tuple[Designation, ...]:
    """Return the designations that concern an offset: those stated there, then those of the name there."""
    found = {id(d): d for _, d in statement_spread(findings).over(offset)}
    by_name = designations_by_name(findings)
    for _, designated in designated_spread(findings).over(offset):
        found |= {id(d): d for d in by_name[id(designated)]}
    return tuple(found.values())


def stands_at(mention: Mention, offset: int) -> bool:
    """Tell whether a mention is at an offset; a marker right behind the name counts as its own."""
    return mention.span.holds(offset) or (mention.marked and offset == mention.span.end)


def sentence_at(reading: Reading, offset: int) -> Span:
    """Return the sentence over an offset; between two, the one before; without any, the cluster."""
    sentences = reading.findings.sentences
    index = bisect_right(sentences, offset, key=lambda span: span.start)
    return sentences[index - 1] if index else reading.page.cluster_at(offset)


def unit_at(reading: Reading) -> Span:
    """Return what an action without a selection works on.

    It is what is in hand, else the shortest annotation of one's own, mention or fold under the caret, else
    the sentence.
    """
    if reading.hand is not None:
        return reading.hand.span
    offset = reading.caret.offset
    found = mention_at(reading.findings, offset)
    spans = [a.span for a in annotations_at(reading, offset) if reading.own(a)]
    if found is not None:
        spans.append(found[1].span)
    spans += [fold.span for fold in reading.page.folds_over(Span(offset, offset + 1))]
    return min(spans, key=len, default=sentence_at(reading, offset))


def annotations_at(reading: Reading, offset: int) -> tuple[Annotation, ...]:
    """Return the annotations over an offset, the shortest first."""
    over = (annotation for _, annotation in annotation_spread(reading.annotations).over(offset))
    return tuple(sorted(over, key=lambda a: (len(a.span), a.id)))
