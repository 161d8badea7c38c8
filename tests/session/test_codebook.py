"""Choosing tags, and changing the codebook with the annotations that follow it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.coding import NAMES, book, books
from support.playing import Play, begin_play, stamp
from support.screen import make_library

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Code, Codebook, flaws
from reader.annotations.edits import Add
from reader.annotations.targets import make_target
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.session import recoding, stepping, tagging
from reader.session.annotating import tagged
from reader.session.codes import choices, filtered, given_keys, numbered, refusal, tag_rows
from reader.session.effects import Ask, Save, Say
from reader.session.keeping import keep
from reader.session.opening import Library, open_library
from reader.session.reading import begin
from reader.session.recoding import Recoding, step_of
from reader.session.retagging import Retag, Retagged, retagged, retagged_in_library
from reader.text.span import Span
from reader.values import replace

BOOK = book(
    "actors", Code("militants", parent="actors", description="who fights"), Code("war", "m"), "places"
)


def play(marked: str = "|Fighters came. They left.", codebook: Codebook = BOOK) -> Play:
    playing = begin_play(marked)
    playing.reading = replace(playing.reading, codebook=codebook)
    return playing


def test_numbers_follow_the_tree_and_then_the_free_tags() -> None:
    assert numbered(BOOK, ("War", "new", "actors")) == ("actors", "militants", "war", "places", "new")
    assert numbered(replace(BOOK, closed=True), ("new",)) == ("actors", "militants", "war", "places")


def test_a_number_tags_at_once_and_stays_whatever_was_used_last() -> None:
    playing = play().keys("3 t ) 2 t ) 3 t")
    assert [tags for _, tags, _ in playing.quotes] == [("war",), ("militants", "war")]
    assert [(c.tag, c.number) for c in choices(playing.reading)][:3] == [
        ("war", 3),
        ("militants", 2),
        ("actors", 1),
    ]


def test_a_number_without_a_tag_is_told() -> None:
    playing = play().keys("9 t")
    assert playing.effects == [Say("there is no tag 9: there are 4; ‹codebook.open› shows them")]
    assert play(codebook=Codebook()).keys("1 t").effects == [
        Say("there is no tag 1: there is none yet; ‹codebook.open› shows them")
    ]


def test_t_alone_asks() -> None:
    assert play().keys("t").effects == [Ask("tag")]


@pytest.mark.parametrize(
    ("marked", "keys", "tag"),
    [
        ("|Fighters came.", "v e #", "Fighters"),
        ("“|State \t media”, it said.", "v $ #", "State media”, it said"),
        ("The |Daesh* group.", "v l l l l l #", "Daesh"),
    ],
)
def test_a_tag_is_made_of_the_words_themselves(marked: str, keys: str, tag: str) -> None:
    assert play(marked).keys(keys).quotes[0][1] == (tag,)


def test_words_that_are_no_tag_are_told() -> None:
    playing = play("|" + "word " * 30 + ".").keys("#")
    assert isinstance(playing.effects[-1], Say)
    assert "too long for a tag: 149 characters, at most 60" in playing.effects[-1].text
    assert play("a |… b").keys("v #").quotes == []


def test_a_tag_of_the_codebook_is_written_as_it_is_there() -> None:
    playing = play().tag(" WAR ")
    assert playing.quotes[0][1] == ("war",)
    assert playing.tag("War").effects[-1] == Say("already tagged war")


def test_a_closed_codebook_admits_no_other_tag() -> None:
    playing = play(codebook=replace(BOOK, closed=True)).tag("new").keys("#")
    assert playing.quotes == []
    assert [effect.text[:38] for effect in playing.effects if isinstance(effect, Say)] == [
        "the codebook is closed and has no tag "
    ] * 2
    assert playing.tag("war").quotes[0][1] == ("war",)


def test_choosing_what_is_on_takes_it_off() -> None:
    playing = play().tag("war").tag("places")
    assert [c.tag for c in choices(playing.reading, tagging.tags_here(playing.reading)) if c.on] == [
        "places",
        "war",
    ]
    playing.take(tagging.toggled(playing.reading, "War", playing.stamp))
    assert playing.quotes[0][1] == ("places",)
    playing.take(tagging.toggled(playing.reading, "war", playing.stamp))
    assert playing.quotes[0][1] == ("places", "war")


@given(books())
def test_keys_never_clash_and_stay_when_a_code_is_added(codebook: Codebook) -> None:
    keys = given_keys(codebook)
    assert len({key.casefold() for key in keys.values()}) == len(codebook.codes)
    assert all(keys[code.name] == code.key for code in codebook.codes if code.key)
    more = replace(codebook, codes=(*codebook.codes, Code("another")))
    assert given_keys(more).items() >= keys.items()


def test_what_is_typed_finds_letters_first_then_beginnings() -> None:
    found = filtered(choices(play().reading), "m")
    assert [choice.tag for choice in found] == ["war", "militants"]
    assert [choice.tag for choice in filtered(choices(play().reading), "A")] == [
        "actors",
        "militants",
        "war",
        "places",
    ]
    assert filtered(choices(play().reading), "xx") == ()


def test_rows_count_every_way_to_write_a_tag_and_leave_out_what_nobody_uses() -> None:
    rows = tag_rows(BOOK, numbered(BOOK, ("War", "free", "unused")), {"War": 2, "war": 1, "free": 4})
    assert [(row.tag, row.depth, row.count, row.code is None) for row in rows] == [
        ("actors", 0, 0, False),
        ("militants", 1, 0, False),
        ("war", 0, 3, False),
        ("places", 0, 0, False),
        ("free", 0, 4, True),
    ]


# Changing the codebook


def recode(playing: Play, change: Recoding) -> Play:
    """Do a change as the screen does it, for the open article."""
    reading = playing.reading
    found = Retagged()
    if change.retag:
        found = retagged(
            reading.article, reading.annotations, change.retag, author="me", now=playing.stamp.now()
        )
    step = step_of(change, found)
    return playing.take(stepping.stepped(reading, step)) if step else playing


def test_a_rename_takes_the_annotations_along_and_one_undo_takes_all_back() -> None:
    playing = play().tag("war").tag("places")
    before = playing.reading.annotations
    recode(playing, recoding.renaming(BOOK, "war", "conflict"))
    save = playing.effects[-1]
    assert isinstance(save, Save)
    assert save.said == "renamed the tag “war” to “conflict” (1 passage)"
    assert playing.quotes[0][1] == ("conflict", "places")
    assert playing.reading.codebook.find("conflict") == Code("conflict", "m")
    playing.keys("u")
    assert (playing.reading.codebook, playing.reading.annotations) == (BOOK, before)
    playing.keys("ctrl+r")
    assert playing.quotes[0][1] == ("conflict", "places")


def test_merging_leaves_the_tag_once() -> None:
    playing = play().tag("war").tag("places")
    recode(playing, recoding.merging(BOOK, "places", "war"))
    assert playing.quotes[0][1] == ("war",)
    assert playing.reading.codebook.find("places") is None


@pytest.mark.parametrize(
    ("change", "quotes"),
    [
        (recoding.deleting(BOOK, "war", keeping=True), [("war",)]),
        (recoding.deleting(BOOK, "war", keeping=False), []),
        (recoding.deleting(BOOK, "war", keeping=False, to="places"), [("places",)]),
    ],
)
def test_a_deleted_tag_is_kept_lost_or_replaced(change: Recoding, quotes: list[tuple[str, ...]]) -> None:
    playing = recode(play().tag("war"), change)
    assert [tags for _, tags, _ in playing.quotes] == quotes
    assert playing.reading.codebook.find("war") is None


def test_a_note_keeps_its_annotation_when_the_tag_goes() -> None:
    playing = play().tag("war").note("why")
    recode(playing, recoding.deleting(BOOK, "war", keeping=False))
    assert playing.quotes == [("Fighters came.", (), "why")]


def test_others_annotations_are_counted_and_left() -> None:
    playing = play().tag("war")
    theirs = replace(playing.reading.annotations[0], id="00000000-0000-7000-8000-000000009999", author="she")
    playing.reading = replace(playing.reading, annotations=(*playing.reading.annotations, theirs))
    recode(playing, recoding.renaming(BOOK, "war", "conflict"))
    assert [tags for _, tags, _ in playing.quotes] == [("conflict",), ("war",)]
    save = playing.effects[-1]
    assert isinstance(save, Save)
    assert "(1 passage; 1 of others keeps it)" in save.said


def test_a_free_tag_comes_into_the_codebook_when_it_is_described_but_not_when_it_is_renamed() -> None:
    assert recoding.describing(BOOK, "new", " a  b ").after.find("new") == Code("new", description="a b")
    assert recoding.renaming(BOOK, "new", "newer").after == BOOK
    assert recoding.merging(BOOK, "war", "new").after.find("new") == Code("new", "m")


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: recoding.adding(BOOK, "  "), "needs a name"),
        (lambda: recoding.adding(BOOK, "WAR"), "there is a tag “WAR” already"),
        (lambda: recoding.adding(BOOK, "x" * 61), "61 characters"),
        (lambda: recoding.renaming(BOOK, "war", "places"), "already"),
        (lambda: recoding.renaming(BOOK, "war", "free  TAG", in_use=["free tag"]), "already"),
        (lambda: recoding.rekeying(BOOK, "places", "m"), "that of “war”"),
        (lambda: recoding.rekeying(BOOK, "places", "5"), "cannot be a key"),
        (lambda: recoding.recolouring(BOOK, "war", "rde"), "no colour"),
        (lambda: recoding.moving(BOOK, "actors", "militants"), "under itself"),
    ],
)
def test_what_cannot_be_is_told(make: Callable[[], Recoding], what: str) -> None:
    with pytest.raises(ReaderError, match=what):
        make()


def test_parents_are_offered_but_for_the_tag_and_those_under_it() -> None:
    assert recoding.parents_for(BOOK, "actors") == ("war", "places")
    assert recoding.parents_for(BOOK, "war") == ("actors", "militants", "places")


CHANGES: tuple[Callable[[Codebook, str, str], Recoding], ...] = (
    lambda b, one, other: recoding.adding(b, other),
    lambda b, one, other: recoding.renaming(b, one, other),
    lambda b, one, other: recoding.merging(b, one, other),
    lambda b, one, other: recoding.moving(b, one, other if b.find(other) else ""),
    lambda b, one, other: recoding.deleting(b, one, keeping=False),
    lambda b, one, other: recoding.deleting(b, one, keeping=True),
    lambda b, one, other: recoding.deleting(b, one, keeping=False, to=other),
    lambda b, one, other: recoding.recolouring(b, one, "teal"),
    lambda b, one, other: recoding.describing(b, one, other),
    lambda b, one, other: recoding.closing(b),
)
GESTURES = st.tuples(
    st.sampled_from([*CHANGES, None]), st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from("wb)u")
)


@given(books(), st.lists(GESTURES, max_size=12))
def test_undoing_any_changes_leads_back_to_book_and_annotations(
    codebook: Codebook, gestures: list[tuple[Callable[..., Recoding] | None, str, str, str]]
) -> None:
    playing = play("|One two. Three four five. Six.", codebook)
    for change, one, other, key in gestures:
        if change is None:
            playing.tag(one).keys(key)
            continue
        try:
            made = change(playing.reading.codebook, one, other)
        except ReaderError:
            continue
        recode(playing, made)
        assert flaws(playing.reading.codebook) == ()
    after, steps = playing.reading, len(playing.reading.history.past)
    for _ in range(steps):
        playing.keys("u")
    assert (playing.reading.codebook, playing.reading.annotations) == (codebook, ())
    for _ in range(steps):
        playing.keys("ctrl+r")
    assert (playing.reading.codebook, playing.reading.annotations) == (after.codebook, after.annotations)


# In a library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = make_library(tmp_path / "lib", {f"{n}.txt": f"Words of article {n}.\n" for n in range(3)})
    library = open_library([folder], Settings(annotator="me"))
    for listing in library.listings():
        article = library.open(listing.id).article
        reading = begin(article, author="me", width=40, height=10)
        kept = tagged(reading, "War" if listing.path == "1.txt" else "war", stamp())
        (save,) = kept[1]
        assert isinstance(save, Save)
        keep(library, save.parts[0])
    return library


def test_a_rename_reaches_every_article_and_is_taken_back_in_each(library: Library) -> None:
    change = recoding.renaming(book("war"), "war", "conflict")
    assert change.retag
    library.codebook.apply(Codebook(), book("war"))
    seen: list[tuple[int, int]] = []
    found = retagged_in_library(
        library, change.retag, author="me", now="2026-02-02T00:00:00.000Z", besides=None,
        told=lambda number, count: seen.append((number, count)) or True,
    )  # fmt: skip
    assert found
    assert (found.changed, found.others, seen) == (3, 0, [(1, 3), (2, 3), (3, 3)])
    step = step_of(change, found)
    assert step
    for part in step.parts:
        keep(library, part)
    assert library.store.tag_counts() == {"conflict": 3}
    for part in step.inverse().parts:
        keep(library, part)
    assert library.store.tag_counts() == {"war": 2, "War": 1}
    assert library.codebook.read().book == book("war")


def test_what_was_rejected_follows_a_rename_and_is_taken_back_with_it(library: Library) -> None:
    row = library.listings()[0]
    article, stamps = library.open(row.id).article, stamp()
    target = make_target(article.text, Span(0, 5), sha256=article.sha256)
    no, other = (
        Annotation(stamps.id(), row.id, target, "me", stamps.now(), stamps.now(), (tag,))
        for tag in ("Peace", "food")
    )
    for each in (no, other):
        library.store.reject(article, Add(each))

    def gathered(new: str | None) -> Retagged:
        found = retagged_in_library(
            library, Retag("peace", new), author="me", now="2026-02-02T00:00:00.000Z", besides=None,
            told=lambda _n, _c: True,
        )  # fmt: skip
        assert found
        return found

    def rejected() -> set[tuple[str, ...]]:
        return {each.tags for each in library.store.rejected(row.id)}

    assert gathered(None).parts == ()
    step = step_of(recoding.renaming(book("peace"), "peace", "truce"), gathered("truce"))
    assert step
    assert step.said == "renamed the tag “peace” to “truce”"
    library.codebook.apply(Codebook(), book("peace"))
    for part in step.parts:
        keep(library, part)
    assert rejected() == {("truce",), ("food",)}
    assert len(library.store.load(row.id).annotations) == 1
    for part in step.inverse().parts:
        keep(library, part)
    assert rejected() == {("Peace",), ("food",)}


def test_what_cannot_be_reached_is_counted(library: Library) -> None:
    (library.root / "2.txt").unlink()
    found = retagged_in_library(
        library,
        Retag("war", None),
        author="me",
        now="2026-02-02T00:00:00.000Z",
        besides=None,
        told=lambda _n, _c: True,
    )
    assert found
    assert (found.changed, found.unreachable) == (2, 1)
    assert recoding.told(found) == " (2 passages; 1 cannot be reached)"


def test_gathering_can_be_stopped(library: Library) -> None:
    found = retagged_in_library(
        library,
        Retag("war", "x"),
        author="me",
        now="2026-02-02T00:00:00.000Z",
        besides=None,
        told=lambda number, _count: number < 2,
    )
    assert found is None


# A closed codebook, whichever way a tag comes


def test_a_tag_line_of_a_note_stays_in_it_when_the_codebook_is_closed() -> None:
    playing = play(codebook=replace(BOOK, closed=True)).note(".War\nWhy?\n.new")
    assert playing.quotes == [("Fighters came.", ("war",), "Why?\n.new")]
    assert playing.effects[-1] == refusal(replace(BOOK, closed=True), "new")


def test_a_free_tag_is_not_propagated_when_the_codebook_is_closed() -> None:
    playing = play().tag("free")
    playing.reading = replace(playing.reading, codebook=replace(BOOK, closed=True))
    assert playing.keys("T").effects[-1] == refusal(replace(BOOK, closed=True), "free")
    assert playing.tag("war").keys("T").effects[-1] == Ask("propagate")
