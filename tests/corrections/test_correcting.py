"""What each kind of correction does to entities and designations."""

from __future__ import annotations

import pytest

from reader.articles.article import Article, text_sha256
from reader.articles.findings import Designation, Entity, Findings, ListedAs, Mention
from reader.corrections.correcting import correct, occurrences
from reader.corrections.correction import Correction, describe, in_order
from reader.text.span import Span
from reader.values import replace
from tests.support.correcting import correction
from tests.support.playing import article_of, entity, footnote, spans_of

TEXT = (
    "Orbis Minerals met Sergei Lavrov in Paris. Lavrov praised Orbis Minerals and Daesh*. "
    "Paris Hilton and the Bank of Paris did not. ISIS* fell, the Orbis-led camp said.\n"
    "* banned in Russia"
)
ORBIS = entity(TEXT, "Orbis Minerals", "PERSON")
LAVROV = Entity(
    "Sergei Lavrov",
    "PERSON",
    tuple(Mention(s, s.of(TEXT), confidence=0.8) for s in (Span(19, 32), Span(43, 49))),
    ("Lavrov",),
)
PARIS = Entity("Paris", "GPE", (Mention(Span(36, 41), "Paris"),))
HILTON = entity(TEXT, "Paris Hilton", "PERSON")
BANK = entity(TEXT, "Bank of Paris", "ORG")
DAESH = entity(TEXT, "Daesh", "ORG")
ISIS = entity(TEXT, "ISIS", "PERSON")
ARTICLE = article_of(TEXT)


def findings(*designations: Designation) -> Findings:
    return Findings("en", "test", (), (ORBIS, LAVROV, PARIS, DAESH, HILTON, BANK, ISIS), designations)


def after(*corrections: Correction, of: Findings | None = None, article: Article = ARTICLE) -> Findings:
    return correct(of or findings(), in_order(corrections, author="me"), article)


def shown(found: Findings) -> dict[str, tuple[str, list[str]]]:
    return {e.name: (e.label, [m.text for m in e.mentions]) for e in found.entities}


def test_a_type_moves_the_entity_with_all_its_mentions() -> None:
    found = after(correction(ARTICLE, "Sergei Lavrov", "type", "ORG"))
    assert shown(found)["Sergei Lavrov"] == ("ORG", ["Sergei Lavrov", "Lavrov"])
    lavrov = next(e for e in found.entities if e.name == "Sergei Lavrov")
    assert [(m.corrected, m.confidence) for m in lavrov.mentions] == [("me", 0.8), ("me", 0.8)]
    assert found.entities[0] is ORBIS


def test_a_type_goes_by_the_canonical_name_first_and_else_by_any() -> None:
    short = Mention(spans_of(TEXT, "Paris")[-1], "Paris")
    hilton = replace(HILTON, mentions=(*HILTON.mentions, short), aliases=("Paris",))
    both = replace(findings(), entities=(PARIS, hilton))
    found = shown(after(correction(ARTICLE, "Paris", "type", "FAC"), of=both))
    assert (found["Paris"][0], found["Paris Hilton"][0]) == ("FAC", "PERSON")
    alone = replace(findings(), entities=(hilton,))
    assert shown(after(correction(ARTICLE, "Paris", "type", "FAC"), of=alone))["Paris Hilton"][0] == "FAC"


def test_what_is_no_name_goes_with_the_entity_it_names() -> None:
    assert "Sergei Lavrov" not in shown(after(correction(ARTICLE, "Sergei Lavrov", "no_name")))


def test_what_is_no_name_leaves_the_other_names_of_the_entity() -> None:
    found = after(correction(ARTICLE, "Lavrov", "no_name", at=43))
    (lavrov,) = [e for e in found.entities if e.name == "Sergei Lavrov"]
    assert ([m.text for m in lavrov.mentions], lavrov.aliases) == (["Sergei Lavrov"], ())


def test_a_name_that_was_missed_is_found_wherever_it_stands_as_whole_words() -> None:
    found = after(correction(ARTICLE, "Orbis", "name", "ORG", at=TEXT.index("Orbis-led")))
    assert shown(found)["Orbis"] == ("ORG", ["Orbis"])
    found = after(correction(ARTICLE, "camp", "name", "FAC"))
    (camp,) = [e for e in found.entities if e.name == "camp"]
    assert camp.mentions == (Mention(spans_of(TEXT, "camp")[0], "camp", corrected="me"),)


def test_a_name_that_was_missed_joins_the_entity_of_that_name_and_gives_way_to_longer_ones() -> None:
    without = replace(findings(), entities=(LAVROV, BANK, Entity("Paris", "GPE", ())))
    found = after(correction(ARTICLE, "Paris", "name", "GPE"), of=without)
    assert shown(found)["Paris"] == ("GPE", ["Paris", "Paris"])
    assert [m.span.start for e in found.entities if e.name == "Paris" for m in e.mentions] == [36, 85]
    assert shown(found)["Bank of Paris"] == ("ORG", ["Bank of Paris"])


def test_where_it_is_made_a_name_wins_over_what_was_found_across_it() -> None:
    start = TEXT.index("Minerals and")
    found = after(correction(ARTICLE, "Minerals and Daesh", "name", "ORG", at=start))
    assert shown(found)["Minerals and Daesh"] == ("ORG", ["Minerals and Daesh"])
    assert shown(found)["Orbis Minerals"] == ("PERSON", ["Orbis Minerals"])
    assert "Daesh" not in shown(found)


