"""Folding the boilerplate of designations: what goes, what stays, what opens it again."""

from __future__ import annotations

import pytest
from support.playing import Play, begin_play, entity, footnote, spans_of

from reader.articles.findings import Designated, Designation, Findings
from reader.session.effects import Say
from reader.session.folding import found
from reader.values import replace

TEXT = (
    "Daesh* struck. The Lake Assembly (banned in Russia) denied it, and Daesh* rejoiced.\n\n"
    "Nobody else spoke.\n\n"
    "* a terrorist group banned in Russia.\n** another one.\n"
)
DAESH = entity(TEXT, "Daesh", "ORG")


def stated(words: str, source: str) -> Designation:
    (span,) = spans_of(TEXT, words)
    name = Designated("Daesh", (), DAESH.mentions)
    return replace(footnote(TEXT, words), span=span, text=words, source=source, entities=(name,))


FINDINGS = Findings(
    "en",
    "test",
    entities=(DAESH,),
    designations=(
        stated("(banned in Russia)", "inline"),
        stated("a terrorist group banned in Russia.", "footnote"),
        stated("another one", "footnote"),
    ),
)


def folded(marked: str = "|" + TEXT, findings: Findings = FINDINGS) -> Play:
    return begin_play(marked, findings=findings, width=60).keys("D")


def drawn(play: Play) -> list[str]:
    page = play.reading.page
    return [page.drawn(index).replace("\u00a0", " ").rstrip() for index in range(page.height)]


def test_footnotes_brackets_and_markers_become_signs() -> None:
    play = folded()

    assert drawn(play) == [
        "Daesh◆ struck. The Lake Assembly ⋯ denied it, and Daesh◆",
        "rejoiced.",
        "",
        "Nobody else spoke.",
        "",
        "⋯ 2 footnotes",
    ]
    assert play.effects == [Say("folded: 4; ‹fold.toggle› shows them, a jump into one opens it")]


def test_the_same_key_shows_everything_and_the_caret_keeps_its_place() -> None:
    play = begin_play(TEXT.replace("denied", "de|nied"), findings=FINDINGS, width=60)
    before, rows = play.shown, drawn(play)

    assert play.keys("D").shown == before
    assert drawn(play) != rows
    assert play.keys("D").shown == before
    assert drawn(play) == rows


def test_a_caret_inside_goes_to_the_sign_and_steps_over_it() -> None:
    play = folded(TEXT.replace("banned in Russia)", "ban|ned in Russia)"))

    assert "Assembly |(banned" in play.shown
    assert "Russia)| denied" in play.keys("l").shown
    assert "Assembly |(banned" in play.keys("h").shown


def test_a_search_and_a_jump_into_a_fold_open_it_alone() -> None:
    play = folded().search("(banned")
    assert "Assembly |(banned" in play.shown
    assert "(banned in Russia)" in drawn(play)[0]
    assert drawn(play)[-1] == "⋯ 2 footnotes"

    play = folded().keys("] d")
    assert "Assembly |(banned" in play.shown
    assert "Assembly ⋯ denied" in drawn(play)[0]
    play.take((play.reading.moved_to(TEXT.index("another"), jump=True), ()))
    assert drawn(play)[-1] == "** another one."


def test_nothing_to_fold_is_said_and_what_is_found_later_folds() -> None:
    play = folded(findings=Findings("en", "test"))
    assert "nothing to fold" in str(play.effects)

    play.reading = found(play.reading, FINDINGS)
    assert drawn(play)[-1] == "⋯ 2 footnotes"


def test_what_was_opened_stays_open_when_more_is_found() -> None:
    fewer = replace(FINDINGS, designations=FINDINGS.designations[:2])
    play = folded(findings=fewer).search("(banned")
    play.reading = found(play.reading, FINDINGS)

    assert "(banned in Russia)" in drawn(play)[0]
    assert drawn(play)[-1] == "⋯ 2 footnotes"


@pytest.mark.parametrize("selecting", ["", "v"])
def test_tagging_a_sign_tags_all_that_is_folded(selecting: str) -> None:
    play = folded(TEXT.replace("(banned", "|(banned")).keys(selecting).tag("boilerplate")

    assert play.quotes == [("(banned in Russia)", ("boilerplate",), "")]


def test_a_statement_inside_a_line_leaves_the_rest_of_it() -> None:
    findings = replace(
        FINDINGS, designations=(stated("another one", "inline"), stated("denied it", "banner"))
    )

    rows = drawn(folded(findings=findings))

    assert "(banned in Russia) ⋯, and" in rows[0]
    assert rows[-1] == "** ⋯."
