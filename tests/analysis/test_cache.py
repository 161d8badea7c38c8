from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from reader.analysis import cache as module
from reader.analysis import cache_file
from reader.analysis.cache import ReadingCache, stamp_of
from reader.analysis.contract import pack
from reader.analysis.entities.recogniser import Identity, RawSpan
from reader.analysis.last import Known, last_findings
from reader.analysis.reading import Reading, Slice, cut
from reader.articles.findings import Designated, Designation, Entity, Findings, ListedAs, Mention
from reader.text.span import Span
from reader.values import replace

QUICK = Identity("quick", "1")
TEXT = "Harak fell. \ud800 Osk.\n" + "\n".join(f"Line {n} of a longer text, about Osk." for n in range(400))
SLICES = cut(TEXT)
FIRST, SECOND = SLICES[:2]
READING = Reading((RawSpan(Span(0, 5), "ORG", 0.5),), (Span(0, 11), Span(12, 18)))


def reading(part: Slice) -> Reading:
    return Reading((RawSpan(Span(part.span.start, part.span.start + 4), "LOC"),), (part.span,))


def test_what_was_read_is_found_again_slice_by_slice(tmp_path: Path) -> None:
    file = tmp_path / "new" / "cache.sqlite3"
    ReadingCache(file).put("a", QUICK, {FIRST: READING})
    ReadingCache(file).put("a", QUICK, {SECOND: reading(SECOND)})
    found = ReadingCache(file).get("a", QUICK, SLICES)
    assert found == {FIRST: READING, SECOND: reading(SECOND)}
    assert found[FIRST].raw[0].confidence == 0.5


def test_another_text_recogniser_or_version_is_not_found(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "c")
    cache.put("a", QUICK, {FIRST: READING})
    assert cache.get("b", QUICK, SLICES) == {}
    assert cache.get("a", Identity("quick", "2"), SLICES) == {}
    assert cache.get("a", Identity("other", "1"), SLICES) == {}
    assert cache.get("a", QUICK, SLICES[1:]) == {}
    assert cache.get("a", QUICK, [Slice((Span(0, 18),))]) == {}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[1]",
        b"[" * 100_000,
        b"%",
        b"[%d,[[5,0,1,1]],[]]",
        b'[%d,[[0,"x","O",1]],[]]',
        b"[%d,[],[3]]",
        b'[%d,[[0,9999999,"O",1]],[]]',
        b"[%d,[],[[0,9999999]]]",
    ],
)
def test_a_damaged_value_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    cache = ReadingCache(tmp_path / "c")
    cache.put("a", QUICK, {FIRST: READING})
    value = zlib.compress(damage.replace(b"%d", str(len(FIRST.span)).encode()))
    for stored in (damage, value, "words", 3, None):
        with sqlite3.connect(tmp_path / "c") as database:
            database.execute("UPDATE readings SET value = ?", (stored,))
        database.close()
        assert cache.get("a", QUICK, SLICES) == {}
    cache.put("a", QUICK, {FIRST: READING})
    assert cache.get("a", QUICK, SLICES) == {FIRST: READING}


@pytest.mark.parametrize("place", [0, 50, 4000])
def test_a_damaged_file_is_replaced(tmp_path: Path, place: int) -> None:
    file = tmp_path / "c"
    cache = ReadingCache(file)
    for number in range(50):
        cache.put(str(number), QUICK, {each: reading(each) for each in SLICES})
    content = file.read_bytes()
    file.write_bytes(content[:place] + b"\xff" * (len(content) - place))
    for _ in range(3):
        cache.get("1", QUICK, SLICES)
        cache.put("1", QUICK, {FIRST: READING})
    assert cache.get("1", QUICK, SLICES) == {FIRST: READING}


