"""Injects faults for as long as wanted: ``python tests/faults/run.py --kills 1000 --rounds 20``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.program import Program
from faults.scenarios import SCENARIOS, SkippedError, kills


def main() -> int:
    """Run the faults and print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="kills at system calls of saves")
    parser.add_argument("--rounds", type=int, default=1, help="how often every other fault")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    program = confirmed = None
    done = 0
    for start in range(0, chosen.kills, 100):
        with tempfile.TemporaryDirectory() as folder:
            program = Program(Path(folder))
            done += kills(program, min(100, chosen.kills - start), seed=chosen.seed + start)
            confirmed = (confirmed or 0) + len(program.confirmed)
        print(f"{done} kills in a save, {confirmed} tags confirmed, 0 lost, 0 files unreadable", flush=True)
    for name, scenario in SCENARIOS.items():
        said = "fine"
        for _ in range(chosen.rounds):
            with tempfile.TemporaryDirectory() as folder:
                program = Program(Path(folder))
                try:
                    scenario(program)
                except SkippedError as why:
                    said = f"skipped: {why}"
                program.close()
        print(f"{name}: {chosen.rounds} times, {said}", flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
