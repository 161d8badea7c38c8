"""Carrying a change of the codebook over to one that was changed elsewhere meanwhile."""

from __future__ import annotations

from reader.annotations.codebook import Code, Codebook, flaws, folded
from reader.errors import ConflictError
from reader.values import replace

_FIELDS = Code.__struct_fields__


def reconciled(before: Codebook, after: Codebook, now: Codebook) -> Codebook:
    """Return the codebook as it is now, with the change from ``before`` to ``after`` made.

    Codes are told apart by their names, and each of their fields is carried over by itself, so that changes
    of different codes, or of different fields of one, do not hinder each other.

    Raises:
        ConflictError: when both changed the same field of the same code, or the outcome has a flaw.
    """
    if now == before:
        return after
    old, new = _by_name(before), _by_name(after)
    codes = [_carried(old.get(name), new.get(name), code) for name, code in _by_name(now).items()]
    kept = [code for code in codes if code is not None]
    present = set(_by_name(now))
    missing = [code for name, code in new.items() if name not in present]
    for code in missing:
        if old.get(folded(code.name)) not in (None, code):
            raise _conflict(code.name, "was deleted meanwhile")
        if folded(code.name) not in old:
            kept.insert(_place(code, after, kept), code)
    closed = now.closed if before.closed == after.closed else after.closed
    found = Codebook(tuple(kept), closed)
    for flaw in flaws(found):
        raise _conflict(found.codes[flaw.code].name, f"was changed elsewhere, and {flaw.what}")
    return found


def _carried(old: Code | None, new: Code | None, now: Code) -> Code | None:
    """Return a code that is there now as the change leaves it; None where it deletes it."""
    if old is None:
        if new not in (None, now):
            raise _conflict(now.name, "was added meanwhile")
        return now
    if new is None:
        if now != old:
            raise _conflict(now.name, "was changed meanwhile")
        return None
    wanted = {name: getattr(new, name) for name in _FIELDS if getattr(new, name) != getattr(old, name)}
    for name, value in wanted.items():
        if getattr(now, name) not in (getattr(old, name), value):
            raise _conflict(now.name, f"was changed meanwhile: its {name}")
    return replace(now, **wanted)


def _place(code: Code, after: Codebook, kept: list[Code]) -> int:
    """Return where a new code goes: behind the nearest one before it that is there."""
    names = [folded(each.name) for each in after.codes]
    places = {folded(each.name): index for index, each in enumerate(kept)}
    before = reversed(names[: names.index(folded(code.name))])
    return next((places[name] + 1 for name in before if name in places), 0)


def _by_name(book: Codebook) -> dict[str, Code]:
    return {folded(code.name): code for code in book.codes}


def _conflict(name: str, what: str) -> ConflictError:
    return ConflictError(
        f"“{name}” {what}", where="codebook", remedy="look at it as it is now, and try again"
    )
