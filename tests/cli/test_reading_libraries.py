"""``reader analyze LIBRARY``: real worker processes, the quick rules."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pexpect
import pytest
from support.analysts import warm_analyst

from reader.analysis.cache import ReadingCache
from reader.analysis.client import Analyst
from reader.analysis.entities.quick import QUICK
from reader.analysis.reading import cut
from reader.articles.article import text_sha256
from reader.cli import main, reading_libraries

QUICKLY = ("--engine", "quick", "--jobs", "2")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(23):
        (folder / f"{number}.txt").write_text(f"Aro Velt {number} met Ila Tamm in Kabul.\n")
    return folder


def known(library: Path) -> list[str]:
    """Return the names of the files whose texts are in the cache."""
    cache = ReadingCache(library / ".reader" / "cache" / "analysis.sqlite3")
    texts = {path.name: path.read_text(errors="replace") for path in library.glob("*.txt")}
    return sorted(n for n, text in texts.items() if cache.get(text_sha256(text), QUICK, cut(text)))


def test_every_article_of_a_library_is_read_into_the_cache(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(library), *QUICKLY]) == 0
    out, err = capsys.readouterr()
    assert len(known(library)) == 23
    assert out == ""
    lines = err.splitlines()
    assert lines[0] == "reader: 3 of 23 articles"
    assert lines[-1] == "reader: 23 of 23 articles are read."
    assert len(lines) == 11


def test_what_is_in_the_cache_is_passed_over(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reading_libraries, "Analyst", warm_analyst)
    assert main(["analyze", str(library), *QUICKLY]) == 0
    (library / "new.txt").write_text("Osk is a town.")
    script = (
        "import sys\n"
        "from reader.analysis import serving, worker\n"
        "def loud(text, slices, *_, **__):\n"
        "    sys.stderr.write(text); sys.stderr.flush(); sys.exit(1)\n"
        "serving.read = loud\n"
        f"worker.main('quick', {str(library / '.reader' / 'cache' / 'analysis.sqlite3')!r})\n"
    )
    replacing(monkeypatch, script)
    capsys.readouterr()
    assert main(["analyze", str(library), *QUICKLY]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == "reader: 23 of 24 articles are read, 23 of them before."
    problems = [line for line in lines if ".txt" in line]
    assert problems == [
        "reader: new.txt: the analysis stopped twice on this article (Osk is a town.); it stays as it is."
    ]


def replacing(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    command = [sys.executable, "-P", "-c", script]
    monkeypatch.setattr(reading_libraries, "Analyst", partial(Analyst, command=command, patience=30))


def test_an_article_that_fails_is_named_and_the_rest_goes_on(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "bad.txt").write_bytes(b"\xff\xfe\xfd\x81")
    (library / "deadly.txt").write_text("A deadly text.")
    replacing(
        monkeypatch,
        "from reader.analysis import serving, worker\n"
        "right = serving.read\n"
        "def read(text, slices, *words, **named):\n"
        "    if 'deadly' in text:\n"
        "        import os; os.abort()\n"
        "    return right(text, slices, *words, **named)\n"
        "serving.read = read\n"
        f"worker.main('quick', {str(library / '.reader' / 'cache' / 'analysis.sqlite3')!r})\n",
    )
    assert main(["analyze", str(library), *QUICKLY]) == 1
    err = capsys.readouterr().err
    assert "reader: bad.txt: " in err
    assert "reader: deadly.txt: the analysis stopped twice" in err
    assert "23 of 25 articles are read." in err
    assert len(known(library)) == 23


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(library: Path) -> None:
    for number in range(23, 100):
        (library / f"{number}.txt").write_text(f"Aro Velt {number} met Ila Tamm in Kabul.\n" * 1000)
    command = [sys.executable, "-m", "reader", "analyze", str(library), "--engine", "quick", "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "reader: 10 of 100 articles\n"
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(60) == 130
    assert "Traceback" not in said
    last = said.splitlines()[-1]
    assert last.startswith("reader: stopped after ")
    assert last.endswith(" of 100 articles; what was read is kept.")
    done = int(last.split()[3])
    assert done <= len(known(library)) < 100


def test_in_a_terminal_there_is_a_bar(library: Path) -> None:
    words = ["-m", "reader", "analyze", str(library), *QUICKLY]
    terminal = pexpect.spawn(
        sys.executable, words, encoding="utf-8", timeout=60, env={**os.environ, "TERM": "xterm"}
    )
    terminal.expect("reading")
    terminal.expect("━")
    terminal.expect("100%")
    terminal.expect("23 of 23 articles are read")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give either a library or --jsonl FILE; see reader analyze --help."),
        (["LIBRARY", "--jsonl", "-"], "give either a library or --jsonl FILE; see reader analyze --help."),
        (["LIBRARY", "--jobs", "0"], "'0' is no number of processes"),
        (["LIBRARY", "--jobs", "x"], "'x' is no number of processes"),
        (["LIBRARY", "--engine", "nobody"], "there is no engine 'nobody'"),
    ],
)
def test_wrong_usage_is_said_in_one_line(
    words: list[str], said: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", *(str(library) if word == "LIBRARY" else word for word in words)]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_cache_that_cannot_be_written_is_said_at_once(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / ".reader" / "cache" / "analysis.sqlite3").mkdir(parents=True)
    assert main(["analyze", str(library), *QUICKLY]) == 2
    assert "what is found cannot be kept" in capsys.readouterr().err


def test_one_article_is_told_of_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reading_libraries, "Analyst", warm_analyst)
    (tmp_path / "only.txt").write_text("Title\n\nWords.\n")
    assert main(["analyze", str(tmp_path), *QUICKLY]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "reader: 1 of 1 article is read."
