"""brat standoff: what its parser needs to find every passage, and back."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from exchange.strategies import CHARS, sections
from exchange.test_positions import linked, read, tagged
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.relations import Relation, end_at
from reader.exchange.foreign import Read
from reader.exchange.formats import find_format
from reader.exchange.labels import label_of, tag_of
from reader.exchange.section import Section
from reader.values import replace

FORMAT = find_format("brat")


def files(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def zipped(**texts: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in texts.items():
            file.writestr(name.replace("_", "."), text)
    return archive.getvalue()


def test_the_files_of_an_article(section):
    made = section(
        {"words": "Kabul", "tags": ("city", "war zone"), "note": "one\n\ntwo"},
        {"words": "evening.\n\n“Nobody"},
        {"words": "Taliban", "anchor": "orphan"},
    )
    first, second, orphan = made.annotations
    made = replace(
        made,
        relations=(
            Relation("1", "near by", end_at(first), end_at(second), "anna", "2026", "why"),
            Relation("2", "cites", end_at(first), end_at(orphan), "anna", "2026"),
        ),
    )
    written = FORMAT.write([made])
    found = files(written.data)
    assert found["kabul.txt"] == made.article.text
    assert found["kabul.ann"] == (
        "T1\tcity 2 7\tKabul\n"
        "#1\tAnnotatorNotes T1\tone\n#2\tAnnotatorNotes T1\t\n#3\tAnnotatorNotes T1\ttwo\n"
        "T2\twar_x20_zone 2 7\tKabul\n"
        "T3\tuntagged 65 73;75 82\tevening. “Nobody\n"
        "R1\tnear_x20_by Arg1:T1 Arg2:T3\n"
        "#4\tAnnotatorNotes R1\twhy\n"
    )
    assert found["annotation.conf"] == (
        "[entities]\ncity\nuntagged\nwar_x20_zone\n\n"
        "[relations]\nnear_x20_by\tArg1:<ENTITY>, Arg2:<ENTITY>\n\n[events]\n\n[attributes]\n"
    )
    assert "war_x20_zone | war zone\n" in found["visual.conf"]
    assert {each.what: each.count for each in written.losses}.items() >= {
        ("untagged", 2),
        ("orphans", 1),
        ("endless", 1),
    }


@given(sections())
def test_what_it_keeps_comes_back(section: Section):
    written = FORMAT.write([section])
    edged = [a for a in section.annotations if a.target.exact.strip("\n") != a.target.exact]
    assert sum(each.count for each in written.losses if each.what == "edges") == len(edged)
    kept = replace(section, annotations=tuple(a for a in section.annotations if a not in edged))
    ids = {each.id for each in kept.annotations}
    ends = [r for r in section.relations if {r.source.annotation, r.target.annotation} <= ids]
    kept = replace(kept, relations=tuple(ends))
    back = read("brat", written.data)
    assert back.mistakes == ()
    assert {(each.start, each.end, tag) for each in back.passages for tag in each.tags} == tagged(kept)
    spans = {each.key: (each.start, each.end) for each in back.passages}
    assert [(k.name, spans[k.source], spans[k.target]) for k in back.links] == linked(kept)
    assert [k.note for k in back.links] == [r.note for r in kept.relations]
    assert [p.note for p in back.passages if p.note] == [a.note for a in kept.annotations if a.note]


@given(st.text(CHARS, max_size=12))
def test_a_label_has_what_brat_allows_and_is_undone(tag: str):
    assert re.fullmatch("[A-Za-z0-9_-]*", label_of(tag))
    assert tag_of(label_of(tag)) == tag


def test_a_label_of_others_stays_as_it_is():
    assert tag_of("Has_part_x_xyz") == "Has_part_x_xyz"
    assert tag_of("a_xffffff_") == "a_xffffff_"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("T2\tcity 0 9\tKabul", "“Kabul” does not stand at 0 9"),
        ("T2\tcity 0 4\tKabul", "“Kabul” does not stand at 0 4"),
        ("T2 city 0 5", "is no line of standoff: “T2 city 0 5”"),
        ("E1\tAttack:T1", "an event is not taken over"),
        ("A1\tSure T1", "an attribute is not taken over"),
        ("T2\tcity 0 5;11 14\tKabul the", "“Kabul the” has parts; it is taken from its first to its last"),
    ],
)
def test_a_mistake_has_its_file_and_line_and_the_others_are_read(line, what):
    ann = f"T1\tcity 0 5\tKabul\n{line}\nT3\tfall 6 10\tfell\n"
    back = read("brat", zipped(a_txt="Kabul fell the day", a_ann=ann))
    assert [str(each) for each in back.mistakes] == [f"a.ann, line 2: {what}"]
    assert {"city", "fall"} <= {tag for each in back.passages for tag in each.tags}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no zip"),
        (zipped(a_ann="x"), "there is no a.txt"),
        (zipped(a_txt="x", a_ann="")[:-10], "is no zip that can be read"),
    ],
)
def test_what_is_no_such_archive_is_a_mistake(data, what):
    back = read("brat", data)
    assert (back.passages, len(back.mistakes), what in str(back.mistakes[0])) == ((), 1, True)


def test_a_passage_that_brat_would_cut_is_left_out_and_said(section):
    made = section({"words": "evening.\n", "tags": ("a",)}, {"words": "\n“Nobody", "tags": ("b",)})
    written = FORMAT.write([made])
    assert read("brat", written.data) == Read()
    assert {"edges": 2}.items() <= {each.what: each.count for each in written.losses}.items()
