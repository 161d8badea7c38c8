"""Width, spacing and theme as they were changed in the app, kept from one start to the next.

The settings file is a person's own and is never written. What is kept names the setting that it took the
place of, so that the latest change counts: what was changed in the app holds until the settings file says
something else than it did then.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, Literal

from reader.config.settings import Settings, objection
from reader.config.state import read_state, write_state
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

Look = Literal["width", "spacing", "theme"]

_FILE = "looks.json"


def with_looks(settings: Settings) -> Settings:
    """Return the settings with what was changed in the app since the settings file last changed it."""
    changed: dict[str, Any] = {}
    for name, (before, now) in _kept().items():
        if before == getattr(settings, name) and objection(name, now) is None:
            changed[name] = now
    return replace(settings, **changed)


def keep_look(settings: Settings, name: Look, value: int | str) -> None:
    """Keep a change for later starts.

    Where the state folder cannot be written, it holds until the app is left.

    Args:
        settings: The settings as their file has them.
        name: What was changed.
        value: What it is now.
    """
    kept = {**_kept(), name: [getattr(settings, name), value]}
    with contextlib.suppress(OSError):
        write_state(_FILE, json.dumps(kept))


def _kept() -> Mapping[str, list[Any]]:
    """Return each look with what it was before and what it is now; what is damaged is left out."""
    try:
        kept = json.loads(read_state(_FILE) or b"{}")
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    names: tuple[Look, ...] = ("width", "spacing", "theme")
    return {n: kept[n] for n in names if isinstance(kept.get(n), list) and len(kept[n]) == 2}
