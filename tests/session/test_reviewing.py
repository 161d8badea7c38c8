"""Reviewing: what is asked about, what an answer does to the files, and how it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate
from support.writing import render

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Change
from reader.annotations.identity import utc_now
from reader.config.settings import Settings
from reader.session.analyses import Finder
from reader.session.exporting import sections_of
from reader.session.gathering import gather
from reader.session.history import Notes, Step
from reader.session.keeping import keep
from reader.session.opened import Opened
from reader.session.opening import Library, open_library
from reader.session.reading import Reading, begin
from reader.session.reviewing import Review, answered, found_more, taken_back, what_changed
from reader.session.reviews import Counts, cases_of_library
from reader.session.scopes import Scope
from reader.values import replace

ME = Settings(annotator="tester")
OLD = """\
Kabul after August

Kabul fell in August. The Taliban* entered the palace the same evening, and the president was gone.

“We seek no revenge,” said Zabihullah Mujahid, who had never been seen in public before that day.

Bagram air base had been left in the night of July 1, without a word to its new commander.
"""
NEW = (
    OLD.replace("and the president was gone", "while the president had fled abroad")
    .replace("Zabihullah Mujahid", "a spokesman")
    .replace("Kabul fell", "Updated.\n\nKabul fell")
)
SENTENCE = "The Taliban* entered the palace the same evening, and the president was gone"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "user" / name.lower()))
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text(OLD)
    annotate(library, "a.txt", "Kabul fell in August", "event")
    annotate(library, "a.txt", SENTENCE, "militants", note="who?")
    annotate(library, "a.txt", "Zabihullah Mujahid", "spokesman")
    annotate(library, "a.txt", "entered the palace the same evening, and", "other", by="boris")
    (library / "a.txt").write_text(NEW)
    return library


def library_of(folder: Path) -> Library:
    return open_library([folder], ME)


def opened(folder: Path) -> Opened:
    library = library_of(folder)
    return library.open(library.listings()[0].id)


def told(folder: Path) -> list[tuple[str, str, str]]:
    """Tags, status and words of each annotation as one opens the article, by tag."""
    return sorted((a.tags[0], a.anchor, a.target.exact) for a in opened(folder).annotations)


def saved(folder: Path) -> dict[str, Annotation]:
    library = library_of(folder)
    return {a.tags[0]: a for a in library.store.load(library.listings()[0].id).annotations}


def do(folder: Path, step: Step | None) -> None:
    assert step is not None
    for part in step.parts:
        keep(library_of(folder), part)


def review_of(folder: Path) -> Review:
    review = Review()
    for cases in cases_of_library(library_of(folder), "tester"):
        review = found_more(review, cases)
    return review


def reading_of(folder: Path) -> Reading:
    there = opened(folder)
    return begin(there.article, author="tester", width=60, height=20, annotations=there.annotations)


def test_only_ones_own_whose_place_is_not_sure_are_asked_about(folder: Path) -> None:
    review = review_of(folder)
    assert [case.annotation.tags for case in review.cases] == [("militants",), ("spokesman",)]
    assert [case.annotation.anchor for case in review.cases] == ["fuzzy", "orphan"]
    text, span = review.cases[0].made
    assert (text, span.of(text)) == (OLD, SENTENCE)
    assert what_changed(reading_of(folder)) == (
        "text changed: 1 annotation moved, 1 uncertain, 1 without a place: ‹review.open› reviews",
        True,
    )
    rows = library_of(folder).listings()
    assert Counts(library_of(folder), "tester").of(rows) == {rows[0].id: 2}
    assert Counts(library_of(folder), "nobody").of(rows) == {}
    assert Counts(library_of(folder), "tester").of(rows, lambda: True) == {}, "nobody waits for it"


def test_without_the_old_text_the_words_around_are_shown(folder: Path) -> None:
    for text in (folder / ".reader").rglob("*.gz"):
        text.unlink()
    case = next(case for case in review_of(folder).cases if case.annotation.tags == ("spokesman",))
    text, span = case.made
    assert case.made_on is None
    assert span.of(text) == "Zabihullah Mujahid"
    assert text.startswith("…")
    assert text.endswith("…")


def test_taking_a_place_makes_it_exact_and_can_be_undone(folder: Path) -> None:
    before = told(folder)
    review, step = answered(review_of(folder), "taken")
    do(folder, step)
    (_, event), (_, militants), _, (_, spokesman) = [(tag, rest) for tag, *rest in told(folder)]
    assert event[0] == "moved"
    assert militants[0] == "exact"
    assert militants[1].startswith("The Taliban* entered the palace the same evening, while")
    assert spokesman == ["orphan", "Zabihullah Mujahid"]
    assert review.case is not None
    review, step = answered(review, "taken")
    do(folder, step)
    assert ("spokesman", "exact", "a spokesman") in told(folder)
    assert (review.case, review.settled) == (None, 2)
    assert list(cases_of_library(library_of(folder), "tester")) == []
    assert step is not None
    do(folder, step.inverse())
    assert ("spokesman", "orphan", "Zabihullah Mujahid") in told(folder)
    first = answered(review_of(folder), "taken")[1]
    assert first is not None
    assert before != told(folder)


def test_an_answer_that_is_taken_back_is_asked_again(folder: Path) -> None:
    review = review_of(folder)
    later, step = answered(review, "later")
    assert (later.row, step, later.settled) == (1, None, 0)
    back, verdict = taken_back(later)
    assert (back.row, verdict, back.answers) == (0, "later", ())
    assert taken_back(back) == (back, None)
    _, step = answered(back, "deleted")
    do(folder, step)
    assert "militants" not in saved(folder)
    assert step is not None
    do(folder, step.inverse())
    assert saved(folder)["militants"].target.exact == SENTENCE, "it comes back as it was made"
    assert ("militants", "fuzzy") in [each[:2] for each in told(folder)]


def test_one_kept_without_a_place_is_not_asked_about_until_the_text_changes_again(folder: Path) -> None:
    review, step = answered(review_of(folder), "placeless")
    do(folder, step)
    _, step = answered(review, "placeless")
    do(folder, step)
    assert list(cases_of_library(library_of(folder), "tester")) == []
    assert what_changed(reading_of(folder)) == ("text changed: 1 annotation moved", False)
    assert {tag: a.target.exact for tag, a in saved(folder).items()}["militants"] == SENTENCE
    (folder / "a.txt").write_text(NEW + "\nCorrected.\n")
    assert len(review_of(folder).cases) == 2
    (folder / "a.txt").write_text(OLD)
    assert {each[1] for each in told(folder)} == {"exact"}


def test_orphans_and_uncertain_ones_come_back_with_the_text_whatever_was_done_to_them(folder: Path) -> None:
    """A tag more on an uncertain annotation does not settle where it stands."""
    there = opened(folder)
    for annotation in there.annotations:
        if annotation.author == "tester":
            more = replace(annotation, tags=(*annotation.tags, "more"), modified=utc_now())
            keep(library_of(folder), Notes(there.article, Change(annotation, more)))
    assert saved(folder)["militants"].target.exact == SENTENCE
    assert ("militants", "fuzzy") in [each[:2] for each in told(folder)]
    (folder / "a.txt").write_text(OLD)
    back = {tag: (status, words) for tag, status, words in told(folder)}
    assert back["militants"] == ("exact", SENTENCE)
    assert back["spokesman"] == ("exact", "Zabihullah Mujahid")
    gathered = [noted.annotation.anchor for some in gather(library_of(folder), "tester") for noted in some]
    assert "orphan" not in gathered


def test_a_review_does_not_touch_what_others_wrote(folder: Path) -> None:
    theirs = next((folder / ".reader" / "annotations" / "boris").glob("*.json"))
    was = theirs.read_bytes()
    assert next(a for a in opened(folder).annotations if a.author == "boris").anchor == "fuzzy"
    _, step = answered(review_of(folder), "taken")
    do(folder, step)
    assert theirs.read_bytes() == was


SIGNS = {
    "csv": [",orphan,", ",fuzzy,", SENTENCE],
    "markdown": ["no longer found in the text", "uncertain: "],
    "web-annotation": [SENTENCE],
}


@pytest.mark.parametrize("form", SIGNS)
def test_formats_to_read_have_those_without_a_sure_place_with_their_status(folder: Path, form: str) -> None:
    library = library_of(folder)
    written = render(form, sections_of(library, Scope(), Finder(library, "quick", print))).replace("\\", "")
    assert "Zabihullah Mujahid" in written
    for sign in SIGNS[form]:
        assert sign in written
