"""Writing a page: its template, with every text escaped, and what no page can show made visible."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from reader import __version__
from reader.exchange.html_colours import DARK, LIGHT, properties, rules
from reader.exchange.html_notes import day_told

if TYPE_CHECKING:
    from reader.exchange.html_page import Page

_ODD = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007f]+)"  # flags of England and others, which stay
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(
    r"(https?://[^\s<>\"“”‘’«»\x00-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f]+)", re.IGNORECASE
)
_BEHIND = ".,;:!?'*_)]}…"
"""What stands behind an address rather than in it."""


def written(page: Page) -> str:
    """Return a page as HTML; the same page gives the same text."""
    style = _style(page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(page=page, style=style, digest=digest, version=__version__)


def visible(text: str) -> Markup:
    """Return a text with every character escaped, and those that cannot be seen or would reorder it shown."""
    return Markup("").join(_pieces(text))


def linked(text: str) -> Markup:
    """Return a text whose addresses of ``http`` and ``https`` are links."""
    made = []
    for index, part in enumerate(_ADDRESS.split(text)):
        if index % 2:
            address = part.rstrip(_BEHIND)
            link = Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>')
            made += [link.format(address, visible(address)), visible(part[len(address) :])]
        else:
            made.append(visible(part))
    return Markup("").join(made)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("reader.exchange"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"visible": visible, "linked": linked, "day": day_told}
    return environment.get_template("page.html")


def _pieces(text: str) -> list[str | Markup]:
    made: list[str | Markup] = []
    last = 0
    for found in _ODD.finditer(text):
        if not found[1]:
            character = found.group()
            stand_in = Markup('<span class="odd" title="U+{}">{}</span>')
            made += [text[last : found.start()], stand_in.format(f"{ord(character):04X}", _shown(character))]
            last = found.end()
    return [*made, text[last:]]


def _shown(character: str) -> str:
    """Return the stand-in of a character that cannot be seen."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if _REORDERING.match(character):
        return "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"
    if character in "\u2028\u2029":
        return "\N{SYMBOL FOR NEWLINE}"
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    unreadable = code < 0xA0 or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code in (0xFFFE, 0xFFFF)
    return "\N{REPLACEMENT CHARACTER}" if unreadable else "\N{WHITE VERTICAL RECTANGLE}"


def _style(page: Page) -> str:
    colours = page.palette.colours
    base = files("reader.exchange").joinpath("templates", "page.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{properties(colours, DARK)}}}}}"
    return "\n".join((f":root{{{properties(colours, LIGHT)}}}", dark, base, rules(colours), ""))
