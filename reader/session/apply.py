"""One command on a reading session: a new session, and what the world outside has to do."""

from __future__ import annotations

from collections.abc import Callable

from reader.session import (
    annotating,
    correcting,
    folding,
    hinting,
    moving,
    noting,
    overlapping,
    propagating,
    relating,
    reviewing,
    searching,
    selecting,
    spanning,
    stepping,
    suggesting,
    tagging,
)
from reader.session.annotating import REAL, Stamp
from reader.session.counting import times
from reader.session.effects import Ask, Effect, Leave, Pane, Restyle, Say, Show
from reader.session.keys import Press
from reader.session.reading import Reading
from reader.values import replace

Outcome = tuple[Reading, tuple[Effect, ...]]
Handler = Callable[[Reading, Press, Stamp], Outcome]


def apply(reading: Reading, press: Press, *, stamp: Stamp = REAL) -> Outcome:
    """Carry out a command of the article's scope.

    Args:
        reading: The session before.
        press: The command's id with its count and argument.
        stamp: Where the ids and times of new annotations come from.

    Raises:
        KeyError: when the command is none of the article's.
    """
    if reading.spanning is not None:
        taken = spanning.intercepted(reading, press, stamp)
        if taken is not None:
            return taken
    scope = press.command.split(".")[0]
    handler = HANDLERS.get(press.command) or FAMILIES[scope]
    return handler(reading, press, stamp)


def _selecting(reading: Reading, _press: Press, _stamp: Stamp) -> Outcome:
    if reading.anchor is not None:
        return replace(reading, anchor=None, core=None), ()
    return replace(reading, anchor=reading.caret.offset, core=None), ()


def _swapped(reading: Reading, _press: Press, _stamp: Stamp) -> Outcome:
    if reading.anchor is None:
        return reading, (Say("nothing is selected; ‹select.start› selects"),)
    ends = reading.moved_to(reading.anchor)
    return replace(ends, anchor=reading.caret.offset), ()


def _left(reading: Reading, _press: Press, _stamp: Stamp) -> Outcome:
    if reading.anchor is not None:
        return replace(reading, anchor=None), ()
    return reading, (Leave(),)


def _let_go(reading: Reading, press: Press, stamp: Stamp) -> Outcome:
    if reading.anchor is None and reading.first_end is not None:
        return replace(reading, first_end=None), (Say("no relation is being made any more"),)
    if reading.anchor is None and reading.hand is not None:
        return replace(reading, hand=None), ()
    return _left(reading, press, stamp)


def _showing(pane: Pane) -> Handler:
    return lambda reading, _press, _stamp: (reading, (Show(pane),))


HANDLERS: dict[str, Handler] = {
    "jump.suggestion_next": lambda r, p, _s: suggesting.gone(r, "next", p.count or 1),
    "jump.suggestion_previous": lambda r, p, _s: suggesting.gone(r, "previous", p.count or 1),
    "jump.back": lambda r, p, _s: times(moving.jumped_back, r, p.count),
    "jump.forth": lambda r, p, _s: times(moving.jumped_forth, r, p.count),
    "mark.set": lambda r, p, _s: moving.mark_set(r, p.argument or ""),
    "mark.go": lambda r, p, _s: moving.mark_reached(r, p.argument or ""),
    "search.ask": lambda r, _p, _s: (r, (Ask("search"),)),
    "search.here": lambda r, _p, _s: searching.here_searched(r),
    "search.next": lambda r, p, _s: searching.match_reached(r, p),
    "search.previous": lambda r, p, _s: searching.match_reached(r, p),
    "select.start": _selecting,
    "select.swap": _swapped,
    "select.grow": lambda r, p, _s: times(selecting.grown, r, p.count),
    "select.shrink": lambda r, p, _s: times(selecting.shrunk, r, p.count),
    "hint.show": lambda r, _p, _s: hinting.hinted(r),
    "hint.words": lambda r, _p, _s: hinting.words_hinted(r),
    "hint.seek": lambda r, _p, _s: hinting.seeking(r),
    "tag.ask": lambda r, p, s: tagging.tag_numbered(r, p.count, s) if p.count else annotating.asked(r, "tag"),
    "tag.words": lambda r, _p, s: tagging.tagged_by_words(r, s),
    "codebook.open": lambda r, _p, _s: (r, (Ask("codebook"),)),
    "tag.propagate": lambda r, _p, _s: propagating.propagation_asked(r),
    "suggest.toggle": lambda r, _p, _s: suggesting.toggled(r),
    "suggest.types": lambda r, _p, _s: suggesting.types_toggled(r),
    "suggest.accept": lambda r, _p, s: suggesting.accepted(r, s),
    "suggest.reject": lambda r, _p, s: suggesting.rejected(r, s),
    "tag.again": lambda r, _p, s: annotating.tagged_again(r, s),
    "note.ask": lambda r, _p, _s: noting.begun(r),
    "note.editor": lambda r, _p, _s: noting.begun(r, in_editor=True),
    "annotation.cycle": lambda r, p, _s: overlapping.cycled(r, p.count),
    "annotation.span": lambda r, _p, _s: spanning.begun(r),
    "relation.begin": lambda r, _p, _s: relating.related_here(r),
    "relation.follow": lambda r, p, _s: relating.followed(r, p.count),
    "relation.list": lambda r, _p, _s: relating.listed(r),
    "annotation.delete": lambda r, _p, _s: annotating.deleted(r),
    "review.open": lambda r, _p, _s: reviewing.review_asked(r),
    "correct.ask": lambda r, _p, _s: correcting.asked(r),
    "edit.undo": lambda r, p, _s: times(stepping.undone, r, p.count),
    "edit.redo": lambda r, p, _s: times(stepping.redone, r, p.count),
    "copy.passage": lambda r, _p, _s: annotating.copied(r, citation=False),
    "copy.citation": lambda r, _p, _s: annotating.copied(r, citation=True),
    "peek": _showing("peek"),
    "card.down": _showing("card.down"),
    "card.up": _showing("card.up"),
    "panel.annotations": _showing("annotations"),
    "panel.entities": _showing("entities"),
    "pane.next": _showing("next"),
    "legend.toggle": _showing("legend"),
    "zen.toggle": _showing("zen"),
    "fold.toggle": lambda r, _p, _s: folding.toggled(r),
    "look.narrower": lambda r, p, _s: (r, (Restyle("narrower", p.count or 1),)),
    "look.wider": lambda r, p, _s: (r, (Restyle("wider", p.count or 1),)),
    "look.spacing": lambda r, p, _s: (r, (Restyle("spacing", p.count or 1),)),
    "look.theme": lambda r, p, _s: (r, (Restyle("theme", p.count or 1),)),
    "palette": _showing("palette"),
    "help": _showing("help"),
    "save.elsewhere": lambda r, _p, _s: (r, (Ask("elsewhere"),)),
    "export.ask": lambda r, _p, _s: (r, (Ask("export"),)),
    "export.again": lambda r, _p, _s: (r, (Ask("export_again"),)),
    "suspend": lambda r, _p, _s: (r, (Leave(to_shell=True),)),
    "back": _left,
    "let_go": _let_go,
}

FAMILIES: dict[str, Handler] = {
    "caret": lambda r, p, _s: moving.caret_moved(r, p),
    "jump": lambda r, p, _s: moving.jumped(r, p),
    "object": lambda r, p, _s: selecting.object_selected(r, p.command.removeprefix("object."), p.count or 1),
}
