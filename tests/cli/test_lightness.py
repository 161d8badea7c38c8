"""The commands for pipes and scripts start without what they do not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import sys
from reader.cli import main
status = main(sys.argv[1:])
unwanted = {"textual", "nltk", "spacy", "numpy", "shtab", "asyncio", "rich.console", "rich.text"}
heavy = unwanted & sys.modules.keys()
print("heavy:", sorted(heavy), file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    "words", [["list"], ["list", "--json"], ["show", "1"], ["show", "2", "--color", "always"]]
)
def test_list_and_show_import_nothing_heavy(words: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=False)
    assert ran.stderr == "heavy: []\n"
    assert ran.returncode == 0
    assert ran.stdout
