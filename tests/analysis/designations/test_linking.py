"""One entity for all names of somebody, with every mention."""

from __future__ import annotations


def test_mentions_leave_out_markers_articles_quotes_and_possessives(only):
    text = 'The "Grey Dawn"* and The Grey Dawn\'s men met.\n\n*The Grey Dawn is a group banned in Russia.'
    found = only(text)
    assert {m.text for m in found.entities[0].mentions} == {"Grey Dawn"}
    assert [m.marked for m in found.entities[0].mentions] == [True, False, False]


def test_whole_words_only(only):
    found = only(
        "Taliban-era laws, taliban_x, Talibania.\n\n*The Taliban is banned in Russia. Daesh-K is not."
    )
    assert [m.text for m in found.entities[0].mentions] == ["Taliban", "Taliban"]


def test_a_longer_name_is_not_its_beginning(find, mentions):
    (found,) = find("Daesh-K* fought Daesh.\n\n*Daesh-K is a terrorist group banned in Russia.")
    assert mentions(found) == {"Daesh-K": ["Daesh-K*", "Daesh-K"]}


def test_an_acronym_counts_in_capitals_only(only, mentions):
    found = only("It is said that IS* is near.\n\n*IS is a terrorist group banned in Russia")
    assert mentions(found) == {"IS": ["IS*", "IS"]}


def test_a_surname_follows_its_full_name(only, mentions):
    found = only(
        "Ilya Vetrov* spoke. Vetrov left; Vetrova stayed.\n\n* recognised as a foreign agent in Russia"
    )
    assert mentions(found) == {"Ilya Vetrov": ["Ilya Vetrov*", "Vetrov"]}


def test_a_recognisers_label_makes_a_person(find, mentions):
    text = (
        "Kim Ora* and the Blue Ox* met.\n\n* Recognised as a foreign agent\n* Banned organisation in Russia"
    )
    found = find(text, hints={"Kim Ora": "PERSON"})
    assert [(d.kind, *mentions(d)) for d in found] == [("foreign_agent", "Kim Ora"), ("banned", "Blue Ox")]


def test_two_well_known_names_of_one_group_are_one_entity(find):
    found = find("The Islamic State (banned in Russia) and Daesh (banned in Iran) are one.")
    assert found[0].entities == found[1].entities
    assert [m.text for m in found[0].entities[0].mentions] == ["Islamic State", "Daesh"]


def test_russian_cases_and_yo(only, mentions):
    found = only("О «Зелёном клёне»* знают. «Зеленого клена» нет.\n\n* «Зелёный клён» запрещён в РФ")
    assert [len(m) for m in mentions(found).values()] == [3]


def test_a_name_in_a_headline_of_capitals(only, mentions):
    found = only("THE TALIBAN* RETURNS TO TOWN\n\nThe Taliban* came.\n\n*The Taliban is banned in Russia")
    assert mentions(found) == {"Taliban": ["TALIBAN*", "Taliban*", "Taliban"]} or mentions(found) == {
        "TALIBAN": ["TALIBAN*", "Taliban*", "Taliban"]
    }


def test_the_quoted_part_of_a_name_stands_for_the_whole(only, mentions):
    found = only("Объявлен сбор. Фонд «Маяк» (признан иноагентом) открыт. У «Маяка» нет счёта.")
    assert mentions(found) == {"Фонд «Маяк»": ["Фонд «Маяк»", "Маяка"]}


def test_common_words_in_lower_case_are_no_mention(only, mentions):
    found = only("Before a grey dawn the Grey Dawn* struck.\n\n*The Grey Dawn is banned in Russia")
    assert mentions(found) == {"Grey Dawn": ["Grey Dawn*", "Grey Dawn"]}
