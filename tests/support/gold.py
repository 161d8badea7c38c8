"""Articles with the names that should be found in them, read from files; and the score of an answer.

Three formats are read: our own marked text (``.txt``; see ``docs/gold-guideline.md``), JSON lines with
``text`` and ``entities`` (``.jsonl``), and columns with one word and its IOB tag a line (anything else).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Name = tuple[int, int, str]
"""Start and end in code points, half-open, and a type."""

GOLD = Path(__file__).resolve().parents[1] / "gold"
TYPES = {
    **dict.fromkeys(("PERSON", "PER"), "PERSON"),
    **dict.fromkeys(("ORG", "ORGANIZATION"), "ORG"),
    **dict.fromkeys(("GPE", "LOC", "FAC", "LOCATION", "FACILITY"), "PLACE"),
    "NORP": "NORP",
}
"""The types that are scored, under the labels of many gold sets; other labels are left out."""

_MARK = re.compile(r"<([A-Z]+):([^<>]*)>")
_LEAD = re.compile(r"(?:the|a|an)\s+|[\s\"'‘’“”«»(\[*_-]+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s|['’]|[\s\"“”«»)\],;:*_-])+$")


@dataclass(frozen=True, slots=True)
class Gold:
    """An article and what should be found in it."""

    name: str
    text: str
    names: tuple[Name, ...]
    one: tuple[tuple[str, ...], ...] = ()
    """For each entity with several names: the names."""


def read_gold(path: Path) -> list[Gold]:
    """Return the articles of a gold file, or of every ``.txt`` in a folder."""
    if path.is_dir():
        return [gold for file in sorted(path.glob("*.txt")) for gold in read_gold(file)]
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return [_marked(path.stem, content)]
    if path.suffix == ".jsonl":
        return [_case(json.loads(line)) for line in content.splitlines() if line.strip()]
    return list(_columns(path.stem, content))


def _marked(name: str, content: str) -> Gold:
    body, _, tail = content.partition("\n---\n")
    _, _, marked = body.partition("\n")
    text, names, past = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[past : mark.start()]
        names.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        past = mark.end()
    one = (tuple(part.strip() for part in line.split("=")) for line in tail.splitlines() if line)
    return Gold(name, text + marked[past:], tuple(names), tuple(one))


def _case(case: dict) -> Gold:
    return Gold(case["id"], case["text"], tuple((e["start"], e["end"], e["label"]) for e in case["entities"]))


def _columns(name: str, content: str) -> Iterator[Gold]:
    """Yield documents (``-DOCSTART-`` parts them); a sentence becomes a line, its words parted by spaces."""
    for number, document in enumerate(re.split(r"^-DOCSTART-.*$", content, flags=re.MULTILINE)):
        sentences = [s for s in re.split(r"\n\s*\n", document.strip()) if s.strip()]
        text, names = "", []
        for sentence in sentences:
            rows = [row.split() for row in sentence.splitlines() if row.strip() and not row.startswith("#")]
            for row in rows:
                start, tag = len(text), row[-1]
                text += row[0] + " "
                if tag[:2] == "I-" and names and names[-1][2] == tag[2:] and names[-1][1] == start - 1:
                    names[-1] = (names[-1][0], len(text) - 1, tag[2:])
                elif tag != "O":
                    names.append((start, len(text) - 1, tag[2:]))
            text += "\n"
        if text:
            yield Gold(f"{name}-{number}", text, tuple(names))


def scored(text: str, names: Iterable[Name]) -> set[Name]:
    """Return names as they are compared: articles, quotes and possessives off, types folded."""
    return {(*_bare(text, start, end), TYPES[label]) for start, end, label in names if label in TYPES}


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while (lead := _LEAD.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    tail = _TAIL.search(text, start, end)
    return (start, tail.start()) if tail and tail.start() > start else (start, end)


class Score:
    """Hits, strict and overlapping, pooled over articles, by type."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}

    def add(self, text: str, gold: Iterable[Name], found: Iterable[Name]) -> None:
        """Compare one answer with its gold."""
        right, given = scored(text, gold), scored(text, found)
        for kind in ("all", "PERSON", "ORG", "PLACE", "NORP"):
            some = {name for name in right if kind in ("all", name[2])}
            answer = {name for name in given if kind in ("all", name[2])}
            self._counts.setdefault(kind, Counter()).update(
                gold=len(some),
                found=len(answer),
                hit=len(some & answer),
                gold_met=_met(some, answer),
                found_met=_met(answer, some),
            )

    def strict(self, kind: str = "all") -> float:
        """Return the F1 of spans that are the same and have the same type."""
        count = self._counts[kind]
        return _f1(count["hit"], count["found"], count["hit"], count["gold"])

    def overlap(self, kind: str = "all") -> float:
        """Return the F1 of spans that overlap one of the same type."""
        count = self._counts[kind]
        return _f1(count["found_met"], count["found"], count["gold_met"], count["gold"])


def _met(some: set[Name], others: set[Name]) -> int:
    return sum(any(a < d and c < b and k == kind for c, d, kind in others) for a, b, k in some)


def _f1(found_right: int, found: int, gold_right: int, gold: int) -> float:
    precision, recall = found_right / max(found, 1), gold_right / max(gold, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)
