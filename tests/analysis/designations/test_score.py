"""How well the engine does on cases it was not written for."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
CASES = SHARED / "cases" / "designations.jsonl"
SCORER = SHARED / "tools" / "score_designations.py"


@pytest.fixture
def scorer():
    if not (CASES.exists() and SCORER.exists()):
        pytest.skip("the cases are not beside the project: shared/cases and shared/tools are missing")
    spec = importlib.util.spec_from_file_location("score_designations", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(find, case):
    return [
        {
            "start": d.span.start,
            "end": d.span.end,
            "kind": d.kind,
            "polarity": d.polarity,
            "jurisdictions": d.jurisdictions,
            "entities": [
                {"mentions": [{"start": m.span.start, "end": m.span.end} for m in e.mentions]}
                for e in d.entities
            ],
        }
        for d in find(case["text"], language=case["lang"])
    ]


@dataclass
class Tally:
    """What is counted over the cases."""

    cases: int = 0
    hit: int = 0
    expected: int = 0
    found: int = 0
    kinds: int = 0
    polarities: int = 0
    alarms: int = 0
    perfect: int = 0
    mentions_hit: int = 0
    mentions_expected: int = 0
    mentions_found: int = 0

    def add(self, scorer, case, answer):
        expected = case["designations"]
        pairs = scorer.pair(expected, answer)
        kinds = sum(f["kind"] == e["kind"] or f["kind"] in e.get("also", []) for e, f in pairs)
        polarities = sum(f["polarity"] == e["polarity"] for e, f in pairs)
        places = sum(set(f["jurisdictions"]) == set(e["jurisdiction"]) for e, f in pairs)
        want, have = scorer.spans(expected), scorer.spans(answer)
        matched = scorer.matched_spans(want, have)
        self.cases += 1
        self.hit += len(pairs)
        self.expected += len(expected)
        self.found += len(answer)
        self.kinds += kinds
        self.polarities += polarities
        self.alarms += not expected and bool(answer)
        all_right = {len(expected), len(answer), kinds, polarities, places} == {len(pairs)}
        self.perfect += all_right and len(want) == len(have) == matched
        self.mentions_hit += matched
        self.mentions_expected += len(want)
        self.mentions_found += len(have)


def test_the_score_does_not_fall_below_its_floor(scorer, find):
    tally = Tally()
    for case in map(json.loads, CASES.read_text(encoding="utf-8").splitlines()):
        tally.add(scorer, case, _answer(find, case))
    assert scorer.f1(tally.hit, tally.expected, tally.found)[2] >= 0.95
    assert scorer.f1(tally.mentions_hit, tally.mentions_expected, tally.mentions_found)[2] >= 0.93
    assert tally.kinds / tally.hit >= 0.95
    assert tally.polarities / tally.hit >= 0.95
    assert tally.perfect / tally.cases >= 0.80
    assert tally.alarms == 0
