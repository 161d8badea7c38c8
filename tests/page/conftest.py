from __future__ import annotations

import pytest
from hypothesis import strategies

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
