from __future__ import annotations

import itertools
import re
import sys
import tracemalloc

import pytest
from hypothesis import given, strategies

from reader.errors import ReaderError
from reader.page.patterns import find_pattern
from reader.page.search import _GROWING, Matches, find_matches
from reader.text.span import Span


def found_in(text: str, query: str, *, whole_words: bool = False) -> list[str]:
    return [span.of(text) for span in find_matches(text, query, limit=99, whole_words=whole_words)]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Daesh, DAESH and daesh", "daesh", ["Daesh", "DAESH", "daesh"]),
        ("Daesh, DAESH and daesh", "Daesh", ["Daesh"]),
        ("Daesh, DAESH and daesh", "ISIS", []),
        ("İstanbul and istanbul", "nbul", ["nbul", "nbul"]),
        ("İİİ Kabul", "kabul", ["Kabul"]),
        ("Straße, STRASSE, strasse", "strasse", ["Straße", "STRASSE", "strasse"]),
        ("Straße", "stras", ["Straß"]),
        ("ﬁne ﬂy", "ne ", ["ne "]),
        ("ΟΔΟΣ οδός οδοσ", "οδος", ["ΟΔΟΣ", "οδοσ"]),
        ("Талибан* ТАЛИБАН", "талибан", ["Талибан", "ТАЛИБАН"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ßß", "s", ["ß", "ß"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("text", "", []),
        ("the Quiet\n\n Front, the Quiet  Front", "quiet front", ["Quiet\n\n Front", "Quiet  Front"]),
        ("the QuietFront", "quiet front", []),
        ("a \n b", " ", [" \n "]),
        ("ends here \n\nhere", "here ", ["here \n\n"]),
        ("Biden’s and Biden's", "biden's", ["Biden’s", "Biden's"]),
        ('“anything” "else"', '"', ["“", "”", '"', '"']),
        ("al‑Qaeda al-Qaeda", "al-q", ["al‑Q", "al-Q"]),
        ("*Daesh*", "*d", ["*D"]),
    ],
)
def test_matches_are_the_text_s_own_words(text: str, query: str, found: list[str]) -> None:
    assert found_in(text, query) == found


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("man human mankind Man", "man", ["man", "Man"]),
        ("ab ab ab xab ab", "ab ab", ["ab ab"]),
        ("Daesh’s Daesh_x xDaesh", "daesh", ["Daesh"]),
        ("cafe cafe\u0301", "cafe", ["cafe"]),
        ("*Daesh* and Daesh", "*daesh*", ["*Daesh*"]),
        ("Straße", "s", []),
    ],
)
def test_whole_words(text: str, query: str, found: list[str]) -> None:
    assert found_in(text, query, whole_words=True) == found


@given(
    strategies.text(alphabet="abA -\n'_", max_size=40),
    strategies.text(alphabet="ab -'_\n", min_size=1, max_size=6),
    strategies.integers(1, 12),
    strategies.booleans(),
)
def test_a_text_that_is_folded_piece_by_piece_has_the_same_matches(
    text: str, query: str, piece: int, whole_words: bool
) -> None:
    whole = find_matches(text, query, limit=99, whole_words=whole_words)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reader.page.search._PIECE", piece)
        assert find_matches(text, query, limit=99, whole_words=whole_words) == whole
    # Another letter has it folded whole.
    assert find_matches(f"{text} ü", query, limit=99, whole_words=whole_words)[: len(whole)] == tuple(
        span if span.end < len(text) else Span(span.start, span.end + query[-1:].isspace()) for span in whole
    )


def test_a_search_keeps_no_copy_of_a_long_text_and_makes_none() -> None:
    text = "Words of a text. " * 400_000
    find_matches(text[:99], "zebra", limit=9)
    tracemalloc.start()
    try:
        assert not find_matches(text, "zebra", limit=9)
        assert tracemalloc.get_traced_memory()[1] < len(text) / 8
    finally:
        tracemalloc.stop()


