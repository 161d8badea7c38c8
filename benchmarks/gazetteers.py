"""What a list of names costs: compiling, opening, memory, and matching an article of 700 words.

    python benchmarks/gazetteers.py [NAMES ...]

The names are made up from syllables; each row is measured in a process of its own. Compiling and matching
are in processor time, opening by the clock; memory is what the process grew by, mapped pages included. The
last column tells how much longer matching takes than with the first list.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

SIZES = (10_000, 100_000, 1_000_000)
WORDS = 700
ROUNDS = 20
SYLLABLES = ("ba", "ker", "lo", "mi", "nor", "sul", "tan", "vek", "ri", "do", "shen", "al", "gor", "pa", "ru")
EVERYDAY = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "said",
    "that",
    "on",
    "for",
    "with",
    "was",
    "by",
    "as",
    "from",
)


def name(chance: random.Random) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(2))
    return " ".join((*words, "Group") if chance.random() < 0.3 else words)


def article(chance: random.Random, names: list[str]) -> str:
    words: list[str] = []
    while len(words) < WORDS:
        listed = chance.random()
        words += chance.choice(names).split() if listed < 0.03 else [chance.choice(EVERYDAY)]
        if listed > 0.92:
            words.append(name(chance).split()[0])
    return " ".join(words[:WORDS]) + "."


def resident() -> float:
    """Return the memory of this process, mapped files included, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def compile_list(source: Path, folder: Path) -> dict[str, float]:
    from reader.analysis.gazetteers.folder import Gazetteers

    started = time.process_time()
    Gazetteers(folder).add(source)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"compile": spent, "peak": peak, "disk": sum(f.stat().st_size for f in folder.iterdir()) / 1e6}


def match(source: Path, folder: Path) -> dict[str, float]:
    from reader.analysis.gazetteers.folder import Gazetteers
    from reader.analysis.gazetteers.guards import common_words

    common_words()
    chance = random.Random(2)
    names = source.read_text(encoding="utf-8").splitlines()[:: max(1, int(source.stat().st_size / 200_000))]
    articles = [article(chance, names) for _ in range(ROUNDS)]
    before = resident()
    lists = Gazetteers(folder, today=date(2026, 1, 1))
    started = time.perf_counter()
    lists.tables()
    opened = time.perf_counter()
    begun = time.process_time()
    found = sum(len(lists.hits(text)) for text in articles)
    spent = time.process_time() - begun
    return {
        "open": 1e3 * (opened - started),
        "match": 1e3 * spent / ROUNDS,
        "memory": resident() - before,
        "hits": found / ROUNDS,
    }


def apart(step: str, source: Path, folder: Path) -> dict[str, float]:
    """Measure a step in a process of its own."""
    ran = subprocess.run(
        [sys.executable, __file__, step, str(source), str(folder)], capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(ran.stdout)
    return measured


def main(sizes: tuple[int, ...]) -> None:
    print("   names  compile s  peak MB  disk MB  open ms  memory MB  hits  match ms  ratio")
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            chance, source, folder = random.Random(1), Path(scratch) / "names.txt", Path(scratch) / "lists"
            source.write_text("".join(f"{name(chance)}\n" for _ in range(size)), encoding="utf-8")
            row = apart("compile", source, folder) | apart("match", source, folder)
        first = first or row["match"]
        print(
            f"{size:8,}  {row['compile']:9.2f}  {row['peak']:7.0f}  {row['disk']:7.1f}  {row['open']:7.2f}"
            f"  {row['memory']:9.1f}  {row['hits']:4.0f}  {row['match']:8.2f}  {row['match'] / first:5.2f}",
            flush=True,
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["compile" | "match" as step, source, folder]:
            measure = compile_list if step == "compile" else match
            print(json.dumps(measure(Path(source), Path(folder))))
        case given:
            main(tuple(map(int, given)) or SIZES)
