"""Sources: what an article says of itself, as BibTeX and CSL-JSON; and highlights for Readwise."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.writing import render

from reader.articles.reference import Reference, reference_of
from reader.exchange.citing import Name, entries_of, name_of
from reader.exchange.formats import find_format
from reader.values import replace

FULL = """---
title: "50% of {Kabul} & #1_a"
author: [Ludwig van Beethoven, Reuters News Agency]
site: The Post
date: 2024-02-03
url: https://example.org/a_{b}?c=1&d=%20#e
language: en_GB
---
The Taliban entered.
"""


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("author:\n  - \"[[Ann B]]\"\n  - '[[x/C|C D]]'", "authors", ("Ann B", "C D")),
        ("byline: Ann B", "authors", ("Ann B",)),
        ("date: 2024-02-03T23:00:00-05:00", "published", date(2024, 2, 3)),
        ("date: 2024-02-03 or so", "published", date(2024, 2, 3)),
        ("date: 2024-02-31", "published", None),
        ("date: yesterday", "published", None),
        ("source: javascript:alert(1)", "url", ""),
        ("source: https://a.b/c d", "url", ""),
        ("lang: en_GB", "language", "en-GB"),
        ("title: ''", "title", "Kabul fell"),
        ("publisher: 'A: b'", "outlet", "A: b"),
    ],
)
def test_front_matter_says_what_an_article_is(section, front, field, value):
    article = section(text=f"---\n{front}\n---\nText").article
    assert getattr(reference_of(article), field) == value


@pytest.mark.parametrize("text", ["Text", "---\ntitle: x\n", "a\n---\ntitle: x\n---\n", ""])
def test_without_front_matter_only_what_is_known_is_said(section, text):
    article = section(text=text).article
    assert reference_of(article) == Reference("Kabul fell", "News")
    assert reference_of(replace(article, outlet="kabul.txt")) == Reference("Kabul fell")


@given(st.text(st.sampled_from("-[]|:'\",a \n"), max_size=200))
def test_any_front_matter_is_read(text):
    from exchange.conftest import make_section

    assert reference_of(make_section(text=f"---\n{text}\n---\n").article) is not None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann Author", Name("Author", "Ann")),
        ("Ludwig van Beethoven", Name("van Beethoven", "Ludwig")),
        ("Author, Ann", Name("Author", "Ann")),
        ("Иван Петров", Name("Петров", "Иван")),
        ("Reuters", Name("Reuters")),
        ("Associated Press", Name("Associated Press")),
        ("BBC News, London", Name("BBC News, London")),
        ("the editors", Name("the editors")),
        ("Smith and Sons", Name("Smith and Sons")),
    ],
)
def test_a_person_has_a_family_name_and_a_body_one_name(written, name):
    assert name_of(written) == name


def test_bibtex_has_an_entry_an_article_with_nothing_that_latex_obeys(section):
    written = render("bibtex", [section({"tags": ("war", "a, b")}, {"tags": ("war",)}, text=FULL)])
    (entry,) = entries_of([section(text=FULL)])
    assert entry.key.startswith("vanbeethoven2024-")
    assert written == (
        f"@article{{{entry.key},\n"
        "  title = {{50\\% of \\{Kabul\\} \\& \\#1\\_a}},\n"
        "  author = {van Beethoven, Ludwig and {Reuters News Agency}},\n"
        "  journal = {{The Post}},\n"
        "  year = {2024},\n  month = feb,\n  day = {3},\n"
        "  url = {https://example.org/a_%7Bb%7D?c=1&d=%20#e},\n"
        "  language = {en-GB},\n  keywords = {war, {a, b}},\n  file = {news/kabul.txt},\n}\n"
    )


def test_csl_json_has_an_item_an_article(section):
    (item,) = json.loads(render("csl-json", [section({"tags": ("war",)}, text=FULL)]))
    assert item == {
        "id": entries_of([section(text=FULL)])[0].key,
        "type": "article-newspaper",
        "title": "50% of {Kabul} & #1_a",
        "container-title": "The Post",
        "author": [{"family": "van Beethoven", "given": "Ludwig"}, {"literal": "Reuters News Agency"}],
        "issued": {"date-parts": [[2024, 2, 3]]},
        "URL": "https://example.org/a_{b}?c=1&d=%20#e",
        "language": "en-GB",
        "keyword": "war",
        "archive_location": "news/kabul.txt",
    }


def test_keys_stay_the_same_whatever_else_is_exported(section):
    made = [section(text=FULL), section(title="Çelik über"), section(title="喀布尔", outlet="")]
    made = [replace(each, article=replace(each.article, id=str(n))) for n, each in enumerate(made)]
    keys = [each.key for each in entries_of(made)]
    assert keys == [entries_of([each])[0].key for each in made]
    assert [key.rpartition("-")[0] for key in keys] == ["vanbeethoven2024", "news", "article"]
    assert len({each.key for each in entries_of([*made, made[0]])}) == 4


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_that_annotations_are_not_written_is_said(section, name):
    losses = {each.what: each for each in find_format(name).write([section({}, {})]).losses}
    assert str(losses["annotations"]) == (
        "2 lost: annotations (only their articles are written, with tags as keywords)"
    )


def rows(*sections) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render("readwise", sections), newline=""), strict=True))


def test_readwise_has_a_row_an_annotation_with_tags_in_its_note(section):
    made = section(
        {"tags": ("war crime", "b"), "note": "x\ny"}, {"words": "entered", "anchor": "orphan"}, text=FULL
    )
    first, second = rows(made)
    assert first == {
        "Highlight": "Taliban",
        "Title": "50% of {Kabul} & #1_a",
        "Author": "Ludwig van Beethoven, Reuters News Agency",
        "URL": "https://example.org/a_{b}?c=1&d=%20#e",
        "Note": ".war-crime .b\nx\ny",
        "Location": str(FULL.index("Taliban")),
        "Date": "2026-11-22T10:18:46.625Z",
    }
    assert (second["Location"], second["Note"]) == ("", "")


def test_readwise_takes_no_note_for_a_tag_and_a_spreadsheet_no_cell_for_a_formula(section):
    made = section({"note": ".NET", "words": "=1+1"}, text="=1+1")
    (row,) = rows(made)
    assert (row["Highlight"], row["Note"]) == ("'=1+1", "\u200b.NET")
    losses = {each.what: each.count for each in find_format("readwise").write([made]).losses}
    assert losses["guarded"] == 1
