from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import text_sha256
from reader.articles.describe import describe
from reader.articles.titles import LONGEST_TITLE, count_words, title_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
BODY = "\nThe talks began on Monday.\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kabul talks resume" + BODY, "Kabul talks resume"),
        ("\n\n  ---\n Kabul\ttalks  resume " + BODY, "Kabul talks resume"),
        ("What next for Kabul?" + BODY, "What next for Kabul?"),
        ("U.S. leaves Bagram\n\nIt did.", "U.S. leaves Bagram"),
        ("The talks began. They failed." + BODY, "The talks began."),
        (
            "Mr. Lavrov met Gen. N. Carter in the U.S. on Monday. He left.",
            "Mr. Lavrov met Gen. N. Carter in the U.S. on Monday.",
        ),
        ("“It is over.” He left.", "“It is over.”"),
        ("塔利班进入喀布尔。美军撤离。", "塔利班进入喀布尔。"),
        ("One line that has nothing below it", "One line that has nothing below it"),
        ("***", "***"),
        ("# not a heading in plain text" + BODY, "# not a heading in plain text"),
    ],
)
def test_the_title_is_the_title_line_or_the_first_sentence(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_markdown_heading_loses_its_marks() -> None:
    assert title_of("## Kabul talks ##\n\nThey began.", markdown=True) == "Kabul talks"


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = title_of("In the beginning, " + "there were many words and " * 20 + "an end.")
    assert title.endswith(("words…", "and…", "many…", "were…", "there…"))
    assert len(title) <= LONGEST_TITLE


def test_one_endless_word_is_cut_too() -> None:
    assert title_of("x" * 400) == "x" * (LONGEST_TITLE - 1) + "…"


def test_the_samples() -> None:
    titles = [title_of(file.read_text(encoding="utf-8")) for file in sorted(SEEDS.iterdir())]
    assert titles == [
        "Despite US President Joe Biden's attempts to paint the withdrawal from Afghanistan as a…",
        "Russian Foreign Minister Sergei Lavrov says the withdrawal of American forces from…",
    ]


@given(st.text(min_size=1))
def test_any_text_has_a_title_of_one_bounded_line(text: str) -> None:
    title = title_of(text)
    assert "\n" not in title
    assert len(title) <= 120
    assert bool(title) == bool(text[: 2 * LONGEST_TITLE].strip() or any(map(str.isalnum, text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("© — …", 0),
        ("The US-led war's 1,500 dead.", 5),
        ("al-Qaeda* and ISIS/IS", 4),
        ("塔利班 took 喀布尔", 7),
        ("Москва готова", 2),
        ("“Est’t-il là…”—„d’où‘x’–y•½", 6),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


def test_an_article_is_described() -> None:
    text = "Kabul talks resume" + BODY
    article = describe("asia/kabul.md", text, id_="kabul-1")
    assert (article.id, article.path, article.outlet) == ("kabul-1", "asia/kabul.md", "kabul.md")
    assert (article.text, article.sha256) == (text, text_sha256(text))
    assert (article.words, article.minutes) == (8, 1)


@given(st.text("ab1_-'., \n“”‘’„–—…•é½ª«\xad\x85", max_size=20))
def test_words_are_the_same_whatever_else_the_text_has(text: str) -> None:
    assert count_words(f"{text} é") == count_words(f"{text} 语") == count_words(text) + 1


def test_front_matter_says_title_and_outlet():
    text = '---\ntitle: "Kabul fell"\nsite: The Paper\ntags: [a, b]\n---\n\nThey came at night.\n'
    article = describe("clips/kabul.md", text, id_="kabul")
    assert (article.title, article.outlet) == ("Kabul fell", "The Paper")


def test_front_matter_without_a_title_is_not_the_title():
    text = "---\ndate: 2026-11-22\n---\n\n# Kabul fell\n\nThey came at night.\n"
    article = describe("kabul.md", text, id_="kabul")
    assert (article.title, article.outlet) == ("Kabul fell", "kabul.md")


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert title_of("---\n\nKabul fell\n\nThey came at night.\n") == "Kabul fell"