def test_a_file_that_is_no_database_of_ours_is_no_error(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "c") as database:
        database.execute("CREATE TABLE readings (something)")
    database.close()
    cache = ReadingCache(tmp_path / "c")
    cache.put("a", QUICK, {FIRST: READING})
    assert cache.get("a", QUICK, SLICES) == {}
    assert not cache.is_writable()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "folder").mkdir()
    for file in (tmp_path / "file" / "c", tmp_path / "folder"):
        cache = ReadingCache(file)
        cache.put("a", QUICK, {FIRST: READING})
        assert cache.get("a", QUICK, SLICES) == {}
        assert not cache.is_writable()


def test_a_cache_that_can_only_be_read_is_still_of_no_harm(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "c")
    cache.put("a", QUICK, {FIRST: READING})
    with sqlite3.connect(tmp_path / "c") as database:
        database.execute("BEGIN EXCLUSIVE")
        busy = ReadingCache(tmp_path / "c")
        before = cache_file._BUSY_SECONDS
        cache_file._BUSY_SECONDS = 0.05
        try:
            busy.put("a", QUICK, {SECOND: reading(SECOND)})
            assert busy.get("a", QUICK, SLICES) == {}
        finally:
            cache_file._BUSY_SECONDS = before
    database.close()
    assert cache.get("a", QUICK, SLICES) == {FIRST: READING}


def test_it_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "cache" / "c")
    cache.put("a", QUICK, {FIRST: READING})
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    assert cache.get("a", QUICK, SLICES) == {}
    cache.put("a", QUICK, {FIRST: READING})
    assert cache.get("a", QUICK, SLICES) == {FIRST: READING}


def test_what_was_not_used_for_longest_goes_when_there_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(10_000, 100_000_000, 10_000))
    monkeypatch.setattr(module.time, "time", lambda: next(clock))
    file, limit = tmp_path / "c", 200_000
    cache = ReadingCache(file, limit=limit)
    noise = Reading(tuple(RawSpan(Span(0, 1), os.urandom(500).hex()) for _ in range(10)), ())
    for number in range(100):
        cache.put(str(number), QUICK, {FIRST: noise})
        assert cache.get("0", QUICK, SLICES), "what is used stays"
    assert file.stat().st_size < limit * 1.3
    known = [number for number in range(100) if cache.get(str(number), QUICK, SLICES)]
    assert known[0] == 0
    assert known[1:] == list(range(known[1], 100))
    assert 5 < len(known) < 80


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert ReadingCache(tmp_path / "new" / "c").get("a", QUICK, SLICES) == {}
    assert list(tmp_path.iterdir()) == []


def test_without_a_file_nothing_is_kept() -> None:
    cache = ReadingCache(None)
    cache.put("a", QUICK, {FIRST: READING})
    assert cache.get("a", QUICK, SLICES) == {}
    assert not cache.is_writable()


