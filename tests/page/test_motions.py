from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies

from reader.page.layout import Page
from reader.page.motions import Caret, move, next_of, previous_of
from reader.text.span import Span

NEWS = "|Al-Qaeda* (banned). Biden's men\nsaid no.\n\n\nKabul fell."


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        # words
        ("|al-Qaeda fell", "w", "al-Qaeda |fell"),
        ("al-Q|aeda fell", "w", "al-Qaeda |fell"),
        ("|Biden's men", "w", "Biden's |men"),
        ("|Biden’s men", "e", "Biden’|s men"),
        ("|Daesh* (banned)", "w", "Daesh|* (banned)"),
        ("|Daesh* (banned)", "2w", "Daesh* |(banned)"),
        ("|Daesh* (banned)", "3w", "Daesh* (|banned)"),
        ("|end\n\n\nstart", "w", "end\n\n\n|start"),
        ("last |word", "w", "last wor|d"),
        ("last wor|d", "w", "last wor|d"),
        ("|one two", "9w", "one tw|o"),
        ("|ne\u0301e\u0301 fin", "e", "ne\u0301|e\u0301 fin"),
        ("|one, two", "e", "on|e, two"),
        ("on|e, two", "e", "one|, two"),
        ("one|, two", "e", "one, tw|o"),
        ("one two|", "b", "one |two"),
        ("one |two", "b", "|one two"),
        ("|one two", "b", "|one two"),
        ("said al-|Qaeda", "b", "said |al-Qaeda"),
        ("said al-Qa|eda", "b", "said |al-Qaeda"),
        ("one.\n\ntw|o three", "2b", "one|.\n\ntwo three"),
        ("one two three| four", "2b", "one |two three four"),
        ("|中国。人", "w", "中国|。人"),
        ("#|\ufe0f x", "w", "#\ufe0f |x"),
        # characters
        ("a|b\n\ncd", "l", "ab\n\n|cd"),
        ("ab\n\n|cd", "h", "a|b\n\ncd"),
        ("a\u0301|b", "h", "|a\u0301b"),
        ("|ab", "h", "|ab"),
        ("a|b", "l", "a|b"),
        ("|abcd", "3l", "abc|d"),
        ("|abcd", "9l", "abc|d"),
        # sentences
        ("|One is. Two is. Three.", ")", "One is. |Two is. Three."),
        ("|One is. Two is. Three.", "2)", "One is. Two is. |Three."),
        ("One is. Two is. Th|ree.", ")", "One is. Two is. Three|."),
        ("One is. Tw|o is. Three.", "(", "One is. |Two is. Three."),
        ("One is. |Two is. Three.", "(", "|One is. Two is. Three."),
        ("|One is. Two is. Three.", "(", "|One is. Two is. Three."),
        # paragraphs
        ("o|ne\n\n  \n two\nthree", "}", "one\n\n  \n |two\nthree"),
        ("o|ne\n\ntwo\nthree", "2}", "one\n\ntwo\n|three"),
        ("one\n\nt|wo", "}", "one\n\ntw|o"),
        ("one\n\ntw|o", "{", "one\n\n|two"),
        ("one\n \n|two", "{", "|one\n \ntwo"),
        ("|one\n\ntwo", "{", "|one\n\ntwo"),
        ("one\n\ntwo\n\nthre|e", "3{", "|one\n\ntwo\n\nthree"),
        # the whole article
        ("one\n\nt|wo", "gg", "|one\n\ntwo"),
        ("o|ne\n\ntwo", "G", "one\n\ntw|o"),
        ("|one\n\ntwo\nthree", "2gg", "one\n\n|two\nthree"),
        ("|one\n\ntwo\nthree", "3G", "one\n\ntwo\n|three"),
        ("|one\n\ntwo\nthree", "9G", "one\n\ntwo\n|three"),
        # several
        (NEWS, "2w3w2bel", NEWS.replace("|", "").replace(").", "|).")),
        ("|", "wjG$0}(", "|"),
    ],
)
def test_motions(press, before: str, keys: str, after: str) -> None:
    assert press(before, keys) == after


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("on|e two three", "j", "one two th|ree"),
        ("one two th|ree", "k", "on|e two three"),
        ("one| two\nthree four", "j", "one two\nthr|ee four"),
        ("one |two three", "$", "one tw|o three"),
        ("one tw|o three four five", "0", "|one two three four five"),
        ("one t|wo three four five", "2$", "one two thre|e four five"),
        ("seven|ty\na\nb\nthirteen", "jjj", "seventy\na\nb\nthirt|een"),
        ("seven|ty\na\nb\nthirteen", "3j", "seventy\na\nb\nthirt|een"),
        ("seven|ty\na\nb\nthirteen", "jlj", "seventy\na\nb\n|thirteen"),
        ("o|ne\nthree\nx\nfive", "$jjj", "one\nthree\nx\nfiv|e"),
        ("o|ne\ntwo", "9j", "one\nt|wo"),
        ("on|e", "j", "on|e"),
        ("on|e", "k", "on|e"),
        ("中|国\nabcd", "j", "中国\nab|cd"),
        ("ab|cd\n中国", "j", "abcd\n中|国"),
        ("abc|d\n中国", "j", "abcd\n中|国"),
    ],
)
def test_motions_over_rows_of_eight_cells(press, before: str, keys: str, after: str) -> None:
    assert press(before, keys, width=8) == after


