"""After a power cut at any instant of a save, what was confirmed is there and every file can be read."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from faults.crash_states import crash_states, final_state, materialise
from faults.recording import Call, Recorder
from support.correcting import correction

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Code
from reader.annotations.edits import Add, Change, Remove
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import End, Relate, Relation
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.corrections.revision import Revision
from reader.errors import ReaderError
from reader.storage.codebook_file import CodebookFile
from reader.storage.corrections_file import CorrectionsStore
from reader.storage.tinydb_file import parse_tables
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from reader.values import replace

TEXT = "The Taliban entered the palace. " * 8
ARTICLE = Article("kabul", "kabul.txt", TEXT, text_sha256(TEXT), "Kabul", "News", 40)
HOME = ".reader"

Facts = frozenset[object]
Trace = tuple[tuple[Call, ...], tuple[Facts, ...]]


def annotation(number: int, note: str = "") -> Annotation:
    target = make_target(TEXT, Span(number, number + 11), sha256=ARTICLE.sha256)
    return Annotation(new_id(), "kabul", target, "anna", utc_now(), utc_now(), ("tag",), note)


def facts(library: Path) -> Facts:
    """All that the stores read there, and all that is wrong with it."""
    home = library / HOME
    loaded = TinyDBStore(home, "anna").load("kabul")
    kept, book = CorrectionsStore(home, "anna").load(), CodebookFile(home).read()
    found: set[object] = {*loaded.annotations, *TinyDBStore(home, "anna").relations(), *kept.corrections}
    found |= {*book.book.codes, *map(str, (*loaded.problems, *kept.problems))}
    return frozenset(found | ({str(book.problem)} if book.problem else set()))


def saves(library: Path) -> list[Callable[[], None]]:
    """Saves of every kind: first ones and later ones, long and short."""
    home = library / HOME
    store, corrections, codebook = (
        TinyDBStore(home, "anna"),
        CorrectionsStore(home, "anna"),
        CodebookFile(home),
    )
    one, two, fixed = (
        annotation(0),
        annotation(4, "long " * 300),
        correction(ARTICLE, "Taliban", "no_name", author="anna"),
    )
    changed = replace(one, note="changed", modified=utc_now())
    ends = (End("kabul", one.id, "a"), End("kabul", two.id, "b"))
    link = Relation(new_id(), "cites", *ends, "anna", utc_now())
    book = codebook.read().book
    named = replace(book, codes=(Code("claim", "c", "red", "", ""),))
    return [
        lambda: store.apply(ARTICLE, Add(one)),
        lambda: store.apply(ARTICLE, Add(two)),
        lambda: store.apply(ARTICLE, Change(one, changed)),
        lambda: store.relate(Relate(link), ARTICLE),
        lambda: corrections.apply(Revision(None, fixed)),
        lambda: corrections.apply(Revision(fixed, None)),
        lambda: codebook.apply(book, named),
        lambda: codebook.apply(named, book),
        lambda: store.apply(ARTICLE, Remove(two)),
    ]


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Trace:
    """The calls of all saves, and what was there before the first and after each."""
    library = tmp_path_factory.mktemp("library")
    recorder, known = Recorder(library), [facts(library)]
    for save in saves(library):
        with recorder.listening():
            save()
            recorder.confirm()
        known.append(facts(library))
    on_disk = {
        str(path.relative_to(library)): None if path.is_dir() else path.read_bytes()
        for path in library.rglob("*")
        if path.suffix != ".lock" and "cache" not in path.parts
    }
    assert dict(final_state(recorder.calls)) == on_disk, "the recorder misses something"
    return tuple(recorder.calls), tuple(known)


def wrong_after_crashes(calls: Sequence[Call], known: Sequence[Facts], folder: Path) -> Counter[str]:
    """Count the states, and those in which something is lost or cannot be read."""
    found: Counter[str] = Counter()
    for confirmed, state in crash_states(calls):
        library = folder / "crashed"
        materialise(state, library)
        found["states"] += 1
        for what in flaws(library, known[confirmed : confirmed + 2]):
            found[what] += 1
        shutil.rmtree(library)
    return found


def flaws(library: Path, possible: Iterable[Facts]) -> set[str]:
    """Say what is wrong in a state, where only some contents are possible."""
    found, there = set(), facts(library)
    if there not in possible:
        found.add("lost")
    files = library.glob(f"{HOME}/annotations/*/*"), library.glob(f"{HOME}/corrections/*")
    for path in (path for each in files for path in each if not path.name.startswith(".")):
        try:
            parse_tables(path.read_bytes(), path)
        except ReaderError:
            found.add("unreadable")
    store = TinyDBStore(library / HOME, "anna")
    if any(isinstance(each, Annotation) for each in there) and store.text(ARTICLE.sha256) != TEXT:
        found.add("text lost")
    return found


def first_saves(calls: Sequence[Call], number: int) -> Sequence[Call]:
    """The calls of the first saves."""
    ends = [place for place, call in enumerate(calls) if call.kind == "confirm"]
    return calls[: ends[number - 1] + 1]


def test_no_state_after_a_crash_lacks_what_was_confirmed(trace: Trace, tmp_path: Path) -> None:
    found = wrong_after_crashes(*trace, tmp_path)
    assert found.pop("states") > 30
    assert found == {}


def test_saving_without_flushing_files_is_found_out(trace: Trace, tmp_path: Path) -> None:
    calls, known = trace
    calls = [call for call in first_saves(calls, 2) if call.kind != "flush"]
    found = wrong_after_crashes(calls, known, tmp_path)
    assert found["unreadable"]
    assert found["lost"]


@pytest.mark.parametrize(
    "folder",
    [".", HOME, f"{HOME}/texts", f"{HOME}/annotations", f"{HOME}/annotations/anna", f"{HOME}/corrections"],
)
def test_saving_without_flushing_a_folder_is_found_out(trace: Trace, folder: str, tmp_path: Path) -> None:
    calls, known = list(trace[0]), trace[1]
    used = first_saves(calls, 6 if "corrections" in folder else 2)
    kept = [call for call in used if (call.kind, call.path) != ("flush folder", folder)]
    found = wrong_after_crashes(kept, known, tmp_path)
    assert found["lost"] + found["text lost"]
    assert not found["unreadable"]


def test_flushing_the_folder_before_the_renaming_is_found_out(trace: Trace, tmp_path: Path) -> None:
    calls, known = list(trace[0]), trace[1]
    for place, (first, second) in enumerate(pairwise(calls)):
        if (first.kind, second.kind) == ("rename", "flush folder"):
            calls[place : place + 2] = [second, first]
    assert wrong_after_crashes(calls, known, tmp_path)["lost"]
