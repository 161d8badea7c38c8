"""Reader beside what people use now, measured from outside: ``python benchmarks/outside``.

Every program runs in a pseudo-terminal of 120 columns and 40 rows, in turns with the others, on the same
texts; other programs are installed in environments of their own, in a folder that is kept for the next time.
Printed are tables (Markdown); ``--json`` keeps the figures, ``--page`` puts tables and charts into a page.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from measure import commands_timed, interleaved
from programs import commands, library_cases, reading_cases
from report import machine, replaced, tables


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python benchmarks/outside", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is run")
    parser.add_argument("--only", default="", metavar="PATTERN", help="of the programs' names")
    parser.add_argument("--sizes", default="", metavar="PATTERN", help="of the texts' and libraries' names")
    parser.add_argument(
        "--parts", default="texts,lists,commands", help="which of texts, lists and commands; with commas"
    )
    parser.add_argument("--reader", default=str(Path(sys.executable).with_name("reader")), help="its path")
    room = Path(tempfile.gettempdir()) / "reader-benchmarks"
    parser.add_argument("--room", type=Path, default=room, help="where texts and programs are kept")
    parser.add_argument(
        "--json",
        type=Path,
        help="where to keep the figures; of parts that are not measured they are taken from it",
    )
    parser.add_argument("--page", type=Path, help="a page with the marks of docs/performance.md")
    parser.add_argument(
        "--realtime",
        action="store_true",
        help="run all at real-time priority, for a busy machine (root only)",
    )
    options = parser.parse_args()
    if options.realtime:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    options.room.mkdir(parents=True, exist_ok=True)
    _settings(options.room)
    sized = re.compile(options.sizes or ".").search
    parts = options.parts.split(",")
    texts = [
        case
        for case in reading_cases(options.room, options.reader, only=re.compile(options.only or ".").search)
        if "texts" in parts and sized(case.of)
    ]
    lists = [
        each for each in library_cases(options.room, options.reader) if "lists" in parts and sized(each.of)
    ]
    kept = json.loads(options.json.read_text()) if options.json and options.json.exists() else {}
    if "texts" in parts:
        kept["texts"] = list(interleaved(texts, options.rounds, options.room).items())
    if "lists" in parts:
        kept["lists"] = list(interleaved(lists, options.rounds, options.room).items())
    if "commands" in parts:
        printed = commands(options.room, options.reader)
        kept["commands"] = commands_timed(printed, 5 * options.rounds, options.room)
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1))
    found, listed = (
        {tuple(case): values for case, values in kept.get(part, ())} for part in ("texts", "lists")
    )
    written = f"{machine(options.rounds)}\n\n" + "\n".join(tables(found, listed, kept.get("commands", {})))
    print(written)
    if options.page:
        from charts import draw

        images = draw(found, options.page.parent / "images")
        page = options.page.read_text(encoding="utf-8")
        options.page.write_text(replaced(page, written, images), encoding="utf-8")


def _settings(room: Path) -> None:
    """Have Reader look for names with its quick rules, as a long text takes the model minutes."""
    for home in ("reader-home", "commands"):
        folder = room / "homes" / home / "config" / "reader-tui"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.toml").write_text('engine = "quick"\n', encoding="utf-8")


if __name__ == "__main__":
    main()
