"""What a key costs in a long article with many annotations, and in a short one.

Run ``python benchmarks/keys.py TTYBENCH READER [ROUNDS]``: a path of ttybench.py and the installed command.
It makes two articles in a folder of its own, of 5 kB and of 10 MB; the long one has 5,000 annotations and,
found by the quick rules, some 50,000 mentions. Each gesture is measured in a terminal from the key to the
last changed byte, or until the screen says that it is saved; printed are the median and the 95th percentile
of both in milliseconds, and the ratio of the medians.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
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
    middle = {"short": "6", "long": "10000"}[name]
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


WARM = ({"name": "warm", "keys": ["l"], "repeat": 1, "timeout": 600, "expect": r"(?m)(?<!… )\b\d+/\d\d+ *$"},)
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


def main() -> int:
    """Make the articles, press the keys, print the table."""
    ttybench, reader = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        home = prepared(folder)
        warm(ttybench, reader, folder, home)
        cases = [case_of(reader, folder / name, home, steps=STEPS) for name in LENGTHS]
        found = run(ttybench, cases, folder, rounds)
    print("| gesture | short p50 | p95 | long p50 | p95 | ratio of p50 |\n|---|---|---|---|---|---|")
    for step in STEPS:
        key = f"steps.{step['name']}.{'seen_ms' if 'expect' in step else 'settle_ms'}."
        values = [found[name][key + p]["median"] for name in LENGTHS for p in ("p50", "p95")]
        print(f"| {step['name']} | {' | '.join(f'{v:.1f}' for v in values)} | {values[2] / values[0]:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
