"""Front matter stands folded above an article, which begins below it."""

from __future__ import annotations

import pytest
from support.playing import Play, begin_play, footnote

from reader.articles.findings import Findings
from reader.session.effects import Say
from reader.session.explaining import explain
from reader.session.folding import found
from reader.session.front import front_fold
from reader.session.reading import begin

FRONT = '---\ntitle: "Kabul talks"\npublisher: Kabul Times\nauthor:\n  - "[[Anna]]"\n---'
BODY = "# Kabul talks\n\nThe talks began. * banned in Russia.\n"
TEXT = f"{FRONT}\n\n{BODY}"


def fresh(text: str = TEXT, *, folded: bool = False) -> Play:
    play = begin_play("|" + text, width=60)
    play.reading = begin(play.reading.article, author="anna", width=60, height=24, folded=folded)
    return play


def drawn(play: Play) -> list[str]:
    page = play.reading.page
    return [page.drawn(index).replace("\u00a0", " ").rstrip() for index in range(page.height)]


def test_an_article_begins_below_its_front_matter() -> None:
    play = fresh()
    assert drawn(play) == [
        "⋯ front matter, 4 lines",
        "",
        "# Kabul talks",
        "",
        "The talks began. * banned in Russia.",
    ]
    assert TEXT[play.reading.caret.offset :] == BODY
    assert play.reading.article.text == TEXT


def test_the_caret_takes_the_sign_for_one_character_and_motions_step_over_it() -> None:
    play = fresh().keys("k")
    assert play.reading.caret.offset == 0
    assert TEXT[play.keys("j").reading.caret.offset :] == BODY
    assert play.keys("g g").reading.caret.offset == 0
    assert TEXT[play.keys("w").reading.caret.offset :].startswith("# Kabul")
    assert play.keys("b").reading.caret.offset == 0


def test_selecting_the_sign_selects_all_of_it_and_the_title_none_of_it() -> None:
    play = fresh()
    whole = play.keys("v k").reading.selection
    assert whole is not None
    assert whole.of(TEXT) == FRONT + "\n\n#"
    sentence = fresh().keys("v a s").reading.selection
    assert sentence is None or "---" not in sentence.of(TEXT)


def test_the_key_of_folding_shows_it_and_folds_it_again() -> None:
    play = fresh().keys("D")
    assert drawn(play)[0::2][:3] == ["---", 'title: "Kabul talks"', "publisher: Kabul Times"]
    assert play.effects == [Say("everything is shown")]
    assert TEXT[play.reading.caret.offset :] == BODY
    assert drawn(play.keys("D"))[0] == "⋯ front matter, 4 lines"


def test_it_is_folded_with_the_rest_and_stays_when_that_is_found() -> None:
    findings = Findings("en", "test", designations=(footnote(TEXT, "banned in Russia."),))
    for folded in (False, True):
        play = fresh(folded=folded)
        play.reading = found(play.reading, findings)
        assert drawn(play)[0] == "⋯ front matter, 4 lines"
        assert len(play.reading.page.folds) == 1 + folded
    play = fresh()
    play.reading = found(play.reading, findings)
    assert len(play.keys("D").reading.page.folds) == 2
    assert len(play.keys("D").reading.page.folds) == 0


def test_a_search_for_what_it_says_opens_it() -> None:
    assert "publisher: Kabul Times" in drawn(fresh().search("Times"))


def test_it_is_explained_by_what_it_says() -> None:
    (section,) = explain(fresh().keys("g g").reading)
    assert (section.kind, section.heading) == ("front matter", "Kabul talks")
    assert dict(section.facts) == {"title": "Kabul talks", "publisher": "Kabul Times", "author": "Anna"}
    assert explain(fresh().keys("D g g").reading) == ()


@pytest.mark.parametrize(
    "front",
    [
        "---\nname: x\n\n# a remark\nlist:\n- a\nlong: >-\n  folded\n  words\n'quoted key': y\n---",
        "---\r\nname: x\r\n---".replace("\r", ""),
        "---\ntitle: 喀布尔\nважно: да\n...",
    ],
)
def test_what_is_front_matter_is_folded(front: str) -> None:
    (fold,) = front_fold(f"{front}\n\nWords.\n")
    assert fold.span.of(f"{front}\n\nWords.\n") == front


@pytest.mark.parametrize(
    "text",
    [
        "---\nAn article between two rules.\nIt says: nothing.\n---\n\nMore words.\n",
        "---\nNote: this is prose.\n\nAnd so is this\n---\n\nMore words.\n",
        "---\ntitle: never ends\n\nWords.\n",
        "---\ntitle: nothing below\n---\n\n",
        "Words.\n\n---\ntitle: x\n---\n\nWords.\n",
        "---\n---\nWords.\n",
    ],
)
def test_other_lines_between_rules_are_text(text: str) -> None:
    assert front_fold(text) == ()
