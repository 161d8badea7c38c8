from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings, strategies
from rich.segment import Segment

from reader.page import classes
from reader.page.visible import MAX_JOINS, visible

HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
WORKING = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Daesh*, “banned” – naïve", "Daesh*, “banned” – naïve"),
        ("Москва 中国 한국 العربية", "Москва 中国 한국 العربية"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("\x9b31m", "�31m"),
        ("a\tb\nc\rd\x7f", "a b␤c␍d␡"),
        ("a\u2028b\u2029c\x85d", "a␤b␤c␤d"),
        ("\u202eexe.txt\u2066 \u200f\u061c", "⇄exe.txt⇄ ⇄⇄"),
        ("so\u00adft ze\u200bro w\u2060j \ufeff", "so▯ft ze▯ro w▯j ▯"),
        ("tag\U000e0041\U000e007f", "tag▯▯"),
        ("interlinear\ufff9\ufffb", "interlinear▯▯"),
        ("\u3164\u115f\uffa0\u034f", "▯▯▯▯"),
        ("\ue000\ud800\udfff\uffff\u0378\U0010ffff", "������"),
        (
            "no-break\u00a0space, em\u2003space, wide\u3000space",
            "no-break\u00a0space, em\u2003space, wide space",
        ),
        ("cafe\u0301", "cafe\u0301"),
        ("\u0301x \u0301 \x1b\u0301", "◌x ◌ ␛◌"),
        ("\x1b\u0301", "␛◌"),
        ("\ue000\u0301\t\u0301", "�◌ ◌"),
        ("\u00a0\u0301", "\u00a0\u0301"),
        ("x" + "\u0301" * 6, "x" + "\u0301" * 4 + "◌◌"),
    ],
)
def test_each_character_is_seen(text: str, drawn: str) -> None:
    assert visible(text) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👧",
        "🏳\ufe0f\u200d🌈",
        "❤\ufe0f\u200d🔥",
        "👍🏽",
        "👩🏽\u200d🚀",
        "1\ufe0f\u20e3",
        "☎\ufe0e",
        "🇷🇺",
        "می\u200cخواهم",
        "🇷🇺 نمی\u200c",
        "र्\u200dक क्\u200cष",
        "葛\U000e0101",
        "ᄒ\u1161\u11ab",
        "เพื่อ",
        "\U0001fae8",
    ],
)
def test_what_does_work_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a\u200db", "a▯b"),
        ("pass\u200cword", "pass▯word"),
        ("می\u200c خواهم", "می▯ خواهم"),
        ("می\u200c\u200cخ", "می▯▯خ"),
        ("م\u200c٣", "م▯٣"),
        ("👩\u200d", "👩▯"),
        ("👩\u200dx", "👩▯x"),
        ("a\ufe0f", "a▯"),
        ("❤\ufe0f\ufe0f", "❤\ufe0f▯"),
        ("a\U000e0101\ufe00", "a▯▯"),
        ("🏽a🏽", "▯a▯"),
        ("\u1161a\u1161", "▯a▯"),
    ],
)
def test_what_does_no_work_is_shown(text: str, drawn: str) -> None:
    assert visible(text) == drawn


def test_a_chain_of_joined_emoji_has_an_end() -> None:
    assert visible("👩" + "\u200d👩" * 50).count("\u200d") >= MAX_JOINS
    assert "\u200d👩" * (MAX_JOINS + 1) not in visible("👩" + "\u200d👩" * 50)


@settings(max_examples=300)
@given(data=strategies.data())
def test_one_code_point_for_each_and_none_hidden(data, hard_texts) -> None:
    text = data.draw(hard_texts)

    drawn = visible(text)

    assert len(drawn) == len(text)
    assert visible(drawn) == drawn
    hidden = {character for character in drawn if unicodedata.category(character) in HIDDEN_CATEGORIES}
    assert hidden <= set(WORKING)


@settings(max_examples=300)
@given(data=strategies.data())
def test_cells_lie_between_the_bases_and_twice_as_many(data, hard_texts) -> None:
    text = data.draw(hard_texts).replace("\u200d", "")

    drawn = visible(text)

    bases = sum(1 for character in drawn if unicodedata.category(character)[0] not in "MC")
    assert Segment(drawn).cell_length <= 2 * len(drawn)
    assert Segment(drawn).cell_length >= bases - len(re.findall("[\u1160-\u11ff\ud7b0-\ud7ff🏻-🏿]", drawn))


def every(ranges: str) -> str:
    member = re.compile(f"[{ranges}]")
    return "".join(filter(member.match, map(chr, range(sys.maxunicode + 1))))


def test_what_most_texts_hold_is_plain() -> None:
    assert set(every(classes.WESTERN)) < set(every(classes.PLAIN))


def test_a_western_text_compiles_no_large_class() -> None:
    program = (
        "from reader.page import visible, wrapping\n"
        "text = 'Café “Анна” – 5 € …\\n\\nMore of it, in a second paragraph.'\n"
        "rows = list(wrapping.wrap(text, 12))\n"
        "assert all(visible.visible(text[a:b]) == text[a:b] for a, b in rows)\n"
        "assert all(wrapping.has_one_cell_each(text, *row) for row in rows)\n"
        "print([len(vars(each)) for each in (visible.SOUND, wrapping._ODD, wrapping._NOT_ONE_CELL)])\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[1, 1, 1]\n"


def test_the_fast_classes_say_what_the_slow_way_says() -> None:
    for character in every(classes.PLAIN + classes.JOINING):
        assert Segment(character).cell_length == 1, hex(ord(character))
        assert unicodedata.category(character)[0] not in "CM", hex(ord(character))
        assert character == " " or character not in classes.SPACES
    for character in every(classes.WIDE):
        assert Segment(character).cell_length == 2, hex(ord(character))
        assert unicodedata.category(character)[0] not in "CM", hex(ord(character))
    for character in every(classes.MARKS):
        assert Segment(character).cell_length == 0, hex(ord(character))
        assert unicodedata.category(character)[0] == "M", hex(ord(character))
    for character in classes.BLANKS:
        assert visible(character).isspace()
        assert unicodedata.category(character) in {"Zs", "Cc"}
