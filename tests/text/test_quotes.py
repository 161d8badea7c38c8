"""Words in quotation marks."""

from __future__ import annotations

import pytest

from reader.text.quotes import in_quotes


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Daesh", "“Daesh”"),
        ("the people's front", "“the people's front”"),
        ("'tis", "“'tis”"),
        ("", "“”"),
        ("“We will not sign.”", "“We will not sign.”"),
        ('"We will not sign."', '"We will not sign."'),
        ("«Талибан»", "«Талибан»"),
        ("「はい」", "「はい」"),
        ("“No,” he said", "‘“No,” he said’"),
        ("“We will n…", "‘“We will n…’"),
        ('he said "no"', '‘he said "no"’'),
        ("“", "‘“’"),
    ],
)
def test_no_mark_is_doubled(words: str, shown: str) -> None:
    assert in_quotes(words) == shown


def test_what_is_long_is_cut() -> None:
    assert in_quotes("Kabul fell", 10) == "“Kabul fell”"
    assert in_quotes("Kabul fell again", 10) == "“Kabul fel…”"
    assert in_quotes("“Kabul” and “Moscow”", 8) == "‘“Kabul”…’"
