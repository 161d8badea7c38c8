"""How annotations fare when their text is edited: right, wrong, or orphaned, by kind of edit.

Every character carries its origin through the edit, so the truth is exact. A passage is placed right when
what is put there and what is left of it overlap by at least 0.8 (Jaccard, in characters); it is gone when at
most a tenth of it is left, and then every place is wrong.

    python benchmarks/anchors.py [FILE.txt | FILE.jsonl ...] [--spans N] [--seed N]

Without files the texts of tests/gold and seeds are used; a JSONL file has a ``text`` in each line.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.annotations.alignment import align
from reader.annotations.anchoring import anchor
from reader.annotations.annotation import Annotation
from reader.annotations.targets import make_target
from reader.articles.article import text_sha256
from reader.text.span import Span

ROOT = Path(__file__).resolve().parents[1]
WORD = re.compile(r"\w+")
VOCABULARY = WORD.findall(
    "officials said the plan would be reviewed after talks between both sides in the capital next week while "
    "residents waited for news about water power roads schools markets fuel prices rain"
)

Marked = list[tuple[str, int]]
"""Characters with the offset they come from, -1 for new ones."""
Edit = Callable[[Marked, random.Random], Marked]


def plain(marked: Marked) -> str:
    return "".join(char for char, _ in marked)


def new(text: str) -> Marked:
    return [(char, -1) for char in text]


def paragraphs(marked: Marked) -> list[Marked]:
    """Cut at blank lines and line ends, which stay with the paragraph before them."""
    parts: list[Marked] = [[]]
    if marked and marked[-1][0] != "\n":
        marked = [*marked, ("\n", -1)]
    for number, pair in enumerate(marked):
        parts[-1].append(pair)
        if pair[0] == "\n" and number + 1 < len(marked) and marked[number + 1][0] != "\n":
            parts.append([])
    return [part for part in parts if part]


def joined(parts: list[Marked]) -> Marked:
    return [pair for part in parts for pair in part]


def sentences(part: Marked) -> list[Marked]:
    text, cut, found = plain(part), 0, []
    for end in re.finditer(r"[.!?][”\"’)]*\s+(?=[A-Z“])", text):
        found.append(part[cut : end.end()])
        cut = end.end()
    return [*found, part[cut:]]


def long_ones(parts: list[Marked]) -> list[int]:
    return [i for i, part in enumerate(parts) if len(plain(part).strip()) > 60] or [0]


def sentence_of(rng: random.Random, words: int = 14) -> str:
    return " ".join(rng.choice(VOCABULARY) for _ in range(words)).capitalize() + ". "


def swapped(part: Marked, rng: random.Random, share: float) -> Marked:
    """Other words in place of some."""
    text, out, cut = plain(part), [], 0
    for found in WORD.finditer(text):
        if rng.random() < share:
            out += part[cut : found.start()] + new(rng.choice(sentence_of(rng).lower().rstrip(". ").split()))
            cut = found.end()
    return out + part[cut:]


def typos(marked: Marked, rng: random.Random) -> Marked:
    out = []
    for pair in marked:
        chance = rng.random()
        if pair[0].isalpha() and chance < 0.01:
            out += rng.choice(([], [pair, pair], new(rng.choice("aeionrst"))))
        else:
            out.append(pair)
    return out


def paragraph_in(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    parts.insert(
        rng.randrange(len(parts) + 1), new("".join(sentence_of(rng) for _ in range(4)).strip() + "\n\n")
    )
    return joined(parts)


def paragraph_out(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    del parts[rng.choice(long_ones(parts))]
    return joined(parts)


def paragraph_moved(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    part = parts.pop(rng.choice(long_ones(parts)))
    if not plain(part).endswith("\n"):
        part = part + new("\n\n")
    parts.insert(rng.randrange(len(parts) + 1), part)
    return joined(parts)


def quotes(marked: Marked, _rng: random.Random) -> Marked:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", '"': "“", "'": "’"})
    return [(char.translate(table), origin) for char, origin in marked]


def composed(marked: Marked, rng: random.Random) -> Marked:
    form = rng.choice(("NFD", "NFC"))
    if form == "NFD":
        return [(c, origin) for char, origin in marked for c in unicodedata.normalize("NFD", char)]
    out: Marked = []
    for char, origin in marked:
        whole = unicodedata.normalize("NFC", out[-1][0] + char) if out and unicodedata.combining(char) else ""
        if len(whole) == 1:
            out[-1] = (whole, out[-1][1])
        else:
            out.append((char, origin))
    return out


def spacing(marked: Marked, rng: random.Random) -> Marked:
    """Extracted anew: paragraphs run together, other blanks, soft hyphens gone."""
    out: Marked = []
    for char, origin in marked:
        if char == "\n":
            if out and out[-1][0] != " ":
                out.append((" ", origin))
        elif char == " " and rng.random() < 0.05:
            out += [("\u00a0", origin)] if rng.random() < 0.5 else [(char, origin), (" ", -1)]
        elif char != "\u00ad":
            out.append((char, origin))
    return out


def sentence_changed(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    inside = sentences(parts[index])
    which = rng.randrange(len(inside))
    inside[which] = swapped(inside[which], rng, 0.3)
    parts[index] = joined(inside)
    return joined(parts)


def sentence_in(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    inside = sentences(parts[index])
    inside.insert(rng.randrange(len(inside) + 1), new(sentence_of(rng)))
    parts[index] = joined(inside)
    return joined(parts)


def sentence_out(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    inside = sentences(parts[index])
    del inside[rng.randrange(len(inside))]
    parts[index] = joined(inside)
    return joined(parts)


def whole_rewrite(marked: Marked, rng: random.Random) -> Marked:
    return new(
        "".join(
            sentence_of(rng) + ("\n\n" if rng.random() < 0.3 else "")
            for _ in range(max(3, len(marked) // 90))
        )
    )


def look_alike(marked: Marked, rng: random.Random) -> Marked:
    """A paragraph goes; one like it, about something else, stands elsewhere."""
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    twin = new(plain(swapped(parts[index], rng, 0.25)).rstrip() + "\n\n")
    del parts[index]
    parts.insert(rng.choice([place for place in range(len(parts) + 1) if place != index]), twin)
    return joined(parts)


def frame(marked: Marked, rng: random.Random) -> Marked:
    return (
        new("Share this article\nSubscribe\n\n")
        + marked
        + new("\n\nRead more: " + sentence_of(rng) + "\nAll rights reserved\n")
    )


def headline_twice(marked: Marked, _rng: random.Random) -> Marked:
    first = paragraphs(marked)[0]
    return new(plain(first).rstrip() + "\n\n") + marked


def renamed(marked: Marked, rng: random.Random) -> Marked:
    """A name that stands in the text gets another everywhere."""
    text = plain(marked)
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text) or ["The"]
    name = rng.choice(names)
    out, cut = [], 0
    for found in re.finditer(re.escape(name), text):
        out += marked[cut : found.start()] + new("Ruritania")
        cut = found.end()
    return out + marked[cut:]


def cut_short(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    return joined(parts[: max(1, round(len(parts) * rng.uniform(0.4, 0.9)))])


def several(marked: Marked, rng: random.Random) -> Marked:
    for edit in rng.sample((typos, paragraph_in, quotes, sentence_changed, sentence_out, frame), 3):
        marked = edit(marked, rng)
    return marked


EDITS: dict[str, Edit] = {
    "typos mended": typos,
    "paragraph inserted": paragraph_in,
    "paragraph removed": paragraph_out,
    "paragraph moved": paragraph_moved,
    "quotes and dashes": quotes,
    "NFC and NFD": composed,
    "spacing re-extracted": spacing,
    "sentence reworded": sentence_changed,
    "sentence inserted": sentence_in,
    "sentence removed": sentence_out,
    "whole rewrite": whole_rewrite,
    "look-alike paragraph": look_alike,
    "page frame": frame,
    "headline twice": headline_twice,
    "name changed": renamed,
    "cut short": cut_short,
    "several at once": several,
}


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--spans", type=int, default=32, help="passages a text and edit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print the cases of a verdict: wrong, put, orphan, or EDIT:VERDICT")
    given = parser.parse_args()
    paths = given.files or sorted([*ROOT.glob("tests/gold/*.txt"), *ROOT.glob("seeds/*.txt")])
    began = time.perf_counter()
    results = run(list(texts(paths)), per_text=given.spans, seed=given.seed, show=given.show)
    print(table(results))
    print(f"\n{sum(sum(c.values()) for c in results.values())} cases in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
