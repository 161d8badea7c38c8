"""``reader export``: to a file, to a pipe, to a terminal; nothing is left out without a word."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pexpect
import pytest

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import Relate, Relation, end_at
from reader.annotations.targets import make_target
from reader.cli import main
from reader.config.paths import settings_file
from reader.config.settings import Settings
from reader.exchange.formats import find_format, formats
from reader.session.opening import open_library
from reader.text.span import Span

FORMAT_NAMES = [each.name for each in formats()]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two articles with annotations and one without; names are found by the quick rules."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('engine = "quick"\n', "utf-8")
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "kabul.txt").write_text("Kabul fell\n\nThe Taliban* entered the palace.\n", "utf-8")
    (folder / "moscow.txt").write_text("😀 Moscow said no\n\nNobody was surprised.\n", "utf-8")
    (folder / "quiet.txt").write_text("Nothing happened\n\nAll day long.\n", "utf-8")
    annotate(folder, "kabul.txt", "Taliban", tags=("militants",))
    annotate(folder, "kabul.txt", "Kabul", note="the city")
    annotate(folder, "moscow.txt", "Moscow", tags=("capital",))
    return folder


def annotate(folder: Path, path: str, words: str, *, author: str = "tester", **fields) -> None:
    library = open_library([folder], Settings(annotator=author))
    (id_,) = (row.id for row in library.listings() if row.path in (path, folder.name))
    article = library.open(id_).article
    start = article.text.index(words)
    target = make_target(article.text, Span(start, start + len(words)), sha256=article.sha256)
    made = Annotation(new_id(), id_, target, author, utc_now(), utc_now(), **fields)
    library.store.apply(article, Add(made))


def run(capfdbinary, *words: object) -> tuple[int, str, str]:
    status = main(["export", *map(str, words)])
    printed = capfdbinary.readouterr()
    return status, printed.out.decode(errors="backslashreplace"), printed.err.decode()


def quotes(collection: str) -> list[str]:
    items = json.loads(collection)["first"]["items"]
    return [item["target"]["selector"][0]["exact"] for item in items]


def test_a_pipe_gets_the_annotations_and_the_terminal_a_line_about_them(library, capfdbinary):
    status, out, err = run(capfdbinary, library, "--format", "web-annotation")
    assert (status, err) == (0, "3 annotations of 2 articles as Web Annotation\n")
    assert quotes(out) == ["Kabul", "Taliban", "Moscow"]


def test_positions_are_those_of_the_text_the_reader_saw(library, capfdbinary):
    _, out, _ = run(capfdbinary, library, "--format", "csv", "--output", "-")
    for row in csv.DictReader(io.StringIO(out, newline="")):
        text = (library / row["path"]).read_text("utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


@pytest.mark.parametrize(
    ("options", "beginning"),
    [
        (["--output", "notes.csv"], "id,article,"),
        (["--output", "notes.JSONLD"], "{"),
        (["--output", "notes.md"], "# Annotations"),
        (["--output", "notes.txt"], "# Annotations"),
        (["--output", "notes.csv", "--format", "markdown"], "# Annotations"),
        (["--output", "notes.jsonld", "--format", "csv"], "id,article,"),
    ],
)
def test_the_format_is_what_was_named_else_what_the_file_says(
    library, capfdbinary, monkeypatch, tmp_path, options, beginning
):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capfdbinary, library, *options)
    assert (status, out) == (0, "")
    assert err.startswith("3 annotations of 2 articles as ")
    assert (tmp_path / options[1]).read_text("utf-8").startswith(beginning)


def test_the_same_library_gives_the_same_bytes(library, capfdbinary):
    for name in FORMAT_NAMES:
        assert run(capfdbinary, library, "--format", name) == run(capfdbinary, library, "--format", name)


def test_formats_are_listed_with_what_they_are_for(capfdbinary):
    status, out, _ = run(capfdbinary, "--list-formats")
    assert status == 0
    assert [line.split()[:2] for line in out.splitlines()] == [[each.name, each.suffix] for each in formats()]


def test_an_unknown_format_is_one_line(library, capfdbinary):
    status, out, err = run(capfdbinary, library, "--format", "xml")
    assert (status, out) == (2, "")
    assert "web-annotation" in err
    assert err.count("\n") == 1


def test_a_library_without_annotations_gives_an_empty_export(tmp_path, capfdbinary):
    (tmp_path / "a.txt").write_text("Nothing\n\nAt all.\n")
    status, out, err = run(capfdbinary, tmp_path, "--format", "csv")
    assert (status, err) == (0, "0 annotations of 0 articles as CSV\n")
    assert out.count("\n") == 1


def test_an_existing_file_is_replaced_whole_and_nothing_stays_beside_it(library, capfdbinary, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "notes.md").write_text("x" * 100_000)
    assert run(capfdbinary, library, "--output", folder / "notes.md")[0] == 0
    assert (folder / "notes.md").read_text().startswith("# Annotations\n")
    assert [each.name for each in folder.iterdir()] == ["notes.md"]


@pytest.mark.parametrize("place", ["folder", "below a file", "no room"])
def test_where_nothing_can_be_written_it_says_so_and_leaves_all_as_it_was(
    library, capfdbinary, tmp_path, place, monkeypatch
):
    output = tmp_path / "notes.md"
    if place == "folder":
        output.mkdir()
    else:
        output.write_text("mine")
    if place == "no room":
        monkeypatch.setattr(os, "fsync", full)
    target = output / "below.md" if place == "below a file" else output
    status, out, err = run(capfdbinary, library, "--output", target)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"reader: .*notes\.md.*: could not be saved \(.+\); .+\.\n", err)
    assert output.is_dir() or output.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir() if each != library) == ["notes.md"]


def full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_what_the_shell_sends_into_the_library_is_no_article_of_it(library):
    program = f"import sys; from reader.cli import main; sys.exit(main(['export', {str(library)!r}]))"
    notes, diary = library / "notes.md", library / "diary.md"
    diary.write_text("Dear diary\n\n", "utf-8")
    for file, mode in ((notes, "wb"), (diary, "ab")):
        with file.open(mode) as sent:
            subprocess.run([sys.executable, "-c", program], check=True, stdout=sent, stderr=subprocess.PIPE)
    assert "Taliban" in notes.read_text("utf-8")
    assert [row.path for row in open_library([library], Settings()).listings()] == [
        "diary.md",
        "kabul.txt",
        "moscow.txt",
        "quiet.txt",
    ]


def test_a_device_is_written_to_and_not_replaced(library, capfdbinary):
    assert run(capfdbinary, library, "--output", "/dev/null")[0] == 0
    assert Path("/dev/null").is_char_device()
    status, _, err = run(capfdbinary, library, "--output", "/dev/full")
    assert status == 2
    assert "No space left on device" in err


def test_a_named_pipe_gets_the_annotations(library, capfdbinary, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_text("utf-8")), daemon=True)
    reader.start()
    assert run(capfdbinary, library, "--output", tmp_path / "pipe")[0] == 0
    reader.join(10)
    assert got[0].startswith("# Annotations")


@pytest.mark.parametrize("unbuffered", ["", "-u"])
def test_a_pipe_that_closes_early_is_no_error(library, unbuffered):
    annotate(library, "quiet.txt", "Nothing", note="more than a pipe holds " * 10_000)
    command = f'"{sys.executable}" {unbuffered} -m reader export "{library}" --format csv | head -c 10'
    script = command + "; exit ${PIPESTATUS[0]}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert ran.stdout == b"id,article"
    assert ran.stderr == b""
    assert ran.returncode == 0


def test_a_full_standard_output_is_one_line(library):
    command = [sys.executable, "-m", "reader", "export", str(library)]
    with Path("/dev/full").open("wb") as full_device:
        ran = subprocess.run(command, stdout=full_device, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == "reader: No space left on device; the output is not complete.\n"


EACH = (
    "import sys\n"
    "from reader.cli import main\n"
    "for name in sys.argv[2:]:\n"
    "    assert main(['export', sys.argv[1], '--format', name]) == 0\n"
    "    print(f'{name} is written', flush=True)\n"
)


def test_a_terminal_is_shown_control_characters_and_obeys_none(library):
    (library / "hostile.txt").write_text("Bad \x1b]0;owned\x07 \x9b31m\n\nThe end.\n", "utf-8")
    annotate(library, "hostile.txt", "\x1b]0;owned\x07 \x9b31m", note="\x1b[2J\u202e", tags=("\x1b[31m",))
    names = [each.name for each in formats() if each.is_text]
    child = pexpect.spawn(sys.executable, ["-P", "-c", EACH, str(library), *names], timeout=60)
    for name in names:
        child.expect_exact(f"{name} is written")
        shown = child.before.decode()
        # A codebook alone has no annotations in it.
        assert "owned" in shown or find_format(name).keeps == {"codebook"}, name
        assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", shown), name


def test_everybodys_annotations_are_written(library, capfdbinary):
    annotate(library, "quiet.txt", "Nothing", author="boris")
    _, out, err = run(capfdbinary, library, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [row["author"] for row in rows] == ["tester"] * 3 + ["boris"]
    assert err == "4 annotations of 3 articles as CSV\n"


def test_a_damaged_annotation_file_is_named(library, capfdbinary):
    annotate(library, "quiet.txt", "Nothing")
    (damaged,) = [
        path
        for path in library.glob(".reader/annotations/tester/*.json")
        if b"quiet.txt" in path.read_bytes()
    ]
    damaged.write_bytes(b"")
    status, out, err = run(capfdbinary, library, "--format", "web-annotation")
    assert (status, len(quotes(out))) == (1, 3)
    assert re.search(rf"reader: {re.escape(str(damaged))}: is damaged, so it stays untouched", err)
    assert damaged.read_bytes() == b""


def test_an_article_that_is_gone_or_unreadable_is_named(library, capfdbinary):
    (library / "moscow.txt").unlink()
    (library / "kabul.txt").write_bytes(b"\xff\xfe\xff")
    status, out, err = run(capfdbinary, library, "--format", "web-annotation")
    assert (status, quotes(out)) == (1, [])
    assert "reader: moscow.txt: the file is gone, 1 annotation left out; put it back." in err
    assert "reader: kabul.txt: " in err


def test_what_is_annotated_beside_the_list_is_named(library, capfdbinary):
    (library / "story.rst").write_text("A story\n\nWords.\n", "utf-8")
    annotate(library / "story.rst", "", "A story", tags=("tale",))
    status, _, err = run(capfdbinary, library, "--format", "csv")
    assert status == 1
    assert "story.rst: the folder's list does not have it, 1 annotation left out; export it by its own" in err
    status, out, err = run(capfdbinary, library / "story.rst", "--format", "csv")
    assert (status, "A story" in out, "left out" in err) == (0, True, False)


def test_a_single_file_is_exported_without_its_neighbours(library, capfdbinary):
    status, out, err = run(capfdbinary, library / "moscow.txt", "--format", "web-annotation")
    assert (status, quotes(out)) == (0, ["Moscow"])
    assert err == "1 annotation of 1 article as Web Annotation\n"


def test_a_changed_text_moves_annotations_or_says_they_are_lost(library, capfdbinary):
    text = "Updated.\n\n" + (library / "kabul.txt").read_text("utf-8")
    (library / "kabul.txt").write_text(text, "utf-8")
    (library / "moscow.txt").write_text("Nothing left of it.\n", "utf-8")
    _, out, _ = run(capfdbinary, library, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert {row["quote"]: row["anchor"] for row in rows} == {
        "Kabul": "moved",
        "Taliban": "moved",
        "Moscow": "orphan",
    }
    for row in rows[:2]:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_what_a_format_has_no_place_for_is_said_and_written_to_a_report(library, capfdbinary, tmp_path):
    report = tmp_path / "lost.json"
    output = tmp_path / "notes.md"
    status, _, err = run(capfdbinary, library, "--output", output, "--report", report)
    assert (status, err.splitlines()[0]) == (0, "3 annotations of 2 articles as Markdown")
    assert "reader: 3 lost: annotations' ids (the format has no place for them)." in err.splitlines()
    written = json.loads(report.read_text("utf-8"))
    assert (written["format"], written["annotations"]) == ("markdown", 3)
    assert [(each["what"], each["count"]) for each in written["losses"]] == [("ids", 3), ("times", 3)]


def test_strict_writes_nothing_where_anything_would_be_lost(library, capfdbinary, tmp_path):
    status, out, err = run(capfdbinary, library, "--strict", "--output", tmp_path / "notes.md")
    assert (status, out) == (2, "")
    assert err.startswith("reader: Markdown would lose 3 annotations' ids, 3 times of making and changing;")
    assert not (tmp_path / "notes.md").exists()
    status, _, err = run(capfdbinary, library, "--strict", "--format", "web-annotation")
    assert (status, err) == (0, "3 annotations of 2 articles as Web Annotation\n")


def test_a_terminal_gets_no_archive(library, tmp_path):
    child = pexpect.spawn(sys.executable, ["-m", "reader", "export", str(library), "--format", "brat"])
    assert "brat is no text, and nothing for a terminal; name a file with --output." in child.read().decode()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--article", "kabul.txt"], ["Kabul", "Taliban"]),
        (["--article", "2"], ["Moscow"]),
        (["--article", "moscow", "--article", "1"], ["Moscow", "Kabul", "Taliban"]),
        (["--article", "quiet.txt"], ["Nothing"]),
        (["--tag", "Militants"], ["Taliban"]),
        (["--tag", "militants", "--tag", "capital"], ["Taliban", "Moscow"]),
        (["--tag", "capita"], []),
        (["--query", "tag:capita"], ["Moscow"]),
        (["--query", "note:city"], ["Kabul"]),
        (["--query=-tag:militants", "--article", "1"], ["Kabul"]),
        (["--query", "entity:taliban", "--engine", "quick"], ["Taliban"]),
        (["--author", "boris"], ["Nothing"]),
        (["--author", "boris", "--author", "tester", "--query", "title:happened"], ["Nothing"]),
    ],
)
def test_articles_tags_annotators_and_a_query_say_what_goes_out(library, capfdbinary, options, found):
    annotate(library, "quiet.txt", "Nothing", author="boris")
    status, out, _ = run(capfdbinary, library, "--format", "web-annotation", *options)
    assert (status, quotes(out)) == (0, found)


def test_a_relation_that_is_cut_off_is_said(library, capfdbinary):
    opened = open_library([library], Settings(annotator="tester"))
    kabul = next(opened.open(row.id) for row in opened.listings() if row.path == "kabul.txt")
    city, militants = kabul.annotations
    made = Relation(new_id(), "held by", end_at(city), end_at(militants), "tester", utc_now())
    opened.store.relate(Relate(made), kabul.article)
    _, out, err = run(capfdbinary, library, "--format", "json")
    assert (json.loads(out)["articles"][0]["relations"][0]["name"], "lost" in err) == ("held by", False)
    _, out, err = run(capfdbinary, library, "--format", "json", "--query", "note:city")
    assert (
        "relations" not in json.loads(out)["articles"][0] or not json.loads(out)["articles"][0]["relations"]
    )
    assert "1 lost: relations to annotations that are not asked for (left out)." in err
    assert run(capfdbinary, library, "--format", "json", "--query", "note:city", "--strict")[0] == 2


def test_what_is_no_article_and_no_filter_writes_nothing(library, capfdbinary, tmp_path):
    for options, said in [
        (["--article", "berlin"], "no article is called 'berlin'"),
        (["--query", "tgas:x"], "there is no filter tgas:, the nearest is tag:"),
    ]:
        status, _, err = run(capfdbinary, library, "--output", tmp_path / "out.csv", *options)
        assert (status, said in err, (tmp_path / "out.csv").exists()) == (2, True, False)


def names(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def test_a_folder_gets_a_file_for_each_article_or_what_an_archive_holds(library, capfdbinary, tmp_path):
    folder = tmp_path / "out"
    assert run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv")[0] == 0
    first = {name: (folder / name).read_bytes() for name in names(folder)}
    assert [name[:5] for name in first] == [".read", "kabul", "mosco"]
    assert run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv")[0] == 0
    assert {name: (folder / name).read_bytes() for name in names(folder)} == first
    # What an export has written, the next one may replace, all of it.
    assert run(capfdbinary, library, "--output", f"{folder}/", "--format", "brat", "--article", "1")[0] == 0
    assert [name.rpartition(".")[2] for name in names(folder)] == [
        "reader-export",
        "conf",
        "ann",
        "txt",
        "conf",
    ]
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_folder_with_other_files_is_left_alone(library, capfdbinary, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")
    status, _, err = run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv")
    assert (status, "such as diary.txt; name a new folder, or an empty one." in err) == (2, True)
    (folder / "diary.txt").unlink()
    assert run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv")[0] == 0
    (folder / "diary.txt").write_text("mine")
    assert run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv")[0] == 2
    assert (folder / "diary.txt").read_text() == "mine"


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5])
def test_an_interrupted_export_leaves_the_folder_as_it_was(
    library, capfdbinary, tmp_path, monkeypatch, failing
):
    folder = tmp_path / "out"
    run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv", "--article", "1")
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    flush, left = os.fsync, iter(range(failing))

    def fails(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fails)
    status = run(capfdbinary, library, "--output", f"{folder}/", "--format", "csv")[0]
    monkeypatch.undo()
    after = {name: (folder / name).read_bytes() for name in names(folder)}
    assert (after == before) == (status == 2 and failing < 4)
    assert len(after) == (2 if after == before else 3)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["library", "out"]


def test_a_damaged_file_that_is_put_right_on_the_way_is_told(
    library: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (file, *_) = sorted((library / ".reader/annotations").glob("*/*.json"))
    file.write_text("{", "utf-8")
    told = run(capfdbinary, library, "--format", "csv")[2]
    assert told.count("the damaged file is kept beside it") == 1
    assert list(file.parent.glob("*.damaged-*"))
    assert "damaged" not in run(capfdbinary, library, "--format", "csv")[2]
