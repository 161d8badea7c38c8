"""What Reader's analysis costs beside spaCy's bare pipeline: ratios, measured in one process.

Part of ``benchmarks/analysis.py``. Every article is read by all of them in turn before the next one, each
time in another order, so that a busy machine is busy for all; each has a pipeline of its own, and reads an
article once. Times are of the processor (and of the clock, in brackets).
"""

from __future__ import annotations

import gc
import json
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BARE = "spaCy md, bare"
ASKED = {
    "Reader, entities alone": (1 / 0.9, BARE),
    "Reader, everything once": (1.1, BARE),
    "Reader, an article opened": (1.1, BARE),
    "Reader, opened again (cached)": (0.1, "Reader, everything once"),
}
"""At most how much of another's time each may take."""
WORDS = 700
LIMIT_OF_RULES = 1.0
"""Milliseconds for that many words."""


@dataclass
class Times:
    """Seconds of each article."""

    processor: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)


def opened(cache: Path | None) -> Callable[[str], object]:
    """Return what opens an article as the worker does: a quick draft, the model, findings as JSON."""
    from reader.analysis.cache import ReadingCache
    from reader.analysis.contract import pack
    from reader.analysis.serving import Analyses, Request
    from reader.articles.findings import Findings
    from reader.text.span import Span

    analyses = Analyses(ReadingCache(cache), engine="spacy")
    screen = Span(0, 2_500)

    def find(text: str) -> list[str]:
        steps = analyses.serve(Request("", 0, text, screen))
        return [json.dumps(pack(step)) for step in steps if isinstance(step, Findings)]

    return find


def interleaved(engines: dict[str, Callable[[str], object]], texts: Sequence[str]) -> dict[str, Times]:
    """Return what each takes for each text; those before the last one change places from text to text."""
    times = {name: Times() for name in engines}
    *names, last = engines
    for number, text in enumerate(texts):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn], last):
            clock, processor = time.perf_counter(), time.process_time()
            engines[name](text)
            times[name].processor.append(time.process_time() - processor)
            times[name].clock.append(time.perf_counter() - clock)
    return times


def table(times: dict[str, Times], words: int) -> str:
    """Return the times as a Markdown table, with the ratios that are asked for."""
    lines = [
        "| for the same articles | words/s | ms for 700 words | ratio | asked |",
        "|---|---|---|---|---|",
    ]
    for name, taken in times.items():
        limit, base = ASKED.get(name, (0.0, BARE))
        pace = f"{words / sum(taken.processor):,.0f}"
        cost, clock = (sum(each) / words * WORDS * 1000 for each in (taken.processor, taken.clock))
        ratio = asked = ""
        if limit:
            ratio = f"{_ratio(taken.processor, times[base].processor)} of {base}"
            asked = f"<= {limit:.2f}"
        lines.append(f"| {name} | {pace} | {cost:.1f} ({clock:.1f}) | {ratio} | {asked} |")
    return "\n".join(lines)


def _ratio(taken: Sequence[float], base: Sequence[float]) -> str:
    """Return the ratio of two sums, and the median of the articles' ratios."""
    each = statistics.median(one / other for one, other in zip(taken, base, strict=True))
    return f"**{sum(taken) / sum(base):.3f}** (median {each:.3f})"


def rules_line(costs: dict[str, float]) -> str:
    """Return what the rules of designations cost beyond tokenising, by vocabulary."""
    told = ", ".join(f"{cost:.2f} ms with {name}" for name, cost in costs.items())
    return (
        f"Rules of designations for {WORDS} words, beyond tokenising: {told} (asked: <= {LIMIT_OF_RULES} ms)."
    )


def report(texts: Sequence[str]) -> str:
    """Measure everything; to be called in a process that does nothing else."""
    import analysis
    import designations

    from reader.analysis.entities.finding import find_recogniser
    from reader.analysis.pipeline import analyse

    with tempfile.TemporaryDirectory() as folder:
        cache, recogniser = Path(folder) / "cache", find_recogniser("spacy")
        engines: dict[str, Callable[[str], object]] = {
            BARE: analysis.spacy_bare(),
            "Reader, entities alone": analysis.reader_entities(),
            "Reader, everything once": lambda text: analyse(text, recogniser),
            "Reader, an article opened": opened(cache),
            "Reader, opened again (cached)": opened(cache),
        }
        samples = [
            path.read_text(encoding="utf-8") for path in sorted((analysis.ROOT / "seeds").glob("*.txt"))
        ]
        interleaved(engines, samples)
        gc.freeze()  # as the worker does: what was loaded is no garbage, neither spaCy's nor ours
        gc.set_threshold(20_000, 50, 100)
        times = interleaved(engines, texts)
    words = sum(len(text.split()) for text in texts)
    return f"{table(times, words)}\n\n{rules_line(designations.rule_costs(texts))}"
