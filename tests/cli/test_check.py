"""``reader check``: each kind of damage is found, repaired where it can be, and nothing is thrown away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Code, Codebook
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import End, Relate, Relation
from reader.annotations.targets import make_target
from reader.cli.program import main
from reader.config.settings import Settings
from reader.corrections.revision import Revision
from reader.session.opening import Library, open_library
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from tests.support.correcting import correction
from tests.support.screen import make_library

TEXT = "A short title\n\nKabul fell in August. The Taliban entered the palace the same evening.\n"
Check = Callable[..., tuple[int, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with two annotations, a relation, a correction and a codebook, each saved twice."""
    folder = make_library(tmp_path / "library", {"a.txt": TEXT, "b.txt": "Another one\n\nWith words.\n"})
    library, (article, _) = opened(folder)
    first, second = noted(library, "Kabul"), noted(library, "Taliban")
    ends = [End(article.id, each.id, each.target.exact) for each in (first, second)]
    library.store.relate(Relate(Relation(new_id(), "fell to", *ends, "tester", utc_now())), None)
    for words in ("Kabul", "palace"):
        made = correction(library.read(article.id), words, "no_name", author="tester")
        library.corrections.apply(Revision(None, made))
    one = Codebook((Code("one"),))
    library.codebook.apply(Codebook(), one)
    library.codebook.apply(one, Codebook((Code("one"), Code("two"))))
    return folder


def opened(folder: Path) -> tuple[Library, tuple]:
    library = open_library([folder], Settings(annotator="tester"))
    return library, library.listings()


def noted(library: Library, words: str, **fields) -> Annotation:
    article = library.read(library.listings()[0].id)
    start = article.text.index(words)
    target = make_target(article.text, Span(start, start + len(words)), sha256=article.sha256)
    now = utc_now()
    made = Annotation(new_id(), article.id, target, "tester", now, now, **fields)
    library.store.apply(article, Add(made))
    return made


@pytest.fixture
def check(capfd: pytest.CaptureFixture[str], folder: Path) -> Check:
    """Return a function that runs the command and returns the status and what it printed."""

    def check(*options: str) -> tuple[int, str]:
        status = main(["check", str(folder), *options])
        return status, capfd.readouterr().out

    return check


def own(folder: Path) -> Path:
    (path,) = folder.glob(".reader/annotations/tester/*.json")
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sound_library_is_said_to_be_sound(check: Check) -> None:
    status, out = check()
    assert (status, out) == (
        0,
        "sound: 2 files, 2 annotations, 1 relation, 2 exact, 0 moved, 0 fuzzy, 0 orphan\n",
    )


def test_what_is_annotated_beside_the_list_is_not_gone(
    folder: Path, check: Check, capfd: pytest.CaptureFixture[str]
) -> None:
    noted(open_library([folder / "a.txt"], Settings(annotator="tester")), "Kabul")
    (folder / "b.rst").write_text("Kabul stood\n\nSo they say.\n")
    assert main(["check", str(folder / "b.rst")]) == 0
    assert "0 orphan" in capfd.readouterr().out
    noted(open_library([folder / "b.rst"], Settings(annotator="tester")), "Kabul")
    status, out = check()
    assert (status, "not listed" in out, "0 orphan" in out) == (0, True, True)
    (folder / "b.rst").unlink()
    status, out = check()
    assert (status, "the article of 1 annotation is gone" in " ".join(out.split())) == (1, True)


@pytest.mark.parametrize(
    ("name", "damage", "kind"),
    [
        ("annotations/*/*.json", lambda data: data[:-6], "damaged file"),
        ("annotations/*/*.json", lambda data: b"", "damaged file"),
        ("annotations/*/*.json", lambda data: data.replace(b'"Kabul"', b'"Kab"'), "damaged file"),
        ("corrections/*.json", lambda data: data[:-6], "damaged file"),
        ("texts/*.gz", lambda data: data[:-6], "damaged text"),
    ],
    ids=["cut", "empty", "a bad record", "corrections", "a text"],
)
def test_damage_is_found_and_repaired(folder: Path, check: Check, name, damage, kind) -> None:
    (path,) = (folder / ".reader").glob(name)
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    before = everything(folder)
    status, out = check("--format", "json")
    report = json.loads(out)
    assert (status, report["sound"]) == (1, False)
    assert [each["kind"] for each in report["findings"]] == [kind]
    assert {k: v for k, v in everything(folder).items() if "locks" not in k and "cache" not in k} == {
        k: v for k, v in before.items() if "locks" not in k and "cache" not in k
    }
    status, out = check("--repair", "--format", "json")
    report = json.loads(out)
    assert (status, report["sound"]) == (0, True)
    (kept,) = path.parent.glob("*.damaged-*")
    assert kept.read_bytes() == damaged
    assert kept.name in report["findings"][0]["done"]
    status, out = check()
    assert status == 0
    assert "kept" in out
    assert "2 annotations" in out


