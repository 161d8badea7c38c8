"""Going anywhere on the screen by letters: hints on what can be selected, and seeking by two letters.

The labels are of home-row letters, one or two, none the start of another; the nearest targets get the
shortest. (After Vim's easymotion and leap, which label targets for the same reason.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, product, takewhile

from reader.page.search import find_matches
from reader.session.effects import Ask, Effect, Say
from reader.session.reading import Hint, Reading
from reader.session.standing import annotation_spread, mention_spread, statement_spread
from reader.text.segments import words
from reader.text.span import Span
from reader.values import replace

HOME = "asdfghjkl"
LETTERS = HOME + "qwertyuiopzxcvbnm"
"""What labels are made of where there are too many targets for the home row."""

Outcome = tuple[Reading, tuple[Effect, ...]]


def labels(count: int) -> tuple[str, ...]:
    """Return labels for a number of targets, the shortest first, none the start of another.

    There are at most 676: what lies beyond gets none.
    """
    letters = HOME if count <= len(HOME) ** 2 else LETTERS
    size = len(letters)
    # Each letter that begins longer labels makes ``size`` of them and takes one away.
    begins = min(size, max(0, -(-(count - size) // (size - 1))))
    singles = letters[: size - begins]
    doubles = (first + second for first, second in product(letters[size - begins :], letters))
    return (*singles, *doubles)[:count]


def hinted(reading: Reading) -> Outcome:
    """Label everything on the screen that can be selected: mentions, designations, sentences, annotations."""
    findings, seen = reading.findings, reading.seen
    first = bisect_left(findings.sentences, seen.start, key=lambda span: span.start)
    spans = [mention.span for _, (_, mention) in mention_spread(findings).beginning_in(seen)]
    spans += [span for span, _ in statement_spread(findings).beginning_in(seen)]
    spans += takewhile(lambda span: span.start < seen.end, islice(findings.sentences, first, None))
    spans += [span for span, _ in annotation_spread(reading.annotations).beginning_in(seen)]
    spans = [span for span in dict.fromkeys(spans) if span]
    if not spans:
        return reading, (Say("nothing to select on the screen"),)
    return replace(reading, hints=_labelled(spans, reading.caret.offset), seeking=None), ()


def words_hinted(reading: Reading) -> Outcome:
    """Label every word on the screen: two labels select from one word to the other."""
    spans = words(reading.article.text, reading.seen)
    if not spans:
        return reading, (Say("no word on the screen"),)
    hints = _labelled(spans, reading.caret.offset)
    return replace(
        reading, hints=hints, hint_words=True, hint_from=None, hint_typed="", seeking=None, anchor=None
    ), ()


def seeking(reading: Reading) -> Outcome:
    """Wait for the two letters to go to."""
    return replace(reading, seeking="", hints=()), ()


def is_waiting(reading: Reading) -> bool:
    """Tell whether the next key is a label's or a letter to seek."""
    return bool(reading.hints) or reading.seeking is not None


def typed(reading: Reading, key: str) -> Outcome:
    """Take a key of a label, or a letter to seek; any other key ends it."""
    if len(key) != 1 or not key.isprintable():
        letter = " " if key == "space" and reading.seeking is not None else ""
        if not letter:
            return _ended(reading), ()
        key = letter
    return _sought(reading, key) if reading.seeking is not None else _chosen(reading, key)


def _sought(reading: Reading, key: str) -> Outcome:
    letters = (reading.seeking or "") + key
    if len(letters) < 2:
        return replace(reading, seeking=letters), ()
    seen = reading.seen
    found = find_matches(seen.of(reading.article.text), letters, limit=len(LETTERS) ** 2)
    spans = [match.shifted(seen.start) for match in found if match.start + seen.start != reading.caret.offset]
    ended = _ended(reading)
    if not spans:
        return ended, (Say(f"not on the screen: {letters}"),)
    if len(spans) == 1:
        return ended.moved_to(spans[0].start, jump=True), ()
    return replace(ended, hints=_labelled(spans, reading.caret.offset, seek=True)), ()


def _chosen(reading: Reading, key: str) -> Outcome:
    begun = reading.hint_typed + key.lower()
    left = tuple(hint for hint in reading.hints if hint.label.startswith(begun))
    if not left:
        return _ended(reading), (Say(f"no label {begun}"),)
    whole = next((hint for hint in left if hint.label == begun), None)
    if whole is None:
        return replace(reading, hints=left, hint_typed=begun), ()
    if reading.hint_words and reading.hint_from is None:
        again, effects = words_hinted(reading)
        return replace(again, hint_from=whole.span), effects
    ended = _ended(reading)
    if reading.hint_from is not None:
        first, last = sorted((reading.hint_from, whole.span))
        whole = replace(whole, span=Span(first.start, last.end))
    if whole.seek:
        return ended.moved_to(whole.span.start, jump=True), ()
    if key.isupper() and reading.spanning is None:
        return replace(ended, aside=whole.span, anchor=None), (Ask("tag"),)
    return selected(ended, whole.span), ()


def selected(reading: Reading, span: Span) -> Reading:
    """Return the session with a stretch selected, the caret at its end."""
    moved = reading.moved_to(span.end - 1, jump=True)
    return replace(moved, anchor=reading.page.cluster_at(span.start).start)


def _ended(reading: Reading) -> Reading:
    return replace(reading, hints=(), hint_typed="", hint_words=False, hint_from=None, seeking=None)


def _labelled(spans: Iterable[Span], caret: int, *, seek: bool = False) -> tuple[Hint, ...]:
    nearest: Sequence[Span] = sorted(spans, key=lambda span: (abs(span.start - caret), len(span)))
    hints = [Hint(label, span, seek) for label, span in zip(labels(len(nearest)), nearest, strict=False)]
    return tuple(sorted(hints, key=lambda hint: (hint.span.start, hint.span.end)))