def test_no_more_than_the_limit() -> None:
    matches = find_matches("a" * 50, "a", limit=3)
    assert (len(matches), matches.more) == (3, True)
    assert not find_matches("aaa", "a", limit=3).more
    assert len(find_matches("a", "a", limit=0)) == 0


def test_long_runs_of_blanks_take_no_longer_than_words() -> None:
    """Looked at from each of its blanks, the run would take hours."""
    assert len(find_matches(" " * 1_000_000, "  x", limit=9)) == 0
    assert len(find_matches("a " * 100_000, "a a a x", limit=9)) == 0


def test_every_letter_that_grows_is_known() -> None:
    growing = [
        character for character in map(chr, range(sys.maxunicode + 1)) if len(character.casefold()) > 1
    ]

    assert all(map(_GROWING.fullmatch, growing))


@given(
    text=strategies.text("aAsSßẞİiı̇ﬁfKkΣσςʼnŉ' \n"),
    query=strategies.text("asßiı̇fkσʼnŉ' ", min_size=1, max_size=3),
)
def test_matches_fold_to_the_query_and_none_is_missed(text: str, query: str) -> None:
    def folded(words: str) -> str:
        return re.sub(r"\s+", " ", words.casefold()).replace("ʼ", "'")

    matches = find_matches(text, query, limit=1000)
    plain = folded(query).replace("'", "['ʼ]")

    assert all(folded(query) in folded(span.of(text)) for span in matches)
    assert all(left.end <= right.start for left, right in itertools.pairwise(matches))
    if "ʼ" not in query.casefold():
        assert bool(matches) == (re.search(plain, re.sub(r"\s+", " ", text.casefold())) is not None)


@given(
    places=strategies.lists(strategies.tuples(strategies.integers(0, 40), strategies.integers(1, 5))),
    start=strategies.integers(0, 45),
    size=strategies.integers(0, 9),
)
def test_matches_are_looked_up_as_if_one_by_one(places: list[tuple[int, int]], start: int, size: int) -> None:
    matches = Matches(sorted((a, a + length) for a, length in places), limit=99)
    spans, window = list(matches), Span(start, start + size)

    assert list(matches.over(window)) == [span for span in spans if span.overlaps(window)]
    ahead = matches.first_from(start)
    assert (ahead is None) == all(span.start < start for span in spans)
    assert ahead is None or spans[ahead] == next(span for span in spans if span.start >= start)
    behind = matches.last_before(start)
    assert (None if behind is None else spans[behind]) == next(
        (span for span in reversed(spans) if span.start < start), None
    )


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"da\w+", ["Daesh", "DAESH"]),
        (r"Da\w+", ["Daesh"]),
        (r"^the\b", ["The", "the"]),
        (r"\bx*", []),
        (r"\p{Lu}\w+", ["The", "Daesh", "DAESH"]),
        (r"\p{L}+sh", ["Daesh", "DAESH"]),
        (r"(?P<who>daesh)", ["Daesh", "DAESH"]),
        (r"[\d‡]+", ["12", "‡"]),
    ],
)
def test_patterns(pattern: str, found: list[str]) -> None:
    text = "The 12 Daesh\nthe DAESH‡"
    spans = find_pattern(text, pattern, limit=99, seconds=5)
    assert [span.of(text) for span in spans] == found


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(ab", "missing ) at character 3"),
        ("a[b", "unterminated character set at character 3"),
        ("*", "nothing to repeat at character 1"),
        ("a{99999999999999}", "repeat count too big"),
        ("(" * 900 + ")" * 90, "nested too deeply"),
        ("x" * 1001, "longer than 1,000 characters"),
    ],
)
def test_what_is_no_pattern_is_told_with_its_place(pattern: str, told: str) -> None:
    with pytest.raises(ReaderError, match=re.escape(told)) as caught:
        find_pattern("text", pattern, limit=9, seconds=5)
    assert "\n" not in str(caught.value)


def test_a_pattern_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ReaderError, match="takes too long"):
        find_pattern(",1" * 40, r"(.*?,){11}P", limit=9, seconds=0.05)
