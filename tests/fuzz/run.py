"""Looks further than the suite: ``python tests/fuzz/run.py --examples 20000 [settings codebook ...]``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest


def main() -> int:
    """Run the fuzzers with many examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=20_000, help="for each reader")
    parser.add_argument("names", nargs="*", help="some of the readers; all when left out")
    chosen = parser.parse_args()
    os.environ["READER_FUZZ_EXAMPLES"] = str(chosen.examples)
    words = ["-k", f"damaged and ({' or '.join(chosen.names)})"] if chosen.names else []
    test = str(Path(__file__).with_name("test_fuzz.py"))
    return pytest.main([test, "-n", "0", "--timeout", "0", "-q", *words])


if __name__ == "__main__":
    sys.exit(main())
