"""What a save costs, beside TinyDB's own storage with everything in one file; and what opening costs.

Run it with ``python -m benchmarks.saving``; ``--large`` takes in 100,000 annotated articles with a few
annotations each, which needs 2 GB of disk and of memory and some minutes. Every figure is the median of
several runs that take turns, so that a busy machine is busy for all; what one leaves to be written is written
before the next. Reader's saves are durable (flushed to the disk), TinyDB's are not.

``python -m benchmarks.saving --writers 4 --edits 1000`` starts processes that write one article at once, and
counts what is there in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Batch
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.storage.records import to_record
from reader.storage.tinydb_file import encode_json, parse_tables
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "The Taliban entered the palace in Kabul the same evening, and nobody resisted. "
TEXT = "Kabul\n\n" + WORDS * 30
EACH = 100
"""How many annotations an article of the library has."""
MANY = 100_000
EACH_OF_MANY = 3
"""The same in a library of so many articles: TinyDB's own storage holds all of them in memory."""
RUNS = 7
IN_A_TURN = 5
"""How many of Reader's saves in a library are one turn: one alone is over before the machine is warm."""
REST_SECONDS = 0.2
"""How long a disk has to come to rest after what was written before."""


def article(id_: str) -> Article:
    """Return an article of 2,000 characters."""
    return Article(id_, f"{id_}.txt", TEXT, text_sha256(TEXT), "A title", "News", words=390)


def notes(of: Article, count: int) -> list[Annotation]:
    """Return annotations of an article, here and there."""
    now = utc_now()
    spans = (Span(n * 37 % 2000, n * 37 % 2000 + 12) for n in range(count))
    return [
        Annotation(
            new_id(), of.id, make_target(TEXT, span, sha256=of.sha256), "anna", now, now, tags=("place",)
        )
        for span in spans
    ]


def library(home: Path, articles: int, each: int = EACH) -> None:
    """Make a library with some annotations in each article, by copying the file of one."""
    first = article("a000000")
    store = TinyDBStore(home, "anna")
    store.apply(first, Batch(tuple(map(Add, notes(first, each))), ""))
    path = home / "annotations" / "anna" / "a000000.json"
    tables = parse_tables(path.read_bytes(), path)
    for index, record in enumerate(tables["annotations"].values()):
        record["id"] = f"01900000-0000-7000-8000-{index:012x}"
    data = encode_json(tables, path)
    for number in range(1, articles):
        id_, group = f"a{number:06}", f"01900000-{number >> 12:04x}-7{number & 0xFFF:03x}-"
        copy = data.replace(b"a000000", id_.encode()).replace(b"01900000-0000-7000-", group.encode())
        path.with_name(f"{id_}.json").write_bytes(copy)


