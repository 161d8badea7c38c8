"""A third set of texts of our own, in the ways of world news, marked by hand beforehand."""

from __future__ import annotations

import pytest

CASES = [
    (
        (
            "Fighters of the Ember Column* crossed the river at dawn.\n\n*The group is designated as "
            "terrorist by Turkey and the EU."
        ),
        [("terrorist", "asserted", {"EU", "TR"}, {"Ember Column"})],
    ),
    (
        (
            "The Ash Union¹ and the Reed Front² met in Amman.\n\n¹ Banned in Russia and Belarus.\n² "
            "Recognised as an extremist organisation in Kazakhstan."
        ),
        [
            ("banned", "asserted", {"BY", "RU"}, {"Ash Union"}),
            ("extremist", "asserted", {"KZ"}, {"Reed Front"}),
        ],
    ),
    (
        "Mr Dov Harel denies being a foreign agent.",
        [("foreign_agent", "negated", set(), {"Dov Harel"})],
    ),
    (
        "The charity Open Harbour is not a foreign agent, its lawyer said.",
        [("foreign_agent", "negated", set(), {"Open Harbour"})],
    ),
    (
        "The Pine Brotherhood was removed from the US list of foreign terrorist organizations in 2021.",
        [("terrorist", "lifted", {"US"}, {"Pine Brotherhood"})],
    ),
    (
        (
            "Journalists Ana Bern, Petr Losev and Mila Zorina were added to Russia's register of "
            "foreign agents on Friday."
        ),
        [("foreign_agent", "asserted", {"RU"}, {"Ana Bern", "Mila Zorina", "Petr Losev"})],
    ),
    (
        "Nordlys Shipping, which is under sanctions by the US and EU, sold two tankers.",
        [("sanctioned", "asserted", {"EU", "US"}, {"Nordlys Shipping"})],
    ),
    (
        (
            "Videogram, owned by Delta Group (recognised as extremist and banned in Russia), blocked "
            "the account."
        ),
        [("extremist", "asserted", {"RU"}, {"Delta Group"})],
    ),
    (
        (
            "THIS MESSAGE WAS CREATED AND DISTRIBUTED BY A FOREIGN MEDIA OUTLET PERFORMING THE "
            "FUNCTIONS OF A FOREIGN AGENT.\n\nRain fell on Tver."
        ),
        [("foreign_agent", "asserted", set(), set())],
    ),
    (
        "Sweden has not designated the Harvest Circle a terrorist group.",
        [("terrorist", "negated", {"SE"}, {"Harvest Circle"})],
    ),
    (
        "A spokesman for the outlawed Grey Heron Movement said talks had begun.",
        [("banned", "asserted", set(), {"Grey Heron Movement"})],
    ),
    (
        "The so-called Republic of Tarn held a vote.",
        [("distancing", "asserted", set(), {"Republic of Tarn"})],
    ),
    (
        "The court overturned the ban on the Free Meadow party.",
        [("banned", "lifted", set(), {"Free Meadow"})],
    ),
    (
        "The White Mesa group, once considered a terrorist organisation by Spain, laid down its arms.",
        [("terrorist", "lifted", {"ES"}, {"White Mesa"})],
    ),
    (
        (
            "The United Nations, the United States and Australia have listed the Coral Front as a "
            "terrorist group."
        ),
        [("terrorist", "asserted", {"AU", "UN", "US"}, {"Coral Front"})],
    ),
    (
        "Members of Dawn Guard1 were arrested.\n\n1 Terrorist organisation, banned in Russia.",
        [("terrorist", "asserted", {"RU"}, {"Dawn Guard"})],
    ),
    (
        (
            "Facegram and Picogram* are slow today.*Owned by Omicron, which is recognised as "
            "extremist in Russia and banned."
        ),
        [("extremist", "asserted", {"RU"}, {"Omicron"})],
    ),
    (
        "The State Department said it would revoke the terrorist designation of the Amber Front.",
        [("terrorist", "asserted", {"US"}, {"Amber Front"})],
    ),
    (
        "According to Baku, the Vale Committee is a terrorist organisation.",
        [("terrorist", "attributed", set(), {"Vale Committee"})],
    ),
    (
        (
            "Kyiv accused the Don Chorus of spreading propaganda. Smoking is banned in Kyiv cafes. "
            "Fans were banned from the stadium."
        ),
        [],
    ),
    (
        (
            "The Tulip Network (designated a terrorist organisation by the UK, Canada and New "
            "Zealand) claimed the attack."
        ),
        [("terrorist", "asserted", {"CA", "GB", "NZ"}, {"Tulip Network"})],
    ),
    (
        (
            "НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЕН, РАСПРОСТРАНЕН ИНОСТРАННЫМ АГЕНТОМ ГРОМОВЫМ "
            "ПАВЛОМ ИЛЬИЧОМ, СОДЕРЖАЩИМСЯ В РЕЕСТРЕ ИНОСТРАННЫХ АГЕНТОВ. 18+"
        ),
        [("foreign_agent", "asserted", set(), {"ГРОМОВЫМ ПАВЛОМ ИЛЬИЧОМ"})],
    ),
    (
        "The Justice Ministry declared Igor Talin and Olga Reut foreign agents.",
        [("foreign_agent", "asserted", set(), {"Igor Talin", "Olga Reut"})],
    ),
    (
        "Russia has labelled Igor Talin, Olga Reut and the news site Lantern foreign agents.",
        [("foreign_agent", "asserted", {"RU"}, {"Igor Talin", "Lantern", "Olga Reut"})],
    ),
    (
        "Britain proscribed the Iron Veil, the Salt Guard and Black Tide as terrorist groups in March.",
        [("terrorist", "asserted", {"GB"}, {"Black Tide", "Iron Veil", "Salt Guard"})],
    ),
    (
        "The US designated the Iron Veil and the Salt Guard as terrorist organisations.",
        [("terrorist", "asserted", {"US"}, {"Iron Veil", "Salt Guard"})],
    ),
    (
        "The EU designated the Iron Veil a terrorist organisation.",
        [("terrorist", "asserted", {"EU"}, {"Iron Veil"})],
    ),
    (
        "Police searched the flat of Igor Talin, who is listed as a foreign agent in Russia.",
        [("foreign_agent", "asserted", {"RU"}, {"Igor Talin"})],
    ),
    (
        "The Iron Veil, a Tehran-backed militia which the US calls a terrorist group, fired back.",
        [("backing", "asserted", {"IR"}, {"Iron Veil"}), ("terrorist", "asserted", {"US"}, {"Iron Veil"})],
    ),
    (
        "The Iron Veil, a Saudi-backed armed group, fired back at Sana.",
        [("backing", "asserted", {"SA"}, {"Iron Veil"})],
    ),
    (
        (
            "Supporters of Dawn Guard* rallied. Leaders of the Salt Union** fled.\n* Banned in Russia "
            "as terrorist.\n** Extremist organisation, banned in Russia."
        ),
        [
            ("terrorist", "asserted", {"RU"}, {"Dawn Guard"}),
            ("extremist", "asserted", {"RU"}, {"Salt Union"}),
        ],
    ),
    (
        ("Picogram* is slow.\n*Owned by Omicron, which is designated an extremist organisation in Russia."),
        [("extremist", "asserted", {"RU"}, {"Omicron"})],
    ),
    (
        "Picogram* is slow.\n*A product of Omicron, which is banned in Russia as extremist.",
        [("extremist", "asserted", {"RU"}, {"Omicron"})],
    ),
    (
        "Hungary refused to designate the Linden League as a terrorist group.",
        [("terrorist", "negated", {"HU"}, {"Linden League"})],
    ),
    (
        "The mayor refused to call the Linden League extremist.",
        [("extremist", "negated", set(), {"Linden League"})],
    ),
    (
        "The editor denied that Lantern was a foreign agent.",
        [("foreign_agent", "negated", set(), {"Lantern"})],
    ),
    (
        "The group denies it is a terrorist organisation.",
        [("terrorist", "negated", set(), {"group"})],
    ),
    (
        "Dawn Guard rejected claims that it is a terrorist group.",
        [("terrorist", "negated", set(), {"Dawn Guard"})],
    ),
    (
        "Canada struck the Pine Brotherhood off its terrorist list.",
        [("terrorist", "lifted", {"CA"}, {"Pine Brotherhood"})],
    ),
    (
        "The Pine Brotherhood was delisted as a terrorist group by the EU in 2019.",
        [("terrorist", "lifted", {"EU"}, {"Pine Brotherhood"})],
    ),
    (
        "Washington dropped the Pine Brotherhood from its blacklist.",
        [("sanctioned", "lifted", {"US"}, {"Pine Brotherhood"})],
    ),
    (
        (
            "Instalike† and the Blue Mill‡ declined to comment.\n\n† Recognised as extremist and "
            "banned in Russia.\n‡ Listed as a foreign agent in Russia."
        ),
        [
            ("extremist", "asserted", {"RU"}, {"Instalike"}),
            ("foreign_agent", "asserted", {"RU"}, {"Blue Mill"}),
        ],
    ),
    (
        (
            "The Cedar Army [1] withdrew.\n\n[1] Designated a terrorist group by Israel, the US and "
            "the Netherlands."
        ),
        [("terrorist", "asserted", {"IL", "NL", "US"}, {"Cedar Army"})],
    ),
    (
        (
            "Envoys of the Dune Council* and the Rock Alliance* met.\n* Terrorist groups, banned in "
            "Russia and a number of other countries."
        ),
        [("terrorist", "asserted", {"RU", "XX"}, {"Dune Council", "Rock Alliance"})],
    ),
    (
        ("Clashes with the Dune Council, proscribed in Pakistan and listed by the United Nations, went on."),
        [("banned", "asserted", {"PK", "UN"}, {"Dune Council"})],
    ),
    (
        "Germany's interior ministry banned the Iron Circle and its subgroup Iron Youth on Tuesday.",
        [("banned", "asserted", {"DE"}, {"Iron Circle", "Iron Youth"})],
    ),
    (
        "Treasury sanctioned Omar Riaz, a financier of the Dune Council, on Monday.",
        [("sanctioned", "asserted", set(), {"Omar Riaz"})],
    ),
    (
        "The European Union blacklisted Omar Riaz and three companies.",
        [("sanctioned", "asserted", {"EU"}, {"Omar Riaz"})],
    ),
    (
        "The Dune Council has never been designated a terrorist organisation by Switzerland.",
        [("terrorist", "negated", {"CH"}, {"Dune Council"})],
    ),
    (
        "Lithuania is considering banning the Linden League.",
        [("banned", "proposed", {"LT"}, {"Linden League"})],
    ),
    (
        "The Hague court suspended the ban on the Linden League.",
        [("banned", "suspended", set(), {"Linden League"})],
    ),
    (
        "He was a member of the now-banned Linden League.",
        [("banned", "asserted", set(), {"Linden League"})],
    ),
    (
        "The Linden League, formerly banned in Norway, won a seat.",
        [("banned", "lifted", {"NO"}, {"Linden League"})],
    ),
    (
        "State-run broadcaster Canal Uno and the Russian state news agency Vesna reported the raid.",
        [("state_media", "asserted", set(), {"Canal Uno"}), ("state_media", "asserted", {"RU"}, {"Vesna"})],
    ),
    (
        "Pro-Turkish fighters of the Euphrates Wall entered the town.",
        [("backing", "asserted", {"TR"}, {"Euphrates Wall"})],
    ),
    (
        "The self-declared Tarn People's Republic recalled its envoy.",
        [("recognition", "asserted", set(), {"Tarn People's Republic"})],
    ),
    (
        ("Nadia Olm was convicted of terrorism in absentia. Pavel Ost is wanted for extremism in Belarus."),
        [("judicial", "asserted", set(), {"Nadia Olm"}), ("judicial", "asserted", {"BY"}, {"Pavel Ost"})],
    ),
    (
        "The app Chatter is not banned in Iran.",
        [],
    ),
    (
        "Sanctions on grain remain. The ban on plastic was lifted.",
        [],
    ),
    (
        "Israel says the charity Cedar Relief is a front for terrorists.",
        [],
    ),
    (
        "Japan is among countries that list the Cedar Army as a terrorist organisation.",
        [("terrorist", "asserted", {"JP"}, {"Cedar Army"})],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_a_text_states(stated, text, expected):
    assert stated(text) == expected
