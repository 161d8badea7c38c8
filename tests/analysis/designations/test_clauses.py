"""Statuses in running text: predicates, appositions, relative clauses, premodifiers and news."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "part", "kind", "codes", "source", "names"),
    [
        (
            "Grey Dawn is a terrorist group outlawed in many countries, Russia and Iran among them.",
            "terrorist group outlawed",
            "terrorist",
            {"RU", "IR", "XX"},
            "predicate",
            ["Grey Dawn"],
        ),
        (
            "Grey Dawn and Red Moon are considered terrorist groups by Israel and the U.S. today.",
            "considered terrorist groups by Israel",
            "terrorist",
            {"IL", "US"},
            "predicate",
            ["Grey Dawn", "Red Moon"],
        ),
        (
            "The Grey Dawn — listed as a terrorist organization by Türkiye, the EU, and the US — left.",
            "listed as a terrorist organization by Türkiye",
            "terrorist",
            {"TR", "EU", "US"},
            "apposition",
            ["Grey Dawn"],
        ),
        (
            "Vesna Bank, sanctioned by the EU and the UK since 2022, sued.",
            "sanctioned by the EU and the UK since 2022",
            "sanctioned",
            {"EU", "GB"},
            "apposition",
            ["Vesna Bank"],
        ),
        (
            "BISHKEK – Six men joined Grey Dawn, an extremist organization outlawed in the country.",
            "an extremist organization outlawed in the country",
            "extremist",
            {"KG"},
            "apposition",
            ["Grey Dawn"],
        ),
        (
            "Grey Dawn, which Tajikistan has outlawed, met.",
            "which Tajikistan has outlawed",
            "banned",
            {"TJ"},
            "apposition",
            ["Grey Dawn"],
        ),
        (
            "The army met Grey Dawn, which is banned in Russia.",
            "which is banned in Russia",
            "banned",
            {"RU"},
            "apposition",
            ["Grey Dawn"],
        ),
        (
            "Canada designated the Red Valley Brigade a foreign terrorist organization on Tuesday.",
            "foreign terrorist organization",
            "terrorist",
            {"CA"},
            "predicate",
            ["Red Valley Brigade"],
        ),
        (
            "Egypt outlawed the Red Valley Brigade in 2013.",
            "outlawed",
            "banned",
            {"EG"},
            "predicate",
            ["Red Valley Brigade"],
        ),
        (
            "Britain added the Red Valley network to its list of proscribed terrorist groups.",
            "list of proscribed terrorist groups",
            "terrorist",
            {"GB"},
            "predicate",
            ["Red Valley"],
        ),
        (
            "The court found the Red Valley extremist and closed it.",
            "extremist",
            "extremist",
            set(),
            "predicate",
            ["Red Valley"],
        ),
        ("The banned Red Valley Brigade met.", "banned", "banned", set(), "epithet", ["Red Valley Brigade"]),
        (
            "Men of the banned in Russia “Red Valley” met.",
            "banned in Russia",
            "banned",
            {"RU"},
            "epithet",
            ["Red Valley"],
        ),
        ("The UN-listed Red Valley met.", "UN-listed", "sanctioned", {"UN"}, "epithet", ["Red Valley"]),
        (
            "The US-designated terrorist group Red Valley met.",
            "US-designated terrorist group",
            "terrorist",
            {"US"},
            "epithet",
            ["Red Valley"],
        ),
        (
            "The Kremlin-designated “extremist” fund moved.",
            "Kremlin-designated “extremist”",
            "extremist",
            {"RU"},
            "epithet",
            ["fund"],
        ),
        (
            "Proscribed since 1998, the Red Valley collects money.",
            "Proscribed since 1998",
            "banned",
            set(),
            "apposition",
            ["Red Valley"],
        ),
        (
            "В письме запрещенной в России «Красной долины» просят.",
            "запрещенной в России",
            "banned",
            {"RU"},
            "epithet",
            ["Красной долины"],
        ),
        (
            "Минюст внёс в реестр иноагентов Анну Котову и Петра Швеца.",
            "внёс в реестр иноагентов",
            "foreign_agent",
            {"RU"},
            "predicate",
            ["Анну Котову", "Петра Швеца"],
        ),
        (
            "Суд признал общину «Заря» экстремистской.",
            "экстремистской",
            "extremist",
            set(),
            "predicate",
            ["Заря"],
        ),
        (
            "«Заря» и «Рассвет» признаны экстремистскими и запрещены в Казахстане.",
            "признаны экстремистскими и запрещены в Казахстане",
            "extremist",
            {"KZ"},
            "predicate",
            ["Заря", "Рассвет"],
        ),
    ],
)
def test_a_status_is_attached_to_whom_the_grammar_means(only, text, part, kind, codes, source, names):
    found = only(text)
    assert part in found.text
    assert (found.kind, set(found.jurisdictions), found.source) == (kind, codes, source)
    assert [entity.name for entity in found.entities] == names
    assert found.polarity == "asserted"


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        (
            "Grey Dawn does not appear on the US list of foreign terrorist organisations.",
            "terrorist",
            "negated",
        ),
        ("Grey Dawn is not classed as a terror group by the EU.", "terrorist", "negated"),
        ("The court refused to recognise Grey Dawn as extremist.", "extremist", "negated"),
        ("Rumours that Grey Dawn had been recognised as extremist were false.", "extremist", "negated"),
        ("Grey Dawn is yet to be classified as a terrorist group.", "terrorist", "negated"),
        ("Grey Dawn, delisted as a terrorist organization by the EU in 2009, met.", "terrorist", "lifted"),
        ("Grey Dawn was once listed as terrorist by Washington.", "terrorist", "lifted"),
        ("Grey Dawn is no longer designated a terrorist group by the US.", "terrorist", "lifted"),
        ("The court quashed the “undesirable” label of Grey Dawn.", "undesirable", "lifted"),
        ("Washington revoked the terrorist designation of Grey Dawn.", "terrorist", "lifted"),
        ("The ban on Grey Dawn was lifted in May.", "banned", "lifted"),
        ("The court suspended the ban on Grey Dawn.", "banned", "suspended"),
        ("Councillors urged ministers to proscribe Grey Dawn.", "banned", "proposed"),
        ("If Grey Dawn is declared extremist, its accounts will be frozen.", "extremist", "proposed"),
        (
            "MPs called on the government to designate Grey Dawn a terrorist organisation.",
            "terrorist",
            "proposed",
        ),
        ("“Grey Dawn is a terrorist organisation,” the mayor said.", "terrorist", "attributed"),
        ("The mayor called Grey Dawn a terrorist organisation.", "terrorist", "attributed"),
        ("Washington may remove Grey Dawn from its list of terrorist groups.", "terrorist", "asserted"),
        ("Суд отказался признать «Зарю» экстремистской.", "extremist", "negated"),
        ("«Заря» не признана экстремистской.", "extremist", "negated"),
        ("Минюст исключил «Зарю» из реестра иноагентов.", "foreign_agent", "lifted"),
        ("«Заря», ранее признанная в РФ иностранным агентом, работает.", "foreign_agent", "lifted"),
        ("Верховный суд приостановил запрет движения «Заря».", "banned", "suspended"),
        ("Депутаты предложили признать «Зарю» экстремистской.", "extremist", "proposed"),
    ],
)
def test_polarity(only, text, kind, polarity):
    found = only(text)
    assert (found.kind, found.polarity) == (kind, polarity)
    assert found.entities


def test_authority_is_told_in_the_words_of_the_text(only):
    found = only("Grey Dawn was declared extremist by the Rostov Regional Court.")
    assert found.authority == "Rostov Regional Court"
    assert found.jurisdictions == ()


def test_a_list_in_one_sentence_does_not_leak_into_the_next_clause(find):
    found = find(
        "Grey Dawn was listed by the UN Security Council in 2002 and Washington revoked the designation."
    )
    assert [(d.polarity, d.jurisdictions) for d in found] == [("asserted", ("UN",)), ("lifted", ("US",))]


def test_an_acronym_spells_the_name_before_it(only):
    found = only("В письме о запрещенной в России Организации горных пастухов (ОГП).")
    assert [m.text for m in found.entities[0].mentions] == ["Организации горных пастухов", "ОГП"]
