"""What is imported before the first screen is shown: little, and nothing that a text could pass through."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from reader import cli
from reader.cli import program
from reader.start import first_screen

MOST_MODULES = 12
"""How many more than a bare interpreter has."""
MOST_OF_AN_ARTICLE = 137
"""How many of Reader's own modules there are when an article is shown."""
MOST_OF_TEXTUAL = 123
"""How many of Textual's there are then; with its palette, 17 more."""
PROBE = """
import sys
bare = set(sys.modules)
from reader.start.first_screen import show_first_screen
import reader.cli
show_first_screen([])
print(*sorted(set(sys.modules) - bare))
"""
OF_THE_APP = """
import sys
import reader.cli.program, reader.cli.open, reader.session.opening
from reader.tui.apart import import_app
import_app()
import reader.tui.app
print(*sorted(sys.modules))
"""

OF_AN_ARTICLE = OF_THE_APP.replace("\nprint", "\nimport reader.tui.articles\nprint")
READ = """
import sys
from pathlib import Path
from types import SimpleNamespace
import reader.cli.program, reader.cli.open, reader.tui.app, reader.tui.articles
from reader.config.settings import load_settings
from reader.session.opening import open_library
from reader.tui.codes import Codes
from reader.tui.readings import reading_of
library = open_library([Path(FILE)], load_settings(), at_once=True)
app = SimpleNamespace(library=library, settings=load_settings(), article=None)
app.size = SimpleNamespace(width=80, height=24)
app.history = app.last_tag = app.first_end = app.folded = None
app.codes = Codes(app)
assert reading_of(app, library.open(library.only)).article.title
print(*sorted(sys.modules))
"""
OPENED = """
import os, sys
from reader.start import first_screen, picture
from reader.start.context import context_of, file_of
first_screen.is_terminal = lambda: True
first_screen.size_of_terminal = lambda _: (80, 1)
shown = []
first_screen.TERMINAL.take = shown.append
context = context_of(["/article"], (80, 1))
path = file_of(context)
picture.keep(path, picture.encode(context, [picture.stamp(__file__)], [(("", "x"),)]))
opened = []
sys.addaudithook(lambda event, about: opened.append(about[0]) if event == "open" else None)
first_screen.show_first_screen(["/article"])
print(len(shown), *[name == path for name in opened if isinstance(name, str)])
"""


def loaded(probe: str, project: Path) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", probe], cwd=project, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    return set(ran.stdout.split())


def test_the_first_screen_needs_a_dozen_modules(project: Path) -> None:
    modules = loaded(PROBE, project)
    assert len(modules) <= MOST_MODULES, modules
    heavy = {"re", "json", "pathlib", "typing", "collections", "enum", "textual", "tinydb", "nltk", "spacy"}
    assert modules & heavy == set()


def test_no_garbage_is_looked_for_while_the_app_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for = list[bool]()
    monkeypatch.setattr(first_screen, "show_first_screen", lambda _: False)
    monkeypatch.setattr(program, "main", lambda _: looked_for.append(gc.isenabled()))
    gc.enable()
    cli.main([])
    assert looked_for == [False]
    assert gc.isenabled()


def test_the_app_is_there_without_what_only_an_article_needs(project: Path) -> None:
    modules = loaded(OF_THE_APP, project)
    later = {
        "tinydb",
        "filelock",
        "sqlite3",
        "tomllib",
        "argparse",
        "nltk",
        "spacy",
        "textual.command",
        "textual.widgets._input",
        "textual.widgets._select",
        "textual.widgets._text_area",
        "importlib.metadata",
        "reader.storage.tinydb_store",
        "reader.session.reading",
        "reader.tui.screens.article",
        "reader.analysis.client",
        "reader.exchange.formats",
        "reader.session.shelf",
        "reader.tui.screens.furniture",
        "reader.tui.screens.passed_over",
        "reader.tui.widgets.fields",
        "reader.tui.widgets.library_list",
    }
    assert modules & later == set()
    own = {name for name in modules if name.startswith("reader.")}
    assert len(own) <= 92, sorted(own)