LINES = "\n".join(f"{number:02}" for number in range(20))


@pytest.mark.parametrize(
    ("start", "keys", "line"),
    [
        ("00", "^d", "02"),
        ("00", "2^d", "03"),
        ("03", "^u", "01"),
        ("03", "9^u", "00"),
        ("00", "^f", "02"),
        ("09", "^b", "07"),
        ("18", "^d", "19"),
        ("19", "^f", "19"),
        ("00", "^b", "00"),
    ],
)
def test_screens_count_gaps_but_do_not_stop_there(press, start: str, keys: str, line: str) -> None:
    moved = press(LINES.replace(start, start[0] + "|" + start[1]), keys, height=6)

    assert moved == LINES.replace(line, line[0] + "|" + line[1])


def test_without_sentences_their_motions_go_by_paragraphs(press) -> None:
    assert press("|One. Two.\n\nThree.", ")", guess=False) == "One. Two.\n\n|Three."
    assert press("One.\n\nTwo. Th|ree.", "(", guess=False) == "One.\n\n|Two. Three."


@settings(max_examples=150)
@given(data=strategies.data(), width=strategies.integers(1, 30))
def test_a_caret_always_stands_on_a_cluster_and_ends_somewhere(data, hard_texts, motions, width: int) -> None:
    text = data.draw(hard_texts)
    page = Page(text, width)
    caret = Caret(data.draw(strategies.integers(0, len(text))))
    sentences = [Span(3, 9), Span(9, 30)] if len(text) > 30 else []

    for motion in data.draw(strategies.lists(strategies.sampled_from(motions), max_size=8)):
        count = data.draw(strategies.sampled_from([None, 1, 2, 7]))
        caret = move(motion, text=text, page=page, caret=caret, count=count, sentences=sentences, height=5)
        assert page.cluster_at(caret.offset).start == caret.offset


@settings(max_examples=100)
@given(data=strategies.data(), width=strategies.integers(1, 30))
def test_enough_of_a_motion_reaches_the_edge_and_stays(data, hard_texts, press, width: int) -> None:
    text = data.draw(hard_texts).replace("|", "")
    offset = data.draw(strategies.integers(0, len(text)))
    marked = text[:offset] + "|" + text[offset:]
    page = Page(text, width)

    ends = [press(marked, f"999{key}", width=width).index("|") for key in "wel)}"]
    starts = [press(marked, f"999{key}", width=width).index("|") for key in "bh({"]

    assert ends == [page.cluster_at(len(text)).start] * 5
    assert starts == [page.cluster_at(0).start] * 4
    assert page.place(press(marked, "999j", width=width).index("|")).row == page.height - 1
    assert page.place(press(marked, "999k", width=width).index("|")).row == 0


@given(
    sorts=strategies.lists(strategies.lists(strategies.integers(0, 50)).map(sorted), max_size=3),
    offset=strategies.integers(0, 50),
    count=strategies.sampled_from([None, 1, 2, 5]),
)
def test_jumps_go_to_the_nearest_starts(sorts: list[list[int]], offset: int, count: int | None) -> None:
    starts = sorted({start for each in sorts for start in each})
    behind = [start for start in starts if start > offset][: count or 1]
    before = [start for start in starts if start < offset][-(count or 1) :]

    assert next_of(sorts, Caret(offset, 3), count) == (Caret(behind[-1]) if behind else Caret(offset, 3))
    assert previous_of(sorts, Caret(offset, 3), count) == (Caret(before[0]) if before else Caret(offset, 3))
