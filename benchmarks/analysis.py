#!/usr/bin/env python3
"""Who finds the names of news best, and at what price: Reader against what one would take instead.

    python benchmarks/analysis.py [GOLD ...] [--json FILE] [--engines NAME,NAME] [--limit N]

Gold is a folder of our marked texts (``tests/gold``, the default), JSON lines, or columns with IOB tags; see
``tests/support/gold.py``. All engines run one after the other on the same paragraphs, each in a process of
its own: load time includes imports, memory is the process's peak, words a second are of processor time
after loading, each article read once, since a second pass over the same words is faster than any news is.
F1 is pooled over the articles; only types that the gold set marks are scored.

Below each table stand the ratios to spaCy's bare pipeline, measured in one process (see ``pace.py``).
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.gold import GOLD, TYPES, Score, read_gold  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.gold import Gold, Name

    Engine = Callable[[str], list[Name]]

WARM_UP = "Mara Osk of Lima met the Harbour Council in Oslo. Nobody came."
PACE = "pace"
KINDS = ("all", "PERSON", "ORG", "PLACE", "NORP")


def reader_whole() -> Engine:
    """Everything that ``reader analyze`` does: sentences, names, designations, one entity for its names."""
    from reader.analysis.entities.finding import find_recogniser
    from reader.analysis.pipeline import analyse

    recogniser = find_recogniser("spacy")
    return lambda text: _names_of(analyse(text, recogniser))


def reader_entities() -> Engine:
    """The entity part alone: the same model, mending and the document pass."""
    from reader.analysis.entities.document import resolve_entities
    from reader.analysis.entities.finding import find_recogniser
    from reader.analysis.entities.mending import mend
    from reader.analysis.entities.recogniser import RawSpan

    recogniser = find_recogniser("spacy")

    def find(text: str) -> list[Name]:
        spans = list(_paragraphs(text))
        found = recogniser.recognise([text[start:end] for start, end in spans])
        raw = [
            RawSpan(name.span.shifted(start), name.label)
            for (start, _), names in zip(spans, found, strict=True)
            for name in names
        ]
        entities = resolve_entities(text, mend(text, raw), ())
        return [(m.span.start, m.span.end, entity.label) for entity in entities for m in entity.mentions]

    return find


def reader_quick() -> Engine:
    """Reader without a model."""
    from reader.analysis.entities.quick import QuickRecogniser
    from reader.analysis.pipeline import analyse

    recogniser = QuickRecogniser()
    return lambda text: _names_of(analyse(text, recogniser))


def spacy_bare() -> Engine:
    """spaCy's medium English pipeline, its entity recogniser only, as its makers ship it."""
    import warnings

    import spacy

    from reader.analysis.entities.model import find_model

    unused = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(find_model(), exclude=unused)

    def find(text: str) -> list[Name]:
        spans = list(_paragraphs(text))
        docs = nlp.pipe([text[start:end] for start, end in spans])
        return [
            (start + ent.start_char, start + ent.end_char, ent.label_)
            for (start, _), doc in zip(spans, docs, strict=True)
            for ent in doc.ents
        ]

    return find


def nltk_chunker() -> Engine:
    """NLTK's ``ne_chunk`` with its own tagger and tokenizer.

    Raises:
        LookupError: when its data are not on this machine.
    """
    import nltk
    from nltk.tokenize import NLTKWordTokenizer

    def find(text: str) -> list[Name]:
        return [name for start, end in _paragraphs(text) for name in _chunked(text, start, end)]

    def _chunked(text: str, start: int, end: int) -> Iterator[Name]:
        spans = list(NLTKWordTokenizer().span_tokenize(text[start:end]))
        at = 0
        tagged = nltk.pos_tag([text[start + a : start + b] for a, b in spans])
        for part in nltk.ne_chunk(tagged):
            length = len(part) if isinstance(part, nltk.Tree) else 1
            if isinstance(part, nltk.Tree):
                label = {"GSP": "GPE"}.get(part.label(), part.label())
                yield start + spans[at][0], start + spans[at + length - 1][1], label
            at += length

    find(WARM_UP)
    return find


def capital_runs() -> Engine:
    """Runs of capitalised words, but lone ones that open a sentence: by length a person, place or ORG."""
    word = r"[A-Z][\w’'-]*"
    run = re.compile(rf"\b{word}(?: (?:of |de |al-)?{word})+|(?<![.!?] )(?<!^)\b{word}", re.MULTILINE)

    def label(name: str) -> str:
        words = name.split()
        if name.isupper() or len(words) > 3 or " of " in name:
            return "ORG"
        return "PERSON" if len(words) > 1 else "GPE"

    return lambda text: [(*found.span(), label(found.group())) for found in run.finditer(text)]


