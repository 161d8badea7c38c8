"""``reader import``: what comes in, what is merged, what is said, and how it is taken back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.annotating import annotate

from reader.annotations.annotation import Annotation, Provenance
from reader.annotations.edits import Change
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import Relate, Relation, end_at
from reader.cli import main
from reader.config.settings import Settings
from reader.exchange.formats import find_format
from reader.session.opening import Library, open_library
from reader.values import replace

KABUL = "Kabul fell\n\nThe Taliban* entered 😀 the palace.\n"


def make(folder: Path) -> Path:
    folder.mkdir()
    (folder / "kabul.txt").write_text(KABUL, "utf-8")
    (folder / "moscow.txt").write_text("Moscow said no\n\nNobody was surprised.\n", "utf-8")
    return folder


def opened(folder: Path) -> Library:
    return open_library([folder], Settings(annotator="tester"))


def saved(folder: Path) -> list[Annotation]:
    library = opened(folder)
    found = [each for row in library.listings() for each in library.open(row.id).annotations]
    return sorted(found, key=lambda each: each.id)


def run(capfdbinary, *words: object) -> tuple[int, str, str]:
    status = main(["import", *map(str, words)])
    printed = capfdbinary.readouterr()
    return status, printed.out.decode(), printed.err.decode()


@pytest.fixture
def exported(tmp_path: Path, capfdbinary) -> Path:
    """A library's annotations and a relation, as JSON."""
    folder = make(tmp_path / "first")
    annotate(folder, "kabul.txt", "Taliban", "militants", note="who?")
    annotate(folder, "kabul.txt", "😀", "mood", "face")
    annotate(folder, "moscow.txt", "Nobody", by="boris")
    library = opened(folder)
    militants, mood = (each for each in saved(folder) if each.author == "tester")
    made = Relation(new_id(), "near", end_at(militants), end_at(mood), "tester", utc_now(), "a note")
    library.store.relate(Relate(made), None)
    file = tmp_path / "notes.json"
    assert main(["export", str(folder), "--output", str(file)]) == 0
    capfdbinary.readouterr()
    return file


def test_what_was_exported_comes_into_another_library_and_again_changes_nothing(
    tmp_path, capfdbinary, exported
):
    folder = make(tmp_path / "second")
    status, out, err = run(capfdbinary, exported, folder)
    assert (status, out, err) == (0, "3 annotations new, 0 changed, 0 there already, 1 relation new\n", "")
    militants, mood, theirs = saved(folder)
    (first, second, third) = saved(tmp_path / "first")
    assert [militants, mood] == [first, second]
    assert theirs == replace(third, author="tester", provenance=Provenance("imported", "notes.json, boris"))
    relations = opened(folder).store.relations()
    assert relations == opened(tmp_path / "first").store.relations()
    status, out, _ = run(capfdbinary, exported, folder)
    assert (status, out) == (0, "0 annotations new, 0 changed, 3 there already\n")


def test_a_dry_run_does_nothing(tmp_path, capfdbinary, exported):
    folder = make(tmp_path / "second")
    status, out, _ = run(capfdbinary, exported, folder, "--dry-run")
    assert (status, out) == (
        0,
        "would import: 3 annotations new, 0 changed, 0 there already, 1 relation new\n",
    )
    assert saved(folder) == []
    assert not (folder / ".reader" / "imports").exists()


def test_an_import_is_taken_back_as_one_but_for_what_was_changed_since(tmp_path, capfdbinary, exported):
    folder = make(tmp_path / "second")
    annotate(folder, "kabul.txt", "palace", "place")
    before = saved(folder)
    run(capfdbinary, exported, folder)
    status, out, _ = run(capfdbinary, "--undo", folder)
    assert (status, out) == (
        0,
        "took back the last import: annotations, relations and codes that are as before: 4\n",
    )
    assert saved(folder) == before
    assert opened(folder).store.relations() == ()
    status, _, err = run(capfdbinary, "--undo", folder)
    assert (status, "there is no import to take back" in err) == (2, True)
    run(capfdbinary, exported, folder)
    library = opened(folder)
    mood = next(each for each in saved(folder) if "mood" in each.tags)
    later = replace(mood, tags=("mine",), modified=utc_now())
    library.store.apply(library.read(mood.article), Change(mood, later))
    status, _, err = run(capfdbinary, "--undo", folder)
    assert (status, "was changed meanwhile" in err) == (1, True)
    assert sorted(each.tags for each in saved(folder)) == [("mine",), ("place",)]


