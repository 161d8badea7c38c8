"""Statuses in brackets behind a name."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "statement", "kinds", "codes", "name"),
    [
        ("Men of Grey Dawn (banned in Russia) left.", "(banned in Russia)", ["banned"], ("RU",), "Grey Dawn"),
        (
            "The raid hit Grey Dawn (a terrorist group outlawed in Russia) camps.",
            "(a terrorist group outlawed in Russia)",
            ["terrorist", "banned"],
            ("RU",),
            "Grey Dawn",
        ),
        (
            "Men of the Grey Dawn terrorist group (outlawed in Russia) left.",
            "(outlawed in Russia)",
            ["banned", "terrorist"],
            ("RU",),
            "Grey Dawn",
        ),
        (
            "Men of Grey Dawn [outlawed in Kazakhstan] left.",
            "[outlawed in Kazakhstan]",
            ["banned"],
            ("KZ",),
            "Grey Dawn",
        ),
        (
            "Grey Dawn (under US, UK and EU blocking sanctions) moved; its lawyer is not sanctioned.",
            "(under US, UK and EU blocking sanctions)",
            ["sanctioned"],
            ("US", "GB", "EU"),
            "Grey Dawn",
        ),
        (
            "The group (Grey Dawn in the local usage; editor's note: an organization banned in Russia) left.",
            "editor's note: an organization banned in Russia",
            ["banned"],
            ("RU",),
            "Grey Dawn",
        ),
        (
            "Газета «Сигнал» (признана иноагентом и нежелательной организацией в РФ) закрыта.",
            "(признана иноагентом и нежелательной организацией в РФ)",
            ["foreign_agent", "undesirable"],
            ("RU",),
            "Сигнал",
        ),
        (
            "Отряд ИГИЛ (организация запрещена в России — прим. ред.) отступил.",
            "(организация запрещена в России — прим. ред.)",
            ["banned"],
            ("RU",),
            "ИГИЛ",
        ),
    ],
)
def test_a_bracket_is_about_the_name_before_it(only, text, statement, kinds, codes, name):
    found = only(text)
    assert (found.text, [found.kind, *found.also], found.jurisdictions) == (statement, kinds, codes)
    assert (found.source, [entity.name for entity in found.entities]) == ("inline", [name])


def test_each_bracket_has_its_own_name(find, mentions):
    found = find("Канал «Луч» (признан иноагентом) и Анна Ким (признана иноагентом) спорят.")
    assert [list(mentions(d)) for d in found] == [["Луч"], ["Анна Ким"]]


def test_names_in_the_bracket_are_aliases(only, mentions):
    found = only(
        "Men of Grey Dawn (GD, also known as Dawn Guard, a terrorist group banned in Russia) left. GD is old."
    )
    assert mentions(found) == {"Grey Dawn": ["Grey Dawn", "GD", "Dawn Guard", "GD"]}


def test_the_owner_in_a_bracket_is_the_one_designated(only, mentions):
    found = only("В Instagram (принадлежит Meta, признана экстремистской и запрещена в РФ) вышло видео.")
    assert mentions(found) == {"Meta": ["Meta"]}


def test_a_joke_is_no_status(find):
    assert not find("Полка магазина «Лось» (запрещённая в РФ организация, шутка) рухнула.")
    assert not find("The shop Big Elk (a terrorist organisation banned in Russia, just kidding) closed.")
