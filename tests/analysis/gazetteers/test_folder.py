"""Adding, replacing and removing lists; what is damaged or hostile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.analysis.gazetteers import lines
from reader.analysis.gazetteers.folder import Gazetteers
from reader.errors import ReaderError

Add = Callable[..., Gazetteers]


def test_a_list_counts_from_the_next_text_on(lists: Gazetteers, add: Add) -> None:
    text = "He met Harak and Bruna."
    assert lists.hits(text) == ()
    add("Harak\n", file="one.txt")
    assert [hit.span.of(text) for hit in lists.hits(text)] == ["Harak"]
    add("Bruna\n", file="one.txt", replace=True)
    assert [hit.span.of(text) for hit in lists.hits(text)] == ["Bruna"]
    lists.remove("one")
    assert lists.hits(text) == ()


def test_a_list_is_described(lists: Gazetteers, add: Add, tmp_path: Path) -> None:
    too_long = " ".join(["Word"] * 17)
    add(f"# ours\n\nHarak\n...\n{too_long}\n", file="The list (new).txt")
    (described,) = lists.descriptions()
    assert (described.name, described.entries, described.names, described.left_out) == (
        "The-list-new",
        3,
        1,
        2,
    )
    assert described.source == str(tmp_path / "The list (new).txt")
    assert described.format == "one name a line"


def test_a_taken_name_is_kept(add: Add, lists: Gazetteers) -> None:
    add("Harak\n", file="one.txt")
    with pytest.raises(ReaderError, match=r"there is a gazetteer 'one' already; add --replace"):
        add("Bruna\n", file="one.txt")
    assert len(lists.hits("He met Harak.")) == 1


@pytest.mark.parametrize("name", ["../x", "", ".x", "a/b", "a\0b", "x" * 65, "-x"])
def test_a_name_is_no_path(name: str, lists: Gazetteers, add: Add, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be a gazetteer's name"):
        add("Harak\n", name=name)
    with pytest.raises(ReaderError, match="cannot be a gazetteer's name"):
        lists.remove(name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv"]


def test_what_is_not_there_cannot_be_removed(lists: Gazetteers) -> None:
    with pytest.raises(ReaderError, match="there is no gazetteer 'none'"):
        lists.remove("none")


BILLION = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>&lol2;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS>
</CONSOLIDATED_LIST>"""
FETCHING = b"""<!DOCTYPE CONSOLIDATED_LIST SYSTEM "http://127.0.0.1:9/x.dtd"><CONSOLIDATED_LIST/>"""
UN = b"<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>Aba</FIRST_NAME></INDIVIDUAL>"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (BILLION, r"line 2: .*declares a document type"),
        (FETCHING, r"line 1: .*declares a document type"),
        (UN, r"the XML cannot be read \(no element found"),
        (UN + b"<x>" * 100, "nested more than 32 deep"),
        (UN + b"<x y='" + b"y" * 3_000_000, "a tag is longer than 1 MiB"),
        (UN + b"<INDIVIDUAL><x>" + b"y" * 3_000_000, "an entry is longer than"),
        (UN + b"&nbsp;", "undefined entity"),
        (b"<html><body>sign in</body></html>", "no list of names that Reader knows"),
        (b'{"name": "Aba"}', "no list of names that Reader knows"),
        (b"", "there is no name in it"),
        (b"# only this\n\n", "there is no name in it"),
        (b"Aba\n\xff\xfe\n", r"line 2: the text is not UTF-8; save the file as UTF-8"),
        ("Aba\n".encode("utf-16"), "not UTF-8"),
        (b"Aba\n\0\1\2", "the file is not text"),
        (b"Aba\n" + b"y" * (lines.LONGEST_LINE + 1), "line 2: the line is longer than 1 MiB"),
        (b"name,aliases\nAba,\n,Osk\n", "line 3: the row has no name"),
        (b'name,aliases\n"Aba,\n' + b"y\n" * 100_000, "not a row of a CSV table"),
        (b'name,aliases\nAba,"x"y\n', "line 2: not a row of a CSV table"),
        (b"name,aliases\nAba,x,y\n", "line 2: the row has 3 cells, the header 2"),
        (b"name,type\nAba,Dog\n", "line 2: the type 'Dog' is not known; write one of PERSON"),
        (b"name,until\nAba,soon\n", "line 2: 'soon' is not a date; write it as 2020-12-31"),
        (b"name,until\nAba,2020-02-30\n", "line 2: '2020-02-30' is not a date"),
    ],
)
def test_nothing_is_half_added(
    content: bytes, complaint: str, lists: Gazetteers, add: Add, tmp_path: Path
) -> None:
    with pytest.raises(ReaderError, match=complaint) as raised:
        add(content, file="hostile.csv")
    assert raised.value.where.startswith(str(tmp_path / "hostile.csv"))
    assert list((tmp_path / "lists").iterdir()) == []
    assert lists.descriptions() == ()


def test_a_line_of_any_length_costs_one_limit(add: Add, tmp_path: Path) -> None:
    """A file of 200 MB without a line end is refused after the first MiB; the file is sparse."""
    import tracemalloc

    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(b"Aba\n" + b"y" * 70_000)
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(ReaderError, match="line 2: the line is longer than 1 MiB"):
        Gazetteers(tmp_path / "lists").add(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_missing_file_is_one_clear_line(lists: Gazetteers, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ReaderError, match=r"the file cannot be read"):
            lists.add(path)


@pytest.mark.parametrize("damage", ["cut", "zeros", "other", "empty"])
def test_a_damaged_list_is_told_and_left_out(damage: str, add: Add, tmp_path: Path) -> None:
    add("Bruna\n", file="good.txt")
    add("Harak\n", file="bad.txt")
    path = tmp_path / "lists" / "bad.gazetteer"
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-9], "zeros": bytes(len(data)), "other": b"words", "empty": b""}[damage])
    lists = Gazetteers(tmp_path / "lists")
    assert [each.name for each in lists.descriptions()] == ["good"]
    assert len(lists.hits("He met Bruna and Harak.")) == 1
    (problem,) = lists.problems()
    assert "remove it with `reader gazetteer remove`" in str(problem)
    lists.remove("bad")
    assert lists.problems() == ()


def test_a_table_with_wrong_places_hits_nothing(add: Add, tmp_path: Path) -> None:
    """Every byte of the tables may be wrong: what they point to is compared."""
    add("Harak\nBruna Osk\n", file="n.txt")
    path = tmp_path / "lists" / "n.gazetteer"
    data = path.read_bytes()
    for at in range(40, len(data) - 60, 3):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        lists = Gazetteers(tmp_path / "lists")
        for hit in lists.hits("He met Harak and Bruna Osk."):
            assert hit.span.end - hit.span.start in (5, 9)
