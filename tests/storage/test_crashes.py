"""Real processes: killed in the middle of saving, stopped by limits, and writing side by side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from reader.storage.tinydb_store import TinyDBStore

WRITER = """
import resource, signal, sys
from pathlib import Path
from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.errors import ReaderError
from reader.storage.tinydb_file import parse_tables
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span

TEXT = "The Taliban entered the palace. " * 40
ARTICLE = Article("kabul", "kabul.txt", TEXT, text_sha256(TEXT), "Kabul", "News", 200)

def annotation(number, note=""):
    target = make_target(TEXT, Span(number % 1000, number % 1000 + 7), sha256=ARTICLE.sha256)
    now = utc_now()
    return Annotation(new_id(), "kabul", target, "anna", now, now, ("tag",), note)

def write(home, count):
    store = TinyDBStore(home, "anna")
    for number in range(count):
        made = annotation(number)
        store.apply(ARTICLE, Add(made))
        sys.stdout.write(made.id + "\\n")
        sys.stdout.flush()
"""

KILLED = """
import os, random, time
home, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)
acknowledged = set()
for round in range(rounds):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 1)
        try:
            write(home, 10_000)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        # Some saves are waited for; the kill then falls anywhere in the one after.
        confirmed = [pipe.readline() for _ in range(random.randint(1, 3))]
        time.sleep(random.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        confirmed += pipe.readlines()
    acknowledged |= {line.strip() for line in confirmed if line.endswith("\\n")}
    loaded = TinyDBStore(home, "anna").load("kabul")
    assert not loaded.problems, loaded.problems
    assert loaded.writable
    lost = acknowledged - {each.id for each in loaded.annotations}
    assert not lost, lost
    for backup in home.glob("annotations/anna/*.bak"):
        assert parse_tables(backup.read_bytes(), backup)
print(len(acknowledged))
"""

LIMITED = """
home = Path(sys.argv[1])
store = TinyDBStore(home, "anna")
store.apply(ARTICLE, Add(annotation(0)))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, resource.RLIM_INFINITY))
saved = store.load("kabul")
try:
    store.apply(ARTICLE, Add(annotation(1, "long " * 2000)))
except ReaderError as error:
    print(error)
assert TinyDBStore(home, "anna").load("kabul") == saved
store.apply(ARTICLE, Add(annotation(1, "short")))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.apply(ARTICLE, Add(annotation(2, "long " * 2000)))
print(len(store.load("kabul").annotations))
"""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path, project) -> Start:
    """Return a function that starts Python on the writer and some lines more."""

    def start(code: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER + code, str(tmp_path / ".reader"), *map(str, arguments)]
        return subprocess.Popen(
            command, cwd=project, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    return start


def finish(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return output


def test_what_was_confirmed_survives_kill_9(start, tmp_path):
    rounds = 40
    assert int(finish(start(KILLED, rounds, 20261122))) >= rounds
    names = {each.name for each in (tmp_path / ".reader" / "annotations" / "anna").iterdir()}
    assert {"kabul.json", "kabul.json.bak"} <= names


def test_four_processes_lose_nothing(start, tmp_path):
    writers = [start("write(Path(sys.argv[1]), 25)") for _ in range(4)]
    confirmed = "".join(map(finish, writers)).split()
    loaded = TinyDBStore(tmp_path / ".reader", "anna").load("kabul")
    assert len(set(confirmed)) == 100
    assert {each.id for each in loaded.annotations} == set(confirmed)


def test_a_limit_on_file_sizes_leaves_the_old_version_and_the_next_save_works(start, tmp_path):
    first, last = finish(start(LIMITED)).splitlines()
    assert "kabul.json: could not be saved (File too large); raise the limit" in first
    assert last == "3"
    names = sorted(each.name for each in (tmp_path / ".reader" / "annotations" / "anna").iterdir())
    assert names == ["kabul.json", "kabul.json.bak"]
