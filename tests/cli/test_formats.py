"""``reader formats``: the list, and the page made of it."""

from __future__ import annotations

from pathlib import Path

from reader.cli import main
from reader.exchange.formats import formats


def test_the_page_in_docs_is_the_one_that_is_made(project: Path, capsys):
    assert main(["formats", "--markdown"]) == 0
    assert capsys.readouterr().out == (project / "docs" / "formats.md").read_text("utf-8")


def test_every_format_is_listed_with_what_it_can(capsys):
    assert main(["formats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [each.name for each in formats()]
    assert [" out and in " in line for line in lines] == [each.decode is not None for each in formats()]