def test_nothing_left_of_a_file_it_is_moved_away(folder: Path, check: Check) -> None:
    own(folder).with_name(own(folder).name + ".bak").unlink()
    own(folder).write_bytes(b"garbage")
    assert check()[0] == 1
    status, out = check("--repair")
    assert status == 0
    assert "nothing could be read out of it" in out
    assert not own_exists(folder)


def own_exists(folder: Path) -> bool:
    return bool([*folder.glob(".reader/annotations/tester/*.json")])


def test_another_annotators_file_is_repaired_too(folder: Path, check: Check) -> None:
    zoe = folder / ".reader" / "annotations" / "zoe" / own(folder).name
    zoe.parent.mkdir()
    data = own(folder).read_bytes().replace(b'"tester"', b'"zoe"')
    # Each id another one: its last digit is the next.
    others = re.sub(
        rb'"id": "(.{35})(.)', lambda id_: b'"id": "%b%x' % (id_[1], (int(id_[2], 16) + 1) % 16), data
    )
    zoe.write_bytes(others[:-6])
    assert check()[0] == 1
    assert check("--repair")[0] == 0
    assert len(TinyDBStore(folder / ".reader", "zoe").load(zoe.stem).annotations) == 4


def test_an_id_that_is_there_twice(folder: Path, check: Check) -> None:
    copy = folder / ".reader" / "annotations" / "tester2" / own(folder).name
    copy.parent.mkdir()
    copy.write_bytes(own(folder).read_bytes())
    status, out = check("--repair", "--format", "json")
    assert status == 1
    assert [each["kind"] for each in json.loads(out)["findings"]] == ["id twice", "id twice"]


def test_a_relation_that_leads_nowhere(folder: Path, check: Check) -> None:
    tables = json.loads(own(folder).read_text("utf-8"))
    tables["annotations"] = {
        k: v for k, v in tables["annotations"].items() if v["target"]["exact"] != "Taliban"
    }
    own(folder).write_text(json.dumps(tables), "utf-8")
    status, out = check()
    assert status == 1
    assert "“fell to” leads to “Taliban”, which is gone" in " ".join(out.split())


def test_a_later_version_is_told_and_not_touched(folder: Path, check: Check) -> None:
    own(folder).write_bytes(own(folder).read_bytes().replace(b'"version": 1', b'"version": 9'))
    before = own(folder).read_bytes()
    status, out = check("--repair", "--format", "json")
    assert (status, json.loads(out)["findings"][0]["kind"]) == (1, "newer")
    assert own(folder).read_bytes() == before


def test_a_damaged_codebook_is_told_with_its_line(folder: Path, check: Check) -> None:
    (folder / ".reader" / "codebook.toml").write_text("[[code]]\nname = \n")
    status, out = check("--repair", "--format", "json")
    (finding,) = json.loads(out)["findings"]
    assert (status, finding["kind"]) == (1, "codebook")
    assert "not TOML" in finding["what"]


def test_what_killed_writers_left_is_removed(folder: Path, check: Check) -> None:
    left = own(folder).with_name(".x.json.0123.tmp")
    left.write_bytes(b"half")
    assert check()[0] == 1
    assert left.exists()
    assert check("--repair")[0] == 0
    assert not left.exists()
    assert check()[0] == 0


def test_anchors_are_counted_and_what_is_gone_is_listed(folder: Path, check: Check) -> None:
    (folder / "a.txt").write_text(
        TEXT.replace("Kabul fell in August. ", "").replace("A short", "A very short")
    )
    before = own(folder).read_bytes()
    status, out = check("--format", "json")
    report = json.loads(out)
    assert status == 1
    assert (report["counts"]["orphan"], report["counts"]["moved"]) == (1, 1)
    (finding,) = report["findings"]
    assert (finding["kind"], finding["where"]) == ("orphan", "a.txt")
    assert "“Kabul”" in finding["what"]
    assert own(folder).read_bytes() == before


def test_an_article_that_is_gone_leaves_orphans(folder: Path, check: Check) -> None:
    (folder / "a.txt").unlink()
    status, out = check()
    assert status == 1
    assert "a.txt" in out
    assert "2 orphan" in out


def test_hostile_names_do_not_reach_the_terminal(folder: Path, check: Check) -> None:
    library, _ = opened(folder)
    made = noted(library, "palace")
    tables = json.loads(own(folder).read_text("utf-8"))
    for each in tables["annotations"].values():
        if each["id"] == made.id:
            each["article"] = "\x1b[31mred"
    own(folder).write_text(json.dumps(tables), "utf-8")
    status, out = check()
    assert status == 1
    assert "\x1b" not in out