def test_a_later_change_is_taken_over_and_an_earlier_one_is_not(tmp_path, capfdbinary, exported):
    folder = make(tmp_path / "second")
    run(capfdbinary, exported, folder)
    text = exported.read_text("utf-8")
    later = text.replace('"modified": "2026-01-01', '"modified": "2026-02-01').replace('"who?"', '"them!"')
    exported.write_text(later, "utf-8")
    assert run(capfdbinary, exported, folder)[1] == "0 annotations new, 3 changed, 0 there already\n"
    assert "them!" in {each.note for each in saved(folder)}
    exported.write_text(text, "utf-8")
    assert run(capfdbinary, exported, folder)[1] == "0 annotations new, 0 changed, 3 there already\n"
    assert "them!" in {each.note for each in saved(folder)}


def test_an_article_is_found_by_its_text_and_a_changed_text_anchors_anew(tmp_path, capfdbinary, exported):
    folder = make(tmp_path / "second")
    (folder / "kabul.txt").rename(folder / "moved.txt")
    (folder / "moscow.txt").write_text("News: Moscow said no\n\nNobody was surprised.\n", "utf-8")
    assert run(capfdbinary, exported, folder)[0] == 0
    assert {(each.target.exact, each.anchor) for each in saved(folder)} == {
        ("Taliban", "exact"),
        ("😀", "exact"),
        ("Nobody", "moved"),
    }


def test_mistakes_are_told_with_their_lines_and_strict_imports_nothing(tmp_path, capfdbinary, exported):
    folder = make(tmp_path / "second")
    (folder / "moscow.txt").unlink()
    whole = json.loads(exported.read_text("utf-8"))
    whole["articles"][0]["annotations"][0]["exact"] = "Talib"
    exported.write_text(json.dumps(whole, indent=1), "utf-8")
    status, out, err = run(capfdbinary, exported, folder, "--strict")
    assert (status, out) == (2, "")
    assert "3 mistakes, so nothing was imported" in err
    assert saved(folder) == []
    status, out, err = run(capfdbinary, exported, folder)
    assert (status, out) == (1, "1 annotation new, 0 changed, 0 there already\n")
    lines = err.splitlines()
    assert lines[0] == "reader: notes.json, line 13: “exact” has 5 code points, “start” and “end” say 7."
    assert "there is no article moscow.txt in the library." in lines[1]
    assert "the relation near: there is no annotation" in lines[2]


def test_a_day_that_is_none_is_not_taken_over(tmp_path, capfdbinary, exported):
    text = re.sub(
        r'("(?:created|modified)": )"[^"]+"', r'\1"2026-02-30T00:00:00.000Z"', exported.read_text("utf-8")
    )
    exported.write_text(text, "utf-8")
    folder = make(tmp_path / "second")
    assert run(capfdbinary, exported, folder)[0] == 0
    assert len(saved(folder)) == 3
    assert "02-30" not in "".join(each.created + each.modified for each in saved(folder))


def test_what_cannot_be_read_is_one_line(tmp_path, capfdbinary):
    folder = make(tmp_path / "library")
    for words, said in [
        (["missing.json", folder], "cannot be read"),
        ([folder / "kabul.txt", folder], "does not say its format"),
        ([folder / "kabul.txt", folder, "--format", "markdown"], "cannot be read back"),
        ([], "there is no file to import"),
    ]:
        status, out, err = run(capfdbinary, *words)
        assert (status, out, err.count("\n"), said in err) == (2, "", 1, True), err


POSITIONS = ["brat", "conll", "doccano", "spacy"]


@pytest.mark.parametrize("name", POSITIONS)
def test_other_programs_files_come_into_another_library(tmp_path, capfdbinary, exported, name):
    file = tmp_path / f"notes{find_format(name).suffix}"
    assert main(["export", str(tmp_path / "first"), "--output", str(file)]) == 0
    capfdbinary.readouterr()
    folder = make(tmp_path / "second")
    annotate(folder, "kabul.txt", "Taliban", "group")
    status, _, err = run(capfdbinary, file, folder)
    assert (status, err) == (0, "")
    found = {(each.target.exact, frozenset(each.tags)) for each in saved(folder)}
    tags = {"mood", "face"} if "several-tags" in find_format(name).keeps else {"mood"}
    assert ("😀", frozenset(tags)) in found
    assert ("Nobody", frozenset({"untagged"})) in found
    if "ids" not in find_format(name).keeps:
        assert ("Taliban", frozenset({"group", "militants"})) in found
    before = saved(folder)
    assert run(capfdbinary, file, folder)[1].startswith("0 annotations new, 0 changed, ")
    assert saved(folder) == before


