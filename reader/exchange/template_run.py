"""Running a template over articles, in the sandbox; what goes wrong is one line with its place."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from jinja2 import Template, TemplateSyntaxError, Undefined

from reader.errors import ReaderError
from reader.exchange.labels import NAMES
from reader.exchange.languages import language_of
from reader.exchange.org_text import stamp
from reader.exchange.sandbox import Raw, Sandbox, SpentError
from reader.exchange.template_data import size_of

_LEAST, _TIMES = 10_000_000, 100
_LONGEST_WORDS = 200


class Run:
    """A template, to be run over articles.

    Args:
        source: The template.
        file: What to call it where something is wrong.
        extension: The language that it is written in.
    """

    def __init__(self, source: str, file: str, extension: str) -> None:
        self.changed_tags: set[str] = set()
        """The tags that were written with other characters than they have."""
        self._source = source
        self._file = file
        self._language = language_of(extension)

    def text(self, articles: Sequence[Mapping[str, Any]]) -> str:
        """Return what the template makes of articles.

        What it may do is in proportion to what it is given: 100 characters, or ten turns of a loop, for each
        character, and 10 million more.

        Raises:
            ReaderError: when it is wrong, or does more than it may.
        """
        sandbox = Sandbox(self._language, self._filters(), allowance=_LEAST + _TIMES * size_of(articles))
        try:
            template: Template = sandbox.made(self._source, self._file)
            return "".join(template.generate(articles=tuple(articles)))
        except SpentError as error:
            raise self._failure(
                error, "does too much for what it is given", "look for a loop that does not end"
            ) from error
        except RecursionError as error:
            raise self._failure(error, "goes too deep", "look for a macro that calls itself") from error
        except Exception as error:  # a template may raise anything
            what = str(error) or type(error).__name__
            raise self._failure(error, what, "mend the template (docs/templates.md)") from error

    def _filters(self) -> dict[str, Any]:
        language = self._language
        return {
            "anchor": lambda text: Raw(NAMES.sub("-", _said(text))),
            "block": self._block,
            "day": lambda text: _said(text)[:10],
            "percent": lambda share: f"{share:.0%}",
            "raw": lambda text: Raw(_said(text)),
            "stamp": lambda text: stamp(_said(text)),
            "tag": self._tag,
            "url": lambda text: Raw(quote(_said(text).encode("utf-8", "replace"), safe="")),
            "value": lambda text: Raw(language.value(_said(text))),
        }

    def _block(self, text: object, before: str = "") -> Raw:
        lines = self._language.lines(_said(text))
        if len(before) > 20:
            raise ValueError("what block puts before a line has 20 characters at most")
        return Raw("\n".join((before + line).rstrip() for line in lines))

    def _tag(self, path: Sequence[str]) -> Raw:
        path = (path,) if isinstance(path, str) else path
        made = self._language.tag(path)
        if made not in {"/".join(path), path[-1]}:
            self.changed_tags.add(path[-1])
        return Raw(made)

    def _failure(self, error: BaseException, what: str, remedy: str) -> ReaderError:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else self._line_of(error)
        where = f"{self._file}, line {line}" if line else self._file
        words = " ".join(what.split())[:_LONGEST_WORDS].rstrip(".")
        return ReaderError(words, where=where, remedy=remedy)

    def _line_of(self, error: BaseException) -> int | None:
        """Return the last line of the template that an error came through."""
        frames = traceback.extract_tb(error.__traceback__)
        return next((each.lineno for each in reversed(frames) if each.filename == self._file), None)


def _said(value: object) -> str:
    """Return what a filter is given, as text."""
    if value is None:
        return ""
    if isinstance(value, str | int | float | Undefined):
        return str(value)
    raise TypeError("a list or a mapping is no text; join it, or take a part of it")
