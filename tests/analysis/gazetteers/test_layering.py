"""What the user's lists change in the entities of a document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reader.analysis.contract import pack, to_contract, unpack
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.entities.recogniser import RawSpan
from reader.analysis.gazetteers.folder import own_gazetteers
from reader.analysis.gazetteers.layering import lay_over
from reader.analysis.gazetteers.matching import Hit
from reader.analysis.pipeline import analyse
from reader.articles.findings import Designated, Designation, Entity, ListedAs, Mention
from reader.text.span import Span

TEXT = "Harak of Bank of Osk met HRK. The Osk Front* left Bruna Oskari, and Harak stayed."


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def entity(name: str, label: str, *spans: Span) -> Entity:
    mentions = tuple(Mention(each, each.of(TEXT)) for each in spans)
    others = tuple(dict.fromkeys(m.text for m in mentions if m.text != name))
    return Entity(name, label, mentions, others)


def hit(place: Span, *entries: str, label: str = "") -> Hit:
    return Hit(place, tuple(ListedAs("own", entry, entry.upper()) for entry in entries), label)


def laid(entities: Sequence[Entity], *hits: Hit, fixed: Sequence[Span] = ()) -> dict[str, Entity]:
    mentions = tuple(Mention(each, each.of(TEXT)) for each in fixed)
    named = (Designated("x", (), mentions),)
    designation = Designation(Span(0, 5), "Harak", "banned", "asserted", "inline", 0.9, entities=named)
    found = lay_over(TEXT, entities, hits, [designation] if fixed else [])
    taken = sorted(mention.span for each in found for mention in each.mentions)
    assert all(left.end <= right.start for left, right in pairwise(taken))
    return {each.name: each for each in found}


def test_on_the_same_words_the_list_wins_the_type() -> None:
    harak = entity("Harak", "PERSON", span("Harak"), span("Harak", 1))
    found = laid([harak], hit(span("Harak"), "h", label="ORG"))
    assert found["Harak"].label == "ORG"
    assert found["Harak"].mentions == harak.mentions
    assert found["Harak"].listed == (ListedAs("own", "h", "H"),)
    assert laid([harak], hit(span("Harak"), "h"))["Harak"].label == "PERSON"


def test_a_missed_name_joins_the_entity_of_its_name_or_entry_or_stands_alone() -> None:
    harak = entity("Harak", "ORG", span("Harak"))
    found = laid([harak], hit(span("Harak"), "h"), hit(span("HRK"), "h"), hit(span("Harak", 1), "h"))
    assert [m.span for m in found["Harak"].mentions] == [span("Harak"), span("HRK"), span("Harak", 1)]
    assert found["Harak"].aliases == ("HRK",)
    found = laid([harak], hit(span("Harak", 1), "h"))
    assert len(found["Harak"].mentions) == 2
    found = laid([harak], hit(span("Osk Front"), "o"), hit(span("Bruna Oskari"), "b", label="PERSON"))
    assert (found["Osk Front"].label, found["Bruna Oskari"].label) == ("ORG", "PERSON")
    assert found["Osk Front"].mentions[0].marked


def test_entities_on_one_entry_are_one_and_namesakes_are_not() -> None:
    two = [entity("Harak", "ORG", span("Harak"), span("Harak", 1)), entity("HRK", "ORG", span("HRK"))]
    found = laid(two, hit(span("Harak"), "h"), hit(span("HRK"), "h"))
    assert list(found) == ["Harak"]
    assert len(found["Harak"].mentions) == 3
    assert found["Harak"].aliases == ("HRK",)
    found = laid(two, hit(span("Harak"), "h", "other"), hit(span("HRK"), "h"))
    assert list(found) == ["Harak", "HRK"]


def test_a_longer_name_wins_whoever_found_it() -> None:
    bank, osk = entity("Bank of Osk", "ORG", span("Bank of Osk")), entity("Osk", "GPE", span("Osk", 0))
    assert laid([bank], hit(span("Osk", 0), "o")) == {"Bank of Osk": bank}
    found = laid([osk], hit(span("Bank of Osk"), "b", label="ORG"))
    assert list(found) == ["Bank of Osk"]


def test_what_a_designation_names_stays() -> None:
    osk = entity("Osk", "GPE", span("Osk", 0))
    assert laid([osk], hit(span("Bank of Osk"), "b"), fixed=[span("Osk", 0)]) == {"Osk": osk}
    found = laid([osk], hit(span("Osk", 0), "o", label="ORG"), fixed=[span("Osk", 0)])
    assert (found["Osk"].label, found["Osk"].mentions) == ("ORG", osk.mentions)


def test_without_hits_nothing_changes() -> None:
    osk = entity("Osk", "GPE", span("Osk", 0))
    assert lay_over(TEXT, [osk], [], []) == (osk,)


def test_the_pipeline_uses_the_lists_of_the_data_folder(tmp_path: Path) -> None:
    own, source = own_gazetteers(), tmp_path / "own.csv"
    source.write_text("name,type,until,id\nhk Front,ORG,2999,1\nBruna,PERSON,,2\nOld Front,ORG,1999,3\n")
    text = "He saw the hk Front and Old Front there. Bruna* smiled.\n\n*Bruna is a foreign agent in Russia.\n"
    raw = [RawSpan(Span(11, 13), "ORG"), RawSpan(Span(41, 46), "GPE")]

    def found() -> dict[str, Entity]:
        findings = analyse(text, QuickRecogniser(), raw=raw, language="en")
        assert unpack(pack(findings), text) == findings
        listed = [each for each in to_contract("1", findings)["entities"] if "listed" in each]
        assert {each["entity"] for each in listed} == {e.name for e in findings.entities if e.listed}
        return {each.name: each for each in findings.entities}

    assert not any(each.listed for each in found().values())
    own.add(source)
    assert found()["hk Front"].listed == (ListedAs("own", "1", "hk Front", "2999-12-31"),)
    assert found()["Bruna"].listed == (ListedAs("own", "2", "Bruna"),)
    assert not any("3" in each.entry for one in found().values() for each in one.listed)
    own.remove("own")
    assert not any(each.listed for each in found().values())
