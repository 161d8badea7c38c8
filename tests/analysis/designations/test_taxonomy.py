"""Texts of our own across the taxonomy, marked by hand before anything was run on them.

Each says what should be found: kind, polarity, jurisdictions, and whom it is about, by the name as it first
stands in the text; an empty list where nothing is stated of anybody.
"""

from __future__ import annotations

import pytest

CASES = [
    # Footnotes
    (
        (
            "Talks with the Amber Brigade* stalled.\n*Amber Brigade is a terrorist organisation "
            "banned in Kazakhstan and Turkey."
        ),
        [("terrorist", "asserted", {"KZ", "TR"}, {"Amber Brigade"})],
    ),
    (
        (
            "Oleg Samarin* wrote to Pavel Drozd**.\n* Listed by Russia as a foreign agent.\n** Included in "
            "the list of terrorists and extremists."
        ),
        [
            ("foreign_agent", "asserted", {"RU"}, {"Oleg Samarin"}),
            ("listed_person", "asserted", set(), {"Pavel Drozd"}),
        ],
    ),
    (
        "Snapface† and Chatterbox† fell.\n† Owned by Lumen Corp, which is recognised as extremist in Russia.",
        [("extremist", "asserted", {"RU"}, {"Lumen Corp"})],
    ),
    (
        "The Northern Shield¹ claimed the attack.\n¹ A terrorist group outlawed in Pakistan.",
        [("terrorist", "asserted", {"PK"}, {"Northern Shield"})],
    ),
    (
        "Глава «Маяка»* выступил в суде.\n* «Маяк» признан нежелательной организацией в России.",
        [("undesirable", "asserted", {"RU"}, {"«Маяка»"})],
    ),
    (
        "Об этом сообщил Сергей Лунин**.\n** Внесён Минюстом в реестр иноагентов.",
        [("foreign_agent", "asserted", {"RU"}, {"Сергей Лунин"})],
    ),
    # Inline
    (
        "Fighters of Red Dune (banned in Tajikistan) crossed the river.",
        [("banned", "asserted", {"TJ"}, {"Red Dune"})],
    ),
    (
        "The Free Valley Movement [designated a terrorist organisation by Canada] held a march.",
        [("terrorist", "asserted", {"CA"}, {"Free Valley Movement"})],
    ),
    (
        "The Cedar Guard (listed as a terrorist group by the EU until 2019) now runs schools.",
        [("terrorist", "lifted", {"EU"}, {"Cedar Guard"})],
    ),
    (
        "Боевики «Чёрного знамени» (организация запрещена в Казахстане) отступили.",
        [
            ("militant", "asserted", set(), {"«Чёрного знамени»"}),
            ("banned", "asserted", {"KZ"}, {"«Чёрного знамени»"}),
        ],
    ),
    (
        "Журналист Илья Корнев (признан в РФ иностранным агентом) уехал.",
        [("foreign_agent", "asserted", {"RU"}, {"Илья Корнев"})],
    ),
    # Apposition and relative clauses
    (
        "Silver Dawn, an extremist group outlawed in Germany, has moved its servers.",
        [("extremist", "asserted", {"DE"}, {"Silver Dawn"})],
    ),
    (
        "The Lantern League, which Britain has proscribed, sued the newspaper.",
        [("banned", "asserted", {"GB"}, {"Lantern League"})],
    ),
    (
        "Iron Root, which is on the United Nations sanctions list, bought the ships.",
        [("sanctioned", "asserted", {"UN"}, {"Iron Root"})],
    ),
    (
        "The Coral Front — designated as a terrorist organisation by Australia and Japan — split in two.",
        [("terrorist", "asserted", {"AU", "JP"}, {"Coral Front"})],
    ),
    (
        "«Белый берег», признанный в Белоруссии экстремистским формированием, закрылся.",
        [("extremist", "asserted", {"BY"}, {"«Белый берег»"})],
    ),
    (
        "Движение «Рассвет», которое запрещено в Узбекистане, собрало митинг.",
        [("banned", "asserted", {"UZ"}, {"«Рассвет»"})],
    ),
    # Premodifiers
    (
        "Members of the outlawed Peacock Army were arrested.",
        [("banned", "asserted", set(), {"Peacock Army"})],
    ),
    (
        "The US-designated terrorist group Night Heron released a video.",
        [("terrorist", "asserted", {"US"}, {"Night Heron"})],
    ),
    (
        "Police raided a flat of the banned extremist movement Pure Soil.",
        [("extremist", "asserted", set(), {"Pure Soil"})],
    ),
    (
        "Сторонники запрещённой в России организации «Вереск» вышли на площадь.",
        [("banned", "asserted", {"RU"}, {"«Вереск»"})],
    ),
    # Predicates
    (
        "Canada designated the Copper Circle a terrorist entity on Friday.",
        [("terrorist", "asserted", {"CA"}, {"Copper Circle"})],
    ),
    (
        "The Marsh Brigade was banned by Jordan last year.",
        [("banned", "asserted", {"JO"}, {"Marsh Brigade"})],
    ),
    ("Argentina has outlawed the Blue Hand.", [("banned", "asserted", {"AR"}, {"Blue Hand"})]),
    ("The Blue Hand has been banned.", [("banned", "asserted", set(), {"Blue Hand"})]),
    (
        "Open Harbour was declared an undesirable organisation.",
        [("undesirable", "asserted", set(), {"Open Harbour"})],
    ),
    (
        "The United States has added Delta Metals to its sanctions list.",
        [("sanctioned", "asserted", {"US"}, {"Delta Metals"})],
    ),
    (
        "Viktor Salin was put under European Union sanctions in March.",
        [("sanctioned", "asserted", {"EU"}, {"Viktor Salin"})],
    ),
    (
        "Минюст внёс в реестр иноагентов Анну Ветрову и проект «Дальний свет».",
        [("foreign_agent", "asserted", {"RU"}, {"Анну Ветрову", "«Дальний свет»"})],
    ),
    (
        "Суд в Минске признал «Белый берег» экстремистской организацией.",
        [("extremist", "asserted", {"BY"}, {"«Белый берег»"})],
    ),
    (
        "Генпрокуратура признала нежелательной организацией фонд «Открытая гавань».",
        [("undesirable", "asserted", {"RU"}, {"«Открытая гавань»"})],
    ),
    # Negated
    ("The Grey Lotus is not a terrorist organisation.", [("terrorist", "negated", set(), {"Grey Lotus"})]),
    (
        "The Grey Lotus has never been listed as a terrorist group by Norway.",
        [("terrorist", "negated", {"NO"}, {"Grey Lotus"})],
    ),
    (
        "Фонд «Тишина» не признан иностранным агентом.",
        [("foreign_agent", "negated", set(), {"Фонд «Тишина»"})],
    ),
    # Lifted and suspended
    (
        "Turkey designated Falcon Nest a terrorist group in 2015, but the designation was revoked in 2020.",
        [("terrorist", "lifted", {"TR"}, {"Falcon Nest"})],
    ),
    (
        "Colombia lifted its ban on the Green Ribbon party.",
        [("banned", "lifted", {"CO"}, {"Green Ribbon"})],
    ),
    (
        "Switzerland removed Delta Metals from its sanctions list.",
        [("sanctioned", "lifted", {"CH"}, {"Delta Metals"})],
    ),
    (
        "The Amber Brigade is no longer a terrorist organisation.",
        [("terrorist", "lifted", set(), {"Amber Brigade"})],
    ),
    (
        "The ban on Radio Meridian was suspended by a Kenyan court.",
        [("banned", "suspended", {"KE"}, {"Radio Meridian"})],
    ),
    (
        "Минюст исключил Дмитрия Орешко из реестра иноагентов.",
        [("foreign_agent", "lifted", {"RU"}, {"Дмитрия Орешко"})],
    ),
    # Proposed
    (
        "Lawmakers in Denmark want to designate the Iron Root a terrorist organisation.",
        [("terrorist", "proposed", {"DK"}, {"Iron Root"})],
    ),
    (
        "The Iron Root could be banned in Sweden.",
        [("banned", "proposed", {"SE"}, {"Iron Root"})],
    ),
    ("Senators urged Ottawa to proscribe Silver Dawn.", [("banned", "proposed", {"CA"}, {"Silver Dawn"})]),
    (
        "Депутаты предложили признать «Степной ветер» террористической организацией.",
        [("terrorist", "proposed", set(), {"«Степной ветер»"})],
    ),
    # Attributed
    (
        "The mayor said that Open Harbour is a terrorist organisation.",
        [("terrorist", "attributed", set(), {"Open Harbour"})],
    ),
    (
        '"The Copper Circle is a terrorist group," the general told reporters.',
        [("terrorist", "attributed", set(), {"Copper Circle"})],
    ),
    (
        "The Copper Circle is a terrorist group that trained abroad, and its leader said nothing in court.",
        [("terrorist", "asserted", set(), {"Copper Circle"})],
    ),
    (
        "According to the minister, Pure Soil is an extremist movement.",
        [("extremist", "attributed", set(), {"Pure Soil"})],
    ),
    (
        "По словам губернатора, «Степной ветер» — террористическая организация.",
        [("terrorist", "attributed", set(), {"«Степной ветер»"})],
    ),
    # Epithets
    ("Night Heron militants attacked a convoy.", [("militant", "asserted", set(), {"Night Heron"})]),
    ("The Qatar-backed Cedar Guard took the port.", [("backing", "asserted", {"QA"}, {"Cedar Guard"})]),
    (
        "The so-called Dune Republic printed its own stamps.",
        [("distancing", "asserted", set(), {"Dune Republic"})],
    ),
    (
        "The self-proclaimed Republic of Zarnia has no airport.",
        [("recognition", "asserted", set(), {"Republic of Zarnia"})],
    ),
    (
        "The state-run news agency Meridian Press carried the speech.",
        [("state_media", "asserted", set(), {"Meridian Press"})],
    ),
    # Judicial
    (
        "Convicted terrorist Ruben Aldo was moved to another prison.",
        [("judicial", "asserted", set(), {"Ruben Aldo"})],
    ),
    (
        "Marek Dolan, who was convicted of terrorism in Poland, appealed.",
        [("judicial", "asserted", {"PL"}, {"Marek Dolan"})],
    ),
    ("Tomas Reel was convicted of extremism.", [("judicial", "asserted", set(), {"Tomas Reel"})]),
    ("Ivan Brodsky is accused of terrorism.", [("judicial", "asserted", set(), {"Ivan Brodsky"})]),
    ("Артём Лисин осуждён за терроризм.", [("judicial", "asserted", set(), {"Артём Лисин"})]),
    # Banner
    (
        "THIS MATERIAL WAS PRODUCED BY THE FOREIGN AGENT NADEZHDA KROTOVA.\nThe river rose by two metres.",
        [("foreign_agent", "asserted", set(), {"NADEZHDA KROTOVA"})],
    ),
    # Nothing to find
    ("Individuals linked to the Blue Hand were sanctioned.", []),
    ("The film Night Train was banned in Malaysia.", []),
    ("Pesticides banned in France were found in Lyon.", []),
    ("Judge Alan Moor sanctioned the lawyers for delay.", []),
    ("Lena Hart was named coach of the year by the US magazine.", []),
    ("Smoking is banned in Oslo's parks.", []),
    ("Maria Selin was found by the UK police on Sunday.", []),
    ("He listed five reasons why Norway would win.", []),
    ("The Terror Museum in Budapest opens at nine.", []),
    ("Ввоз яблок запрещён в России с мая.", []),
    ("Книга «Тихий Дон» включена в школьную программу.", []),
    ("A five* hotel, rated by guests, closed.\n* Prices in euros.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_a_text_states(stated, text, expected):
    assert stated(text) == [
        (kind, polarity, codes, {name.strip("«»“”") for name in names})
        for kind, polarity, codes, names in expected
    ]
