"""The languages of templates: how any text is written in each so that nothing of it is markup."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from reader.exchange import latex_text, markdown_text, org_text
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Language(Value):
    """How texts are written in a language."""

    line: Callable[[str], str]
    """Writes a text on one line."""
    lines: Callable[[str], list[str]]
    """Writes a text on lines of its own, as many as it has."""
    tag: Callable[[Sequence[str]], str]
    """Writes a tag, given with those it stands under, the topmost first."""
    value: Callable[[str], str]
    """Writes a text as a value: of YAML front matter, of a drawer's property."""


def language_of(extension: str) -> Language:
    """Return the language of files with an extension (``md``); plain text for those it does not know."""
    return _LANGUAGES.get(extension.lower(), _PLAIN)


def yaml(text: str) -> str:
    """Return a text as a scalar of YAML 1.2, quoted as in JSON."""
    quoted = json.dumps(_LONE_SURROGATE.sub("\ufffd", text), ensure_ascii=False)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _plain_line(text: str) -> str:
    return " ".join(_plain_lines(text))


def _plain_lines(text: str) -> list[str]:
    return [each.translate(markdown_text.CONTROLS) for each in markdown_text.LINE_END.split(text)]


def _html_line(text: str) -> str:
    return html.escape(_plain_line(text))


def _html_lines(text: str) -> list[str]:
    return [html.escape(each) for each in _plain_lines(text)]


_PLAIN = Language(_plain_line, _plain_lines, lambda path: _plain_line(path[-1]), _plain_line)
_HTML = Language(_html_line, _html_lines, lambda path: _html_line(path[-1]), _html_line)
_MARKDOWN = Language(markdown_text.line, markdown_text.lines, markdown_text.tag, yaml)
_ORG = Language(org_text.line, org_text.lines, org_text.tag, org_text.value)
_LATEX = Language(latex_text.line, latex_text.lines, lambda path: latex_text.line(path[-1]), latex_text.line)
_LANGUAGES = {
    "md": _MARKDOWN,
    "markdown": _MARKDOWN,
    "org": _ORG,
    "tex": _LATEX,
    "html": _HTML,
    "htm": _HTML,
    "xml": _HTML,
}
