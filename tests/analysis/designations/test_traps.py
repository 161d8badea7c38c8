"""Texts that look like designations and hold none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "What to pack:\n* water\n* a map of the banned zone\n* letters for the Taliban office",
        "She was *not* banned in Russia, only *ignored* there.",
        "The drone saw 3*4 km; area = width * height.",
        "“What the f*** is this”, he said: s**t.",
        "***** for the soup, ** for the service, 5* for the view.",
        "© Photo: archive*\n*The image shows a similar vessel.",
        "Marta* (not her real name) said the militia banned music.\n\n*Name changed.",
        "int *p = &list; /* banned in C++17 */",
        "See [1] and [2].\n\n[1] Annual survey, p. 14.\n[2] Ibid.",
        "E = mc² and 40 m².\n\n² An equation.",
        "The council*, the militia* and the mill* signed.\n\n*Names are fictional.",
        "Required fields are marked *. Terms apply*.\n* Void where prohibited.",
        "**Taliban** leaders met. Use *.csv files. p<0.05*\n\n* * *\n\nMore.",
        "The daily quoted “ISIS*” twice.\n\n*Editor’s pick of the week*",
        "The sigil* glows as taliban_branch* matches.\n\n* flavour text",
    ],
)
def test_signs_that_call_no_designation(find, text):
    assert not find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Imports of poultry remain banned in Russia. Plastic bags are outlawed in Kenya.",
        "Our app got banned in Russia. The film was banned in Russia. Telegram channels were closed.",
        'The novel "Red Dawn", banned in Belarus, sold well.',
        "Words BANNED in Russian replies are listed below.",
        "The sprinter was banned by the federation; her coach, a designated driver, was not.",
        "A census-designated place north of Lumberton burned.",
        "The so-called “gig economy” is undesirable, he said, but hardly extremist.",
        "She worked as an agent for foreign authors.",
        "What does “banned in Russia” mean?",
        "The paper put the words “terrorist state” in its headline.",
        "It lifts the ban from all previously banned Terrorists. Counter-Terrorists are safe.",
        "The terrorist attack killed ten. Extremist views spread. Terrorists fled.",
        "The United States has sanctioned Grey Dawn's relatives.",
        "The song was sanctioned by the European Broadcasting Union.",
        "The list of guests was long, and he was found guilty.",
        "Продажа алкоголя запрещена на территории парка; организация пикников — у пруда.",
        "В реестр экстремистских материалов внесли брошюру «Тихий берег», запрещённую в РФ.",
        "Книга «Путь» признана экстремистской.",
    ],
)
def test_words_that_designate_nobody(find, text):
    assert not find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zarif said it is a terrorist group.",
        "In Russia, Igor Talin was banned from driving.",
        "The EU list of terrorist groups was published on Monday by Josep Ruel.",
        "The list of foreign agents was extended by Igor Talin.",
        "The register of foreign agents includes 800 names.",
        "He was added to the list of winners by Igor Talin.",
        "Call the police if a terrorist group attacks Rome.",
        "A recently-banned pesticide killed bees in Peru.",
        "See Table [1] of banned substances.\n[1] Banned substances, by the Anti-Doping Agency.",
        "Он заявил, что не является кандидатом.",
        "В реестр иноагентов вошли 900 человек, сообщил Пётр Ильин.",
        "США ввели санкции против нефти.",
    ],
)
def test_what_states_nothing_of_anybody(find, text):
    assert not find(text)
