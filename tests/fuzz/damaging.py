"""Bytes that are nearly sound: samples with pieces lost, doubled, moved and put in."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    b"\0",
    b"\xff",
    b"\x1b[2J",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"\\ud83d\\ude00",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"'",
    b'"""',
    b",",
    b":",
    b"=",
    b"#",
    b"\n",
    b"\r",
    b"[[code]]\n",
    b"[code]\n",
    b"null",
    b"true",
    b"NaN",
    b"1e999",
    b"-1",
    b"1.5",
    b"9" * 5000,
    b"{}",
    b"[]",
    b'""',
    b"inf",
    b"1979-05-27",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"a." * 2000,
    b"x = 1\n" * 50,
    "é̈́".encode(),
    "\U0001f600".encode(),
    "e\u0301".encode() * 200,
)
"""What parsers trip over: ends of strings, numbers out of range, nests, halves of characters."""


@st.composite
def damaged(draw: st.DrawFn, samples: tuple[bytes, ...]) -> bytes:
    """Return a sample with up to six pieces damaged."""
    data = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        piece = draw(
            st.one_of(
                st.just(b""), st.sampled_from(PIECES), st.binary(max_size=4), st.just(data[start:end] * 2)
            )
        )
        data = data[:start] + piece + data[end:]
    return data[:100_000]
