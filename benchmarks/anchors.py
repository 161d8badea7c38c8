"""How annotations fare when their text is edited: right, wrong, or orphaned, by kind of edit.

Every character carries its origin through the edit, so the truth is exact. A passage is placed right when
what is put there and what is left of it overlap by at least 0.8 (Jaccard, in characters); it is gone when at
most a tenth of it is left, and then every place is wrong.

    python benchmarks/anchors.py [FILE.txt | FILE.jsonl ...] [--spans N] [--seed N]
    python benchmarks/anchors.py --speed

Without files the texts of tests/gold and seeds are used; a JSONL file has a ``text`` in each line.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from anchor_edits import EDITS, WORD, Marked, plain

from reader.annotations.alignment import align
from reader.annotations.anchoring import anchor
from reader.annotations.annotation import Annotation
from reader.annotations.targets import make_target
from reader.articles.article import text_sha256
from reader.text.span import Span

ROOT = Path(__file__).resolve().parents[1]


def spans(text: str, rng: random.Random, count: int) -> Iterator[Span]:
    """Names, phrases, sentences and paragraphs, in turn."""
    words = list(WORD.finditer(text))
    names = [m.span() for m in re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)*", text)]
    parts, offset = [], 0
    for line in text.splitlines(keepends=True):
        if len(line.strip()) > 40:
            parts.append((offset, offset + len(line.rstrip())))
        offset += len(line)
    whole = [(offset, offset) for offset in ()]
    for start, end in parts:
        cut = start
        for found in re.finditer(r"[.!?][”\"’)]*(?=\s+[A-Z“]|$)", text[start:end]):
            whole.append((cut, start + found.end()))
            cut = start + found.end() + 1
    for number in range(count):
        kind = number % 4
        if kind == 0 and names:
            yield Span(*rng.choice(names))
        elif kind == 1:
            first = rng.randrange(len(words) - 8)
            span = Span(words[first].start(), words[first + rng.randint(1, 7)].end())
            yield Span(span.start, span.start + len(span.of(text).split("\n")[0]))
        elif kind == 2 and whole:
            yield Span(*rng.choice(whole))
        elif parts:
            yield Span(*rng.choice(parts))


def judged(span: Span, marked: Marked, placed: Annotation) -> str:
    """Say how an annotation fared: right, wrong, orphan; put or gone for a passage that is gone."""
    left = [at for at, (_, origin) in enumerate(marked) if span.holds(origin)] if span else []
    is_orphan = placed.anchor == "orphan"
    if len(left) <= 0.1 * len(span):
        return "gone" if is_orphan else "put"
    if is_orphan:
        return "orphan"
    truth, there = set(left), set(range(placed.span.start, placed.span.end))
    hull = set(range(left[0], left[-1] + 1))
    best = max(len(s & there) / len(s | there) for s in (truth, hull))
    return "right" if best >= 0.8 else "wrong"


def texts(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        if path.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
        else:
            # The texts of the gold name their names: ``<ORG:NATO>``, and end with what they are called.
            yield re.sub(r"<[A-Z_]+:([^>]*)>", r"\1", path.read_text("utf-8")).split("\n---\n")[0]


def run(corpus: list[str], *, per_text: int, seed: int, show: str | None) -> dict[str, Counter[str]]:
    rng = random.Random(seed)
    results: dict[str, Counter[str]] = {name: Counter() for name in EDITS}
    for text in corpus:
        marked = list(zip(text, range(len(text)), strict=True))
        sha = text_sha256(text)
        for name, edit in EDITS.items():
            after = edit(marked, rng)
            changed = plain(after)
            alignment, changed_sha = align(text, changed), text_sha256(changed)
            for number, span in enumerate(spans(text, rng, per_text)):
                target = make_target(text, span, sha256=sha)
                annotation = Annotation(f"{number}", "a", target, "me", "", "")
                placed = anchor(annotation, changed, changed_sha, alignment=alignment)
                verdict = judged(span, after, placed)
                results[name][verdict] += 1
                if show in (f"{name}:{verdict}", verdict):
                    print(
                        f"--- {name}: {verdict}\n  was  {span.of(text)!r}\n  "
                        f"near {text[max(0, span.start - 40) : span.end + 40]!r}"
                    )
                    if placed.anchor != "orphan":
                        print(f"  put  {placed.anchor} {placed.score} {placed.span.of(changed)!r}")
    return results


def table(results: dict[str, Counter[str]]) -> str:
    rows = [
        "| edit | passages that survive | right | wrong | orphan | passages that are gone | put somewhere |",
        "|---|---|---|---|---|---|---|",
    ]
    total: Counter[str] = Counter()
    for name, counts in [*results.items(), ("all", total)]:
        alive = counts["right"] + counts["wrong"] + counts["orphan"]
        dead = counts["put"] + counts["gone"]
        shares = [
            f"{counts[verdict] / alive:.2%}" if alive else "" for verdict in ("right", "wrong", "orphan")
        ]
        put = f"{counts['put'] / dead:.2%}" if dead else ""
        rows.append(f"| {name} | {alive} | {' | '.join(shares)} | {dead} | {put} |")
        if name != "all":
            total.update(counts)
    return "\n".join(rows)


def speed(seed: int) -> str:
    """Place 10,000 passages of 1 MB again in which 2,000 words are others; return the time of one core."""
    rng = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(rng.choices(letters, k=rng.randint(2, 11))) for _ in range(20_000)]
    words = rng.choices(vocabulary, [1 / (rank + 1) for rank in range(len(vocabulary))], k=170_000)
    ends = rng.choices([" ", ". ", "\n\n"], [0.92, 0.067, 0.013], k=len(words))
    old = "".join(map("".join, zip(words, ends, strict=True)))[:1_000_000]
    for _ in range(2_000):
        words[rng.randrange(len(words))] = rng.choice(vocabulary)
    new = "".join(map("".join, zip(words, ends, strict=True)))[:1_000_000]
    before, after = text_sha256(old), text_sha256(new)
    starts = (rng.randrange(len(old) - 300) for _ in range(10_000))
    spans = (Span(start, start + rng.choice((5, 12, 40, 120, 250))) for start in starts)
    made = [Annotation("a", "a", make_target(old, span, sha256=before), "me", "", "") for span in spans]
    began = time.process_time()
    alignment = align(old, new)
    aligned = time.process_time()
    found = Counter(anchor(each, new, after, alignment=alignment).anchor for each in made)
    ended = time.process_time()
    return f"aligned in {aligned - began:.2f} s, placed in {ended - aligned:.2f} s: {dict(found)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--spans", type=int, default=32, help="passages a text and edit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print the cases of a verdict: wrong, put, orphan, or EDIT:VERDICT")
    parser.add_argument("--speed", action="store_true", help="measure the time instead")
    given = parser.parse_args()
    if given.speed:
        print(speed(given.seed))
        return
    paths = given.files or sorted([*ROOT.glob("tests/gold/*.txt"), *ROOT.glob("seeds/*.txt")])
    began = time.perf_counter()
    results = run(list(texts(paths)), per_text=given.spans, seed=given.seed, show=given.show)
    print(table(results))
    print(f"\n{sum(sum(c.values()) for c in results.values())} cases in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
