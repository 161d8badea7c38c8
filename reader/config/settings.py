"""What a user can set, read from ``settings.toml`` in the user's configuration folder."""

from __future__ import annotations

import re

from reader.config.paths import settings_file
from reader.errors import ReaderError
from reader.values import Value, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.config.remaps import Remap

RECOGNISERS = "reader.recognisers"
"""The group of entry points whose names can be engines; see docs/recognisers.md."""
SHIPPED = (
    "auto",
    "gliner",
    "nltk",
    "quick",
    "slovnet-ru",
    "spacy",
    "spacy-agree",
    "spacy-folder",
    "spacy-sm",
)
"""The engines that come with Reader, known without looking through everything that is installed."""
NARROWEST, WIDEST = 20, 200
"""The limits of the text column, in terminal columns."""
WIDEST_SPACING = 3
"""The most empty rows there can be between two paragraphs."""
LONGEST_REST = 86_400
"""The most seconds for which an analysis is kept that has nothing to do: a day."""

_LONGEST_NAME = 60


def login_annotator() -> str:
    """Return the login name without what a folder's name cannot have, or ``reader`` where there is none."""
    import getpass

    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
    return re.sub(r"[^\w.@-]+", "-", login).strip("-._")[:_LONGEST_NAME] or "reader"


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
    path = settings_file() if path is None else path
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise ReaderError(
            "the file is not UTF-8", where=f"{path}, byte {error.start}", remedy="save it as UTF-8"
        ) from error
    except OSError as error:
        raise ReaderError(
            f"the settings cannot be read ({error.strerror})",
            where=str(path),
            remedy="make the file readable",
        ) from error
    return _settings_from(_parse(text, path), text, path)


def _parse(text: str, path: Path) -> dict[str, object]:
    import tomllib

    from reader.config.toml import parse_toml

    try:
        return parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = re.search(r" \(at line (\d+), column \d+\)$", message)
        where = f"{path}, line {at[1]}" if at else f"{path}, at the end"
        what = message[: at.start()] if at else message.removesuffix(" (at end of document)")
        remedy = "mend that line; words belong in quotes" if what == "Invalid value" else "mend that line"
        raise ReaderError(f"not TOML: {what}", where=where, remedy=remedy) from error


def _settings_from(values: dict[str, object], text: str, path: Path) -> Settings:
    known = Settings.__struct_fields__
    for name, value in values.items():
        where = f"{path}, {_line_of(name, text)}"
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=1, cutoff=0.5)
            remedy = f"did you mean {near[0]!r}?" if near else f"the settings are {', '.join(known)}"
            raise ReaderError(f"there is no setting {name!r}", where=where, remedy=remedy)
        wanted = objection(name, value) if name != "keys" else None
        if wanted is not None:
            raise ReaderError(f"{name} cannot be {value!r}", where=where, remedy=wanted)
    from reader.config.remaps import read_remaps

    keys = read_remaps(values.get("keys", {}), text, path)
    return Settings(**values | {"keys": keys})  # type: ignore[arg-type]  # each value has passed its check


def objection(name: str, value: object) -> str | None:
    """Return what to write instead of a value that a setting cannot have; None where it can."""
    return _CHECKS[name](value)


def _line_of(name: str, text: str) -> str:
    """Say on which line a top-level name is set."""
    start = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    for number, line in enumerate(text.splitlines(), 1):
        if start.match(line):
            return f"line {number}"
    return f"key {name!r}"


def _check_annotator(value: object) -> str | None:
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= _LONGEST_NAME:
        return None
    return f"write a name of 1 to {_LONGEST_NAME} characters in quotes"


def _check_text(value: object) -> str | None:
    return None if isinstance(value, str) and value else "write a name in quotes"


def _check_width(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and NARROWEST <= value <= WIDEST:
        return None
    return f"write a whole number of columns from {NARROWEST} to {WIDEST}"


def _check_spacing(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= WIDEST_SPACING:
        return None
    return f"write a whole number of rows from 0 to {WIDEST_SPACING}"


def _check_rest(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_REST:
        return None
    return f"write a whole number of seconds from 1 to {LONGEST_REST}"


def _check_switch(value: object) -> str | None:
    return None if isinstance(value, bool) else "write true or false"


def _check_engine(value: object) -> str | None:
    if str(value).partition(":")[0] in SHIPPED:
        return None
    from difflib import get_close_matches
    from importlib.metadata import entry_points

    names = ["auto", *sorted({found.name for found in entry_points(group=RECOGNISERS)})]
    if str(value).partition(":")[0] in names:
        return None
    near = get_close_matches(str(value), names, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(names)}"


_CHECKS: dict[str, Callable[[object], str | None]] = {
    "annotator": _check_annotator,
    "theme": _check_text,
    "width": _check_width,
    "spacing": _check_spacing,
    "engine": _check_engine,
    "export_format": _check_text,
    "terminal_cursor": _check_switch,
    "analysis_rest": _check_rest,
}
