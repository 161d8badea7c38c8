"""A second set of texts of our own, in other wordings than the first, marked by hand beforehand."""

from __future__ import annotations

import pytest

CASES = [
    (
        (
            "Envoys of the Salt Road Movement** met in Doha.\n\n**Salt Road Movement (SRM) is banned in Iran "
            "as an extremist organisation. SRM has not commented."
        ),
        [("extremist", "asserted", {"IR"}, {"Salt Road Movement"})],
    ),
    (
        (
            "Posts on Fotogram* vanished.\n* Fotogram belongs to Vista Group, a company designated extremist "
            "and banned in Russia."
        ),
        [("extremist", "asserted", {"RU"}, {"Vista Group"})],
    ),
    (
        "По данным «Лесного братства»*, погибли двое.\n*Террористическая организация, запрещённая в РФ.",
        [("terrorist", "asserted", {"RU"}, {"«Лесного братства»"})],
    ),
    (
        "Издание «Полдень»* и юрист Вера Сомова* подали иск.\n* Внесены в реестр иностранных агентов.",
        [("foreign_agent", "asserted", set(), {"«Полдень»", "Вера Сомова"})],
    ),
    (
        "Troops fought Jund al-Wadi (also known as JW, a terrorist organisation banned in Egypt) for a week.",
        [("terrorist", "asserted", {"EG"}, {"Jund al-Wadi"})],
    ),
    (
        "The company (under US sanctions) opened a plant.",
        [("sanctioned", "asserted", {"US"}, {"company"})],
    ),
    (
        "Northbank (under US sanctions since 2018) opened an office.",
        [("sanctioned", "asserted", {"US"}, {"Northbank"})],
    ),
    (
        "Блогер Кира Одоева (включена в перечень террористов и экстремистов) не явилась.",
        [("listed_person", "asserted", set(), {"Кира Одоева"})],
    ),
    (
        "«Сад камней» (нежелательная в России организация) провёл семинар.",
        [("undesirable", "asserted", {"RU"}, {"«Сад камней»"})],
    ),
    (
        "Harvest Moon, recognised as undesirable in Russia, published the survey.",
        [("undesirable", "asserted", {"RU"}, {"Harvest Moon"})],
    ),
    (
        "Ashen Wolf, considered a terrorist organisation by Spain and France, laid down its arms.",
        [("terrorist", "asserted", {"ES", "FR"}, {"Ashen Wolf"})],
    ),
    (
        "Weapons reached the Tidal Front, which is outlawed in the Philippines, by sea.",
        [("banned", "asserted", {"PH"}, {"Tidal Front"})],
    ),
    (
        "Организация «Новый порог», деятельность которой запрещена в России, сменила имя.",
        [("banned", "asserted", {"RU"}, {"«Новый порог»"})],
    ),
    (
        "EU-sanctioned tycoon Boris Klim flew to Baku.",
        [("sanctioned", "asserted", {"EU"}, {"Boris Klim"})],
    ),
    (
        "A leader of the proscribed Sand Lions was shot.",
        [("banned", "asserted", set(), {"Sand Lions"})],
    ),
    (
        "Участник признанного экстремистским движения «Пепел» получил семь лет.",
        [("extremist", "asserted", set(), {"«Пепел»"})],
    ),
    (
        "In 2016 Kazakhstan recognised the Quiet Hour as an extremist organisation.",
        [("extremist", "asserted", {"KZ"}, {"Quiet Hour"})],
    ),
    (
        "Ecuador declared the Jackals a terrorist organisation.",
        [("terrorist", "asserted", {"EC"}, {"Jackals"})],
    ),
    (
        "The EU and Britain have blacklisted Polar Shipping.",
        [("sanctioned", "asserted", {"EU", "GB"}, {"Polar Shipping"})],
    ),
    ("The Paraguayan branch of Black Torch was outlawed.", []),
    (
        "Black Torch was outlawed in Paraguay and Bolivia.",
        [("banned", "asserted", {"PY", "BO"}, {"Black Torch"})],
    ),
    (
        "The Interior Ministry of Belarus added the channel Motolka to its list of extremist formations.",
        [("extremist", "asserted", {"BY"}, {"Motolka"})],
    ),
    (
        "Верховный суд запретил движение «Пепел».",
        [("banned", "asserted", {"RU"}, {"«Пепел»"})],
    ),
    (
        "Власти Киргизии признали «Тихий час» экстремистским объединением.",
        [("extremist", "asserted", {"KG"}, {"«Тихий час»"})],
    ),
    (
        "США внесли «Полярный флот» в санкционный список.",
        [("sanctioned", "asserted", {"US"}, {"«Полярный флот»"})],
    ),
    (
        "Neither the UN nor Norway lists the Sand Lions as a terrorist organisation.",
        [("terrorist", "negated", {"UN", "NO"}, {"Sand Lions"})],
    ),
    (
        "Belgium has refused to designate the Sand Lions as a terrorist group.",
        [("terrorist", "negated", {"BE"}, {"Sand Lions"})],
    ),
    (
        "The Sand Lions isn't a banned organisation in Chile.",
        [("banned", "negated", {"CL"}, {"Sand Lions"})],
    ),
    (
        "«Тихий час» не является экстремистской организацией.",
        [("extremist", "negated", set(), {"«Тихий час»"})],
    ),
    (
        "The Harbour Party, once banned in Tunisia, won nine seats.",
        [("banned", "lifted", {"TN"}, {"Harbour Party"})],
    ),
    (
        "Canada delisted Ashen Wolf as a terrorist entity.",
        [("terrorist", "lifted", {"CA"}, {"Ashen Wolf"})],
    ),
    (
        "A tribunal in The Hague suspended the terrorist designation of the Sand Lions.",
        [("terrorist", "suspended", set(), {"Sand Lions"})],
    ),
    (
        "Суд отменил решение о признании «Тихого часа» экстремистской организацией.",
        [("extremist", "lifted", set(), {"«Тихого часа»"})],
    ),
    (
        "Britain is considering banning Black Torch.",
        [("banned", "proposed", {"GB"}, {"Black Torch"})],
    ),
    (
        "A bill in the Senate would label the Jackals a terrorist organisation.",
        [("terrorist", "proposed", set(), {"Jackals"})],
    ),
    (
        "Прокурор потребовал признать «Пепел» экстремистской организацией.",
        [("extremist", "proposed", set(), {"«Пепел»"})],
    ),
    (
        '"Black Torch is an extremist movement," Mr Olsen said.',
        [("extremist", "attributed", set(), {"Black Torch"})],
    ),
    (
        "The president called the Jackals a terrorist group.",
        [("terrorist", "attributed", set(), {"Jackals"})],
    ),
    (
        "Министр назвал «Пепел» террористической организацией.",
        [("terrorist", "attributed", set(), {"«Пепел»"})],
    ),
    (
        "Pro-Iranian militia Iron Palm fired two rockets.",
        [("backing", "asserted", {"IR"}, {"Iron Palm"})],
    ),
    (
        "Проиранская группировка «Железная ладонь» выпустила ракеты.",
        [("backing", "asserted", {"IR"}, {"«Железная ладонь»"})],
    ),
    (
        "Islamist group Iron Palm denied it.",
        [("ideological", "asserted", set(), {"Iron Palm"})],
    ),
    (
        "Officials of the self-declared Republic of Ostrava closed the bridge.",
        [("recognition", "asserted", set(), {"Republic of Ostrava"})],
    ),
    (
        "Так называемое «Лесное братство» взяло ответственность.",
        [("distancing", "asserted", set(), {"«Лесное братство»"})],
    ),
    (
        "Suspected militant Omar Dali was charged with terrorism in Kenya.",
        [
            ("judicial", "asserted", set(), {"Omar Dali"}),
            ("judicial", "asserted", {"KE"}, {"Omar Dali"}),
        ],
    ),
    (
        "Павла Гордеева, осуждённого за оправдание терроризма, перевели в колонию.",
        [("judicial", "asserted", set(), {"Павла Гордеева"})],
    ),
    (
        "Turkey, the US and the European Union consider the Red Anvil (RA) a terrorist organisation.",
        [("terrorist", "asserted", {"TR", "US", "EU"}, {"Red Anvil"})],
    ),
    (
        "Reporter Lea Dorn, whom Russia has declared a foreign agent, moved to Riga.",
        [("foreign_agent", "asserted", {"RU"}, {"Lea Dorn"})],
    ),
    (
        "The government has not yet decided whether to ban the Red Anvil.",
        [("banned", "proposed", set(), {"Red Anvil"})],
    ),
    (
        "Neither the Red Anvil nor the Blue Tongs is listed as a terrorist group in Japan.",
        [("terrorist", "negated", {"JP"}, {"Red Anvil", "Blue Tongs"})],
    ),
    (
        "Ни «Рассвет», ни «Маяк» не признаны иноагентами.",
        [("foreign_agent", "negated", set(), {"Рассвет", "Маяк"})],
    ),
    (
        "Движение «Рассвет» внесено в перечень экстремистских организаций Белоруссии и Казахстана.",
        [("extremist", "asserted", {"BY", "KZ"}, {"Рассвет"})],
    ),
    (
        "Павел Громов (18+, иноагент) ответил на вопросы.",
        [("foreign_agent", "asserted", set(), {"Павел Громов"})],
    ),
    ("“We are not terrorists,” said a commander of the Red Anvil.", []),
    ("The union banned smoking in the office in Lyon.", []),
    ("The player Tim Rourke has been banned for three matches.", []),
    ("The song was banned in Iran for years.", []),
    ("Terrorist attacks in Lagos killed ten.", []),
    ("She was listed as missing in Spain.", []),
    ("An agent of a foreign shipping company, Lars Holm, was at the dock.", []),
    ("Суд запретил продажу сигарет в Туве.", []),
    ("Он внёс в реестр расходов новую строку.", []),
    ("GOLD* rose.\n* Prices at noon in London.", []),
    ("The court heard that Nils Brandt drove without a licence in Norway.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_a_text_states(stated, text, expected):
    assert stated(text) == [
        (kind, polarity, codes, {name.strip("«»“”") for name in names})
        for kind, polarity, codes, names in expected
    ]