def timed(what: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def taking_turns(*what: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Return the median seconds of each of several things, done in turn again and again."""
    times: list[list[float]] = [[] for _ in what]
    for _ in range(runs):
        for one, each in zip(what, times, strict=True):
            # What the one before it left to be written is not this one's to wait for.
            os.sync()
            time.sleep(REST_SECONDS)
            each.append(timed(one))
    return [statistics.median(each) for each in times]


def saves(folder: Path, counts: tuple[int, ...]) -> None:
    """Print what a save costs by the number of annotations in the article, both ways."""
    print("\none more annotation in an article that has so many (milliseconds, and times the first row)")
    rows = []
    for count in counts:
        of = article(f"n{count}")
        store = TinyDBStore(folder / "article" / ".reader", "anna")
        store.apply(of, Batch(tuple(map(Add, notes(of, count))), ""))
        table = TinyDB(folder / f"{count}.json").table("annotations")
        table.insert_multiple(map(to_record, notes(of, count)))
        more = iter(notes(of, 2 * RUNS))
        ours, theirs = taking_turns(
            lambda s=store, a=of, m=more: s.apply(a, Add(next(m))),
            lambda t=table, m=more: t.insert(to_record(next(m))),
        )
        rows.append((count, ours, theirs))
    print(f"{'annotations':>12} {'Reader':>14} {'TinyDB':>14} {'TinyDB/Reader':>14}")
    for count, ours, theirs in rows:
        first, other = ours / rows[0][1], theirs / rows[0][2]
        print(
            f"{count:>12,} {1000 * ours:>7.1f} {first:>5.1f}x {1000 * theirs:>7.1f} {other:>5.1f}x"
            f" {theirs / ours:>13.1f}x"
        )


def libraries(folder: Path, sizes: tuple[int, ...]) -> None:
    """Print what a save and opening cost by the number of annotated articles in the library, both ways."""
    print("\na library with so many annotated articles (milliseconds)")
    print(
        f"{'articles':>9} {'annotations':>12} {'save':>7} {'TinyDB':>10} {'TinyDB/Reader':>14}"
        f" {'open article':>13} {'start':>9} {'first start':>12}"
    )
    for size in sizes:
        home = folder / f"library{size}" / ".reader"
        each = EACH_OF_MANY if size >= MANY else EACH
        library(home, size, each)
        first_start = timed(lambda h=home: TinyDBStore(h, "anna").counts())
        start = timed(lambda h=home: TinyDBStore(h, "anna").counts())
        store, of = TinyDBStore(home, "anna"), article("a000000")
        time.sleep(2.1)
        store.counts()
        path = folder / f"all{size}.json"
        write_all(path, size, each)
        table = TinyDB(path).table("annotations")
        more = iter(notes(of, RUNS * (IN_A_TURN + 1)))
        runs = RUNS if size <= 100 else 3
        ours, theirs = taking_turns(
            lambda s=store, a=of, m=more: [s.apply(a, Add(next(m))) for _ in range(IN_A_TURN)],
            lambda t=table, m=more: t.insert(to_record(next(m))),
            runs=runs,
        )
        ours /= IN_A_TURN
        (opening,) = taking_turns(lambda s=store: (s.load("a000001"), s.relations()))
        print(
            f"{size:>9,} {size * each:>12,} {1000 * ours:>7.1f} {1000 * theirs:>10.0f}"
            f" {theirs / ours:>13.0f}x {1000 * opening:>13.1f} {1000 * start:>9.0f}"
            f" {1000 * first_start:>12.0f}"
        )


def write_all(path: Path, articles: int, each: int) -> None:
    """Write the annotations of all articles into one file, as TinyDB's own storage does."""
    of = article("a000000")
    records = [json.dumps(to_record(note)) for note in notes(of, each)]
    with path.open("w", encoding="utf-8") as file:
        file.write('{"annotations": {')
        for number in range(articles * each):
            file.write(f'{", " if number else ""}"{number + 1}": {records[number % each]}')
        file.write("}}")


WRITER = """
import sys
from pathlib import Path
from benchmarks.saving import article, notes
from reader.annotations.edits import Add
from reader.storage.tinydb_store import TinyDBStore
store, of = TinyDBStore(Path(sys.argv[1]), "anna"), article("shared")
for note in notes(of, int(sys.argv[2])):
    store.apply(of, Add(note))
"""


def writers(folder: Path, processes: int, edits: int) -> int:
    """Have processes write one article at once; print how many annotations there are, return the status."""
    home = folder / ".reader"
    command = [sys.executable, "-c", WRITER, str(home), str(edits)]
    seconds = timed(lambda: [each.wait() for each in [subprocess.Popen(command) for _ in range(processes)]])
    loaded = TinyDBStore(home, "anna").load("shared")
    there, wanted = len({each.id for each in loaded.annotations}), processes * edits
    print(f"{processes} processes x {edits} edits: {there:,} of {wanted:,} are there ({seconds:.0f} s)")
    return 0 if there == wanted and not loaded.problems else 1


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="100,000 annotated articles too")
    parser.add_argument("--small", action="store_true", help="no more than 10 annotated articles")
    parser.add_argument("--writers", type=int, default=0, help="processes that write one article at once")
    parser.add_argument("--edits", type=int, default=1000, help="how many edits each of them makes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if arguments.writers:
            return writers(Path(name), arguments.writers, arguments.edits)
        saves(Path(name), (100, 1_000) if arguments.small else (100, 1_000, 10_000))
        sizes = (10,) if arguments.small else (10, 1_000)
        libraries(Path(name), (*sizes, MANY) if arguments.large else sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
