"""Passages as the press writes them, marked by hand before they were read; see the folder press."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "press"
KNOWN_NOT_READ = "? "


def _passages(name):
    for passage in (FOLDER / name).read_text(encoding="utf-8").split("\n\n"):
        first, *marks = [line for line in passage.splitlines() if not line.startswith("#")] or [""]
        missed = first.startswith(KNOWN_NOT_READ)
        text = first.removeprefix(KNOWN_NOT_READ).replace("⏎", "\n")
        reason = pytest.mark.xfail(reason="known not to be read so", strict=True)
        if text:
            expected = [_statement(mark.removeprefix("= ")) for mark in marks]
            yield pytest.param(text, expected, id=text[:40], marks=reason if missed else ())


def _statement(mark):
    status, names = mark.split(" | ")
    kind, polarity, *codes = status.split()
    return kind, polarity, frozenset(codes) - {"-"}, frozenset(names.split("; "))


@pytest.mark.parametrize(
    ("text", "expected"), [*_passages("stated_en.txt"), *_passages("stated_ru.txt"), *_passages("clean.txt")]
)
def test_what_the_press_states(stated, text, expected):
    assert stated(text) == expected