@pytest.mark.parametrize("name", ["csv", "json", "web-annotation"])
def test_a_lost_passage_stays_lost_and_is_found_again_with_its_text(tmp_path, capfdbinary, name):
    folder = make(tmp_path / "first")
    annotate(folder, "moscow.txt", "Nobody was", "mood")
    (folder / "moscow.txt").write_text("Something else\n\nEntirely.\n", "utf-8")
    file = tmp_path / f"notes{find_format(name).suffix}"
    assert main(["export", str(folder), "--output", str(file)]) == 0
    second = make(tmp_path / "second")
    original = (second / "moscow.txt").read_text("utf-8")
    (second / "moscow.txt").write_text("Something else\n\nEntirely.\n", "utf-8")
    capfdbinary.readouterr()
    assert run(capfdbinary, file, second)[1] == "1 annotation new, 0 changed, 0 there already\n"
    (lost,) = saved(second)
    assert (lost.anchor, lost.target.exact) == ("orphan", "Nobody was")
    (second / "moscow.txt").write_text(original, "utf-8")
    assert [each.anchor for each in saved(second)] == ["exact"]


def test_a_text_with_other_line_ends_is_the_same_one(tmp_path, capfdbinary):
    folder = make(tmp_path / "library")
    text = KABUL.replace("\n", "\r\n")
    start = text.index("Taliban")
    line = {"text": text, "label": [[start, start + 7, "militants"]]}
    (tmp_path / "a.doccano.jsonl").write_text(json.dumps(line), "utf-8")
    assert run(capfdbinary, tmp_path / "a.doccano.jsonl", folder)[0] == 0
    assert [each.target.exact for each in saved(folder)] == ["Taliban"]


@pytest.mark.parametrize("name", ["json", "csv", "brat", "doccano"])
@pytest.mark.parametrize("into", ["folder", "archive"])
def test_a_folder_or_an_archive_comes_in_at_once_and_goes_at_once(
    tmp_path, capfdbinary, exported, name, into
):
    out = tmp_path / "out"
    assert main(["export", str(tmp_path / "first"), "--format", name, "--output", f"{out}/"]) == 0
    source = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", out)) if into == "archive" else out
    (out / "notes").mkdir()
    (out / "notes" / ".hidden.csv").write_text("nothing of this")
    capfdbinary.readouterr()
    folder = make(tmp_path / "second")
    status, out_, err = run(capfdbinary, source, folder, *(["--format", "brat"] if name == "brat" else []))
    assert (status, err, out_[:20]) == (0, "", "3 annotations new, 0")
    assert {each.target.exact for each in saved(folder)} == {"Taliban", "😀", "Nobody"}
    assert run(capfdbinary, "--undo", folder)[0] == 0
    assert saved(folder) == []


def test_a_folder_of_standoff_files_is_known_without_its_format(tmp_path, capfdbinary, exported):
    assert main(["export", str(tmp_path / "first"), "--format", "brat", "--output", f"{tmp_path}/out/"]) == 0
    capfdbinary.readouterr()
    folder = make(tmp_path / "second")
    assert run(capfdbinary, tmp_path / "out", folder)[0] == 0
    assert len(saved(folder)) == 3
    (tmp_path / "empty").mkdir()
    status, _, err = run(capfdbinary, tmp_path / "empty", folder)
    assert (status, "does not say its format" in err) == (2, True)


def test_a_pipe_comes_in(tmp_path, exported):
    folder = make(tmp_path / "second")
    command = [sys.executable, "-m", "reader", "import", "-", str(folder), "--format", "json"]
    ran = subprocess.run(command, input=exported.read_bytes(), capture_output=True, check=False)
    assert (ran.returncode, ran.stdout[:17], ran.stderr) == (0, b"3 annotations new", b"")


def test_a_mistake_in_one_file_of_many_is_told_with_its_file_and_line(tmp_path, capfdbinary, exported):
    out, folder = tmp_path / "out", make(tmp_path / "second")
    assert main(["export", str(tmp_path / "first"), "--format", "brat", "--output", f"{out}/"]) == 0
    capfdbinary.readouterr()
    (broken,) = out.glob("moscow*.ann")
    broken.write_text(broken.read_text("utf-8") + "T9\tx 5 900\tnowhere\n", "utf-8")
    told = f"reader: out, {broken.name}, line 2: “nowhere” does not stand at 5 900.\n"
    status, printed, err = run(capfdbinary, out, folder, "--format", "brat", "--strict")
    assert (status, printed, err.startswith(told), saved(folder)) == (2, "", True, [])
    status, _, err = run(capfdbinary, out, folder, "--format", "brat")
    assert (status, err, len(saved(folder))) == (1, told, 3)
