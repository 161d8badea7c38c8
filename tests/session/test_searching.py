"""Searching, and going back and forth, by notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.playing import Play, begin_play, entity

from reader.session import searching
from reader.session.effects import Find, Say
from reader.session.searching import counted, kind_of, next_found, previewed, seek, toggled
from reader.session.walking import mention_reached


def told(played: Play) -> str:
    """The last thing that was said."""
    says = [effect.text for effect in played.effects if isinstance(effect, Say)]
    return says[-1] if says else ""


def test_searching_goes_round_and_says_so() -> None:
    played = begin_play("one |two One two oNe").search("one")
    assert (played.shown, told(played)) == ("one two |One two oNe", "2 of 3: One")
    assert played.keys("n").shown == "one two One two |oNe"
    assert told(played) == "3 of 3: oNe"
    assert played.keys("n").shown == "|one two One two oNe"
    assert told(played) == "1 of 3: one (from the top again)"
    assert played.keys("N").shown == "one two One two |oNe"
    assert told(played) == "3 of 3: oNe (from the end again)"
    assert played.keys("2 n").shown == "one two |One two oNe"
    assert played.keys("2 N").shown == "one two One two |oNe"


def test_a_capital_makes_case_count() -> None:
    assert told(begin_play("one |two One two oNe").search("One")) == "1 of 1: One"
    assert told(begin_play("|Cafe").search("cafe")) == "1 of 1: Cafe"


def test_what_is_not_there_moves_nothing() -> None:
    played = begin_play("one |two").search("absent")
    assert (played.shown, told(played)) == ("one |two", "not found: absent")
    assert told(played.keys("n")) == "not found: absent"
    assert told(begin_play("|one").keys("n")) == "nothing was searched for; ‹search.ask› searches"


def test_an_empty_query_takes_the_matches_away() -> None:
    assert begin_play("|one").search("one").search("").reading.search is None


@pytest.mark.parametrize(
    ("query", "kind", "shown"),
    [
        ("quiet front", "words", "the |Quiet\nFront"),
        ("/q[a-z]+t", "regular expression", "the |Quiet\nFront"),
        ("/^f", "regular expression", "the Quiet\n|Front"),
        ("=front", "whole words", "the Quiet\n|Front"),
        ("=ront", "whole words", "|the Quiet\nFront"),
        ("\\/", "words", "|the Quiet\nFront"),
    ],
)
def test_what_a_query_begins_with_says_how_it_is_read(query: str, kind: str, shown: str) -> None:
    assert kind_of(query) == kind
    assert begin_play("|the Quiet\nFront").search(query).shown == shown


def test_a_sign_can_be_searched_for() -> None:
    assert begin_play("|either/or = both").search("\\/").shown == "either|/or = both"
    assert begin_play("|either/or = both").search("\\=").shown == "either/or |= both"


@given(st.text("/=\\ab", max_size=5))
def test_toggling_keeps_what_is_searched_for(query: str) -> None:
    assert kind_of(toggled(query)) == ("words" if query.startswith("/") else "regular expression")
    text = "/=\\ab \\/ ==b //a"
    if query.startswith("/"):
        plain = seek(text, toggled(query)).matches
        assert all(match.of(text) == query[1:] for match in plain)
        assert toggled(toggled(query)) == query


def test_a_pattern_that_is_none_or_too_slow_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    played = begin_play("one |two").search("two").search("/(x")
    assert told(played) == (
        "not a regular expression: missing ) at character 2; a backslash makes a sign plain."
    )
    assert played.reading.search is not None
    assert played.reading.search.query == "two"
    monkeypatch.setattr(searching, "PATTERN_SECONDS", 0.05)
    slow = begin_play("|" + ",1" * 40).search(r"/(.*?,){11}P")
    assert told(slow) == "the pattern takes too long: (.*?,){11}P; make it more exact."


def test_a_match_inside_a_cluster_does_not_hold_the_caret() -> None:
    played = begin_play("|e\u0301 x e\u0301 y e\u0301").search("\u0301")
    offsets = [played.reading.caret.offset, *(played.keys("n").reading.caret.offset for _ in range(3))]
    assert offsets == [0, 5, 10, 0]


def test_the_word_under_the_caret_is_searched_whole_and_in_any_case() -> None:
    played = begin_play("a m|an, a human and a MAN").keys("*")
    assert (played.shown, told(played)) == ("a man, a human and a |MAN", "2 of 2: MAN")
    assert played.keys("n").shown == "a |man, a human and a MAN"
    assert played.keys("ctrl+o ctrl+o").shown == "a m|an, a human and a MAN"
    assert told(begin_play("one | ,").keys("*")) == "no word under the caret"


def test_a_long_text_is_searched_beside_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "AT_ONCE", 10)
    played = begin_play("a m|an, a human and a MAN").keys("*")
    assert played.effects == [Find("=man")]
    played.take(next_found(played.reading, seek(played.reading.article.text, "=man")))
    assert (played.shown, told(played)) == ("a man, a human and a |MAN", "2 of 2: MAN")


def test_the_selection_is_searched_as_words() -> None:
    played = begin_play("the |Quiet Front and the quiet\n front").keys("v e e *")
    assert played.shown == "the Quiet Front and the |quiet\n front"
    assert told(played) == "2 of 2: quiet front"
    assert played.reading.selection is None


def test_typing_marks_and_moves_and_leaves_no_trace() -> None:
    before = begin_play("one |two one").reading
    shown = previewed(before, seek(before.article.text, "one"))
    assert shown.caret.offset == 8
    assert shown.current is not None
    assert (shown.jumps, counted(shown.search, before.caret.offset)) == ((), "2 of 2")
    assert previewed(before, seek(before.article.text, "x")).caret == before.caret
    assert counted(seek("one", "x"), 0) == "none"


def test_the_match_under_the_caret_is_the_current_one() -> None:
    played = begin_play("|one two one").search("two")
    assert played.reading.current is not None
    assert played.reading.current.of("one two one") == "two"
    assert played.keys("l").reading.current is None


def test_marks_and_going_back_and_forth() -> None:
    played = begin_play("|one two three.\nfour five.").keys("w m a G")
    end = "one two three.\nfour five|."
    assert played.keys("' a").shown == "one |two three.\nfour five."
    assert played.keys("ctrl+o").shown == end
    assert played.keys("ctrl+o").shown == "one |two three.\nfour five."
    assert told(played.keys("ctrl+o")) == "no jump to go back from"
    assert played.keys("ctrl+n").shown == end
    assert played.keys("ctrl+n").shown == "one |two three.\nfour five."
    assert told(played.keys("ctrl+n")) == "no jump to go forth to"
    assert told(played.keys("' z")) == "no mark z; set: a"
    assert told(begin_play("|one").keys("' z")) == "no mark z; ‹mark.set› sets one"


def test_a_new_jump_ends_what_can_be_gone_forth_to() -> None:
    played = begin_play("|one two three.\nfour five.").keys("G ctrl+o w G ctrl+o")
    assert played.shown == "one |two three.\nfour five."
    assert told(played.keys("g g ctrl+n")) == "no jump to go forth to"


def test_the_quote_goes_to_before_the_last_jump_and_back() -> None:
    played = begin_play("one |two three.\nfour five.").keys("G ' '")
    assert played.shown == "one |two three.\nfour five."
    assert played.keys("' '").shown == "one two three.\nfour five|."
    assert played.keys("' '").shown == "one |two three.\nfour five."


def test_mentions_are_walked_from_the_first_round_to_it() -> None:
    text = "Ann met Bob. Ann left. Then Ann slept."
    ann = entity(text, "Ann", "PERSON")
    played = begin_play("Ann met Bo|b. Ann left. Then Ann slept.")
    walked = [
        played.take(mention_reached(played.reading, ann, step)).shown.index("|") for step in (1, 1, 1, 1, -1)
    ]
    assert walked == [0, 13, 28, 0, 28]
    assert told(played) == "3 of 3: Ann"
    assert played.reading.current is not None
    back = begin_play("Ann met Bo|b. Ann left. Then Ann slept.")
    assert back.take(mention_reached(back.reading, ann, -1)).shown.index("|") == 28


@given(
    st.text("ab \n\u0301", max_size=30),
    st.lists(st.sampled_from(["n", "N", "2 n", "*", "w", "ctrl+o", "ctrl+n"])),
)
def test_walking_the_matches_stays_on_them(text: str, keys: list[str]) -> None:
    played = begin_play("|" + text).search("a")
    for key in keys:
        search = played.keys(key).reading.search
        if key in ("n", "N", "2 n") and search and search.matches:
            assert played.reading.current in list(search.matches)
