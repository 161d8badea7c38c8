from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import strategies

from reader.page.layout import Page
from reader.page.motions import Caret, Motion, move
from reader.text.span import Span

_EASY = "ab Z9-–—'’.,\n\n"
_HARD = (
    "\t\r\x00\x1b\x7f\x85\u00a0\u00ad\u0301\u0301\u034f\u061c\u0634\u0646\u0648\u064b\u0915\u094d\u0937"
    "\u1100\u1161\u11a8\u115f\u180e\u200b\u200c\u200c\u200d\u200d\u200d\u200e\u202e\u2028\u2060\u2066"
    "\u2003\u3000\u20e3\ufe0e\ufe0f\ufe0f\ufe00\U000e0101\U000e0041\ufeff\ue000\uffff\ud800\udfff"
    "❤❤©1中国、「ぁ한국👩👩🏽🏻🏴🇷🇺🇷\U0001faff\U0001f0ff\U0003134a\u0378"
)


@pytest.fixture(scope="session")
def hard_texts() -> strategies.SearchStrategy[str]:
    """Texts full of what is hard to draw: wide, joined, marked, hidden, ill-formed characters."""
    characters = strategies.one_of(
        strategies.sampled_from(_EASY),
        strategies.sampled_from(_EASY + _HARD),
        strategies.characters(),
    )
    return strategies.text(characters, max_size=120)


Press = Callable[..., str]

_KEYS: dict[str, Motion] = {
    "h": "left",
    "l": "right",
    "j": "down",
    "k": "up",
    "w": "word_forward",
    "e": "word_end",
    "b": "word_back",
    ")": "sentence_forward",
    "(": "sentence_back",
    "}": "paragraph_forward",
    "{": "paragraph_back",
    "0": "row_start",
    "$": "row_end",
    "gg": "top",
    "G": "bottom",
    "^d": "half_down",
    "^u": "half_up",
    "^f": "page_down",
    "^b": "page_up",
}


def _press(marked: str, keys: str, *, width: int = 40, height: int = 6, guess: bool = True) -> str:
    offset, text = marked.index("|"), marked.replace("|", "")
    sentences = [Span(*found.span()) for found in re.finditer(r"[^.\s][^.]*\.", text)] if guess else []
    page, caret = Page(text, width), Caret(offset)
    for count, key in re.findall(r"([1-9]\d*)?(gg|\^.|\S)", keys):
        caret = move(
            _KEYS[key],
            text=text,
            page=page,
            caret=caret,
            count=int(count) if count else None,
            sentences=sentences,
            height=height,
        )
    return text[: caret.offset] + "|" + text[caret.offset :]


@pytest.fixture(scope="session")
def press() -> Press:
    """Press keys on a text whose caret is a bar; ``3w`` is a count, ``^d`` is ctrl+d. Return it likewise."""
    return _press


@pytest.fixture(scope="session")
def motions() -> tuple[Motion, ...]:
    """Every motion there is."""
    return get_args(Motion)
