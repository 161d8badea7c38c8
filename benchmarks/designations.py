"""What the designation engine costs: tokenising and rules apart, in one run.

    python benchmarks/designations.py [FILE ...]

FILE is a text, or JSON lines with a ``text``; the sample articles are always read. Times are the best of
several runs of CPU time, in milliseconds for 700 words. The rules are everything beyond tokenising: looking
the words up, finding sentences and names, reading statements, linking mentions.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reader.analysis.designations.engine import find_designations, wording_of
from reader.analysis.designations.rules import NO_RULES, Rules
from reader.analysis.designations.tokens import tokenize
from reader.analysis.designations.vocabulary import Tables, shipped_tables
from reader.analysis.script import guess_language
from reader.text.segments import paragraphs, quick_sentences
from reader.text.span import Span

_SEEDS = Path(__file__).resolve().parents[1] / "seeds"
_WORDS = 700
_FEW, _MANY = 40, 2000
_RUNS = 5
_SIZES = (10_000, 100_000, 1_000_000)
_DROPPED = "-*"


def main() -> None:
    """Print the cost of each text by vocabulary, then the growth with the length of a text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    texts = [
        (path.name, _texts(path)) for path in [*sorted(_SEEDS.glob("*.txt")), *parser.parse_args().files]
    ]
    vocabularies = _vocabularies()
    print(f"ms for {_WORDS} words".ljust(34), "tokens", *(f"{name:>14}" for name in vocabularies))
    for name, each in texts:
        words = sum(len(text.split()) for text in each)
        tokens, *rules = _costs(each, vocabularies.values())
        print(f"{name[:24]:<24}{words:>9,} {tokens:>7.2f}", *(f"{cost:>14.2f}" for cost in rules))
    print(f"\n{'growth':<34} tokens {'rules':>14} {'ns a character':>14} {'to the first':>14}")
    _print_growth("\n\n".join(text for _, each in texts for text in each))


def rule_costs(texts: Sequence[str]) -> dict[str, float]:
    """Return what the rules cost beyond tokenising, in milliseconds for 700 words, by vocabulary."""
    vocabularies = _vocabularies()
    _, *costs = _costs(texts, vocabularies.values())
    return dict(zip(vocabularies, costs, strict=True))


def _vocabularies() -> dict[str, Rules]:
    return {"40 entries": _few(), "shipped": NO_RULES, f"+{_MANY:,} entries": _more()}


def _costs(texts: Sequence[str], vocabularies: Iterable[Rules]) -> list[float]:
    """Return what tokenising costs, and for each vocabulary what the rules cost beyond.

    Of each text the best of several runs counts, all of them in turn, so that a busy machine is busy for all.
    """
    scale = 1000 * _WORDS / sum(len(text.split()) for text in texts)
    rules = tuple(vocabularies)
    sums = [0.0] * (1 + len(rules))
    for text in texts:
        prepared = [(text, _sentences(text), guess_language(text))]
        works = [_tokenizing([text]), *(_reading(prepared, each) for each in rules)]
        runs = [[_timed(work) for work in works] for _ in range(_RUNS + 1)]
        sums = [known + min(column[1:]) for known, column in zip(sums, zip(*runs, strict=True), strict=True)]
    tokens, *whole = (scale * known for known in sums)
    return [tokens, *(each - tokens for each in whole)]


def _print_growth(text: str) -> None:
    first = 0.0
    for size in _SIZES:
        long = (text * (size // len(text) + 1))[:size]
        tokens = _best(_tokenizing([long]), runs=2) * 1000
        whole = _best(_reading([(long, _sentences(long), "en")], NO_RULES), runs=2) * 1000
        pace = whole / size * 1e6
        first = first or pace
        rules = whole - tokens
        print(f"{size:>24,} characters {tokens:>6.0f} {rules:>14.1f} {pace:>14.0f} {pace / first:>13.2f}x")


def _texts(path: Path) -> list[str]:
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in content.splitlines()]
    return [content]


def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(span for paragraph in paragraphs(text) for span in quick_sentences(text, paragraph))


def _tokenizing(texts: Sequence[str]) -> Callable[[], None]:
    def work() -> None:
        for text in texts:
            tokenize(text)

    return work


def _reading(prepared: list[tuple[str, tuple[Span, ...], str]], rules: Rules) -> Callable[[], None]:
    def work() -> None:
        for text, sentences, language in prepared:
            wording_of.cache_clear()
            find_designations(text, sentences=sentences, names=(), language=language, rules=rules)

    return work


def _timed(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _best(work: Callable[[], None], *, runs: int = _RUNS) -> float:
    work()
    return min(_timed(work) for _ in range(runs))


def _few() -> Rules:
    """Return rules that leave the first entries of the statuses and what they need, and nothing else."""
    kept = {"status", "participle", "head", "copula", "determiner", "in", "bridge", "and"}
    return Rules({name: [_dropping(shipped_tables(name), kept)] for name in ("en", "ru")})


def _dropping(shipped: Tables, kept: set[str]) -> Tables:
    most = _FEW // len(kept)
    tables: dict[str, dict[str, list[str]]] = {}
    for category, values in shipped.items():
        tables[category] = {value: [_DROPPED] for value in values}
        if category in kept:
            value, phrases = next(iter(values.items()))
            tables[category][value] = [_DROPPED, *phrases[:most]]
    return tables


def _more() -> Rules:
    """Return rules that add as many phrases of two and three words as asked, of every first letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    phrases = [f"{letters[n % 26]}{letters[n // 26 % 26]}tor listed front {n}" for n in range(_MANY)]
    return Rules({name: [{"title": {"terrorist": phrases}}] for name in ("en", "ru")})


if __name__ == "__main__":
    main()
