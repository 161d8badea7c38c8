"""Which words of a text are a listed name, and which are not."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.gazetteers.folder import Gazetteers
from reader.analysis.gazetteers.matching import find_hits
from reader.analysis.gazetteers.table import Table
from reader.analysis.gazetteers.words import key_of, words_of

Add = Callable[..., Gazetteers]


def found(lists: Gazetteers, text: str) -> list[str]:
    return [hit.span.of(text) for hit in lists.hits(text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Harak", "Harak said so.", ["Harak"]),
        ("Harak", "He met Harak's men, (Harak) and “Harak*”.", ["Harak", "Harak", "Harak"]),
        ("Harak", "Harakat and Kharak are others; Harak2 too, @Harak and Harak.org, my_Harak.", []),
        ("Harak", "We saw harak there, and harak again.", []),
        ("Harak", "HARAK SAYS NO.", ["HARAK"]),
        ("HARAK", "So Harak said.", ["Harak"]),
        ("al-Nusra Front", "The Al Nusra Front and al-Nusra Front.", ["Al Nusra Front", "al-Nusra Front"]),
        ("al-Nusra Front", "the al-Nusra front", []),
        ("BANK OF OSK", "the Bank of Osk, the bank of Osk", ["Bank of Osk"]),
        ("The Osk Company", "of the Osk Company", ["the Osk Company"]),
        ("Sergei Lavrov", "He met Sergei. Lavrov left.", []),
        ("Sergei Lavrov", "Sergei\nLavrov", []),
        ("Sergei Lavrov", "Sergei\u00a0 Lavrov", ["Sergei\u00a0 Lavrov"]),
        ("George W. Brun", "George W Brun or George W. Brun", ["George W Brun", "George W. Brun"]),
        ("O'Neill", "So O’Neill left.", ["O’Neill"]),
        ("Neill", "So O'Neill and McNeill left with Neill.", ["Neill"]),
        ("Jean", "Jean-Paul and Anne-Jean saw Jean.", ["Jean"]),
        ("Iran", "an Iran-backed and anti-Iran group, l'Iran", ["Iran", "Iran", "Iran"]),
        ("Harak", "the Israel-Harak war and US-Harak or Harak-Turkey talks", ["Harak", "Harak", "Harak"]),
        ("Bissau", "in Guinea-Bissau", []),
        ("Qadir", "Abd al-Qadir", []),
        ("Sana", "in Sana'a", []),
        ("Ёлкин", "Так сказал Ёлкин.", ["Ёлкин"]),
        ("Strasse", "in der Straße", ["Straße"]),
        ("Straße", "die STRASSE, so", ["STRASSE"]),
        ("Café Osk", "the Cafe\u0301 Osk", ["Cafe\u0301 Osk"]),
        ("हमास", "कहा हमास ने", ["हमास"]),
        ("Jos", "by José and Jose\u0301", []),
        ("Harak", "Harak¹ and Harak† say", ["Harak", "Harak"]),
    ],
)
def test_names_are_whole_words_with_their_capitals(
    name: str, text: str, expected: list[str], add: Add
) -> None:
    assert found(add(f"{name}\n", file="n.txt"), text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("IS", "IS said that it is so. Is it?", ["IS"]),
        ("IS", "PEACE IS NEAR", []),
        ("IS", "the “IS” group", ["IS"]),
        ("Li", "Li left with Mr Li and LI.", []),
        ("Li", "the so-called “Li,” he said", ["Li"]),
        ("Xi Li", "Xi Li left.", ["Xi Li"]),
        ("Base", "Base metals rose. The “Base” fell. Base!", ["Base"]),
        ("Base", "He joined Base, they say.", ["Base"]),
        ("Base", "New Base Opens In Osk\nBASE OPENS", []),
        ("Grune", "Grune beer. He drank grune and grune.", []),
        ("Grune", "Grune said; so did Grune, not grune.", ["Grune", "Grune"]),
        ("База", "База данных. Там «База».", ["База"]),
    ],
)
def test_short_names_and_common_words_are_guarded(
    name: str, text: str, expected: list[str], add: Add
) -> None:
    assert found(add(f"{name}\n", file="n.txt"), text) == expected


def test_the_longest_name_wins_wherever_it_begins(add: Add) -> None:
    lists = add("Bank of Oska\nOska\nOska Guards Corps Fund\n", file="n.txt")
    text = "The Bank of Oska Guards Corps Fund, the Bank of Oska and Oska."
    assert found(lists, text) == ["Oska Guards Corps Fund", "Bank of Oska", "Oska"]


def test_a_hit_says_every_list_and_entry(add: Add) -> None:
    add(
        "name,aliases,type,id,source\nHarakat Osk,Harak;HRK,ORG,h1,court\nHarak,,PERSON,h2,\n", file="own.csv"
    )
    lists = add("Harak\n", file="other.txt")
    (hit,) = lists.hits("He saw Harak.")
    told = {(each.list, each.entry, each.name, each.source) for each in hit.listed}
    assert told == {
        ("own", "h1", "Harakat Osk", "court"),
        ("own", "h2", "Harak", ""),
        ("other", "line 1", "Harak", ""),
    }
    assert hit.label == "ORG"


def test_an_entry_counts_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    source = tmp_path / "n.csv"
    source.write_text("name,from,until\nHarak,2020-02-01,2020-03\nOskar,,2021\nBruna,,\n")
    Gazetteers(tmp_path / "lists").add(source)
    text = "There were Harak, Oskar and Bruna."
    expected = {
        date(2020, 1, 31): ["Oskar", "Bruna"],
        date(2020, 2, 1): ["Harak", "Oskar", "Bruna"],
        date(2020, 3, 31): ["Harak", "Oskar", "Bruna"],
        date(2020, 4, 1): ["Oskar", "Bruna"],
        date(2021, 12, 31): ["Oskar", "Bruna"],
        date(2022, 1, 1): ["Bruna"],
    }
    for today, names in expected.items():
        assert found(Gazetteers(tmp_path / "lists", today=today), text) == names
    (hit, *_) = Gazetteers(tmp_path / "lists", today=date(2021, 1, 1)).hits(text)
    assert hit.listed[0].until == "2021-12-31"


def test_a_section_of_a_text_has_the_offsets_of_the_text(add: Add) -> None:
    from reader.text.span import Span

    lists = add("Harak\n", file="n.txt")
    text = "Harak came.\nThen Harak left.\nHarak!"
    assert [hit.span for hit in lists.hits(text, Span(12, 29))] == [Span(17, 22)]


def test_a_hash_alone_is_no_hit(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a hash that all names of so many words share, still only the name itself is found."""
    for module in ("table", "matching"):
        monkeypatch.setattr(f"reader.analysis.gazetteers.{module}.hash_of", len)
    lists = add("Harak\nBruna Oskari\n", file="n.txt")
    text = "So Kabul met Harak, and Bruna Oskari met Sergei Lavrov."
    assert found(lists, text) == ["Harak", "Bruna Oskari"]


