"""The settings file, read and checked; hardly anything is imported for it but what reads TOML."""

from __future__ import annotations

import re

from reader.errors import ReaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

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

LONGEST_NAME = 60
"""The most characters of who annotates."""


def read_settings(path: str | PathLike[str]) -> Mapping[str, object]:
    """Return what a settings file says, by the names of `Settings`; nothing where there is no file.

    Keys are the arguments of each `Remap`.

    Raises:
        ReaderError: when the file cannot be read, is not TOML, or holds a name or a value that is unknown.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - imports nothing
            text = file.read().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
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
    return _checked(_parse(text, path), text, path)


def _parse(text: str, path: str | PathLike[str]) -> dict[str, object]:
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


def _checked(values: dict[str, object], text: str, path: str | PathLike[str]) -> dict[str, object]:
    known = (*_CHECKS, "keys")
    for name, value in values.items():
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=1, cutoff=0.5)
            remedy = f"did you mean {near[0]!r}?" if near else f"the settings are {', '.join(known)}"
            where = f"{path}, {_line_of(name, text)}"
            raise ReaderError(f"there is no setting {name!r}", where=where, remedy=remedy)
        wanted = objection(name, value) if name != "keys" else None
        if wanted is not None:
            where = f"{path}, {_line_of(name, text)}"
            raise ReaderError(f"{name} cannot be {value!r}", where=where, remedy=wanted)
    from reader.config.remap_table import read_table

    return values | {"keys": read_table(values.get("keys", {}), text, path)}


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
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= LONGEST_NAME:
        return None
    return f"write a name of 1 to {LONGEST_NAME} characters in quotes"


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
