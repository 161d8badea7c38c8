"""Marks that lead nowhere, and notes that nothing leads to, are kept."""

from __future__ import annotations

import pytest

from reader.analysis.contract import pack, to_contract, unpack
from reader.analysis.designations.rules import load_rules
from reader.analysis.designations.unexplained import Marks
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.pipeline import analyse
from reader.text.span import Span


def unexplained(text: str, language: str = "en") -> list[str]:
    marks = Marks(text, language)
    marks.read(Span(0, len(text)))
    assert all(mention.span.of(text) == mention.text for mention in marks.unexplained())
    return [mention.text for mention in marks.unexplained()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talks with the Amber Brigade* failed.\nThe Amber Brigade left.", ["Amber Brigade"]),
        ("Глава «Маяка»** выступил.", ["Маяка"]),
        ("Daesh* and al-Qaeda** met.\n* A terrorist group banned in Russia.", ["al-Qaeda"]),
        ("Daesh* met.\n* A terrorist group banned in Russia.", []),
        ("GOLD* rose.\n* Prices at noon.", []),
        ("A *bold* word, 5* rooms, a * b, f*** it, *.csv", []),
        ("Harvard¹ and Yale[2] agreed.", []),
    ],
)
def test_a_mark_without_a_note_is_kept(text, names):
    assert unexplained(text) == names


def test_stretches_are_read_together_and_once():
    text = "Daesh* met.\n* A group banned in Russia.\nHarak† left."
    marks = Marks(text, "en")
    for stretch in (Span(0, 12), Span(12, len(text)), Span(0, 12)):
        marks.read(stretch)
    assert [(m.text, m.span) for m in marks.unexplained()] == [("Harak", Span(40, 45))]


def test_a_note_that_nothing_leads_to_is_a_designation_of_nobody(only):
    found = only("The harbour opened.\n* A terrorist organisation banned in Russia.")
    assert (found.kind, found.jurisdictions, found.entities) == ("terrorist", ("RU",), ())


def test_findings_hold_them_through_the_worker_and_the_contract():
    text = "Talks with the Amber Brigade* failed."
    findings = analyse(text, QuickRecogniser())
    assert unpack(pack(findings), text) == findings
    assert [m["text"] for m in to_contract("a", findings)["unexplained"]] == ["Amber Brigade"]


def test_the_example_of_the_documentation_is_a_rules_file(project, tmp_path):
    page = (project / "docs" / "designations.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    (tmp_path / "en.toml").write_text(example, encoding="utf-8")
    assert load_rules(tmp_path).vocabulary("en")
