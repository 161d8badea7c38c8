"""Suggestions: on what grounds, and what becomes of those that are accepted or rejected."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.playing import Play, article_of, begin_play, entity, footnote
from support.suggesting import look, offered

from reader.annotations.anchoring import anchor
from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.codebook import Code, Codebook
from reader.annotations.edits import apply_edit
from reader.articles.findings import Findings, ListedAs
from reader.session.effects import Ask, Save, Say
from reader.session.explaining import explain
from reader.session.history import Refusals
from reader.values import replace

TEXT = (
    "The Front met Anna Petrova. Petrova left the Front*; talks failed. Talks went on.\n*The Front is banned."
)


def findings_of(text: str = TEXT) -> Findings:
    front = entity(text, "Front", "ORG")
    anna = entity(text, "Anna Petrova", "PERSON")
    surname = tuple(m for m in entity(text, "Petrova", "PERSON").mentions if m.span.start > 25)
    anna = replace(anna, mentions=(*anna.mentions, *surname), aliases=("Petrova",))
    noted = footnote(text, "*The Front is", front)
    return Findings("en", "quick", entities=(front, anna), designations=(noted,))


def begun(marked: str = "|" + TEXT, *, findings: Findings | None = None, width: int = 40) -> Play:
    return begin_play(marked, findings=findings or findings_of(), width=width)


def shown(play: Play, **known) -> Play:
    return look(play.keys("S"), **known)


def test_a_designated_name_could_have_the_kind_wherever_it_is_named() -> None:
    assert offered(shown(begun())) == [("Front", "terrorist")] * 3


def test_what_a_text_denies_is_not_suggested() -> None:
    found = findings_of()
    (noted,) = found.designations
    denied = replace(found, designations=(replace(noted, polarity="negated"),))
    assert offered(shown(begun(findings=denied))) == []


def test_a_listed_name_could_have_the_lists_name() -> None:
    found = findings_of()
    front, anna = found.entities
    anna = replace(anna, listed=(ListedAs("ofac", "E-7", "PETROVA, Anna"),))
    play = shown(begun(findings=replace(found, entities=(front, anna), designations=())))
    assert offered(play) == [("Anna Petrova", "ofac"), ("Petrova", "ofac")]
    play.keys("] s a")
    (made,) = play.reading.annotations
    assert made.provenance == Provenance("accepted", "gazetteer ofac")


def test_the_types_of_names_are_suggested_only_when_asked_for() -> None:
    play = shown(begun())
    assert ("Petrova", "person") not in offered(play)
    look(play.keys("g S"))
    assert ("Petrova", "person") in offered(play)
    look(play.keys("g S"))
    assert ("Petrova", "person") not in offered(play)


def test_words_could_have_the_tags_that_they_had_before() -> None:
    play = shown(
        begun(), earlier={"talks": ("topic",), "Anna Petrova": ("minister", "woman"), "nowhere": ("x",)}
    )
    assert [pair for pair in offered(play) if pair[1] != "terrorist"] == [
        ("Anna Petrova", "minister"),
        ("Anna Petrova", "woman"),
        ("Petrova", "minister"),
        ("Petrova", "woman"),
        ("talks", "topic"),
        ("Talks", "topic"),
    ]


def test_a_tag_given_here_is_suggested_for_the_other_mentions_and_for_nothing_that_has_it() -> None:
    play = begun(TEXT.replace("Petrova left", "|Petrova left")).tag("minister")
    assert ("Anna Petrova", "minister") in offered(shown(play))
    assert ("Petrova", "minister") not in offered(play)


def test_of_several_grounds_for_a_tag_the_first_counts() -> None:
    play = shown(begun(), earlier={"Front": ("terrorist",)})
    assert offered(play) == [("Front", "terrorist")] * 3
    assert {s.by for _, s in play.reading.suggesting.found} == {"earlier tag"}


def test_the_key_shows_and_puts_away() -> None:
    play = begun().keys("S")
    assert play.effects == [Ask("suggestions")]
    look(play)
    assert play.effects[-1] == Say(
        "3 suggestions: ‹jump.suggestion_next› ‹jump.suggestion_previous› go there, "
        "‹suggest.accept› accepts, ‹suggest.reject› rejects"
    )
    play.keys("S")
    assert (play.reading.suggesting, offered(play)) == (None, [])


def test_going_to_the_next_shows_them_first() -> None:
    play = begun().keys("] s")
    assert play.effects == [Ask("suggestions")]
    look(play)
    assert play.shown.startswith("The |Front met")
    assert play.effects[-1] == Say("so says a footnote: “*The Front is banned.”")
    assert play.keys("2 ] s").shown.endswith("*The |Front is banned.")
    assert play.keys("] s").effects[-1] == Say("no next suggestion")
    assert "the |Front*" in play.keys("[ s").shown


def test_accepting_makes_an_annotation_and_goes_on() -> None:
    play = shown(begun()).keys("] s a")
    (made,) = play.reading.annotations
    assert (made.target.exact, made.tags, made.author) == ("Front", ("terrorist",), "me")
    assert made.provenance == Provenance("accepted", "designation footnote")
    assert "the |Front*" in play.shown
    assert len(offered(play)) == 2
    saves = [effect for effect in play.effects if isinstance(effect, Save)]
    assert saves[-1].said == "accepted terrorist for “Front”"
    play.keys("a a")
    assert play.effects[-1] == Say("accepted; no suggestions in this article")
    assert len(play.reading.annotations) == 3
    assert [len(play.keys("u").reading.annotations) for _ in range(3)] == [2, 1, 0]
    assert len(offered(play)) == 3


def test_rejecting_keeps_the_annotations_as_they_are_and_can_be_undone() -> None:
    play = shown(begun()).keys("] s d")
    assert play.reading.annotations == ()
    assert [text for text, _ in offered(play)] == ["Front"] * 2
    save = play.effects[-2]
    assert isinstance(save, Save)
    (part,) = save.parts
    assert isinstance(part, Refusals)
    assert save.said == "rejected terrorist for “Front”"
    play.keys("u")
    assert len(offered(play)) == 3
    play.keys("ctrl+r")
    assert len(offered(play)) == 2


def test_nothing_under_the_caret_is_told() -> None:
    play = shown(begun()).keys("a")
    assert play.effects[-1] == Say(
        "no suggestion under the caret; ‹jump.suggestion_next› goes to the next one"
    )
    assert begun().keys("d").effects == [play.effects[-1]]


def test_the_peek_says_where_a_suggestion_comes_from() -> None:
    play = shown(begun()).keys("] s")
    section = explain(play.reading)[-1]
    assert (section.kind, section.heading) == ("suggested", "terrorist")
    assert dict(section.facts)["from"] == "designation footnote"


def refused(play: Play) -> tuple[Annotation, ...]:
    """What the file would hold of the rejections of a session."""
    kept: tuple[Annotation, ...] = ()
    for effect in play.effects:
        for part in effect.parts if isinstance(effect, Save) else ():
            if isinstance(part, Refusals):
                kept = apply_edit(kept, part.edit)
    return kept


def again(play: Play, text: str, *, named: str = "Front") -> Play:
    """Open the article anew with another text and what was rejected before; show suggestions."""
    article = article_of(text)
    kept = tuple(anchor(each, article.text, article.sha256) for each in refused(play))
    front = entity(text, named, "ORG")
    found = Findings("en", "other", entities=(front,), designations=(footnote(text, "*The Front is", front),))
    return shown(begun("|" + text, findings=found), rejected=kept)


def test_a_rejected_one_does_not_come_back_after_the_text_or_the_analysis_changed() -> None:
    play = shown(begun()).keys("] s ] s d")
    assert len(offered(again(play, TEXT))) == 2
    assert len(offered(again(play, "A new lead.\n\n" + TEXT))) == 2
    assert len(offered(again(play, TEXT, named="the Front"))) == 0
    assert len(offered(again(play, TEXT.replace("*\nThe", "X")))) == 2


def test_a_rejected_one_stays_away_where_its_passage_stands_twice_now() -> None:
    play = shown(begun()).keys("] s ] s d")
    twice = TEXT.partition("\n")[0] + "\n" + TEXT
    assert len(offered(again(play, twice))) == 3


def test_one_that_is_tagged_with_signs_around_it_is_taken() -> None:
    play = begun(TEXT.replace("left the Front", "left the |Front"))
    play.reading = replace(play.reading, anchor=play.reading.caret.offset + 5)
    play.tag("terrorist")
    assert play.quotes[0][0] == "Front*"
    assert len(offered(shown(play))) == 2


MOVES = st.lists(
    st.sampled_from(["a", "d", "u", "ctrl+r", "] s", "[ s", "S", "look", "tag", "x", "T"]), max_size=30
)


@given(MOVES)
def test_in_any_order_nothing_is_lost_doubled_or_comes_back(moves: list[str]) -> None:
    play = shown(begun())
    for move in moves:
        if move == "look" and play.reading.suggesting is not None:
            look(play, rejected=refused(play))
        elif move == "tag":
            play.tag("terrorist")
        elif move != "look":
            play.keys(move)
    if play.reading.suggesting is None:
        play.keys("S")
    look(play, rejected=refused(play))
    places = [(a.span, tag) for a in play.reading.annotations for tag in a.tags]
    assert len(places) == len(set(places))
    # What was turned down stands for every passage that it shares a character with.
    kept = {at for each in refused(play) for at in range(each.span.start, each.span.end)}
    found = {
        s.span for _, s in play.reading.suggesting.found if kept.isdisjoint(range(s.span.start, s.span.end))
    }
    left = found - {span for span, _ in places}
    assert sorted(words for words, _ in offered(play)) == sorted(span.of(TEXT) for span in left)
    for _ in play.reading.history.past:
        play.keys("u")
    assert (play.reading.annotations, refused(play)) == ((), ())
    assert len(offered(look(play))) == 3


def test_a_tag_is_written_as_in_the_codebook_and_a_closed_one_admits_no_other() -> None:
    play = begun()
    book = Codebook((Code("Terrorist"),), closed=True)
    play.reading = replace(play.reading, codebook=book)
    assert offered(shown(play, earlier={"Petrova": ("person",)})) == [("Front", "Terrorist")] * 3
    play.keys("] s a")
    assert [tags for _, tags, _ in play.quotes] == [("Terrorist",)]
