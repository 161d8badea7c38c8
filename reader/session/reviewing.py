"""Reviewing annotations whose text has changed: case by case, the old passage and where it could stand."""

from __future__ import annotations

from typing import Literal

from reader.annotations.annotation import Annotation
from reader.annotations.candidates import Candidate
from reader.annotations.edits import Change, Remove, describe
from reader.annotations.targets import CONTEXT, make_target
from reader.articles.article import Article
from reader.session.annotating import READ_ONLY, REAL, Stamp
from reader.session.effects import Ask, Effect, Say
from reader.session.history import Notes, Step
from reader.session.reading import Reading
from reader.text.numbers import counted
from reader.text.quotes import in_quotes
from reader.text.span import Span
from reader.values import Value, replace

Verdict = Literal["taken", "later", "placeless", "deleted"]
NOTHING = Say("nothing to review: every annotation of yours stands where it should")
BY_HAND = Say("select the passage; ‹peek› takes it, ‹let_go› leaves the annotation as it was")


class Case(Value):
    """An annotation whose place is not sure, and the places it could have."""

    article: Article
    annotation: Annotation
    """As it stands in the text of today: ``fuzzy``, or an ``orphan``."""
    made_on: str | None
    """The text it was made on; None where that was not kept."""
    candidates: tuple[Candidate, ...]
    """The likeliest first; of a ``fuzzy`` one, where it seems to stand."""

    @property
    def made(self) -> tuple[str, Span]:
        """The passage as it was made: a text, or as many words around it as are known, and where in it."""
        target = self.annotation.as_made.target
        if self.made_on is not None and target.span.of(self.made_on) == target.exact:
            return self.made_on, target.span
        before = f"…{target.prefix}" if len(target.prefix) >= CONTEXT else target.prefix
        behind = f"{target.suffix}…" if len(target.suffix) >= CONTEXT else target.suffix
        start = len(before)
        return before + target.exact + behind, Span(start, start + len(target.exact))


class Review(Value):
    """The cases and what has been said to them."""

    cases: tuple[Case, ...] = ()
    row: int = 0
    """The case that is asked for, by its number from 0."""
    pick: int = 0
    """The candidate under the cursor, by its number from 0."""
    answers: tuple[tuple[int, Verdict], ...] = ()
    """The case and what was said, the latest last."""

    @property
    def case(self) -> Case | None:
        """The case that is asked for; None where all have been answered."""
        return self.cases[self.row] if self.row in self.open else None

    @property
    def candidate(self) -> Candidate | None:
        """The candidate under the cursor."""
        case = self.case
        return case.candidates[self.pick] if case and self.pick < len(case.candidates) else None

    @property
    def open(self) -> tuple[int, ...]:
        """The numbers of the cases that are still to be answered."""
        said = {row for row, _ in self.answers}
        return tuple(row for row in range(len(self.cases)) if row not in said)

    @property
    def settled(self) -> int:
        """How many cases were decided, not left for later."""
        return sum(verdict != "later" for _, verdict in self.answers)


def to_review(annotations: tuple[Annotation, ...], article: Article, author: str) -> tuple[Annotation, ...]:
    """Return one's own annotations whose place is not sure, in the order in which they are asked for.

    Args:
        annotations: As they stand in the text of today.
        article: Theirs.
        author: Who reviews.
    """
    return tuple(
        a
        for a in annotations
        if a.author == author
        and (a.anchor == "fuzzy" or (a.anchor == "orphan" and a.placeless != article.sha256))
    )


