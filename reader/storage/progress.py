"""How far each article was read. Handy, not precious: whatever goes wrong here stops nobody reading."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.storage.places import Places
from reader.values import Value, asdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

_PATIENCE = 1.0


class Progress(Value):
    """Where a reader is in an article; offsets in code points."""

    offset: int
    """Where they left."""
    furthest: int
    """The furthest they have been."""
    length: int
    """How long the text was then."""
    read_at: str
    """ISO 8601 in UTC, ending in ``Z``."""


class ProgressStore:
    """One annotator's reading progress in a library, one JSON file.

    Args:
        home: The library's ``.reader`` folder.
        annotator: Who reads.

    Raises:
        ReaderError: when the annotator's name cannot name a file.
    """

    def __init__(self, home: Path, annotator: str) -> None:
        places = Places(home, annotator)
        self._path = places.reading
        self._lock = places.reading_lock

    def all(self) -> dict[str, Progress]:
        """Return the progress in every article that was opened, by id; nothing if it cannot be read."""
        try:
            return self._read()
        except OSError:
            return {}

    def get(self, article_id: str) -> Progress | None:
        """Return the progress in an article; None where it was never opened."""
        return self.all().get(article_id)

    def put(self, article_id: str, *, offset: int, furthest: int, length: int) -> bool:
        """Save the progress in an article, in code points; False where that was not possible."""
        from reader.annotations.identity import utc_now
        from reader.storage.durable import write_durably
        from reader.storage.locks import held
        from reader.storage.tinydb_file import encode_json

        now = Progress(offset=offset, furthest=furthest, length=length, read_at=utc_now())
        try:
            with held(self._lock, patience=_PATIENCE):
                progress = {**self._read(), article_id: now}
                plain = {key: asdict(each) for key, each in progress.items()}
                write_durably(self._path, encode_json(plain, self._path))
        except (OSError, ReaderError):
            return False
        return True

    def _read(self) -> dict[str, Progress]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        from json import loads

        try:
            records = loads(content)
            return {article_id: _progress(record) for article_id, record in records.items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            # Damaged: it is set aside, and reading is counted anew.
            self._path.replace(self._path.with_name(self._path.name + ".damaged"))
            return {}


def _progress(record: dict[str, Any]) -> Progress:
    progress = Progress(**record)
    offsets = (progress.offset, progress.furthest, progress.length)
    if not all(type(offset) is int and offset >= 0 for offset in offsets):
        raise ValueError("an offset is a whole number")
    return progress
