"""What research programs exchange, from one library into another: REFI-QDA and TEI."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate

from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.codebook import Code, Codebook
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import Relate, Relation, Unrelate, end_at
from reader.cli import main
from reader.config.settings import Settings
from reader.exchange.formats import find_format
from reader.session.opening import Library, open_library

CODES = (
    Code("actors", colour="red", description="who acts"),
    Code("militants", colour="#123456", parent="actors"),
)


def make(folder: Path) -> Path:
    folder.mkdir()
    (folder / "kabul.txt").write_text("Kabul fell\r\n\r\nThe Taliban* entered 😀 the palace.\r\n", "utf-8")
    (folder / "moscow.txt").write_text("Moscow said no\n\nNobody was surprised.\n", "utf-8")
    return folder


def opened(folder: Path) -> Library:
    return open_library([folder], Settings(annotator="tester"))


def saved(folder: Path) -> list[Annotation]:
    library = opened(folder)
    found = [each for row in library.listings() for each in library.open(row.id).annotations]
    return sorted(found, key=lambda each: each.id)


def run(capfdbinary, *words: object) -> tuple[int, str, str]:
    status = main(list(map(str, words)))
    printed = capfdbinary.readouterr()
    return status, printed.out.decode(), printed.err.decode()


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A library with a codebook, and a relation from one article to the other."""
    folder = make(tmp_path / "first")
    annotate(folder, "kabul.txt", "Taliban", "militants", "group", note="who?\n\nthey")
    annotate(folder, "kabul.txt", "😀 the")
    annotate(folder, "moscow.txt", "Nobody", "mood")
    library = opened(folder)
    library.codebook.apply(Codebook(), Codebook(CODES))
    taliban, _, nobody = saved(folder)
    link = Relation(new_id(), "like", end_at(taliban), end_at(nobody), "tester", utc_now(), "why")
    library.store.relate(Relate(link), None)
    return folder


@pytest.mark.parametrize("name", ["refi-qda", "tei"])
def test_all_that_it_keeps_comes_in_and_goes_again(tmp_path, capfdbinary, first, name):
    file = tmp_path / f"notes{find_format(name).suffix}"
    assert run(capfdbinary, "export", first, "--output", file)[0] == 0
    second = make(tmp_path / "second")
    opened(second).codebook.apply(Codebook(), Codebook((Code("Actors"),)))
    status, out, err = run(capfdbinary, "import", file, second)
    free = 2 if name == "refi-qda" else 0
    codes = f"{1 + free} codes new" if free else "1 code new"
    assert (status, out) == (0, f"3 annotations new, 0 changed, 0 there already, 1 relation new, {codes}\n")
    assert [line.removeprefix(f"reader: {file.name}: ") for line in err.splitlines()] == [
        "“Actors” has another colour in the file; it stays as it is.",
        "“Actors” has another meaning in the file; it stays as it is.",
    ]
    before, after = saved(first), saved(second)
    assert [(a.id, a.target, a.tags, a.note, a.created, a.modified) for a in after] == [
        (a.id, a.target, a.tags, a.note, a.created, a.modified) for a in before
    ]
    provenance = Provenance() if name == "tei" else Provenance("imported", f"{file.name}, tester")
    assert {each.provenance for each in after} == {provenance}
    assert opened(second).store.relations() == opened(first).store.relations()
    there = opened(second).codebook.read().book
    assert there.codes[:2] == (Code("Actors"), Code("militants", colour="#123456", parent="Actors"))
    assert run(capfdbinary, "import", file, second)[1] == "0 annotations new, 0 changed, 3 there already\n"
    assert run(capfdbinary, "import", "--undo", second)[0] == 0
    assert (saved(second), opened(second).store.relations()) == ([], ())
    assert opened(second).codebook.read().book == Codebook((Code("Actors"),))


def test_a_relation_that_is_gone_hinders_no_other_from_being_taken_back(tmp_path, capfdbinary, first):
    library = opened(first)
    taliban, palace, _ = saved(first)
    link = Relation(new_id(), "before", end_at(taliban), end_at(palace), "tester", utc_now(), "so")
    library.store.relate(Relate(link), None)
    file = tmp_path / "notes.qdpx"
    run(capfdbinary, "export", first, "--output", file)
    second = make(tmp_path / "second")
    assert ", 2 relations new" in run(capfdbinary, "import", file, second)[1]
    opened(second).store.relate(Unrelate(link), None)
    status, out, err = run(capfdbinary, "import", "--undo", second)
    assert (status, out.rpartition(" ")[2], err.count("\n")) == (1, "8\n", 1)
    assert "the relation before of “Taliban” is no longer there" in err
    assert (saved(second), opened(second).store.relations()) == ([], ())


def test_a_codebook_alone_goes_into_a_library_without_articles_changed(tmp_path, capfdbinary, first):
    status, _, err = run(capfdbinary, "export", first, "--output", tmp_path / "tags.qdc")
    assert (status, "REFI-QDA codebook" in err) == (0, True)
    second = make(tmp_path / "second")
    status, out, _ = run(capfdbinary, "import", tmp_path / "tags.qdc", second)
    assert (status, out) == (0, "0 annotations new, 0 changed, 0 there already, 2 codes new\n")
    assert opened(second).codebook.read().book == Codebook(CODES)


@pytest.mark.parametrize("suffix", [".qdc", ".json", ".tei.xml"])
def test_a_codebook_goes_out_where_nothing_is_annotated_yet(tmp_path, capfdbinary, suffix):
    folder, file = make(tmp_path / "library"), tmp_path / f"tags{suffix}"
    opened(folder).codebook.apply(Codebook(), Codebook(CODES))
    assert run(capfdbinary, "export", folder, "--output", file)[0] == 0
    second = make(tmp_path / "second")
    assert run(capfdbinary, "import", file, second)[1].endswith(", 2 codes new\n")
    assert opened(second).codebook.read().book == Codebook(CODES)


def test_an_edition_with_its_own_blanks_finds_its_article(tmp_path, capfdbinary):
    folder = make(tmp_path / "library")
    (tmp_path / "a.tei.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>\n<text><body>\n'
        '  <head>Kabul fell</head>\n <p>The\n   <name xml:id="t">Taliban</name>* entered 😀 the palace.</p>\n'
        '</body></text>\n<standOff><spanGrp><span target="#t">militants</span></spanGrp></standOff></TEI>',
        "utf-8",
    )
    assert run(capfdbinary, "import", tmp_path / "a.tei.xml", folder)[0] == 0
    (found,) = saved(folder)
    assert (found.target.exact, found.tags) == ("Taliban", ("militants",))
