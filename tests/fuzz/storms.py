"""Types as no one does, for longer than the suite: ``python tests/fuzz/storms.py --storms 60``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest


def main() -> int:
    """Run many storms of keys."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--storms", type=int, default=60)
    parser.add_argument("--first", type=int, default=100, help="the seed of the first one")
    parser.add_argument("--bursts", type=int, default=120, help="of each storm")
    chosen = parser.parse_args()
    os.environ["READER_STORMS"] = str(chosen.storms)
    os.environ["READER_STORMS_FIRST"] = str(chosen.first)
    os.environ["READER_STORM_BURSTS"] = str(chosen.bursts)
    test = str(Path(__file__).parents[1] / "tui" / "test_key_storms.py")
    return pytest.main([test, "-n", "0", "-q"])


if __name__ == "__main__":
    sys.exit(main())
