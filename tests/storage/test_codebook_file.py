from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.coding import book, books

from reader.annotations.codebook import Code, Codebook, added, changed, deleted
from reader.errors import ConflictError, ReaderError
from reader.storage.codebook_file import CodebookFile, parse_codebook
from reader.storage.durable import backup_path
from reader.values import replace

WRITTEN = """\
# by hand, on a Monday
closed = false  # for now
version = 3

# who acts
[[code]]   # first
name = "actors"
color = "red"  # as blood
weight = 7

# ---- the second half ----

# those who fight
[[code]]
name = "militants"
parent = "actors"
[code.more]
source = "us"

[[code]]
name = "war"
description = '''
[[not code]]
# nor a comment'''
"""
BOOK = book(
    Code("actors", colour="red"),
    Code("militants", parent="actors"),
    Code("war", description="[[not code]]\n# nor a comment"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "codebook.toml").write_text(WRITTEN)
    return tmp_path / "codebook.toml"


def lines_of(text: str) -> set[str]:
    return {line for line in text.splitlines() if line.strip()}


def test_what_was_written_by_hand_is_read(path: Path) -> None:
    kept = CodebookFile(path.parent).read()
    assert (kept.book, kept.problem) == (BOOK, None)


def test_a_change_touches_only_its_own_field(path: Path) -> None:
    file = CodebookFile(path.parent)
    file.apply(BOOK, changed(BOOK, "actors", Code("actors", colour="blue", description="who acts")))
    written = path.read_text()
    assert lines_of(written) - lines_of(WRITTEN) == {'color = "blue"  # as blood', 'description = "who acts"'}
    assert lines_of(WRITTEN) - lines_of(written) == {'color = "red"  # as blood'}
    assert backup_path(path).read_text() == WRITTEN


def test_a_rename_keeps_comments_and_fields_of_others(path: Path) -> None:
    CodebookFile(path.parent).apply(BOOK, changed(BOOK, "actors", Code("people", colour="red")))
    written = path.read_text()
    assert lines_of(WRITTEN) - lines_of(written) == {'name = "actors"', 'parent = "actors"'}
    assert tomllib.loads(written)["code"][0]["weight"] == 7


def test_a_deleted_code_takes_only_what_is_its_own_and_comes_back_with_it(path: Path) -> None:
    file = CodebookFile(path.parent)
    without = deleted(BOOK, "actors")
    file.apply(BOOK, without)
    written = path.read_text()
    assert "# ---- the second half ----" in written
    assert "# who acts" not in written
    file.apply(without, BOOK)
    assert lines_of(path.read_text()) - lines_of(WRITTEN) == set()
    assert lines_of(WRITTEN) - lines_of(path.read_text()) == set()


def test_closing_keeps_the_comment(path: Path) -> None:
    CodebookFile(path.parent).apply(BOOK, replace(BOOK, closed=True))
    assert "closed = true  # for now" in path.read_text()


def test_the_first_change_makes_a_file_that_explains_itself(tmp_path: Path) -> None:
    file = CodebookFile(tmp_path)
    assert file.read().book == Codebook()
    file.apply(Codebook(), added(Codebook(), Code("war", "w")))
    written = (tmp_path / "codebook.toml").read_text()
    assert written.startswith("# The codebook")
    assert written.endswith('closed = false\n\n[[code]]\nname = "war"\nkey = "w"\n')
    assert file.read().book == book(Code("war", "w"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books(), books())
def test_any_book_can_be_written_over_any_other_and_back(
    tmp_path: Path, before: Codebook, after: Codebook
) -> None:
    path = tmp_path / "codebook.toml"
    path.unlink(missing_ok=True)
    file = CodebookFile(tmp_path)
    file.apply(Codebook(), before)
    path.write_text(f"# mine\n{path.read_text()}\n# at the end\n")
    file.apply(before, after)
    assert CodebookFile(tmp_path).read().book == after
    file.apply(after, before)
    assert CodebookFile(tmp_path).read().book == before
    assert path.read_text().startswith("# mine\n")
    assert path.read_text().count("# at the end") == 1


def test_a_change_made_elsewhere_is_seen_and_merged(path: Path) -> None:
    file = CodebookFile(path.parent)
    assert file.read().book == BOOK
    path.write_text(WRITTEN.replace('name = "war"', 'name = "war"\nkey = "w"  # by hand'))
    assert file.read().book.find("war") == replace(BOOK.codes[2], key="w")
    file.apply(BOOK, changed(BOOK, "actors", Code("actors", colour="green")))
    assert 'key = "w"  # by hand' in path.read_text()
    assert file.read().book.find("actors") == Code("actors", colour="green")


def test_a_change_that_does_not_fit_is_refused_and_leaves_the_file(path: Path) -> None:
    path.write_text(WRITTEN.replace('"red"', '"pink"'))
    before = path.read_bytes()
    with pytest.raises(ConflictError, match=r"actors.* its colour"):
        CodebookFile(path.parent).apply(BOOK, changed(BOOK, "actors", Code("actors", colour="green")))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[[code]]\nname = "a"\n\n[[code]\nname = "b"', 4, "not TOML"),
        ('[[code]]\nname = "a"\n[[code]]\ncolour = "red"\nname = "A"', 5, "two codes “A”"),
        ('# x\n[[code]]\nname = "a"\ncolour = "rde"', 4, "no colour “rde”"),
        ('[[code]]\nname = "a"\n[[code]]\nname = "b"\nparent = "c"', 5, "no code “c”"),
        ('[[code]]\nkey = "k"', 1, "needs a name"),
        ('[[code]]\nname = "a"\nkey = 3', 3, "key is no text"),
    ],
)
def test_a_damaged_file_is_told_with_its_line_and_left_alone(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text(text)
    kept = CodebookFile(tmp_path).read()
    assert kept.book == Codebook()
    assert what in str(kept.problem)
    assert f"codebook.toml, line {line}: " in str(kept.problem)
    assert "\n" not in str(kept.problem)
    with pytest.raises(ReaderError, match=what):
        CodebookFile(tmp_path).apply(Codebook(), book("x"))
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["closed = 1", "code = 3", "code = [1]"])
def test_other_shapes_are_refused(text: str) -> None:
    with pytest.raises(ReaderError, match=r"write closed|begin each code"):
        parse_codebook(text, "codebook.toml")


def test_damage_done_meanwhile_keeps_the_last_book(path: Path) -> None:
    file = CodebookFile(path.parent)
    file.read()
    path.write_bytes(b"\xff\xfe")
    kept = file.read()
    assert kept.book == BOOK
    assert "not UTF-8" in str(kept.problem)
    path.write_text(WRITTEN)
    assert file.read().problem is None


def test_codes_written_as_an_array_are_read_but_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text('code = [{name = "a"}]\n')
    file = CodebookFile(tmp_path)
    assert file.read().book == book("a")
    with pytest.raises(ReaderError, match=r"stays untouched.*\[\[code\]\]"):
        file.apply(book("a"), book(Code("a", "k")))
    assert path.read_text() == 'code = [{name = "a"}]\n'


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_bytes(b'# x\r\n[[code]]\r\nname = "a" # y\r\n')
    CodebookFile(tmp_path).apply(book("a"), book(Code("b")))
    assert path.read_bytes() == b'# x\r\n[[code]]\r\nname = "b" # y\r\n'
