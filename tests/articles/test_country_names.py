"""Every country the words of designations know has a name to be shown."""

from __future__ import annotations

import pytest

from reader.analysis.designations.vocabulary import shipped_tables
from reader.articles.country_names import COUNTRY_NAMES

CATEGORIES = ("place", "place_adjective", "authority", "backed_by", "others")


@pytest.mark.parametrize("language", ["en", "ru", "fr"])
def test_a_country_is_shown_by_name(language):
    tables = shipped_tables(language)
    codes = {code for category in CATEGORIES for code in tables.get(category, {})} - {"any"}
    assert codes - set(COUNTRY_NAMES) == set()
