"""A file's codebook in a library's: what comes in, what stays, and what is told."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from support.coding import book, books

from reader.annotations.codebook import Code, Codebook, flaws, folded, tree
from reader.cli import main
from reader.config.settings import Settings
from reader.session.importing_codes import merged_codes, without_codes
from reader.session.opening import Library, open_library
from reader.values import asdict


def ordered(codebook: Codebook) -> tuple[Code, ...]:
    return tuple(code for code, _ in tree(codebook))


def test_new_codes_come_in_under_their_parents():
    there = book(Code("Actors", key="a"))
    merged = merged_codes(there, (Code("actors"), Code("states", parent="actors"), Code(" us  army ", "u")))
    assert merged.book.codes == (*there.codes, Code("states", parent="Actors"), Code("us army", "u"))
    assert (merged.added, merged.told) == (merged.book.codes[1:], ())


def test_a_code_that_is_there_stays_and_what_differs_is_told():
    there = book("actors", Code("war", "w", "red", "fighting", "actors"))
    merged = merged_codes(there, (Code("War", "x", "#000000", "killing", "peace"), Code("actors")))
    assert (merged.book, merged.added) == (there, ())
    assert merged.told == (
        "“war” has another colour in the file; it stays as it is",
        "“war” has another meaning in the file; it stays as it is",
        "“war” has another key in the file; it stays as it is",
        "“war” stands under “peace” in the file; it stays where it is",
    )


def test_what_a_new_code_cannot_have_it_goes_without():
    codes = (
        Code("peace", "W"),
        Code("truce", "tt", "mauve", parent="nobody"),
        Code(" "),
        Code("talks", "t"),
        Code("treaty", "t"),
    )
    merged = merged_codes(book(Code("war", "w")), codes)
    assert merged.added == (Code("peace"), Code("truce"), Code("talks", "t"), Code("treaty"))
    assert merged.told == (
        "the key W of “peace” is that of “war”; it goes without",
        "there is no code “nobody” for “truce” to be under; it stands at the top",
        "“tt” cannot be the key of “truce”; it goes without",
        "there is no colour “mauve” for “truce”; it goes without",
        "a code without a name was left out",
        "the key t of “treaty” is that of “talks”; it goes without",
    )


@given(books(), books())
def test_a_sound_codebook_stays_sound_and_is_as_it_was_when_it_is_taken_back(here, other):
    merged = merged_codes(here, ordered(other))
    assert flaws(merged.book) == ()
    assert merged.book.codes[: len(here.codes)] == here.codes
    assert {folded(code.name) for code in merged.book.codes} == {
        folded(code.name) for code in (*here.codes, *other.codes)
    }
    assert without_codes(merged.book, merged.added) == (here, ())
    assert merged_codes(merged.book, merged.book.codes).added == ()


def test_what_was_changed_since_or_has_others_under_it_stays():
    added = (Code("a"), Code("b", parent="a"), Code("c"), Code("d"))
    now = book(Code("a"), Code("b", parent="a", key="b"), Code("c"), Code("mine", parent="c"), Code("e"))
    left, told = without_codes(now, added)
    assert left == now
    assert told == tuple(
        f"the code “{name}” was changed meanwhile, or has others under it; it stays" for name in "abc"
    )


def opened(folder: Path) -> Library:
    return open_library([folder], Settings(annotator="tester"))


def test_an_import_brings_a_codebook_and_takes_it_back(tmp_path, capfdbinary):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "a.txt").write_text("Kabul fell.\n", "utf-8")
    library = opened(tmp_path / "library")
    library.codebook.apply(Codebook(), book(Code("war", "w")))
    codes = [asdict(code) for code in (Code("War", colour="red"), Code("siege", "w", "", "", "war"))]
    file = tmp_path / "codes.json"
    whole = {"format": "reader-annotations", "version": 1, "codebook": codes, "articles": []}
    file.write_text(json.dumps(whole), "utf-8")

    def run(*words: object) -> tuple[int, str, list[str]]:
        status = main(["import", *map(str, words), str(library.root)])
        printed = capfdbinary.readouterr()
        return status, printed.out.decode(), printed.err.decode().splitlines()

    said = "0 annotations new, 0 changed, 0 there already, 1 code new\n"
    told = [
        "reader: codes.json: “war” has another colour in the file; it stays as it is.",
        "reader: codes.json: the key w of “siege” is that of “war”; it goes without.",
    ]
    assert run("--dry-run", file) == (0, f"would import: {said}", told)
    assert opened(library.root).codebook.read().book == book(Code("war", "w"))
    assert run(file) == (0, said, told)
    assert opened(library.root).codebook.read().book == book(Code("war", "w"), Code("siege", parent="war"))
    assert run("--undo")[:2] == (
        0,
        "took back the last import: annotations, relations and codes that are as before: 1\n",
    )
    assert opened(library.root).codebook.read().book == book(Code("war", "w"))


def test_a_damaged_codebook_is_told_and_the_annotations_come_in(tmp_path, capfdbinary):
    folder = tmp_path / "library"
    (folder / ".reader").mkdir(parents=True)
    (folder / "a.txt").write_text("Kabul fell.\n", "utf-8")
    (folder / ".reader" / "codebook.toml").write_text("[[code\n", "utf-8")
    file = tmp_path / "codes.json"
    whole = {"format": "reader-annotations", "version": 1, "codebook": [asdict(Code("x"))], "articles": []}
    file.write_text(json.dumps(whole), "utf-8")
    assert main(["import", str(file), str(folder)]) == 0
    printed = capfdbinary.readouterr()
    assert b"the file's codebook is left out" in printed.err
    assert b"codebook.toml, line 1" in printed.err
    assert printed.out == b"0 annotations new, 0 changed, 0 there already\n"