def test_several_processes_may_write(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reader.analysis.cache import ReadingCache\n"
        "from reader.analysis.entities.recogniser import Identity\n"
        "from reader.analysis.reading import Reading, cut\n"
        "cache, slices = ReadingCache(Path(sys.argv[1])), cut('A text.')\n"
        "for number in range(30):\n"
        "    reading = Reading((), (slices[0].span,))\n"
        "    cache.put(sys.argv[2] + str(number), Identity('quick', '1'), {slices[0]: reading})\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "c")]
    running = [subprocess.Popen([*words, name]) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    cache = ReadingCache(tmp_path / "c")
    assert all(cache.get(f"{name}{n}", QUICK, cut("A text.")) for name in "abc" for n in range(30))


def findings(**changed: object) -> Findings:
    mention = Mention(Span(0, 5), "Harak", confidence=0.5)
    found = Designation(
        Span(6, 10),
        TEXT[6:10],
        "terrorist",
        "asserted",
        "inline",
        0.5,
        entities=(Designated("Harak", (), (mention,)),),
    )
    entity = Entity("Harak", "ORG", (mention,), listed=(ListedAs("list", "1", "Harak"),))
    known = Findings("en", "quick", (Span(0, 11),), (entity,), (found,), unexplained=(mention,))
    return replace(known, **changed)


def test_findings_are_found_again_in_the_same_state_only(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "c")
    cache.put("a", QUICK, {FIRST: READING})
    cache.put_findings("a", QUICK, findings(), state="one")
    assert cache.get_findings("a", QUICK, TEXT, state="one") == findings()
    assert cache.get_findings("a", QUICK, TEXT, state="two") is None
    assert cache.get_findings("a", Identity("quick", "2"), TEXT, state="one") is None
    assert cache.get_findings("b", QUICK, TEXT, state="one") is None
    cache.put_findings("a", QUICK, findings(language="ru"), state="two")
    assert cache.get_findings("a", QUICK, TEXT, state="one") is None
    assert cache.get("a", QUICK, SLICES) == {FIRST: READING}
    with sqlite3.connect(tmp_path / "c") as database:
        assert database.execute("SELECT count(*) FROM readings").fetchone() == (2,)
    database.close()


ONE, TWO = "1" * 64, "2" * 64


def found_last(file: Path, sha256: str, text: str, **limits: int) -> Findings | None:
    known = last_findings(file, sha256, text, **limits)
    return known.findings if known is not None else None


def test_the_last_findings_of_a_text_are_known_in_whichever_state(tmp_path: Path) -> None:
    assert last_findings(tmp_path / "c", "a", TEXT) is None
    assert not (tmp_path / "c").exists()
    cache = ReadingCache(tmp_path / "c")
    cache.put("a", QUICK, {FIRST: READING})
    assert last_findings(tmp_path / "c", "a", TEXT) is None
    cache.put_findings("a", QUICK, findings(), state=ONE)
    cache.put_findings("a", Identity("other", "1"), findings(language="ru"), state=TWO)
    with sqlite3.connect(tmp_path / "c") as database:
        database.execute("UPDATE readings SET used = used - 9 WHERE recogniser LIKE 'quick %'")
    database.close()
    known = last_findings(tmp_path / "c", "a", TEXT)
    assert known == Known(findings(language="ru"), "a", stamp_of(Identity("other", "1"), TWO))
    assert last_findings(tmp_path / "c", "b", TEXT) is None
    assert last_findings(tmp_path / "c", "a", "Another") is None


def test_what_is_known_to_hold_still_counts_as_used(tmp_path: Path) -> None:
    def used() -> list[int]:
        with closing(sqlite3.connect(tmp_path / "c")) as database:
            return [used for (used,) in database.execute("SELECT used FROM readings ORDER BY sha256, start")]

    cache = ReadingCache(tmp_path / "c")
    cache.use("a", QUICK)
    assert not (tmp_path / "c").exists()
    cache.put_findings("a", QUICK, findings(), state=ONE)
    cache.put("a", QUICK, {FIRST: READING})
    cache.put_findings("b", QUICK, findings(), state=ONE)
    now = used()
    with closing(sqlite3.connect(tmp_path / "c")) as database, database:
        database.execute("UPDATE readings SET used = used - 9000")
    cache.use("a", Identity("quick", "2"))
    assert used() == [each - 9000 for each in now]
    cache.use("a", QUICK)
    assert used()[:2] >= now[:2]
    assert used()[2] == now[2] - 9000


FAR = (Mention(Span(0, 5), "Harak"), Mention(Span(8, len(TEXT) + 1), "behind the end"))


@pytest.mark.parametrize(
    "changed",
    [
        {"sentences": (Span(0, 4), Span(5, len(TEXT) + 1))},
        {"unexplained": FAR},
        {"entities": (Entity("Harak", "ORG", FAR),)},
        {"entities": (Entity("Harak", 1, ()),)},  # type: ignore[arg-type]
        {"designations": (replace(findings().designations[0], span=Span(6, len(TEXT) + 1)),)},
        {"designations": (replace(findings().designations[0], entities=(Designated("Harak", (), FAR),)),)},
        {"designations": (replace(findings().designations[0], polarity="maybe"),)},
    ],
)
def test_findings_that_can_be_none_of_a_text_are_not_known(
    tmp_path: Path, changed: dict[str, object]
) -> None:
    cache = ReadingCache(tmp_path / "c")
    cache.put_findings("a", QUICK, findings(), state=ONE)
    assert found_last(tmp_path / "c", "a", TEXT) == findings()
    cache.put_findings("a", QUICK, findings(**changed), state=ONE)
    assert last_findings(tmp_path / "c", "a", TEXT) is None


def test_the_last_findings_count_as_unknown_where_they_are_too_many(tmp_path: Path) -> None:
    ReadingCache(tmp_path / "c").put_findings("a", QUICK, findings(), state=ONE)
    assert last_findings(tmp_path / "c", "a", TEXT, most=20) is None
    assert found_last(tmp_path / "c", "a", TEXT, most=20_000) == findings()
    assert last_findings(tmp_path / "c", "a", TEXT, most_things=1) is None
    assert found_last(tmp_path / "c", "a", TEXT, most_things=9) == findings()


def test_the_last_findings_are_not_waited_for(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "c")
    cache.put_findings("a", QUICK, findings(), state=ONE)
    with sqlite3.connect(tmp_path / "c") as database:
        database.execute("BEGIN EXCLUSIVE")
        assert last_findings(tmp_path / "c", "a", TEXT) is None
        database.rollback()
        database.execute("UPDATE readings SET value = ?", (ONE.encode() + b"damaged",))
    database.close()
    assert last_findings(tmp_path / "c", "a", TEXT) is None
    (tmp_path / "c").write_bytes(b"no database" * 200)
    assert last_findings(tmp_path / "c", "a", TEXT) is None
    assert (tmp_path / "c").read_bytes().startswith(b"no database")


@pytest.mark.parametrize(
    ("found", "where"),
    [
        (findings(sentences=(Span(0, 9_999_999),)), None),
        (findings(unexplained=(Mention(Span(0, 9_999_999), ""),)), None),
        (findings(), ("entities", 0, 1)),
        (findings(), ("mentions", 1)),
        (findings(), ("entities", 0, 2)),
        (findings(), ("designated", 0, 0)),
        (findings(), ("designations", 0, "kind")),
        (findings(), ("designations", 0, "polarity")),
        (findings(), ("designations", 0, "also")),
        (findings(), ("designations", 0, "entities", 0)),
        (findings(), ("sentences",)),
        (findings(), ("language",)),
    ],
)
def test_findings_that_cannot_be_of_the_text_are_none(
    tmp_path: Path, found: Findings, where: tuple[str | int, ...] | None
) -> None:
    cache = ReadingCache(tmp_path / "c")
    packed = pack(found)
    if where is not None:
        *outer, last = where
        inner = packed
        for key in outer:
            inner = inner[key]
        inner[last] = [[3.5]]
    cache.put_findings("a", QUICK, findings(), state="one")
    value = b"one" + zlib.compress(json.dumps(packed).encode())
    for stored in (value, b"one", b"one{", "words", 3, None):
        with sqlite3.connect(tmp_path / "c") as database:
            database.execute("UPDATE readings SET value = ?", (stored,))
        database.close()
        assert cache.get_findings("a", QUICK, TEXT, state="one") is None


def test_the_folder_that_was_the_cache_before_is_removed(tmp_path: Path) -> None:
    old = tmp_path / "analysis"
    old.mkdir()
    (old / f"{'0a' * 32}.en_core_web_md-3.7.1.json").write_text("{}")
    (old / "mine.json").write_text("{}")
    ReadingCache(tmp_path / "c")
    assert len(list(old.iterdir())) == 2
    (old / "mine.json").unlink()
    ReadingCache(tmp_path / "c")
    assert not old.exists()
