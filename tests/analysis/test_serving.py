"""How a request is answered, step by step, with a recogniser that says what it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.analysis import answering, excerpts, reading, serving
from reader.analysis.cache import ReadingCache
from reader.analysis.entities import finding
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.analysis.last import Known, last_findings
from reader.analysis.pipeline import analyse
from reader.analysis.reading import cut
from reader.analysis.serving import Analyses, Held, Question, Request, Trouble
from reader.articles.article import text_sha256
from reader.articles.findings import Findings
from reader.config.paths import data_folder, designation_rules_folder
from reader.errors import ReaderError
from reader.text.span import Span
from reader.values import replace

NOTE = "*Harak is a terrorist organisation banned in Russia."
MODEL = Identity("shown", "1")


def lines(numbers: range, *, ending: str = "") -> str:
    return "\n".join(
        [*(f"Paragraph number {n} is about Harak* in Osk{n} and so on." for n in numbers), ending]
    )


TEXT = lines(range(60))
SCREEN = Span(TEXT.index("Paragraph number 30 "), TEXT.index("Paragraph number 32 ") - 1)
LONG_TEXT = lines(range(240), ending=NOTE)
LONG_SCREEN = Span(LONG_TEXT.index("Paragraph number 120 "), LONG_TEXT.index("Paragraph number 130 ") - 1)


class Shown:
    """Calls the first word of every paragraph an organisation, and remembers what it saw."""

    identity = MODEL

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def reads(self, language: str) -> bool:
        return language == "en"

    def recognise(self, paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        self.seen.append(list(paragraphs))
        return [[RawSpan(Span(0, 9), "ORG")] for _ in paragraphs]


@pytest.fixture(autouse=True)
def everything_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "LONG", 8_000)
    monkeypatch.setattr(excerpts, "_MARGIN", 300)
    monkeypatch.setattr(excerpts, "SECTION", 5_000)
    monkeypatch.setattr(excerpts, "_ENDING", 300)
    monkeypatch.setattr(reading, "_SLICE", 1_500)
    monkeypatch.setattr(reading, "_STRIDE", 5_000)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Shown:
    shown = Shown()
    monkeypatch.setattr(serving, "find_recogniser", lambda engine: shown)
    return shown


def answers(
    analyses: Analyses, text: str = TEXT, screen: Span | None = SCREEN, *, until: int | None = None
) -> list[Findings | Trouble]:
    """Return what an answer brings, up to a number of its steps."""
    found = []
    for number, step in enumerate(analyses.serve(Request("a", 1, text, screen))):
        if step is not None:
            found.append(step)
        if number == until:
            break
    return found


def only_findings(steps: list[Findings | Trouble]) -> list[Findings]:
    assert all(isinstance(step, Findings) for step in steps)
    return [step for step in steps if isinstance(step, Findings)]


def fresh() -> Analyses:
    return Analyses(ReadingCache(None), engine="shown")


def names(findings: Findings) -> set[str]:
    return {entity.name for entity in findings.entities}


def test_quick_findings_come_first_then_the_screen_then_everything(model: Shown) -> None:
    quick, screen, final = only_findings(answers(fresh()))
    assert [f.complete for f in (quick, screen, final)] == [False, False, True]
    assert (quick.engine, screen.engine, final.engine) == ("quick", MODEL.label, MODEL.label)
    assert any(line.startswith("Paragraph number 30 ") for line in model.seen[0])
    assert sum(map(len, model.seen)) == 60


def test_on_screen_the_model_speaks_and_elsewhere_still_the_quick_rules(model: Shown) -> None:
    _, screen, final = only_findings(answers(fresh()))
    assert {"Paragraph", "Osk5"} <= names(screen)
    assert "Osk30" not in names(screen)
    assert "Osk5" not in names(final)
    assert len(model.seen) > 1


def test_a_text_seen_before_is_answered_at_once_without_the_model(model: Shown, tmp_path: Path) -> None:
    first = answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"))
    model.seen.clear()
    assert answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown")) == first[-1:]
    assert model.seen == []


@pytest.mark.parametrize(("text", "screen"), [(TEXT, SCREEN), (LONG_TEXT, LONG_SCREEN)])
def test_what_was_read_before_an_answer_was_dropped_is_kept(
    text: str, screen: Span, model: Shown, tmp_path: Path
) -> None:
    answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), text, screen, until=8)
    before = model.seen.copy()
    assert before
    model.seen.clear()
    final = answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), text, screen)[-1]
    assert final == answers(fresh(), text, screen)[-1]
    again = model.seen[: len(cut(text)) - len(before)]
    assert not {line for part in before for line in part} & {line for part in again for line in part}


def test_a_missing_model_is_said_once_and_the_quick_rules_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(engine: str) -> Shown:
        raise ReaderError("the model is gone", where="here", remedy="bring it back")

    monkeypatch.setattr(serving, "find_recogniser", missing)
    analyses = fresh()
    quick, trouble, final = answers(analyses)
    assert isinstance(quick, Findings)
    assert trouble == Trouble(
        "here: the model is gone; bring it back. Until then names are found by simple rules."
    )
    assert isinstance(final, Findings)
    assert (final.engine, final.complete, final.entities) == ("quick", True, quick.entities)
    assert all(isinstance(answer, Findings) for answer in answers(analyses, "Another text."))


@pytest.mark.parametrize(("text", "screen"), [(TEXT, SCREEN), (LONG_TEXT, LONG_SCREEN), (TEXT, None)])
def test_a_model_that_fails_when_it_is_needed_gives_way_to_the_quick_rules(
    text: str, screen: Span | None, model: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(paragraphs: Sequence[str]) -> list[list[RawSpan]]:
        raise ReaderError("broken", where="model", remedy="mend it")

    monkeypatch.setattr(model, "recognise", fail)
    analyses = fresh()
    *_, trouble, final = answers(analyses, text, screen)
    assert isinstance(trouble, Trouble)
    assert isinstance(final, Findings)
    assert (final.engine, final.complete) == ("quick", True)
    assert len(only_findings(answers(analyses, "Another text."))) == 2


def test_other_languages_than_the_models_are_left_to_the_quick_rules(
    model: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_russian", QuickRecogniser)
    final = only_findings(answers(fresh(), "Вчера Вельт приехал в Оск.", Span(0, 5)))[-1]
    assert (final.language, final.engine, model.seen) == ("ru", "quick", [])


@pytest.mark.parametrize(("text", "screen"), [(TEXT, SCREEN), (LONG_TEXT, LONG_SCREEN), (LONG_TEXT, None)])
def test_between_small_steps_others_may_be_served(text: str, screen: Span | None, model: Shown) -> None:
    steps = list(fresh().serve(Request("a", 1, text, screen)))
    assert steps.count(None) >= len(cut(text))
    assert max(sum(map(len, part)) for part in model.seen) <= 1_500


def test_the_first_answer_about_a_long_text_is_about_the_screen_and_the_footnotes(model: Shown) -> None:
    steps = fresh().serve(Request("a", 1, LONG_TEXT, LONG_SCREEN))
    first = next(steps)
    assert isinstance(first, Findings)
    assert (first.engine, first.complete, model.seen) == ("quick", False, [])
    mentions = [m for entity in first.entities for m in entity.mentions]
    assert all(m.span.of(LONG_TEXT) == m.text for m in mentions)
    assert any(LONG_SCREEN.covers(m.span) for m in mentions)
    assert sum(len(sentence) for sentence in first.sentences) < 3_000
    (designation,) = first.designations
    assert designation.span.of(LONG_TEXT) == designation.text
    assert designation.span.start > len(LONG_TEXT) - len(NOTE) - 1
    marked = [m for designated in designation.entities for m in designated.mentions if m.marked]
    assert sum(LONG_SCREEN.covers(m.span) for m in marked) == 10


def test_no_marker_is_called_unexplained_before_the_whole_text_was_seen(model: Shown) -> None:
    text = lines(range(240))
    *found, final = only_findings(answers(fresh(), text, LONG_SCREEN))
    assert [len(each.unexplained) for each in found[:2]] == [0, 0]
    assert len(final.unexplained) == 240


def test_a_first_look_may_be_asked_for_before_the_text_has_arrived(model: Shown) -> None:
    part = excerpts.excerpt_of_screen(LONG_TEXT, LONG_SCREEN)
    assert part is not None
    whole = answers(fresh(), LONG_TEXT, LONG_SCREEN)
    analyses = fresh()
    assert list(analyses.serve(Request("a", 1, part.text, None, part.parts))) == whole[:1]
    assert answers(analyses, LONG_TEXT, LONG_SCREEN) == whole[1:]
    assert next(analyses.serve(Request("a", 2, LONG_TEXT, LONG_SCREEN))) == whole[0]


def test_then_the_model_looks_at_the_screen_and_the_footnotes(model: Shown) -> None:
    steps = fresh().serve(Request("a", 1, LONG_TEXT, LONG_SCREEN))
    _, second = (step for step in (next(steps) for _ in range(5)) if step is not None)
    assert isinstance(second, Findings)
    assert (second.engine, second.complete) == (MODEL.label, False)
    lines_seen = [line for part in model.seen for line in part]
    assert any(line.startswith("Paragraph number 125 ") for line in lines_seen)
    assert NOTE in lines_seen
    assert len(lines_seen) < 120
    assert "Osk125" not in names(second)
    assert second.designations


def test_what_comes_on_screen_of_a_long_text_is_read_next(model: Shown) -> None:
    analyses = fresh()
    steps = analyses.serve(Request("a", 1, LONG_TEXT, LONG_SCREEN))
    while len(model.seen) < 3:
        next(steps)
    there = LONG_TEXT.index("Paragraph number 20 ")
    analyses.look(Span(there, there + 100))
    before = len(model.seen)
    found = next(step for step in steps if step is not None)
    assert any(line.startswith("Paragraph number 20 ") for part in model.seen[: before + 2] for line in part)
    assert isinstance(found, Findings)
    assert not found.complete
    assert "Osk20" not in names(found)
    *_, final = steps
    assert final == analyse(LONG_TEXT, model)


def test_a_few_answers_about_a_long_text_are_given_on_the_way(model: Shown) -> None:
    found = only_findings(answers(fresh(), LONG_TEXT, LONG_SCREEN))
    assert [f.complete for f in found] == [False] * (len(found) - 1) + [True]
    assert 4 <= len(found) <= 7
    assert len(model.seen) > 8


def test_the_last_answer_about_a_long_text_is_that_of_the_whole_pipeline(model: Shown) -> None:
    final = answers(fresh(), LONG_TEXT, LONG_SCREEN)[-1]
    assert final == analyse(LONG_TEXT, model)
    assert isinstance(final, Findings)
    (designation,) = [found for found in final.designations if found.source == "footnote"]
    marked = {m.span for designated in designation.entities for m in designated.mentions if m.marked}
    assert len(marked) == 240


def test_a_long_text_is_found_in_the_cache(model: Shown, tmp_path: Path) -> None:
    first = answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), LONG_TEXT, LONG_SCREEN)
    model.seen.clear()
    again = answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), LONG_TEXT, LONG_SCREEN)
    assert again == [first[0], first[-1]]
    assert model.seen == []


@pytest.mark.parametrize("text", ["", " \n ", "Aro Velt left.", TEXT, LONG_TEXT])
def test_the_quick_rules_alone_come_to_the_same_as_the_whole_pipeline(text: str) -> None:
    analyses = Analyses(ReadingCache(None), engine="quick")
    found = only_findings(answers(analyses, text, Span(0, 9)))
    first, final = found[0], found[-1]
    assert final == analyse(text, QuickRecogniser())
    assert not first.complete or not text.strip()
    assert (len(first.entities) < len(final.entities)) == (text == LONG_TEXT)


def test_what_was_found_is_not_worked_out_again_until_the_rules_change(
    model: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{TEXT}The blorgish Harak (blorged in Russia) fell.\n"
    first = answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), text)[-1]
    model.seen.clear()
    with monkeypatch.context() as broken:
        broken.setattr(answering.Assembly, "steps", None)
        for screen in (SCREEN, None):
            (again,) = only_findings(
                answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), text, screen)
            )
            assert (again == first) == (screen is not None)
            assert again.complete
    folder = designation_rules_folder()
    folder.mkdir(parents=True)
    (folder / "own_en.toml").write_text('[participle]\nbanned = ["blorged"]\n', encoding="utf-8")
    changed = only_findings(answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), text))[-1]
    assert changed == analyse(text, model) != first


def test_a_mistake_in_the_rules_is_told_of_though_the_findings_are_known(
    model: Shown, tmp_path: Path
) -> None:
    designation_rules_folder().mkdir(parents=True)
    (designation_rules_folder() / "own_en.toml").write_text("[nonsense]\n", encoding="utf-8")
    for _ in range(2):
        *_, trouble, _ = answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"))
        assert isinstance(trouble, Trouble)
        assert "nonsense" in trouble.line


def test_a_list_that_cannot_be_used_is_told_of_once(model: Shown) -> None:
    (data_folder() / "gazetteers").mkdir(parents=True)
    (data_folder() / "gazetteers" / "own.gazetteer").write_bytes(b"damaged")
    analyses = fresh()
    *_, trouble, final = answers(analyses)
    assert isinstance(trouble, Trouble)
    assert "own.gazetteer" in trouble.line
    assert isinstance(final, Findings)
    assert only_findings(answers(analyses, "Another text."))


def test_a_text_that_nobody_looks_at_is_read_into_the_cache(model: Shown, tmp_path: Path) -> None:
    (filled,) = only_findings(answers(Analyses(ReadingCache(tmp_path / "c"), engine="shown"), TEXT, None))
    assert (filled.complete, filled.engine, filled.entities) == (True, MODEL.label, ())
    model.seen.clear()
    known = Analyses(ReadingCache(tmp_path / "c"), engine="shown")
    assert answers(known) == answers(fresh())[-1:]


def test_an_empty_text_is_answered(model: Shown) -> None:
    for screen in (Span(0, 0), None):
        final = only_findings(answers(fresh(), "", screen))[-1]
        assert (final.complete, final.entities, final.sentences) == (True, (), ())
    assert model.seen == []


def test_what_is_known_of_a_text_is_said_to_hold_until_something_changes(
    model: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds(known: Known, *, language: str = "en") -> list[object]:
        question = Question("a", 1, known.sha256, language, known.stamp)
        return list(Analyses(cache, engine="shown").look_back(question))

    cache = ReadingCache(tmp_path / "c")
    final = only_findings(answers(Analyses(cache, engine="shown")))[-1]
    known = last_findings(tmp_path / "c", text_sha256(TEXT), TEXT)
    assert known is not None
    assert known.findings == final
    model.seen.clear()
    assert holds(known) == [Held(holds=True)]
    assert holds(known, language="nl") == [Held(holds=False)]
    assert holds(replace(known, stamp="another")) == [Held(holds=False)]
    monkeypatch.setattr(serving, "state_of_layers", lambda: "2" * 64)
    assert holds(known) == [Held(holds=False)]
    assert model.seen == []


def test_what_is_wrong_with_the_users_files_is_told_with_that(
    model: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ReadingCache(tmp_path / "c")
    answers(Analyses(cache, engine="shown"))
    known = last_findings(tmp_path / "c", text_sha256(TEXT), TEXT)
    assert known is not None
    monkeypatch.setattr(serving, "own_mistake", lambda: "rules.toml: no such kind.")
    told = Analyses(cache, engine="shown").look_back(Question("a", 1, known.sha256, "en", known.stamp))
    trouble, held = told
    assert isinstance(trouble, Trouble)
    assert trouble.line.startswith("rules.toml: no such kind.")
    assert held == Held(holds=True)
