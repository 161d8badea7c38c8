"""How well the engine does on cases it was not written for."""

from __future__ import annotations

import importlib.util
import json
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


def test_the_score_does_not_fall_below_its_floor(scorer, find):
    hit = expected = found = polarity = alarms = m_hit = m_expected = m_found = 0
    for case in map(json.loads, CASES.read_text(encoding="utf-8").splitlines()):
        answer = _answer(find, case)
        pairs = scorer.pair(case["designations"], answer)
        hit, expected, found = hit + len(pairs), expected + len(case["designations"]), found + len(answer)
        polarity += sum(e["polarity"] == f["polarity"] for e, f in pairs)
        alarms += not case["designations"] and bool(answer)
        want, have = scorer.spans(case["designations"]), scorer.spans(answer)
        m_hit += scorer.matched_spans(want, have)
        m_expected, m_found = m_expected + len(want), m_found + len(have)
    assert scorer.f1(hit, expected, found)[2] >= 0.95
    assert scorer.f1(m_hit, m_expected, m_found)[2] >= 0.93
    assert polarity / hit >= 0.95
    assert alarms == 0
