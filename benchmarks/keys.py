"""What a key costs in a long article with many annotations, and in a short one.

Run ``python benchmarks/keys.py TTYBENCH READER [ROUNDS]``: a path of ttybench.py and the installed command.
It makes two articles in a folder of its own, of 5 kB and of 10 MB; the long one has 5,000 annotations and,
found by the quick rules, some 50,000 mentions. Each gesture is measured in a terminal from the key to the
last changed byte, or until the screen says that it is saved; printed are the median and the 95th percentile
of both in milliseconds, and the ratio of the medians. A second table has the same of keys at rest and while
``reader analyze`` reads a library beside them; below it stand a flood of keys, that is how long the screen
still changes behind the last of 200 that come at once, and how long the first and the next article take to
open.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Batch
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.text.span import Span

TEXT = """
    the of and to in that was for on with as his they at be this from had by which their were would there been
    said when after people about city river market night road council water winter report letter border
"""
NAMES = ("Sergei Lavrov", "Ursula Brandt", "Daesh*", "Kabul", "Northern Alliance", "Helena Okafor", "Geneva")
LENGTHS = {"short": 5_000, "long": 10_000_000}
ANNOTATIONS = {"short": 3, "long": 5_000}
MENTION_EVERY = 200
"""Code points of text for each mention: 50,000 in 10 MB."""
STEPS = (
    {"name": "motion j", "keys": ["j"], "repeat": 30},
    {"name": "motion w", "keys": ["w"], "repeat": 30},
    {"name": "page", "keys": ["g", "g", "space"], "repeat": 15},
    {"name": "page back", "keys": ["G", "pageup"], "repeat": 10},
    {"name": "tag", "keys": ["}", "."], "repeat": 15, "expect": "saved: tagged", "timeout": 5},
    {"name": "undo", "keys": ["l", "u"], "repeat": 15, "expect": "saved: undone", "timeout": 5},
    {"name": "redo", "keys": ["l", "ctrl+r"], "repeat": 10, "expect": "saved: again", "timeout": 5},
    {"name": "annotations", "keys": ["A"], "repeat": 10, "after": ["A"]},
    {"name": "entities", "keys": ["E"], "repeat": 10, "after": ["E"]},
    {"name": "peek", "keys": ["enter"], "repeat": 10, "after": ["enter"]},
    {"name": "next entity", "keys": ["]", "e"], "repeat": 15},
    {"name": "hints", "keys": ["f"], "repeat": 10, "after": ["escape"]},
)


def written(length: int) -> str:
    """Return an article of about a length, with a name every so often and a footnote at its end."""
    chance = random.Random(7)
    vocabulary = TEXT.split()
    paragraphs = ["A report from the border"]
    size = since = 0
    while size < length:
        words = []
        for _ in range(chance.randint(40, 110)):
            words.append(chance.choice(vocabulary))
            since += len(words[-1]) + 1
            if since > MENTION_EVERY:
                words.append(chance.choice(NAMES))
                since = 0
        paragraphs.append(f"Then {' '.join(words)}.")
        size += len(paragraphs[-1]) + 2
    return "\n\n".join([*paragraphs, "* Daesh is a terrorist organisation banned in Russia."])


def annotate(folder: Path, count: int) -> None:
    """Put so many annotations into the one article of a folder, spread evenly."""
    library = open_library([folder], Settings(annotator="bench"))
    (listing,) = library.listings()
    article = library.open(listing.id).article
    step = len(article.text) // (count + 1)
    edits = []
    for number in range(1, count + 1):
        target = make_target(article.text, Span(number * step, number * step + 40), sha256=article.sha256)
        edits.append(
            Add(Annotation(new_id(), article.id, target, "bench", utc_now(), utc_now(), tags=("tag",)))
        )
    library.store.apply(article, Batch(tuple(edits), "made for the measurement"))


def case_of(reader: str, folder: Path, home: Path, *, steps: tuple[object, ...]) -> dict[str, object]:
    """Return what ttybench is to do: gestures in the middle of a folder's article."""
    name = folder.name
    middle = {"long": "10000"}.get(name, "6")
    return {
        "name": name,
        "cmd": [reader, str(folder)],
        "env": {
            f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")
        },
        "ready": "report",
        "ready_timeout": 120,
        "setup": ["enter", *middle, "g", "g", "v", "w", "t", *"bench", "enter"],
        "steps": steps,
        "before": ["sh", "-c", f"rm -rf {folder} && cp -a {folder.parent / 'kept' / name} {folder}"],
        "quit": ["ctrl+c"],
    }


FLOOD = "j", "k", "w", "b"
FLOODED = tuple({"name": f"flood {key}", "hold": key, "rate": 0, "count": 200} for key in FLOOD)
BESIDE = tuple(step for step in STEPS if step["name"] in ("motion j", "motion w", "page", "peek"))
"""What is measured at rest and beside an analysis."""
SEVERAL, SEVERAL_LENGTH = 12, 20_000
OPENED = (
    {"name": "first article", "keys": ["enter"], "repeat": 1},
    {"name": "next article", "keys": ["q", "j", "enter"], "repeat": SEVERAL - 2},
)
READ, READ_LENGTH = 2_000, 20_000
"""How many articles are analysed beside keys, and how long each is: it takes longer than the keys."""

