"""``reader check``: whether everything that a library keeps is whole and in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, complain
from reader.cli.tables import Column, print_json, print_table
from reader.text.numbers import counted

if TYPE_CHECKING:
    import argparse

    from reader.session.checking import Report
    from reader.storage.checking import Finding

NAME = "check"
HELP = "check that everything a library keeps is whole and in its place, and repair it"

_EPILOG = """\
Checked are the files of all annotators, the texts that were annotated, the codebook, the corrections, what
killed writers left, and where each annotation stands in the text of today. With --repair, what is damaged is
put together from what is left of it and from its backup, and the damaged file is kept beside it.

exit status: 0 sound, or made so; 1 something was found; 2 the library cannot be opened
"""
_COLUMNS = (
    Column("found"),
    Column("where", may_shrink=True),
    Column("what", may_shrink=True),
    Column("done", may_shrink=True),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    parser.add_argument("--repair", action="store_true", help="put right what is damaged")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how it is printed")


def run(arguments: argparse.Namespace) -> int:
    """Print the report and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened.
    """
    from reader.config.settings import load_settings
    from reader.session.checking import check_library
    from reader.session.opening import open_library

    library = open_library([arguments.library] if arguments.library else [], load_settings())
    if library.notice:
        complain(library.notice)
    report = check_library(library, repair=arguments.repair)
    if arguments.format == "json":
        findings = [_as_json(each) for each in report.findings]
        sound = report.is_sound
        print_json(
            {
                "library": str(library.root),
                "sound": sound,
                "counts": dict(report.counts),
                "findings": findings,
            }
        )
    else:
        if report.findings:
            print_table(_COLUMNS, [_cells(each) for each in report.findings])
        print(_counted(report))
    return FINE if report.is_sound else NOT_FOUND


def _counted(report: Report) -> str:
    things = [counted(report.counts[f"{name}s"], name) for name in ("file", "annotation", "relation")]
    anchors = [f"{report.counts[name]} {name}" for name in ("exact", "moved", "fuzzy", "orphan")]
    return f"{'sound' if report.is_sound else 'not sound'}: {', '.join((*things, *anchors))}"


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "where": finding.where,
        "what": finding.what,
        "done": finding.done,
        "note": finding.is_note,
    }


def _cells(finding: Finding) -> tuple[str, ...]:
    return finding.kind, finding.where, finding.what, finding.done
