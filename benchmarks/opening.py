"""What opening a library costs by its number of annotated articles: ``python benchmarks/opening.py``.

The installed program is started in a pseudo-terminal, again and again. A row says how long it took until the
list stood on the screen, as it was left, and until it obeyed a key that was pressed then; how much of the
processor's time the program had used by then; and the first start of all, which reads every file. Every
figure is the least of some runs. The 100,000 articles need 1 GB of disk.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.terminal import TRUE_COLOURS, Terminal  # noqa: E402 - found by the line above

from benchmarks.saving import TEXT, library  # noqa: E402

SIZES = (10, 1_000, 100_000)
EACH = 3
"""How many annotations an article has."""


def articles(folder: Path, count: int) -> None:
    """Make a library of annotated articles."""
    library(folder / ".reader", count, EACH)
    for number in range(count):
        (folder / f"a{number:06}.txt").write_text(TEXT, encoding="utf-8")


def opened(folder: Path, names: dict[str, str]) -> tuple[float, float, float]:
    """Return the seconds until a library's list stands and until it obeys, and the processor's seconds."""
    command = [str(Path(sys.executable).with_name("reader")), str(folder)]
    began = time.perf_counter()
    terminal = Terminal(command, cwd=folder, kind={**TRUE_COLOURS, **names})
    try:
        terminal.wait_for("a000001", seconds=600)
        stood = time.perf_counter() - began
        terminal.type("?")
        terminal.wait_for("Next row", seconds=600)
        figures = stood, time.perf_counter() - began, processor_seconds(terminal.pid)
        terminal.type("escape", "q")
        terminal.wait_end(seconds=600)
        return figures
    finally:
        terminal.close()


def processor_seconds(pid: int) -> float:
    """Return how much of the processor's time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'articles':>9} {'list':>6} {'keys':>6} {'processor':>10}   first start: list, keys, processor")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "library"
            folder.mkdir()
            names = {f"XDG_{each}_HOME": f"{name}/{each}" for each in ("CONFIG", "DATA", "CACHE", "STATE")}
            articles(folder, size)
            first = opened(folder, names)
            runs = [opened(folder, names) for _ in range(arguments.runs)]
            stood, obeyed, used = (min(column) for column in zip(*runs, strict=True))
            rest = ", ".join(f"{seconds:.2f}" for seconds in first)
            print(f"{size:>9,} {stood:>6.2f} {obeyed:>6.2f} {used:>10.2f}   {rest}", flush=True)


if __name__ == "__main__":
    main()
