"""How time and memory of the analysis grow with the length of a text.

Run ``python benchmarks/scaling.py FILE [FILE ...]`` on any UTF-8 articles: they are repeated to lengths from
10,000 to 10,000,000 code points. Each row is a process of its own: seconds (the better of two runs) and the
peak of its memory, for the quick rules at all lengths and for the model up to 1,000,000; the growth is the
exponent between two lengths: 1 is linear, 2 quadratic. At the end, the first answer from a warm worker.
"""

from __future__ import annotations

import argparse
import json
import math
import queue
import resource
import statistics
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

LENGTHS = (10_000, 100_000, 1_000_000, 10_000_000)
LONGEST_FOR_MODEL = 1_000_000
ROUNDS = 5
SCREEN = 2_500
"""About what a screen shows of a text, in code points."""


def repeated(files: list[str], length: int) -> str:
    base = "\n\n".join(Path(file).read_text(encoding="utf-8") for file in files)
    return (base * (length // len(base) + 1))[:length]


def measure(engine: str, length: int, files: list[str]) -> None:
    """Analyse a text in this process and print seconds and peak memory in MB."""
    from reader.analysis.contract import pack
    from reader.analysis.entities.finding import find_recogniser
    from reader.analysis.pipeline import analyse

    recogniser = find_recogniser(engine)
    analyse(repeated(files, 5_000), recogniser)
    text = repeated(files, length)
    took = []
    for _ in range(2):
        begun = time.perf_counter()
        json.dumps(pack(analyse(text, recogniser)))
        took.append(time.perf_counter() - begun)
    print(json.dumps([min(took), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def measured(engine: str, length: int, files: list[str]) -> tuple[float, float]:
    command = [sys.executable, __file__, *files, "--measure", engine, str(length)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def first_answers(files: list[str]) -> list[float]:
    """Return the median seconds to the first findings of a text of each length, in its middle."""
    from reader.analysis.client import Analyst
    from reader.text.span import Span

    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    analyst = Analyst(
        cache=None, engine="quick", on_findings=lambda id_, _: heard.put(id_), on_trouble=print, patience=600
    )
    medians = []
    for length in (2_000, *LENGTHS):
        text = repeated(files, length)
        took = []
        for number in range(ROUNDS):
            begun = time.perf_counter()
            name = f"{length}.{number}"
            analyst.request(name, text, visible=Span(length // 2, min(length // 2 + SCREEN, length)))
            while heard.get() != name:
                pass
            took.append(time.perf_counter() - begun)
            analyst.cancel(name)
            time.sleep(0.5)
        medians.append(statistics.median(took))
    analyst.close()
    return medians[1:]


def exponent(shorter: tuple[int, float], longer: tuple[int, float]) -> str:
    return f"{math.log(longer[1] / shorter[1]) / math.log(longer[0] / shorter[0]):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--measure", nargs=2, metavar=("ENGINE", "LENGTH"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure[0], int(arguments.measure[1]), arguments.files)
        return
    print(f"{'engine':8}{'code points':>12}{'seconds':>10}{'s/MB':>8}{'peak MB':>9}{'growth':>8}")
    for engine in ("quick", "spacy"):
        lengths = [length for length in LENGTHS if engine == "quick" or length <= LONGEST_FOR_MODEL]
        rows = [(length, *measured(engine, length, arguments.files)) for length in lengths]
        growths = ["", *(exponent(one[:2], other[:2]) for one, other in pairwise(rows))]
        for (length, seconds, megabytes), growth in zip(rows, growths, strict=True):
            rate = seconds * 1e6 / length
            print(f"{engine:8}{length:>12,}{seconds:>10.2f}{rate:>8.2f}{megabytes:>9.0f}{growth:>8}")
    for length, seconds in zip(LENGTHS, first_answers(arguments.files), strict=True):
        print(f"first answer, warm, in {length:>10,} code points: {seconds * 1000:.0f} ms")


if __name__ == "__main__":
    main()
