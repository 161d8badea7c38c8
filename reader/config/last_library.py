"""Which library was opened last, kept from one start to the next."""

from __future__ import annotations

import contextlib
from pathlib import Path

from reader.config.state import read_state, write_state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_FILE = "last-library.json"


def remember_library(paths: Sequence[Path]) -> None:
    """Keep the folder or files of a library as the last ones opened.

    Where the state folder cannot be written, nothing is kept: the next start opens what it knows.
    """
    import json

    content = json.dumps({"paths": [str(path.absolute()) for path in paths]})
    with contextlib.suppress(OSError):
        write_state(_FILE, content)


def last_library() -> tuple[Path, ...]:
    """Return the absolute paths last remembered; none where there are none or the file is damaged."""
    content = read_state(_FILE)
    if content is None:
        return ()
    import json

    try:
        kept = json.loads(content)["paths"]
    except (ValueError, KeyError, TypeError):
        return ()
    if not isinstance(kept, list) or not all(isinstance(path, str) for path in kept):
        return ()
    return tuple(Path(path) for path in kept)
