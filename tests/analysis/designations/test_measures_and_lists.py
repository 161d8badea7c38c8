"""A third set of texts of our own: live pages, lists of countries, measures, and words used otherwise."""

from __future__ import annotations

import pytest

CASES = [
    (
        (
            "Live: talks in Geneva\n*The Ember Front is a terrorist group outlawed in Russia and "
            "many other countries.\n10:15 The Ember Front fired mortars.\n10:20 Envoys left."
        ),
        [("terrorist", "asserted", {"RU", "XX"}, {"Ember Front"})],
    ),
    (
        "The spokesman for Ember Front* resigned.*A terrorist organisation banned in Russia.",
        [("terrorist", "asserted", {"RU"}, {"Ember Front"})],
    ),
    (
        "Fighters of the Ember Front1 fled.\n1 The organisation is banned in Russia.",
        [("banned", "asserted", {"RU"}, {"Ember Front"})],
    ),
    (
        (
            "Fotogram* and Chirp** went down.\n* Owned by Vista Group, which is banned as "
            "extremist in Russia.\n** Blocked in Russia."
        ),
        [("extremist", "asserted", {"RU"}, {"Vista Group"})],
    ),
    (
        (
            "Соцсеть Фотограм* недоступна.\n* Принадлежит компании Vista, которая признана "
            "экстремистской и запрещена в РФ."
        ),
        [("extremist", "asserted", {"RU"}, {"Vista"})],
    ),
    (
        (
            "Ivan Petrenko, designated a foreign agent in Russia, lives in Riga. Petrenko has not "
            "returned since."
        ),
        [("foreign_agent", "asserted", {"RU"}, {"Ivan Petrenko"})],
    ),
    (
        "The Iranian parliament voted to list the Blue Legion as a terrorist organisation.",
        [("terrorist", "proposed", {"IR"}, {"Blue Legion"})],
    ),
    (
        "Saudi Arabia, Bahrain and the UAE list the Crescent League as a terrorist organisation.",
        [("terrorist", "asserted", {"AE", "BH", "SA"}, {"Crescent League"})],
    ),
    (
        (
            "The Crescent League is designated as a terrorist organisation by Saudi Arabia, Egypt "
            "and several other countries."
        ),
        [("terrorist", "asserted", {"EG", "SA", "XX"}, {"Crescent League"})],
    ),
    (
        "Peru's Congress declared the group Dawn Path terrorist.",
        [("terrorist", "asserted", {"PE"}, {"Dawn Path"})],
    ),
    (
        "The designation of the Crescent League as a terrorist organisation was lifted by Sudan.",
        [("terrorist", "lifted", {"SD"}, {"Crescent League"})],
    ),
    (
        "Washington took the Tamarisk Movement off its list of foreign terrorist organisations.",
        [("terrorist", "lifted", {"US"}, {"Tamarisk Movement"})],
    ),
    (
        "The High Court quashed the ban on the Workers' Dawn.",
        [("banned", "lifted", set(), {"Workers' Dawn"})],
    ),
    (
        "Lithuania has yet to recognise the Tamarisk Movement as a terrorist organisation.",
        [("terrorist", "negated", {"LT"}, {"Tamarisk Movement"})],
    ),
    (
        "The Tamarisk Movement denies being a terrorist organisation.",
        [("terrorist", "negated", set(), {"Tamarisk Movement"})],
    ),
    (
        "If the Tamarisk Movement is banned in Hungary, its members will leave.",
        [("banned", "proposed", {"HU"}, {"Tamarisk Movement"})],
    ),
    ("Роман Кедров (иноагент) дал интервью.", [("foreign_agent", "asserted", set(), {"Роман Кедров"})]),
    (
        "Ранее Минюст включил Романа Кедрова в реестр иноагентов.",
        [("foreign_agent", "asserted", {"RU"}, {"Романа Кедрова"})],
    ),
    (
        "Иностранный агент Роман Кедров дал интервью.",
        [("foreign_agent", "asserted", set(), {"Роман Кедров"})],
    ),
    (
        "Террористическая группировка «Красный рассвет» взяла ответственность за взрыв.",
        [("terrorist", "asserted", set(), {"«Красный рассвет»"})],
    ),
    (
        "Деятельность «Края» признана нежелательной на территории России.",
        [("undesirable", "asserted", {"RU"}, {"«Края»"})],
    ),
    (
        "Движение «Луч» больше не считается экстремистским в Казахстане.",
        [("extremist", "lifted", {"KZ"}, {"«Луч»"})],
    ),
    ("Суд может запретить движение «Луч».", [("banned", "proposed", set(), {"«Луч»"})]),
    (
        "The Kremlin-backed militia Steppe Wind entered the town.",
        [("backing", "asserted", {"RU"}, {"Steppe Wind"})],
    ),
    ("Wagner-linked firm Delta Gold mines in Mali.", []),
    ("The broadcaster TVM, which is funded by the state, aired it.", []),
    (
        "The self-styled Emirate of Kaldur issued passports.",
        [("distancing", "asserted", set(), {"Emirate of Kaldur"})],
    ),
    (
        "The Blue Legion, a banned group, and the Red Legion, which is legal, held talks.",
        [("banned", "asserted", set(), {"Blue Legion"})],
    ),
    ("US sanctions on Delta Gold were lifted in May.", [("sanctioned", "lifted", {"US"}, {"Delta Gold"})]),
    (
        "The US imposed sanctions on Delta Gold and its owner Petr Molnar.",
        [("sanctioned", "asserted", {"US"}, {"Delta Gold", "Petr Molnar"})],
    ),
    ("Delta Gold faces EU sanctions.", [("sanctioned", "asserted", {"EU"}, {"Delta Gold"})]),
    ("Sanctioned Russian bank Volna opened in Dubai.", [("sanctioned", "asserted", set(), {"Volna"})]),
    ("The vaccine was banned in Peru, officials said.", []),
    ("Drivers banned in Germany may appeal.", []),
    ("The minister listed Poland, Spain and Italy as partners.", []),
    ("They designated Mr Hall the new treasurer.", []),
    ("Anna Reyes was recognised as a leader in Chile.", []),
    ("The town of Sorrel was declared a disaster zone by Mexico.", []),
    ("Jury found Dale Crick guilty of murder in Texas.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_a_text_states(stated, text, expected):
    assert stated(text) == [
        (kind, polarity, codes, {name.strip("«»“”") for name in names})
        for kind, polarity, codes, names in expected
    ]
