"""Codebooks for tests: a short way to write them, and any sound one for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.annotations.codebook import COLOURS, Code, Codebook

NAMES = ("war", "peace", "Actors", "militants", "state media", "права", "数", "a[[code]]", '"', "#x", "étude")
TEXTS = ("", "plain", 'with "quotes" and \\', "two\nlines\n[[code]]\n# no comment", "[x]\ttab", "\u2028end")


def book(*codes: Code | str, closed: bool = False) -> Codebook:
    return Codebook(tuple(Code(code) if isinstance(code, str) else code for code in codes), closed)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    """Any codebook without a flaw: parents stand before those under them or at the top."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=len(names), max_size=len(names)))
    codes = [
        Code(
            name,
            key=draw(st.sampled_from(["", key])),
            colour=draw(st.sampled_from(["", "#12aBf0", *COLOURS])),
            description=draw(st.sampled_from(TEXTS)),
            parent=draw(st.sampled_from(["", *names[:place]])),
        )
        for place, (name, key) in enumerate(zip(names, keys, strict=True))
    ]
    return Codebook(tuple(draw(st.permutations(codes))), draw(st.booleans()))
