"""What a peek says of a name's sureness."""

from __future__ import annotations

import pytest
from support.playing import begin_play, entity

from reader.articles.findings import Findings, ListedAs
from reader.session.explaining import explain
from reader.values import replace

TEXT = "Osk fell."


@pytest.mark.parametrize(
    ("confidence", "fact"),
    [(None, None), (0.86, "86% sure"), (0.47, "uncertain: 47% sure"), (0.0, "uncertain: 0% sure")],
)
def test_a_name_is_as_sure_as_its_mention(confidence: float | None, fact: str | None) -> None:
    osk = entity(TEXT, "Osk", "GPE")
    osk = replace(osk, mentions=tuple(replace(m, confidence=confidence) for m in osk.mentions))
    played = begin_play(f"|{TEXT}", findings=Findings("en", "test", entities=(osk,)))
    (section,) = explain(played.reading)
    assert dict(section.facts).get("name and type") == fact


def test_a_listed_name_says_where_it_is_listed() -> None:
    listed = (
        ListedAs("own", "line 3", "Osk", until="2030-01-31", source="the court"),
        ListedAs("other", "Q7", "Republic of Osk"),
    )
    osk = replace(entity(TEXT, "Osk", "GPE"), listed=listed)
    played = begin_play(f"|{TEXT}", findings=Findings("en", "test", entities=(osk,)))
    (section,) = explain(played.reading)
    assert [fact for label, fact in section.facts if label == "listed"] == [
        "Osk in own (entry line 3; the court; until 2030-01-31)",
        "Republic of Osk in other (entry Q7)",
    ]
