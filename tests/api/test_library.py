"""Reader from Python: what is promised in docs/python.md, and that asking for nothing costs nothing."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.annotating import annotate

import reader
from reader.cli import main

BORDER = """\
Fighting resumes near the border

The Taliban* said it had left. Nobody in Kabul believed the Taliban.

* an organisation banned in Russia
"""
MOSCOW = "Moscow said no\n\nNobody was surprised in Moscow.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "border.txt").write_text(BORDER, "utf-8")
    (made / "moscow.txt").write_text(MOSCOW, "utf-8")
    return made


@pytest.fixture
def library(folder: Path) -> reader.Library:
    return reader.open_library(folder, annotator="ann", engine="quick")


def test_the_page_does_what_it_says(project: Path, folder: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(folder.parent)
    page = (project / "docs" / "python.md").read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(examples) == 2
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == ["Fighting resumes near the border 22 0", "Moscow said no 8 0"]
    assert "Taliban banned asserted ('RU',)" in printed
    assert "related “Nobody in Kabul” to “it had left”: contradicts" in printed
    assert "Nobody in Kabul ('doubt', 'to check') asked the ministry" in printed
    with (folder.parent / "doubts.csv").open(encoding="utf-8", newline="") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == ["Nobody in Kabul"]
    with reader.open_library(folder) as again:
        assert {each.author for each in again.annotations()} == {"ann"}


def test_articles_are_meant_in_many_ways(library: reader.Library) -> None:
    row = library.articles("BORDER")[0]
    ways = (1, "1", "border.txt", row.id, "fighting", library.path / "border.txt", row, library.article(row))
    assert {library.article(which).text for which in ways} == {BORDER}
    assert library.find("moscow").path == "moscow.txt"
    with pytest.raises(reader.ReaderError, match=r"may mean border\.txt, moscow\.txt"):
        library.article("o")
    with pytest.raises(reader.ReaderError, match="no article is called '9'"):
        library.findings(9)
    with pytest.raises(reader.ReaderError, match="quikc"):
        library.findings(1, engine="quikc")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"quote": "Berlin"}, "“Berlin” does not stand in the text"),
        ({"quote": "Taliban"}, "“Taliban” stands in the text more than once"),
        ({"span": (0, 9999)}, "there is nothing at 0 to 9999"),
        ({"span": (5, 5)}, "there is nothing at 5 to 5"),
        ({"span": (38, 45), "quote": "Berlin"}, "“Taliban” stands at 38 to 45"),
        ({}, "no passage is named"),
        ({"quote": "Kabul", "tags": [" "]}, "a tag needs a name"),
    ],
)
def test_a_passage_that_is_not_sure_is_not_annotated(library: reader.Library, given: dict, said: str) -> None:
    with pytest.raises(reader.ReaderError, match=re.escape(said)):
        library.annotate("border", **given)
    assert library.annotations() == ()


def test_annotations_are_made_changed_and_taken_back_on_the_disk(library: reader.Library) -> None:
    second = library.annotate("border", "Taliban", prefix="believed the ", tags=["militants"])
    assert second.span == reader.Span(BORDER.rindex("Taliban"), BORDER.rindex("Taliban") + 7)
    first = library.annotate("border", "Taliban", span=(38, 45), note="who?")
    library.tag(first, "a", "b")
    library.tag(first.id, "b", "c")
    library.untag(first, "a")
    library.remove(second)
    assert [(a.tags, a.note) for a in again(library).annotations()] == [(("b", "c"), "who?")]
    took_back = []
    while (what := library.undo()) is not None:
        took_back.append(what)
    assert took_back[0] == "removed the annotation of “Taliban”"
    assert len(took_back) == 6
    assert again(library).annotations() == ()


def again(library: reader.Library) -> reader.Library:
    return reader.open_library(library.path, annotator="ann", engine="quick")


def test_relations_are_made_and_taken_away(library: reader.Library) -> None:
    left, nobody = library.annotate("border", "left"), library.annotate("moscow", "Nobody")
    made = library.relate(left, " is denied  by ", nobody.id, "why?")
    assert (made.name, made.note) == ("is denied by", "why?")
    assert again(library).relations() == (made,)
    library.unrelate(made)
    assert again(library).relations() == ()
    assert library.undo() == "no longer related “left” to “Nobody”: is denied by"
    assert again(library).relations() == (made,)
    with pytest.raises(reader.ReaderError, match="a relation needs a name"):
        library.relate(left, "", nobody)


def test_what_is_anothers_or_gone_or_not_in_a_closed_codebook_is_refused(
    library: reader.Library, folder: Path
) -> None:
    annotate(folder, "moscow.txt", "Nobody", "mood", by="boris")
    (theirs,) = again(library).query("author:boris")
    mine = again(library)
    with pytest.raises(reader.ReaderError, match="this annotation is boris's, not ann's"):
        mine.note(theirs, "x")
    with pytest.raises(reader.ReaderError, match="there is no annotation 0"):
        mine.remove("0")
    (folder / ".reader" / "codebook.toml").write_text('closed = true\n\n[[code]]\nname = "Mood"\n', "utf-8")
    with pytest.raises(reader.ReaderError, match="the codebook is closed and has no tag “doubt”"):
        mine.annotate("moscow", "surprised", tags=["doubt"])
    assert mine.annotate("moscow", "surprised", tags=["mood"]).tags == ("Mood",)
    assert [code.name for code in mine.codebook().codes] == ["Mood"]
    assert [(row.tag, row.count) for row in mine.tags()] == [("Mood", 2)]


def test_a_program_and_the_command_line_write_the_same_bytes(
    library: reader.Library, tmp_path: Path, capfdbinary
) -> None:
    library.annotate("border", "Kabul", tags=["city"])
    library.annotate("moscow", "Nobody", tags=["mood"])
    main(
        ["export", str(library.path), "--format", "csv", "--tag", "city", "--output", str(tmp_path / "a.csv")]
    )
    assert library.export(tmp_path / "b.csv", tags=["city"]).annotations == 1
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert library.export(format="csv", tags=["city"]).data == (tmp_path / "b.csv").read_bytes()
    with pytest.raises(reader.ReaderError, match="Markdown would lose 1 annotations' ids"):
        library.export(tmp_path / "c.md", tags=["city"], strict=True)
    assert not (tmp_path / "c.md").exists()


def test_what_comes_in_goes_at_once(library: reader.Library, tmp_path: Path) -> None:
    library.annotate("border", "Kabul", tags=["city"])
    data = library.export(format="json").data
    other = reader.open_library(library.path, annotator="boris", engine="quick")
    assert other.import_from(data, "json", dry_run=True).same == 1
    broken = data.replace(b"Kabul", b"Kab")
    plan = other.import_from(broken, "json", strict=True)
    assert plan.mistakes
    library.remove(library.annotations()[0])
    library.import_from(data, "json")
    assert [each.tags for each in again(library).annotations()] == [("city",)]
    assert library.undo_import() == (1, ())
    assert again(library).annotations() == ()


def test_importing_reader_imports_nothing_else() -> None:
    probe = "import sys; before = set(sys.modules); import reader; print(sorted(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert ran.stdout == "['reader']\n"


def test_every_name_can_be_had_and_others_cannot() -> None:
    assert {name for name in reader.__all__ if getattr(reader, name) is None} == set()
    assert set(reader.__all__) <= set(dir(reader))
    with pytest.raises(AttributeError, match="no attribute 'open'"):
        _ = reader.open