def what_changed(reading: Reading) -> tuple[str, bool]:
    """Return what became of the annotations with a text that changed, and whether a review is called for.

    Nothing is said where every annotation stands as it was made.
    """
    moved = sum(a.anchor == "moved" for a in reading.annotations)
    unsure = to_review(reading.annotations, reading.article, reading.author)
    fuzzy = sum(a.anchor == "fuzzy" for a in unsure)
    counts = ((moved, "moved"), (fuzzy, "uncertain"), (len(unsure) - fuzzy, "without a place"))
    facts = [(count, what) for count, what in counts if count]
    if not facts:
        return "", False
    (first, what), *others = facts
    told = ", ".join(
        (f"{counted(first, 'annotation')} {what}", *(f"{count} {what}" for count, what in others))
    )
    return f"text changed: {told}{': ‹review.open› reviews' if unsure else ''}", bool(unsure)


def place_told(annotation: Annotation, *, own: bool) -> str:
    """Return what is to be said of the place of an annotation that is not where it was made."""
    if annotation.anchor == "moved":
        return "the text changed; the annotation moved with its passage"
    share = f"{annotation.score or 0:.0%} of its words stand here"
    return f"uncertain, since the text changed: {share}{'; ‹review.open› reviews' if own else ''}"


def review_asked(reading: Reading) -> tuple[Reading, tuple[Effect, ...]]:
    """Begin a review, unless there is nothing to decide or nothing can be saved."""
    if not reading.writable:
        return reading, (READ_ONLY,)
    if not to_review(reading.annotations, reading.article, reading.author):
        return reading, (NOTHING,)
    return replace(reading, anchor=None, aside=None), (Ask("review"),)


def answered(review: Review, verdict: Verdict, stamp: Stamp = REAL) -> tuple[Review, Step | None]:
    """Decide the case that is asked for, and go on to the next one.

    Returns:
        The review, and the step to do; None where the case is left for later, or there is no place to take.
    """
    case = review.case
    if case is None or (verdict == "taken" and review.candidate is None):
        return review, None
    after = _onward(replace(review, answers=(*review.answers, (review.row, verdict))))
    step = None if verdict == "later" else _step(case, verdict, review.candidate, stamp)
    return after, step


def taken_back(review: Review) -> tuple[Review, Verdict | None]:
    """Ask for the case that was answered last again; return what had been said to it."""
    if not review.answers:
        return review, None
    *earlier, (row, verdict) = review.answers
    return replace(review, answers=tuple(earlier), row=row, pick=0), verdict


def found_more(review: Review, cases: tuple[Case, ...]) -> Review:
    """Add cases that were found."""
    grown = replace(review, cases=(*review.cases, *cases))
    return grown if grown.row in grown.open else _onward(grown)


def by_hand(reading: Reading, annotation: Annotation, place: Span | None) -> Reading:
    """Return the session in which an annotation's passage is being selected, from a place on if there is one.

    Args:
        reading: The open article.
        annotation: One's own, as it stands in the text of today.
        place: What is selected to begin with.
    """
    there = replace(reading, spanning=annotation.id, reviewing=True, aside=None, anchor=None)
    if not place:
        return there
    last = there.moved_to(place.end - 1, jump=True)
    return replace(last, anchor=last.page.cluster_at(place.start).start)


def _onward(review: Review) -> Review:
    left = review.open
    following = next((row for row in left if row > review.row), min(left, default=review.row))
    return replace(review, row=following, pick=0)


def _step(case: Case, verdict: Verdict, candidate: Candidate | None, stamp: Stamp) -> Step:
    article, before = case.article, case.annotation
    if verdict == "deleted":
        edit: Change | Remove = Remove(before)
    elif verdict == "taken" and candidate is not None:
        target = make_target(article.text, candidate.span, sha256=article.sha256)
        edit = Change(before, before.put(target, modified=stamp.now()))
    else:
        kept = replace(before.as_made, anchor="orphan", score=None, placeless=article.sha256)
        edit = Change(before, replace(kept, modified=stamp.now()))
        return Step((Notes(article, edit),), f"{_quoted(kept)} kept without a place")
    return Step((Notes(article, edit),), describe(edit))


def _quoted(annotation: Annotation) -> str:
    words = " ".join(annotation.target.exact[:40].split())
    return in_quotes(words if len(annotation.target.exact) <= 40 else f"{words}…")
