"""How a request is answered, step by step, with a recogniser that says what it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.analysis import serving
from reader.analysis.cache import ReadingCache
from reader.analysis.entities.model import MODEL
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.analysis.serving import Analyses, Request, Trouble
from reader.articles.findings import Findings
from reader.errors import ReaderError
from reader.text.span import Span

TEXT = "\n".join(f"Paragraph number {n} is about Osk{n} and so on." for n in range(40))
SCREEN = Span(TEXT.index("Paragraph number 20"), TEXT.index("Paragraph number 22") - 1)


class Shown:
    """Calls the first word of every paragraph an organisation, and remembers what it saw."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    @property
    def identity(self) -> Identity:
        return MODEL

    def reads(self, language: str) -> bool:
        return language == "en"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        self.seen.append(list(paragraphs))
        return [[RawSpan(Span(0, 9), "ORG")] for _ in paragraphs]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Shown:
    shown = Shown()
    monkeypatch.setattr(serving, "find_recogniser", lambda engine: shown)
    return shown


def answers(analyses: Analyses, text: str = TEXT) -> list[Findings | Trouble]:
    steps = analyses.serve(Request("a", 1, text, SCREEN.start, SCREEN.end))
    return [step for step in steps if step is not None]


def test_quick_findings_come_first_then_the_screen_then_everything(model: Shown) -> None:
    quick, screen, final = answers(Analyses(ReadingCache(None), engine="spacy"))
    assert isinstance(quick, Findings)
    assert isinstance(screen, Findings)
    assert isinstance(final, Findings)
    assert [f.complete for f in (quick, screen, final)] == [False, False, True]
    assert (quick.engine, final.engine) == ("quick", MODEL.label)
    assert [line[:20] for line in model.seen[0]] == ["Paragraph number 20 ", "Paragraph number 21 "]
    assert sum(map(len, model.seen)) == 40


def test_on_screen_the_model_speaks_and_elsewhere_still_the_quick_rules(model: Shown) -> None:
    del model
    _, screen, final = answers(Analyses(ReadingCache(None), engine="spacy"))
    assert isinstance(screen, Findings)
    assert isinstance(final, Findings)
    names = {entity.name for entity in screen.entities}
    assert {"Paragraph", "Osk5"} <= names
    assert "Osk20" not in names
    assert {entity.name for entity in final.entities} == {"Paragraph"}


def test_a_text_seen_before_is_answered_at_once_without_the_model(model: Shown, tmp_path: Path) -> None:
    first = answers(Analyses(ReadingCache(tmp_path), engine="spacy"))
    model.seen.clear()
    assert answers(Analyses(ReadingCache(tmp_path), engine="spacy")) == first[-1:]
    assert model.seen == []


def test_a_missing_model_is_said_once_and_the_quick_rules_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(engine: str) -> Shown:
        raise ReaderError("the model is gone", where="here", remedy="bring it back")

    monkeypatch.setattr(serving, "find_recogniser", missing)
    analyses = Analyses(ReadingCache(None), engine="spacy")
    quick, trouble, final = answers(analyses)
    assert isinstance(quick, Findings)
    assert trouble == Trouble(
        "here: the model is gone; bring it back. Until then names are found by simple rules."
    )
    assert isinstance(final, Findings)
    assert (final.engine, final.complete, final.entities) == ("quick", True, quick.entities)
    assert all(isinstance(answer, Findings) for answer in answers(analyses, "Another text."))


def test_other_languages_than_the_models_are_left_to_the_quick_rules(model: Shown) -> None:
    final = answers(Analyses(ReadingCache(None), engine="spacy"), "Вчера Вельт приехал в Оск.")[-1]
    assert isinstance(final, Findings)
    assert (final.language, final.engine, model.seen) == ("ru", "quick", [])


def test_between_steps_others_may_be_served(model: Shown) -> None:
    steps = list(Analyses(ReadingCache(None), engine="spacy").serve(Request("a", 1, TEXT, 0, 1)))
    assert None in steps
    assert max(map(len, model.seen)) <= 16


def test_an_empty_text_is_answered(model: Shown) -> None:
    del model
    final = answers(Analyses(ReadingCache(None), engine="spacy"), "")[-1]
    assert isinstance(final, Findings)
    assert (final.complete, final.entities, final.sentences) == (True, (), ())