def test_hostile_texts_and_lists_cost_little(add: Add) -> None:
    """A text of one word repeated, names that all begin alike, and a name that many share."""
    names = [" ".join(["Aba"] * length) for length in range(1, 16)]
    lists = add("\n".join(names + ["Aba Aba"] * 500), file="n.txt")
    text = "Aba " * 1000
    hits = lists.hits(text)
    assert hits[0].span.of(text) == names[-1]
    assert max(len(hit.listed) for hit in hits) <= 16
    assert lists.hits("A" * 1_000_000) == ()


WORD = st.sampled_from(
    ["Aba", "aba", "ABA", "al", "Al", "of", "Osk", "I", "é", "E\u0301", "ß", "İ", "ДА", "7", "हि"]
)
JOINT = st.sampled_from([" ", "-", "'", "’", ". ", ", ", "\n", "* ", "", "“", "”", "\u00a0", "_", "/", "¹"])
PIECES = st.lists(st.tuples(WORD, JOINT), min_size=1, max_size=8)


def joined(pieces: list[tuple[str, str]]) -> str:
    return "".join(word + joint for word, joint in pieces)


@settings(max_examples=150)
@given(
    names=st.lists(PIECES.map(joined) | st.text(max_size=12), min_size=1, max_size=6),
    text=st.lists(PIECES.map(joined) | st.text(max_size=20), max_size=6).map("".join),
)
def test_hits_are_whole_words_equal_to_a_name_of_the_entry(names: list[str], text: str) -> None:
    from reader.analysis.gazetteers.entry import Entry

    entries = [Entry(str(number), name) for number, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as scratch:
        table = Table.compiled(Path(scratch) / "t", entries, name="t", source="", format="", added="")
        hits = find_hits(text, [table], today=date(2026, 1, 1))
    starts, ends = {w.start for w in words_of(text)}, {w.end for w in words_of(text)}
    last = 0
    for hit in hits:
        assert hit.span.start >= last
        last = hit.span.end
        assert hit.span.start in starts
        assert hit.span.end in ends
        assert not text[hit.span.start - 1 : hit.span.start].isalpha() or hit.span.start == 0
        assert not text[hit.span.end : hit.span.end + 1].isalpha()
        assert {each.name for each in hit.listed} <= set(names)
        assert all(key_of(each.name) == key_of(hit.span.of(text)) for each in hit.listed)
