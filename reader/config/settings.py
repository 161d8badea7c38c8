"""What a user can set, read from ``settings.toml`` in the user's configuration folder."""

from __future__ import annotations

import re

from reader.config.paths import settings_file
from reader.config.settings_file import (
    LONGEST_NAME,
    LONGEST_REST,
    NARROWEST,
    RECOGNISERS,
    SHIPPED,
    WIDEST,
    WIDEST_SPACING,
    objection,
    read_settings,
)
from reader.values import Value, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.remaps import Remap

__all__ = [
    "LONGEST_REST",
    "NARROWEST",
    "RECOGNISERS",
    "SHIPPED",
    "WIDEST",
    "WIDEST_SPACING",
    "Settings",
    "load_settings",
    "login_annotator",
    "objection",
]


def login_annotator() -> str:
    """Return the login name without what a folder's name cannot have, or ``reader`` where there is none."""
    import getpass

    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
    return re.sub(r"[^\w.@-]+", "-", login).strip("-._")[:LONGEST_NAME] or "reader"


class Settings(Value):
    """The user's choices; each has a default, so that no settings file is needed."""

    annotator: str = field(default_factory=login_annotator)
    """Who annotates: the author of what is made, and whose folder of a library it is kept in."""
    theme: str = "textual-dark"
    """The name of a Textual theme."""
    width: int = 70
    """The text column's width, in terminal columns."""
    spacing: int = 1
    """Empty rows between two paragraphs."""
    engine: str = "auto"
    """Who finds the names: ``auto``, or a recogniser's name, with what it is told behind a colon."""
    export_format: str = "markdown"
    """The format of an export that names none."""
    terminal_cursor: bool = False
    """Whether the terminal's own cursor is shown at the caret, for tools that follow no hidden one."""
    analysis_rest: int = 300
    """Seconds after which an analysis that has nothing to do gives its memory back."""
    keys: tuple[Remap, ...] = ()
    """Commands with other keys than their own; not yet compared with the commands there are."""


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; a missing file means the defaults.

    Args:
        path: The file; the user's own when left out.

    Raises:
        ReaderError: when the file cannot be read, is not TOML, or holds a name or a value that is unknown.
    """
    values = {**read_settings(settings_file() if path is None else path)}
    if keys := values.pop("keys", ()):
        from reader.config.remaps import Remap

        values["keys"] = tuple(Remap(*each) for each in keys)  # type: ignore[attr-defined]
    return Settings(**values)  # type: ignore[arg-type]  # each value has passed its check
