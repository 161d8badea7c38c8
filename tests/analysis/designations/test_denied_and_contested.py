"""Lists somebody is not on, statuses that should not have been given, what people deny of themselves."""

from __future__ import annotations

import pytest

LISTS = [
    (
        "The Pear Tree Front is not on any terrorist list.",
        [("terrorist", "negated", set(), {"Pear Tree Front"})],
    ),
    (
        "The Pear Tree Front isn't on any EU sanctions list.",
        [("sanctioned", "negated", {"EU"}, {"Pear Tree Front"})],
    ),
    ("Gull Shipping appears on no sanctions list.", [("sanctioned", "negated", set(), {"Gull Shipping"})]),
    (
        "Gull Shipping, its lawyers say, is on no US terrorist list.",
        [("terrorist", "negated", {"US"}, {"Gull Shipping"})],
    ),
    (
        "The Gull Brigade, which is not on any terrorist list, kept the bridge.",
        [("terrorist", "negated", set(), {"Gull Brigade"})],
    ),
    (
        "Gull Shipping is still on the US sanctions list.",
        [("sanctioned", "asserted", {"US"}, {"Gull Shipping"})],
    ),
    (
        "Gull Shipping is no longer on the US sanctions list.",
        [("sanctioned", "lifted", {"US"}, {"Gull Shipping"})],
    ),
    ("Gull Shipping is not on the list of bidders.", []),
    ("Gull Shipping put no sanctions list on its site.", []),
]
CONTESTED = [
    (
        "The Pear Tree Front should not have been labelled a terrorist group.",
        [("terrorist", "asserted", set(), {"Pear Tree Front"})],
    ),
    (
        "The Pear Tree Front should never have been banned in Peru, the judge wrote.",
        [("banned", "asserted", {"PE"}, {"Pear Tree Front"})],
    ),
    (
        "Peru shouldn't have designated the Pear Tree Front a terrorist group.",
        [("terrorist", "asserted", {"PE"}, {"Pear Tree Front"})],
    ),
    (
        "The Pear Tree Front should not be labelled a terrorist group.",
        [("terrorist", "negated", set(), {"Pear Tree Front"})],
    ),
    (
        "The Pear Tree Front was not labelled a terrorist group.",
        [("terrorist", "negated", set(), {"Pear Tree Front"})],
    ),
]
DENIED = [
    (
        "Олег Ветров отрицает, что он иностранный агент.",
        [("foreign_agent", "negated", set(), {"Олег Ветров"})],
    ),
    ("Нина Ветрова отрицает, что она иноагент.", [("foreign_agent", "negated", set(), {"Нина Ветрова"})]),
    (
        "«Лесной круг» отрицает, что он террористическая организация.",
        [("terrorist", "negated", set(), {"Лесной круг"})],
    ),
    (
        "Нина Ветрова заявила, что она не иноагент.",
        [("foreign_agent", "negated", set(), {"Нина Ветрова"})],
    ),
    ("Олег Ветров сообщил, что он иноагент.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*LISTS, *CONTESTED, *DENIED])
def test_what_is_said_of_a_status(stated, text, expected):
    assert stated(text) == expected