READ_ALL = r"(?m)(?<!… )\b\d+(?:/\d\d+| · \d+%) *$"
"""What the foot ends in then: the row of all rows, or how far down it is."""
WARM = ({"name": "warm", "keys": ["l"], "repeat": 1, "timeout": 600, "expect": READ_ALL},)
"""Waits until nothing is being analysed any more; what was found is then in the cache."""


def run(ttybench: str, cases: list[dict[str, object]], folder: Path, rounds: int) -> dict[str, object]:
    """Have ttybench run cases in turns and return its results."""
    spec, out = folder / "spec.json", folder / "out.json"
    spec.write_text(json.dumps({"cases": cases}))
    command = [sys.executable, ttybench, "compare", str(spec), "-o", str(out), "--rounds", str(rounds)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.loads(out.read_text())["summary"]


def prepared(folder: Path) -> Path:
    """Make both articles with their annotations, and settings; return where the settings are."""
    home = folder / "home"
    (home / "config" / "reader-tui").mkdir(parents=True)
    settings = 'engine = "quick"\nannotator = "bench"\n'
    (home / "config" / "reader-tui" / "settings.toml").write_text(settings)
    for name, length in LENGTHS.items():
        (folder / name).mkdir()
        (folder / name / "article.txt").write_text(written(length))
        annotate(folder / name, ANNOTATIONS[name])
    return home


def warm(ttybench: str, reader: str, folder: Path, home: Path) -> None:
    """Have both articles analysed, and keep them as they are then: each run begins with a copy."""
    cases = [
        case_of(reader, folder / name, home, steps=WARM) | {"before": None, "setup": ["enter"]}
        for name in LENGTHS
    ]
    run(ttybench, cases, folder, 1)
    for name in LENGTHS:
        shutil.copytree(folder / name, folder / "kept" / name)


def measured(ttybench: str, reader: str, folder: Path, home: Path, *, rounds: int) -> None:
    """Measure each gesture in both articles, and print how they compare."""
    cases = [case_of(reader, folder / name, home, steps=(*STEPS, *FLOODED)) for name in LENGTHS]
    found = run(ttybench, cases, folder, rounds)
    compared(STEPS, {name: found[name] for name in LENGTHS})
    for name in LENGTHS:
        lags = [found[name].get(f"steps.{step['name']}.lag_end_ms") for step in FLOODED]
        shown = ", ".join(f"{key} {lag['median']:.0f}" for key, lag in zip(FLOOD, lags, strict=True) if lag)
        print(f"{name}: ms behind 200 keys that come at once: {shown}")


def beside_an_analysis(ttybench: str, reader: str, folder: Path, home: Path, *, rounds: int) -> None:
    """Measure keys in the short article at rest, and while a library is analysed; print how they compare."""
    library = several(folder / "read", READ, READ_LENGTH)
    case = [case_of(reader, folder / "short", home, steps=BESIDE)]
    rest = run(ttybench, case, folder, rounds)["short"]
    command = [reader, "analyze", str(library), "--engine", "quick"]
    with subprocess.Popen(command, env=os.environ | case[0]["env"], stdout=subprocess.DEVNULL) as analysis:
        busy = run(ttybench, case, folder, rounds)["short"]
        if analysis.poll() is not None:
            print("the analysis ended before the keys did: make READ larger")
        analysis.send_signal(signal.SIGINT)
    compared(BESIDE, {"at rest": rest, "beside an analysis": busy})


def opened(ttybench: str, reader: str, folder: Path, home: Path, *, rounds: int) -> None:
    """Measure how long the first article of a list takes to open, and the next ones; print it."""
    library = several(folder / "several", SEVERAL, SEVERAL_LENGTH)
    case = case_of(reader, library, home, steps=OPENED) | {"before": None, "setup": []}
    found = run(ttybench, [case], folder, rounds)["several"]
    first, later = (found[f"steps.{step['name']}.settle_ms.p50"]["median"] for step in OPENED)
    print(f"the first article opens in {first:.1f} ms, the next in {later:.1f}: {later / first:.2f}")


def several(folder: Path, count: int, length: int) -> Path:
    """Make a library of so many articles, no two alike; return its folder."""
    folder.mkdir()
    text = written(length)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"{number:03} {text}")
    return folder


def compared(steps: Sequence[dict[str, object]], found: dict[str, dict[str, dict[str, float]]]) -> None:
    """Print a table of two cases: median and 95th percentile of each, and how both compare."""
    heads = " | ".join(f"{name} p50 | p95" for name in found)
    print(f"\n| gesture | {heads} | ratio of p50 | of p95 |\n|{'---|' * 7}")
    for step in steps:
        key = f"steps.{step['name']}.{'seen_ms' if 'expect' in step else 'settle_ms'}."
        values = [each[key + p]["median"] for each in found.values() for p in ("p50", "p95")]
        ratios = f"{values[2] / values[0]:.2f} | {values[3] / values[1]:.2f}"
        print(f"| {step['name']} | {' | '.join(f'{v:.1f}' for v in values)} | {ratios} |")


def main() -> int:
    """Make the articles, press the keys, print the tables."""
    ttybench, reader = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        home = prepared(folder)
        opened(ttybench, reader, folder, home, rounds=rounds)
        warm(ttybench, reader, folder, home)
        beside_an_analysis(ttybench, reader, folder, home, rounds=rounds)
        measured(ttybench, reader, folder, home, rounds=rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
