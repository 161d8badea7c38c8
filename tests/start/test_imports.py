"""What is imported before the first screen is shown: little, and nothing that a text could pass through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MOST_MODULES = 12
"""How many more than a bare interpreter has."""
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
import reader.cli.program, reader.cli.open, reader.session.opening, reader.tui.app
print(*sorted(sys.modules))
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
        "textual.widgets._text_area",
        "importlib.metadata",
        "reader.storage.tinydb_store",
        "reader.session.reading",
        "reader.tui.screens.article",
        "reader.analysis.client",
        "reader.exchange.formats",
    }
    assert modules & later == set()
    own = {name for name in modules if name.startswith("reader.")}
    assert len(own) <= 95, sorted(own)
