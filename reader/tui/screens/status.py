"""What the lines above and below the text say of a session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.annotations.annotation import Annotation
from reader.page.cells import fit
from reader.page.visible import visible
from reader.session import hinting, overlapping
from reader.session.keys import Pending
from reader.session.reading import Reading
from reader.session.standing import changed_between, for_the_latest
from reader.session.suggested import suggestions_at

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen


UNSURE = ("fuzzy", "orphan")
NARROW = 60
"""From how many columns on the outlet stands above the text, in a third of them."""
COUNTED_AT_ONCE = 100_000
"""Code points of a text whose rows are counted before it is shown: it takes a millisecond or two."""


def facts_of(reading: Reading, width: int) -> str:
    """Return the outlet, the minutes it takes, the suggestions and annotations, and how much was read.

    Args:
        reading: The session.
        width: The cells of the line that the title has to have room in too.
    """
    article = reading.article
    outlet = f"{fit(visible(article.outlet), width // 3)}  " if width >= NARROW else ""
    suggested = ""
    if reading.suggesting is not None:
        suggested = f"{'…' if reading.suggesting.left is None else reading.suggesting.left} ◌  "
    unsure = _to_review(reading) if _unsure(reading.annotations) else 0
    notes = f"{f'{unsure} to review  ' if unsure else ''}▎{len(reading.annotations)}"
    return f"{outlet}{article.minutes} min  {suggested}{notes}  {reading.progress:.0%}"


_Annotations = tuple[Annotation, ...]


def _unsure_of(annotations: Iterable[Annotation]) -> _Annotations:
    return tuple(each for each in annotations if each.anchor in UNSURE)


def _unsure_anew(before: _Annotations, unsure: _Annotations, after: _Annotations) -> _Annotations | None:
    changed = changed_between(before, after)
    return None if changed is None or any(map(_unsure_of, changed)) else unsure


_unsure = for_the_latest(_unsure_of, adapt=_unsure_anew)
"""Returns the annotations whose place is not sure, of which there are few as a rule."""


def _to_review(reading: Reading) -> int:
    from reader.session.reviewing import to_review

    return len(to_review(_unsure(reading.annotations), reading.article, reading.author))


def mode_of(reading: Reading, pending: Pending) -> str:
    """Return what the next key belongs to, in a word or two; nothing as a rule."""
    words = ["SELECT"] if reading.anchor is not None and reading.spanning is None else []
    words += ["SPAN ⏎ takes"] if reading.spanning is not None else []
    words += ["NOTE"] if reading.writing is not None else []
    words += ["RELATE"] if reading.first_end is not None else []
    words += [overlapping.place_in_hand(reading)] if reading.hand is not None else []
    words += [f"◌ {each.tag}?" for each in suggestions_at(reading, reading.caret.offset)[:1]]
    if hinting.is_waiting(reading):
        words += [_waiting(reading), reading.hint_typed]
    if pending != Pending():
        words.append(pending.shown)
    return " ".join(word for word in words if word)


def _waiting(reading: Reading) -> str:
    """Return what the letters that are waited for are."""
    if reading.seeking is not None:
        return "SEEK"
    if reading.hint_words:
        return "TO" if reading.hint_from else "FROM"
    return "HINT"


def hint_of(reading: Reading) -> str:
    """Return what the next key can be where it is no command of the text; nothing as a rule."""
    if reading.seeking is not None:
        return "the two letters to go to; esc leaves"
    if any(hint.seek for hint in reading.hints):
        return "a label goes there; esc leaves"
    if reading.hint_words:
        return (
            "the label of the last word, in capitals to tag them; esc leaves"
            if reading.hint_from
            else "the label of the first word; esc leaves"
        )
    if reading.hints:
        return "a label selects, in capitals it tags; esc leaves"
    if reading.spanning is not None:
        return "what moves the caret changes the span; ⏎ takes it, esc leaves it as it was"
    if reading.first_end is not None:
        return "‹relation.begin› on the other annotation, in any article; ‹let_go› relates nothing"
    return ""


def place_of(reading: Reading) -> str:
    """Return the caret's row of all rows, with a sign while the analysis is going on.

    In a long text, whose rows are counted beside the keys, it is the row and how far down it is.
    """
    page, length = reading.page, len(reading.page.text)
    row = page.place(reading.caret.offset).row + 1
    busy = "" if reading.findings.complete else "… "
    if length <= COUNTED_AT_ONCE:
        return f"{busy}{row}/{page.height}"
    share = reading.caret.offset * 100 // length if page.has_row(row) else 100
    return f"{busy}{row} · {share}%"


def say_first(screen: ArticleScreen, problems: tuple[str, ...]) -> None:
    """Say what is wrong with the annotation files, else what a changed text did to the annotations."""
    if problems:
        screen.tell(problems[0], lasting=True)
    elif screen.reading.annotations:
        from reader.session.reviewing import what_changed

        changed, lasting = what_changed(screen.reading)
        if changed:
            screen.tell(screen.app.keyboard.worded(changed), lasting=lasting)