def test_only_here_one_mention_becomes_an_entity_of_its_own() -> None:
    found = after(correction(ARTICLE, "Lavrov", "type", "ORG", scope="here", at=43))
    assert shown(found)["Sergei Lavrov"] == ("PERSON", ["Sergei Lavrov"])
    assert shown(found)["Lavrov"] == ("ORG", ["Lavrov"])


def test_only_here_words_are_no_name_and_others_of_the_name_stay() -> None:
    found = after(correction(ARTICLE, "Orbis Minerals", "no_name", scope="here"))
    assert shown(found)["Orbis Minerals"] == ("PERSON", ["Orbis Minerals"])


def test_only_here_finds_its_place_again_when_the_text_has_moved() -> None:
    made = correction(ARTICLE, "Lavrov", "type", "ORG", scope="here", at=43)
    moved = "Update. " + TEXT
    article = replace(ARTICLE, text=moved, sha256=text_sha256(moved))
    lavrov = Entity("Lavrov", "PERSON", (Mention(Span(51, 57), "Lavrov"),))
    (found,) = after(made, of=Findings("en", "test", (), (lavrov,)), article=article).entities
    assert (found.label, found.mentions[0].span) == ("ORG", Span(51, 57))


def test_two_names_of_one_become_one_under_the_others_name() -> None:
    listed = replace(ISIS, listed=(ListedAs("UN", "1", "ISIL"),))
    start = replace(findings(), entities=(DAESH, listed))
    (both,) = after(correction(ARTICLE, "ISIS", "same", other="Daesh"), of=start).entities
    assert (both.name, both.label, both.aliases, both.listed) == ("Daesh", "ORG", ("ISIS",), listed.listed)
    assert [(m.text, m.corrected) for m in both.mentions] == [("Daesh", None), ("ISIS", "me")]


def test_who_is_designated_follows_the_entities() -> None:
    stated = findings(footnote(TEXT, "* banned", DAESH))
    (designation,) = after(correction(ARTICLE, "ISIS", "same", other="Daesh"), of=stated).designations
    (daesh,) = designation.entities
    assert [(m.text, m.marked) for m in daesh.mentions] == [("Daesh", True), ("ISIS", True)]
    assert daesh.aliases == ("ISIS",)
    (designation,) = after(correction(ARTICLE, "Daesh", "no_name"), of=stated).designations
    assert designation.entities == ()
    (designation,) = after(correction(ARTICLE, "Daesh", "type", "GPE"), of=stated).designations
    assert designation == stated.designations[0]


@pytest.mark.parametrize("scope", ["here", "article", "library"])
def test_a_designation_that_is_none_goes_and_the_names_stay(scope) -> None:
    stated = findings(footnote(TEXT, "* banned", DAESH))
    found = after(correction(ARTICLE, "* banned in Russia", "no_designation", scope=scope), of=stated)
    assert found.designations == ()
    assert found.entities == stated.entities


def test_ones_own_word_counts_more_and_the_narrower_one_more_still() -> None:
    theirs = correction(ARTICLE, "ISIS", "type", "GPE", author="zoe")
    mine = correction(ARTICLE, "ISIS", "type", "ORG")
    wide = correction(ARTICLE, "ISIS", "type", "LOC", scope="library")
    here = correction(ARTICLE, "ISIS", "type", "FAC", scope="here")
    assert shown(after(mine, theirs))["ISIS"][0] == "ORG"
    assert shown(after(wide, mine, theirs))["ISIS"][0] == "ORG"
    assert shown(after(wide, here, mine, theirs))["ISIS"][0] == "FAC"


def test_a_correction_of_another_article_says_nothing_unless_it_is_of_the_library() -> None:
    made = replace(correction(ARTICLE, "ISIS", "type", "ORG"), article="other")
    assert after(made) == findings()
    assert shown(after(replace(made, scope="library")))["ISIS"][0] == "ORG"


@pytest.mark.parametrize(
    ("text", "words", "starts"),
    [
        ("Iran, Iranian, Iran's and pro-Iran", "Iran", [0, 15, 30]),
        ("Daesh¹ Daesh* Daeshi", "Daesh", [0, 7]),
        ("é e\u0301 e", "e", [5]),
        ("Ann\u00a0Lee and Ann Lee", "Ann\u00a0Lee", [0, 12]),
        ("nothing", "", []),
    ],
)
def test_names_are_looked_for_as_whole_words(text, words, starts) -> None:
    assert [span.start for span in occurrences(text, words)] == starts


def test_a_correction_is_told_in_one_line() -> None:
    told = [
        describe(correction(ARTICLE, "Orbis Minerals", "type", "ORG")),
        describe(correction(ARTICLE, "ISIS", "same", other="Daesh")),
        describe(correction(ARTICLE, "said.\n* banned", "no_designation")),
        describe(correction(ARTICLE, "camp", "no_name")),
    ]
    assert told == [
        "“Orbis Minerals”: organisation (ORG)",
        "“ISIS”: the same as “Daesh”",
        "“said. * banned”: no designation",
        "“camp”: no name",
    ]
