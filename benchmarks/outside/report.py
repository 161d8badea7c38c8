"""The tables of a run, as Markdown."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from measure import percentile, summary
from texts import LIBRARIES, SIZES

Found = Mapping[tuple[str, str], Mapping[str, Any]]
BARE = ("Textual, one line", "5 kB")
"""What others are compared with."""
LAUNCH = ("first text", "settled", "memory MB", "exit")
KEYS = ("line", "page", "end", "search", "tag, saved", "undo, saved")


def median(found: Found, case: tuple[str, str], what: str) -> float | None:
    """Return the median of what was measured; None where it was not."""
    values = found.get(case, {}).get(what)
    return summary(values)["p50"] if values else None


def tables(found: Found, lists: Found, commands: Mapping[str, Sequence[str | float]]) -> Iterator[str]:
    """Yield every table with its heading."""
    yield _table("Launch", _launch(found), ("program", "text", *LAUNCH, "left set"))
    yield _table("A key, from its press to the last changed byte", _keys(found), ("program", "text", *KEYS))
    held = ("frames/s", "lag, ms", "bytes a line", "bytes a page")
    yield _table("A key held at 30 a second for 3 s", _held(found), ("program", "text", *held))
    yield _table("Reader's growth with the text", _growth(found), ("", *SIZES, "exponent"))
    yield _table("Libraries", _lists(lists), ("", *LIBRARIES, "bare Textual"))
    yield _table("Commands that print", _commands(commands), ("command", "ms", "times bare Python"))


def machine(rounds: int) -> str:
    """Return what it was measured on, with which versions and how often."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, Textual {version('textual')}, "
        f"Reader {version('reader-tui')}; {rounds} rounds, in turns."
    )


def _table(heading: str, rows: Iterator[Sequence[str]], columns: Sequence[str]) -> str:
    lines = [f"| {' | '.join(columns)} |", f"|---|{'---|' * (len(columns) - 1)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return f"### {heading}\n\n" + "\n".join(lines) + "\n"


def _launch(found: Found) -> Iterator[Sequence[str]]:
    """Yield what a launch costs, with its ratio to the bare application's."""
    for case, values in found.items():
        if "failed" in values:
            yield (*case, "did not come", *("–" for _ in LAUNCH[1:]), "")
            continue
        cells = [_with_ratio(median(found, case, what), median(found, BARE, what)) for what in LAUNCH]
        yield (*case, *cells, ", ".join(values.get("left", ())) or "nothing")


def _keys(found: Found) -> Iterator[Sequence[str]]:
    for case, values in found.items():
        if any(values.get(what) for what in KEYS):
            yield (*case, *(_spread(values.get(what)) for what in KEYS))


def _held(found: Found) -> Iterator[Sequence[str]]:
    for case, values in found.items():
        if any(values.get("held: frames/s", ())):
            sizes = [median(found, case, f"{what}: bytes") for what in ("line", "page")]
            held = (median(found, case, "held: frames/s"), median(found, case, "held: lag"))
            yield (*case, *(_number(each) for each in (*held, *sizes)))


def _growth(found: Found) -> Iterator[Sequence[str]]:
    """Yield Reader's medians at each size, and the exponent of their growth from the first to the last."""
    for what in ("first text", "settled", *KEYS, "memory MB"):
        values = [median(found, ("Reader", size), what) for size in SIZES]
        known = [(size, value) for size, value in zip(SIZES.values(), values, strict=True) if value]
        exponent = "–"
        if len(known) > 1:
            (small, least), (large, most) = known[0], known[-1]
            exponent = f"{math.log(most / least) / math.log(large / small):.2f}"
        yield (what, *(_number(value) for value in values), exponent)


def _lists(lists: Found) -> Iterator[Sequence[str]]:
    whats = ("first text", "settled", "line", "page", "end", "filter, a key", "filter, another")
    for what in (*whats, "held: lag", "memory MB", "exit"):
        ours = [lists.get(("Reader", name), {}).get(what) for name in LIBRARIES]
        yield (what, *(_spread(values) for values in (*ours, lists.get((BARE[0], "bare"), {}).get(what))))


def _commands(commands: Mapping[str, Sequence[Any]]) -> Iterator[Sequence[str]]:
    bare = summary(next(iter(commands.values())))["p50"] if commands else 1.0
    for name, values in commands.items():
        yield name, f"{summary(values)['p50']:.0f}", f"{summary(values)['p50'] / bare:.2f}"


def _with_ratio(value: float | None, other: float | None) -> str:
    if value is None:
        return "–"
    return f"{_number(value)} ({value / other:.2f}×)" if other else _number(value)


def _spread(values: Sequence[float] | None) -> str:
    """Return the median and, where there are enough to tell, the 95th percentile."""
    if not values:
        return "–"
    if len(values) < 5:
        return _number(summary(values)["p50"])
    return f"{_number(summary(values)['p50'])} / {_number(percentile(values, 0.95))}"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def replaced(page: str, measured: str, charts: Sequence[str]) -> str:
    """Return a page with what stands between its two marks measured anew."""
    begin, end = "<!-- measured -->", "<!-- end of what was measured -->"
    places = [page.find(begin), page.find(end)]
    if any(b <= a for a, b in pairwise((-1, *places))):
        raise SystemExit(f"the page needs the marks {begin} and {end}")
    pictures = "\n".join(charts)
    return f"{page[: places[0] + len(begin)]}\n\n{pictures}\n\n{measured}\n{page[places[1] :]}"
