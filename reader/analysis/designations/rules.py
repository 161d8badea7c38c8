"""The user's own words of designations: files that add to a language's vocabulary, or take from it.

The files have the format of those that came with Reader; see `reader.analysis.designations.vocabulary` and
the page on designations in the documentation.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

from reader.analysis.designations.tokens import tokenize
from reader.analysis.designations.vocabulary import (
    LONGEST_ENTRY,
    SHORTEST_STEM,
    Tables,
    Vocabulary,
    shipped_language,
    shipped_tables,
    vocabulary_for,
)
from reader.articles.findings import Kind
from reader.config.paths import designation_rules_folder
from reader.config.toml import parse_toml
from reader.errors import ReaderError

_LANGUAGES = ("en", "ru", "fr")
_LEAVING_OUT = "-"
_EVERYTHING = "-*"
_OF_KINDS = frozenset({"status", "title", "list", "measure", "fighters"})
_OF_PLACES = frozenset({"place", "place_adjective", "authority", "backed_by"})
_OF_NAMES = frozenset({"known"})
_CODE = re.compile(r"[A-Z]{2}|any")


class Rules:
    """What the user's files add to the vocabularies, and take from them."""

    def __init__(self, tables: dict[str, list[Tables]]) -> None:
        """Keep the tables of each language, those of later files behind."""
        self._tables = tables
        self._vocabularies: dict[str, Vocabulary] = {}

    def vocabulary(self, language: str) -> Vocabulary:
        """Return the vocabulary of an ISO 639-1 language with the user's words in it."""
        name = shipped_language(language)
        if name not in self._tables:
            return vocabulary_for(name)
        if name not in self._vocabularies:
            shipped = _without(shipped_tables(name), self._tables[name])
            self._vocabularies[name] = Vocabulary(shipped, *map(_added, self._tables[name]))
        return self._vocabularies[name]


NO_RULES = Rules({})
_loaded: dict[Path, tuple[tuple[tuple[str, int, int], ...], Rules]] = {}


def load_rules(folder: Path) -> Rules:
    """Read the files ``en.toml``, ``<anything>_en.toml`` and so on of a folder, which may be missing.

    They are read again when one of them has changed, so that this may be asked for every article.

    Raises:
        ReaderError: when a file cannot be read, or holds something that is no rule; it names the place.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        stats = [path.stat() for path in paths]
    except FileNotFoundError:
        return NO_RULES
    except OSError as error:
        raise _unreadable(folder, error) from error
    seen = tuple((p.name, s.st_mtime_ns, s.st_size) for p, s in zip(paths, stats, strict=True))
    if folder not in _loaded or _loaded[folder][0] != seen:
        tables: dict[str, list[Tables]] = {}
        for path in paths:
            tables.setdefault(_language(path), []).append(_checked(path, _read(path)))
        _loaded[folder] = seen, Rules(tables)
    return _loaded[folder][1]


def own_rules() -> Rules:
    """Return the rules of the user's folder, or none while there is a mistake in them; see `own_mistake`."""
    try:
        return load_rules(designation_rules_folder())
    except ReaderError:
        return NO_RULES


def own_mistake() -> ReaderError | None:
    """Return what is wrong with the rules of the user's folder."""
    try:
        load_rules(designation_rules_folder())
    except ReaderError as mistake:
        return mistake
    return None


def _language(path: Path) -> str:
    language = path.stem.rpartition("_")[2]
    if language not in _LANGUAGES:
        raise ReaderError(
            "the name does not say which language the rules are for",
            where=str(path),
            remedy=f"end it with {', '.join(_LANGUAGES[:-1])} or {_LANGUAGES[-1]}, as in groups_en.toml",
        )
    return language


def _read(path: Path) -> dict[str, Any]:
    try:
        return parse_toml(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        where = f"{path}, byte {error.start}"
        raise ReaderError("the file is not UTF-8", where=where, remedy="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(
            f"the file is not TOML: {error}", where=str(path), remedy="mend it there"
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ReaderError:
    reason = error.strerror or str(error)
    return ReaderError(f"cannot be read ({reason})", where=str(path), remedy="make it readable, or remove it")


def _checked(path: Path, tables: dict[str, Any]) -> Tables:
    """Return the tables of a file, each category, value and phrase of which is one that means something."""
    known = {category for language in _LANGUAGES for category in shipped_tables(language)}
    for category, values in tables.items():
        if category not in known or not isinstance(values, dict):
            raise ReaderError(
                f"there is no category {category!r}",
                where=str(path),
                remedy=f"use one of {', '.join(sorted(known))}",
            )
        for value, phrases in values.items():
            _check_value(path, category, value)
            _check_phrases(f"{path}, [{category}] {value}", phrases)
    return tables


def _check_value(path: Path, category: str, value: str) -> None:
    allowed = {key for name in _LANGUAGES for key in shipped_tables(name).get(category, {})}
    if category in _OF_KINDS:
        allowed |= set(get_args(Kind))
    fits = _CODE.fullmatch(value) if category in _OF_PLACES else category in _OF_NAMES or value in allowed
    if not fits:
        meant = "an ISO 3166 code of two capitals" if category in _OF_PLACES else ", ".join(sorted(allowed))
        raise ReaderError(
            f"[{category}] has no value {value!r}", where=f"{path}, [{category}]", remedy=f"use {meant}"
        )


def _check_phrases(where: str, phrases: object) -> None:
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        raise ReaderError(
            "this is no list of phrases", where=where, remedy='write ["first phrase", "second phrase"]'
        )
    for phrase in phrases:
        if phrase == _EVERYTHING:
            continue
        words = phrase.removeprefix(_LEAVING_OUT).removeprefix("=").split()
        tokens = [token for word in words for token in tokenize(word.removesuffix("*"))]
        if not 0 < len(tokens) <= LONGEST_ENTRY:
            remedy = f"write one to {LONGEST_ENTRY} words and signs, or leave it out"
            raise ReaderError(f"{phrase!r} cannot be looked for", where=where, remedy=remedy)
        if any(word.endswith("*") and len(word) <= SHORTEST_STEM for word in words):
            remedy = f"write at least {SHORTEST_STEM} letters before the *"
            raise ReaderError(f"{phrase!r} would match too much", where=where, remedy=remedy)


def _added(tables: Tables) -> Tables:
    return {
        category: {
            value: [phrase for phrase in phrases if not phrase.startswith(_LEAVING_OUT)]
            for value, phrases in values.items()
        }
        for category, values in tables.items()
    }


def _without(shipped: Tables, layers: list[Tables]) -> Tables:
    """Return the shipped tables without the phrases that a user's file names with ``-`` before them."""
    dropped = {
        (category, value, phrase.removeprefix(_LEAVING_OUT).casefold())
        for tables in layers
        for category, values in tables.items()
        for value, phrases in values.items()
        for phrase in phrases
        if phrase.startswith(_LEAVING_OUT)
    }
    return {
        category: {
            value: [
                phrase
                for phrase in phrases
                if not {(category, value, "*"), (category, value, phrase.casefold())} & dropped
            ]
            for value, phrases in values.items()
        }
        for category, values in shipped.items()
    }
