"""What is pasted comes in one piece and presses no key, however the terminal's bytes are cut."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual._xterm_parser import XTermParser

from reader.tui.pasting import BEGIN, END, KeyParser, Pasted, PasteSplitter

TYPED = st.text(alphabet="ab\x1b[<20;1~é", max_size=12).filter(lambda text: BEGIN not in text)
PASTED = st.text(alphabet="ab\x1b[20~\n\x07", max_size=30).filter(lambda text: END not in text + END[:-1])


def split(chunks: Sequence[str], *, longest: int = 1000) -> tuple[str, list[Pasted]]:
    """Return what is typed and what is pasted."""
    splitter = PasteSplitter(longest=longest)
    pieces = [piece for chunk in chunks for piece in splitter.split(chunk)]
    typed = "".join(piece for piece in pieces if isinstance(piece, str))
    return typed.replace(BEGIN + END, ""), [piece for piece in pieces if isinstance(piece, Pasted)]


@given(st.lists(st.tuples(TYPED, PASTED), max_size=4), TYPED, st.data())
def test_pastes_are_found_wherever_the_bytes_are_cut(parts, last, data) -> None:
    sent = "".join(f"{typed}{BEGIN}{pasted}{END}" for typed, pasted in parts) + last
    cuts = sorted(data.draw(st.sets(st.integers(0, len(sent)), max_size=6)))
    chunks = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    typed, pasted = split(chunks)
    if not any(t.endswith(tuple(BEGIN[:n] for n in range(1, len(BEGIN)))) for t, _ in parts):
        assert [each.text for each in pasted] == [text for _, text in parts]
        assert typed == "".join(text for text, _ in parts) + last


def test_one_character_at_a_time() -> None:
    assert split([*f"a{BEGIN}b\x1b[c{END}d"]) == ("ad", [Pasted("b\x1b[c")])


def test_a_long_paste_is_cut_and_says_so() -> None:
    assert split([f"{BEGIN}{'x' * 30}", f"{'y' * 30}{END}z"], longest=40) == (
        "z",
        [Pasted("x" * 30 + "y" * 10, 20)],
    )


def test_line_ends_and_nuls_are_those_of_a_text() -> None:
    assert split([f"{BEGIN}a\rb\r\nc\0d{END}"])[1] == [Pasted("a\nb\ncd")]


def test_an_escape_is_not_held_back() -> None:
    assert list(PasteSplitter().split("\x1b")) == ["\x1b"]


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1b.", ["escape", "full_stop"]),
        ("\x1b]d", ["escape", "right_square_bracket", "d"]),
        ("\x1b?", ["escape", "question_mark"]),
        ("\x1b\x1b/", ["escape", "escape", "slash"]),
        ("\x1b3j", ["escape", "3", "j"]),
        ("\x1b-", ["escape", "minus"]),
        ("\x1ba", ["alt+a"]),
        ("\x1bf", ["ctrl+right"]),
        ("\x1b\\", ["backslash"]),
        ("a.\x1b", ["a", "full_stop", "escape"]),
        ("\x1b[A.", ["up", "full_stop"]),
    ],
)
def test_an_escape_at_once_before_another_key_is_not_lost(
    typed: str, keys: list[str], cut: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.001)
    parser = KeyParser()
    came = [message for piece in (typed if cut else [typed]) for message in parser.feed(piece)]
    time.sleep(0.01)
    came += parser.tick()
    assert [message.key for message in came if isinstance(message, events.Key)] == keys


def test_textual_takes_a_mark_in_two_parts_for_an_empty_paste() -> None:
    """What the splitter counts on where a mark came in two parts."""
    parser, splitter = XTermParser(), PasteSplitter()
    messages: list[object] = []
    for chunk in ("a\x1b[2", f"00~words\x1b[3~{END}b"):
        for piece in splitter.split(chunk):
            messages += parser.feed(piece) if isinstance(piece, str) else [events.Paste(piece.text)]
    said = [m.key if isinstance(m, events.Key) else m.text for m in messages]  # type: ignore[attr-defined]
    assert [each for each in said if each] == ["a", "words\x1b[3~", "b"]