def test_an_article_is_there_without_what_only_its_keys_and_questions_need(project: Path) -> None:
    modules = loaded(OF_AN_ARTICLE, project)
    later = {
        "tinydb",
        "sqlite3",
        "textual.command",
        "textual.widgets._input",
        "zipfile",
        "importlib.metadata",
        "reader.session.apply",
        "reader.session.exporting",
        "reader.session.shelf",
        "reader.exchange.formats",
        "reader.storage.copying",
        "reader.tui.screens.furniture",
        "reader.tui.questions.line",
        "reader.tui.questions.tagging",
    }
    assert modules & later == set()
    assert len({name for name in modules if name.startswith("reader.")}) <= MOST_OF_AN_ARTICLE
    assert len({name for name in modules if name.startswith("textual.")}) <= MOST_OF_TEXTUAL


def test_an_article_is_read_without_what_only_a_codebook_needs(
    tmp_path: Path, own_folders: Path, project: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("A title\n\nSome words.\n")
    probe = READ.replace("FILE", repr(str(article)))
    codebook = {
        "reader.storage.codebook_file",
        "reader.storage.codebook_text",
        "reader.annotations.reconciling",
    }
    later = {*codebook, "reader.storage.durable", "tomllib", "sqlite3", "tinydb"}
    assert loaded(probe, project) & later == set()
    (tmp_path / ".reader").mkdir(exist_ok=True)
    (tmp_path / ".reader" / "codebook.toml").write_text('[[code]]\nname = "one"\n')
    assert codebook <= loaded(probe, project)


def test_the_large_patterns_are_compiled_when_they_are_needed(project: Path) -> None:
    probe = """
import re
import reader.tui.app
sizes, made = [], re._compiler.compile
re._compiler.compile = lambda pattern, flags: [sizes.append(len(pattern)), made(pattern, flags)][1]
import reader.page.motions, reader.page.search, reader.text.segments, reader.text.markers
from reader.page.visible import visible
assert visible("a.txt  5 min  ▎0") == "a.txt  5 min  ▎0"
print(*[size for size in sizes if size > 60])
"""
    assert loaded(probe, project) == set()


def test_one_file_is_opened_for_a_picture_and_those_it_shows_are_not(
    tmp_path: Path, own_folders: Path, project: Path
) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(OPENED)
    ran = subprocess.run(
        [sys.executable, str(probe)], cwd=project, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert ran.stdout.split() == ["1", "True"]


def test_the_app_is_opened_without_a_palette_and_what_packs_archives(
    tmp_path: Path, own_folders: Path, project: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Some words.")
    probe = """
import sys
from pathlib import Path
from types import SimpleNamespace
from reader.cli import open as open_
shown = sys.stdout
sys.stdin = sys.stdout = SimpleNamespace(isatty=lambda: True)
import reader.tui
sys.modules["reader.tui.app"] = SimpleNamespace(run_app=lambda *_, **__: 0)
open_.run([Path(FILE)])
sys.stdout = shown
del sys.modules["reader.tui.app"]
import reader.tui.app
print(*sorted(sys.modules))
import bz2, lzma
bz2.compress(b""), lzma.compress(b"")
"""
    modules = loaded(probe.replace("FILE", repr(str(article))), project)
    assert {"shutil", "tempfile", "textual.app"} <= modules
    assert modules & {"bz2", "lzma", "_compression", "ssl", "_ssl", "textual.command"} == set()


def test_an_article_needs_neither_openssl_nor_what_reads_packages(project: Path) -> None:
    probe = """
import sys, threading
from types import SimpleNamespace
from reader.start.without import import_without
import_without("asyncio", "ssl")
import reader.cli.open, reader.session.opening, reader.tui.app, reader.tui.articles
from reader.articles.article import text_sha256
from reader.tui import warming
text_sha256("short")
warming.WAIT_SECONDS = warming.PAUSE_SECONDS = 0
keys = SimpleNamespace(keymaps=())
app = SimpleNamespace(first=None, keyboard=keys, is_running=True, call_later=lambda *_: None)
warming.Warming(app).begin()
[each.join() for each in threading.enumerate() if each.name == "warming"]
print(*sorted(sys.modules))
import ssl, hashlib
hashlib.sha256(), ssl.create_default_context()
"""
    modules = loaded(probe, project)
    assert {"asyncio", "secrets", "filelock"} <= modules
    assert modules & {"ssl", "_ssl", "_hashlib", "importlib.metadata", "email", "zipfile"} == set()
