"""The one family of errors a person may see: what went wrong, where, and what to do about it."""

from __future__ import annotations


class ReaderError(Exception):
    """Something a person can act on; shown as one line and never as a traceback.

    Args:
        what: What went wrong, a clause without a full stop ("the file is empty").
        where: The file, and the place in it where there is one ("notes.txt, byte 312").
        remedy: What to do next, a clause without a full stop ("save it as UTF-8"), or a question
            ("did you mean 'width'?").
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        said = f"{what}; {remedy}" if remedy.endswith("?") else f"{what}; {remedy}."
        super().__init__(f"{where}: {said}" if where else said)


class ConflictError(ReaderError):
    """An edit that does not fit what is saved, and never will: what it changes was changed elsewhere."""


class DamagedError(ReaderError):
    """A file that does not hold what it should, so that what is left of it has to be got back."""