ENGINES: dict[str, tuple[str, Callable[[], Engine]]] = {
    "reader": ("Reader (whole)", reader_whole),
    "entities": ("Reader, entities alone", reader_entities),
    "quick": ("Reader quick", reader_quick),
    "spacy": ("spaCy md, bare", spacy_bare),
    "nltk": ("NLTK ne_chunk", nltk_chunker),
    "capitals": ("capitalised runs", capital_runs),
}


def _names_of(findings: object) -> list[Name]:
    return [(m.span.start, m.span.end, e.label) for e in findings.entities for m in e.mentions]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"\S(?:[^\n]*\S)?", text):
        yield found.span()


def measure(engine: str, articles: list[Gold]) -> dict:
    """Return what one engine finds and costs; to be called in a process that does nothing else."""
    began = time.perf_counter()
    try:
        find = ENGINES[engine][1]()
        find(WARM_UP)
    except (LookupError, ImportError) as problem:
        return {"missing": re.sub(r"\x1b\[[0-9;]*m|\*+", "", str(problem)).strip().splitlines()[0].strip()}
    loaded = time.perf_counter() - began
    start = time.process_time()
    found = [find(article.text) for article in articles]
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "names": found,
        "load_seconds": loaded,
        "words_a_second": sum(len(article.text.split()) for article in articles) / took,
        "peak_mb": peak / (1024**2 if sys.platform == "darwin" else 1024),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    gold: str
    engine: str
    strict: dict[str, float]
    overlap: dict[str, float]
    words_a_second: float
    load_seconds: float
    peak_mb: float
    missing: str = ""


def _apart(path: Path, what: str, limit: int | None) -> subprocess.CompletedProcess[str]:
    """Measure something in a process of its own."""
    command = [sys.executable, __file__, str(path), "--measure", what]
    command += ["--limit", str(limit)] if limit else []
    return subprocess.run(command, capture_output=True, text=True, check=False)


def row(path: Path, engine: str, limit: int | None) -> Row:
    """Run an engine on a gold file in a process of its own, and score it."""
    done = _apart(path, engine, limit)
    if done.returncode:
        return Row(
            path.name, ENGINES[engine][0], {}, {}, 0, 0, 0, missing=done.stderr.strip().splitlines()[-1]
        )
    answer = json.loads(done.stdout)
    if "missing" in answer:
        return Row(path.name, ENGINES[engine][0], {}, {}, 0, 0, 0, missing=answer["missing"])
    articles = read_gold(path)[:limit]
    marked = {TYPES[label] for article in articles for *_, label in article.names if label in TYPES}
    score = Score()
    for article, names in zip(articles, answer["names"], strict=True):
        known = [tuple(name) for name in names if TYPES.get(name[2]) in marked]
        score.add(article.text, article.names, known)
    kinds = [kind for kind in KINDS if kind == "all" or kind in marked]
    return Row(
        path.name,
        ENGINES[engine][0],
        {kind: round(score.strict(kind), 3) for kind in kinds},
        {kind: round(score.overlap(kind), 3) for kind in kinds},
        round(answer["words_a_second"]),
        round(answer["load_seconds"], 2),
        round(answer["peak_mb"]),
    )


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table; types as strict / overlap."""
    lines = [
        f"| gold | engine | {' | '.join(KINDS)} | words/s | load s | peak MB |",
        f"|---|---|{'---|' * (len(KINDS) + 3)}",
    ]
    for one in rows:
        if one.missing:
            lines.append(
                f"| {one.gold} | {one.engine} | not measured: {one.missing} |{' |' * (len(KINDS) + 2)}"
            )
            continue
        scores = " | ".join(
            f"{one.strict[kind]:.3f} / {one.overlap[kind]:.3f}" if kind in one.strict else ""
            for kind in KINDS
        )
        costs = f"{one.words_a_second:,} | {one.load_seconds} | {one.peak_mb}"
        lines.append(f"| {one.gold} | {one.engine} | {scores} | {costs} |")
    return "\n".join(lines)


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--engines", default=",".join(ENGINES), help="comma-separated (default: all)")
    parser.add_argument("--limit", type=int, help="only the first N articles of each gold set")
    parser.add_argument("--json", type=Path, help="also write the rows here")
    parser.add_argument("--no-pace", action="store_true", help="leave the ratios out")
    parser.add_argument("--only-pace", action="store_true", help="print the ratios alone")
    parser.add_argument("--measure", choices=(*ENGINES, PACE), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure == PACE:
        import pace

        print(pace.report([article.text for article in read_gold(args.gold[0])[: args.limit]]))
        return
    if args.measure:
        print(json.dumps(measure(args.measure, read_gold(args.gold[0])[: args.limit])))
        return
    engines = [] if args.only_pace else args.engines.split(",")
    rows = [row(path, engine, args.limit) for path in args.gold for engine in engines]
    if rows:
        print(table(rows))
    for path in () if args.no_pace else args.gold:
        print(f"\n{path.name}\n\n{_apart(path, PACE, args.limit).stdout}", end="")
    if args.json:
        listed = [{name: getattr(one, name) for name in Row.__slots__} for one in rows]
        args.json.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
