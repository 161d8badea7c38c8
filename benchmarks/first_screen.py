"""The first screen of texts of every shape against a small one's: ``python benchmarks/first_screen.py``.

Each is opened by the installed program in a pseudo-terminal, by its path, with the quick recogniser; the time
is from the start of the process until its first words stand on the screen, the least of some runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.terminal import TRUE_COLOURS, Terminal

SHAPES = {
    "small": "And more of it. " * 200,
    "one line of 1 MB": "And more of it. " * 62_500,
    "one word of 1 MB": "a" * 1_000_000,
    "300,000 lines": "And more.\n" * 300_000,
    "1,000,000 blank lines": "\n" * 1_000_000 + "end",
    "500 marks on each character": ("e" + "\u0301" * 500) * 1_000,
    "10 MB": "And more of it. " * 625_000,
}


def first_screen(text: str) -> float:
    """Return the seconds until the first words of a text stand on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(f"Beginning\n\n{text}\n", encoding="utf-8")
        config = Path(folder) / "config" / "reader-tui"
        config.mkdir(parents=True)
        (config / "settings.toml").write_text('engine = "quick"\n', encoding="utf-8")
        names = {
            f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE", "STATE")
        }
        command = [str(Path(sys.executable).with_name("reader")), str(path)]
        began = time.perf_counter()
        terminal = Terminal(command, cwd=Path(folder), kind={**TRUE_COLOURS, **names})
        try:
            terminal.wait_for(lambda shown: "Beginning" in shown and " help" in shown)
            return time.perf_counter() - began
        finally:
            terminal.close()


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    small = 0.0
    for name, text in SHAPES.items():
        seconds = min(first_screen(text) for _ in range(runs))
        small = small or seconds
        print(f"{name:<30}{seconds:6.2f} s  {seconds / small:5.2f} times", flush=True)


if __name__ == "__main__":
    main()
