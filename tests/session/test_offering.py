"""What can be done here and now, by notation."""

from __future__ import annotations

from support.playing import Play, begin_play

from reader.articles.findings import Entity, Findings, Mention
from reader.session.apply import FAMILIES, HANDLERS
from reader.session.commands import BY_ID
from reader.session.history import History
from reader.session.keyboard import Keyboard
from reader.session.occasions import AT_CARET, HINDRANCES, WRITING
from reader.session.offering import NOT_NOW, offers
from reader.text.span import Span

ANNA = Findings("en", "test", entities=(Entity("Anna Berg", "PERSON", (Mention(Span(4, 8), "Anna"),)),))
TEXT = "Met |Anna in Rome. It was a very long sentence that goes on and on.\n"


def offered(play: Play) -> dict[str, dict[str, str]]:
    """The words of each offer by its command's id, under each heading; why not, where it cannot be done."""
    sections = offers(Keyboard(), "article", play.reading.history, play.reading)
    return {s.heading: {o.command.id: o.hindered or o.words for o in s.offers} for s in sections}


def test_what_concerns_the_place_comes_first_in_its_words() -> None:
    sections = offered(begin_play(TEXT, findings=ANNA))
    assert next(iter(sections)) == "Here: Anna Berg"
    here = sections["Here: Anna Berg"]
    assert here["tag.ask"] == "Tag “Anna”"
    assert here["peek"] == "Explain Anna Berg"
    assert "annotation.delete" not in here
    assert sections[NOT_NOW]["annotation.delete"] == "no annotation of yours is here"
    assert sections[NOT_NOW]["edit.undo"] == "nothing to undo"
    assert "caret.down" in sections["Moving"]


def test_on_an_annotation_it_can_be_changed_and_deleted() -> None:
    play = begin_play(TEXT, findings=ANNA).tag("friend").note("who?")
    here = offered(play)["Here: your annotation friend"]
    assert here["annotation.delete"] == "Delete your annotation friend"
    assert here["note.ask"] == "Edit its note"
    assert here["tag.again"] == "Tag it friend again"
    assert here["tag.propagate"] == "Put friend on its other mentions"
    assert "edit.undo" in offered(play)["Annotating"]


def test_a_selection_can_be_let_go_and_a_long_one_is_cut() -> None:
    sections = offered(begin_play(TEXT).keys("v j $"))
    heading = next(iter(sections))
    assert heading.startswith("Here: the selection “Anna in Rome. It was")
    assert heading.endswith("…”")
    assert sections[heading]["select.start"] == "Let the selection go"
    assert sections[heading]["select.swap"] == "Move its other end"


def test_where_nothing_can_be_written_nothing_is_offered_to_write() -> None:
    sections = offered(begin_play(TEXT, writable=False))
    assert {sections[NOT_NOW][command] for command in WRITING} == {"this library cannot be annotated"}


def test_a_list_offers_what_it_can() -> None:
    sections = offers(Keyboard(), "library", History())
    assert sections[0].heading == "Lists"
    assert sections[-1].heading == NOT_NOW


def test_every_occasion_is_of_a_command_there_is() -> None:
    assert {*AT_CARET, *HINDRANCES, *WRITING} <= BY_ID.keys()
    assert {c for c in AT_CARET if c not in HANDLERS} <= {c for c in BY_ID if c.split(".")[0] in FAMILIES}
