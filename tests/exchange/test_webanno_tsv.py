"""WebAnno TSV: the tables as INCEpTION reads them, what comes back, and what has its mistake."""

from __future__ import annotations

import pytest
from exchange.strategies import CHARS, sections
from exchange.test_positions import linked, read
from exchange.test_xmi import files, zipped
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.relations import Relation, end_at
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.exchange.webanno_text import (
    escaped_text,
    escaped_value,
    plain_text,
    plain_value,
    stacked,
)
from reader.values import replace

FORMAT = find_format("webanno-tsv")
HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n"


def without_blanks(text: str) -> str:
    return "".join(text.split())


def visible(text: str, offset: int) -> int:
    return len(without_blanks(text[:offset]))


def with_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_the_table_of_an_article(section):
    made = section(
        {"words": "Kab", "tags": ("city", "a|b_[c]"), "note": "one\ntwo"},
        {"words": "Kabul fell in", "tags": ("fall",)},
        {"words": "even", "author": "bob"},
        {"words": "esis"},
        {"words": "resis"},
        {"words": "esi"},
        text="😀 Kabul fell in August.  The same\tevening.\n\n\\Nobody -> *resisted*.\n",
    )
    first, second, third = made.annotations[:3]
    relations = (
        Relation("7", "near by", end_at(first), end_at(third), "anna", "2026", "why"),
        Relation("8", "cites", end_at(second), end_at(third), "anna", "2026"),
    )
    found = files(FORMAT.write([replace(made, relations=relations)]).data)
    assert list(found) == ["kabul.tsv", "TypeSystem.xml"]
    lines = found["kabul.tsv"].split("\n")
    assert lines[:6] == [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=webanno.custom.TaggedPassage|tag|note|id|author|created|modified|provenance",
        "#T_RL=webanno.custom.TaggedPassageRelation|label|note|id|author|created|BT_webanno.custom.TaggedPassage",
        "",
        "",
        "#Text=😀 Kabul fell in August.  ",
    ]
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in lines[6:] if "\t" in line}
    assert list(rows) == [
        *("1-1", "1-2", "1-2.1", "1-3", "1-4", "1-5", "1-6"),
        *("2-1", "2-2", "2-3", "2-3.1", "2-4"),
        *("3-1", "3-2", "3-3", "3-4", "3-5", "3-6", "3-6.1", "3-6.2", "3-6.3", "3-7", "3-8"),
    ]
    assert [rows[f"3-6.{part}"][1] for part in (1, 2, 3)] == ["resis", "esis", "esi"]
    assert rows["1-1"] == ["0-2", "😀", *["_"] * 13, ""]
    assert rows["1-2"][:4] == ["3-8", "Kabul", "fall[3]", "*[3]"]
    assert rows["1-2.1"][:4] == ["3-6", "Kab", "city[1]|a\\|b\\_\\[c\\][2]", "one\\ntwo[1]|one\\ntwo[2]"]
    assert rows["2-3.1"][:3] == ["35-39", "even", "*[4]"]
    assert rows["2-3.1"][9:] == [
        *("near by|cites", "why|*", "7|8", "anna|anna", "2026|2026", "1-2.1[1_4]|1-2[3_4]", "")
    ]
    assert [line for line in lines if line.startswith("#Text=")][1:] == [
        *("#Text=The same\\tevening.", "#Text=", "#Text=\\\\Nobody -> *resisted*.")
    ]
    assert lines[-2:] != ["", ""], "INCEpTION takes a blank line at the end for a sentence"
    assert found["kabul.tsv"].endswith("\t\n")


@given(sections())
def test_all_but_what_is_said_comes_back(section: Section):
    text = section.article.text
    written = FORMAT.write([section])
    edged = [a for a in section.annotations if a.target.exact.strip() != a.target.exact]
    counts = {each.what: each.count for each in written.losses}
    assert counts.get("edges", 0) == len(edged)
    kept = [a for a in section.annotations if a not in edged]
    ids = {each.id for each in kept}
    ends = [r for r in section.relations if {r.source.annotation, r.target.annotation} <= ids]
    assert counts.get("endless", 0) == len(section.relations) - len(ends)
    if not text.strip():
        assert list(files(written.data)) == ["TypeSystem.xml"]
        return
    back = read("webanno-tsv", written.data)
    assert back.mistakes == ()
    assert {each.source.blankless for each in back.passages} <= {without_blanks(text)}
    assert sorted(
        (p.key, p.start, p.end, p.tags, p.note, p.author, p.created, p.modified, p.provenance)
        for p in back.passages
    ) == sorted(
        (
            *(a.id, visible(text, a.span.start), visible(text, a.span.end)),
            *(tuple(map(with_lines, a.tags)), with_lines(a.note)),
            *(a.author, a.created, a.modified, a.provenance),
        )
        for a in kept
    )
    spans = {each.key: (each.start, each.end) for each in back.passages}
    assert sorted((k.name, spans[k.source], spans[k.target], k.note, k.key) for k in back.links) == sorted(
        (
            with_lines(name),
            *(tuple(visible(text, x) for x in end) for end in places),
            with_lines(r.note),
            r.id,
        )
        for (name, *places), r in zip(linked(replace(section, relations=tuple(ends))), ends, strict=True)
    )
    has_returns = any("\r" in said for a in kept for said in (*a.tags, a.note)) or any(
        "\r" in said for r in ends for said in (r.name, r.note)
    )
    assert has_returns == ("returns" in counts)


def text_in_inception(table: str) -> str:
    """The text as INCEpTION puts it together: lines of a sentence, then the places of their tokens."""
    text, sentence = "", ""
    for line in table.split("\n")[3:]:
        if line.startswith("#Text="):
            sentence += plain_text(line.removeprefix("#Text=")) + "\n"
        elif sentence:
            begin = int(line.split("\t")[1].split("-")[0])
            units = len(text.encode("utf-16-le")) // 2
            assert units <= begin + 1
            text = (text[:-1] if units > begin else text + " " * (begin - units)) + sentence
            sentence = ""
    return text


@given(sections())
def test_inception_has_the_same_text(section: Section):
    text = section.article.text
    found = files(FORMAT.write([section]).data)
    if "one.tsv" in found:
        blanks = len(text) - len(text.lstrip())
        assert text_in_inception(found["one.tsv"]) == " " * blanks + text[blanks:].removesuffix("\n") + "\n"


@given(st.text(CHARS, max_size=12), st.text(CHARS, max_size=12))
def test_what_is_escaped_is_undone(text: str, other: str):
    assert plain_text(escaped_text(text)) == text
    assert not set(escaped_text(text)) & set("\t\n\r\f\b")
    assert plain_value(escaped_value(text)) == with_lines(text)
    column = f"{escaped_value(text)}[7]|{escaped_value(other)}[80]"
    assert not set(column) & set("\t\n\r")
    assert stacked(column) == [(with_lines(text), 7), (with_lines(other), 80)]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("_", []),
        ("*", [(None, 0)]),
        ("*[3]", [(None, 3)]),
        ("PER", [("PER", 0)]),
        ("a\\|b|c[2]", [("a|b", 0), ("c", 2)]),
        ("a\\\\|c", [("a\\", 0), ("c", 0)]),
        ("x\\[1\\]", [("x[1]", 0)]),
        ("\\->\\_\\*", [("->_*", 0)]),
    ],
)
def test_the_values_of_a_column(column, values):
    assert stacked(column) == values


def test_what_others_write():
    tsv = (
        "#FORMAT=WebAnno TSV 3.2\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
        "#T_SP=custom.Frame|FE|ROLE_custom.Frame:Roles_custom.FrameRolesLink|custom.Lu|end\n"
        "#T_SP=custom.Mark|\n"
        "#T_RL=custom.Arrow|label|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n"
        "\n\n"
        "#Sentence.id=s1\n"
        "#Text=Ms. Haag plays\n"
        "1-1\t0-3\tMs.\tNNP\t*[1]|*[2]\tPER[1]|PERpart[2]\t_\t_\t_\t_\t_\t_\t_\t\n"
        "1-2\t4-8\tHaag\tNNP\t*[1]\tPER[1]\tbuy\tseller;goods\t1-1;2-1\tz\t*\t_\t_\t\n"
        "1-3\t9-14\tplays\tVBD\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
        "\n"
        "#Text=for 😀\n"
        "#Text=Elianti.\n"
        "2-1\t15-18\tfor\tNNP\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
        "2-2\t19-21\t😀\tNNP\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
        "2-3\t22-29\tElianti\tNNP\thttp://a.example/\\_1\tORG\t_\t_\t_\t_\t_\tof|has\t1-1[1_0]|1-1[2_0]\t\n"
        "2-4\t29-30\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
    )
    back = read("webanno-tsv", zipped(a_tsv=tsv.replace("\n", "\r\n")))
    text = "Ms.Haagplaysfor😀Elianti."
    assert [(text[p.start : p.end], p.tags) for p in back.passages] == [
        ("Ms.Haag", ("PER",)),
        ("Ms.", ("PERpart",)),
        ("Haag", ("buy", "z")),
        ("Haag", ("Mark",)),
        ("Elianti", ("http://a.example/_1", "ORG")),
    ]
    assert {each.source.blankless for each in back.passages} == {text}
    assert [(k.name, k.source, k.target) for k in back.links] == [
        ("of", "a.tsv#1", "a.tsv#5"),
        ("has", "a.tsv#2", "a.tsv#5"),
    ]
    assert [str(each) for each in back.mistakes] == ["a.tsv, line 2: the layer POS is not taken over"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1-2\t6-10\tfall\t_\t", "“fall” does not stand at 6-10"),
        ("1-2\t6-99\tfell\t_\t", "“fell” does not stand at 6-99"),
        ("1-2\t0-1\tK\t_\t", None),
        ("1-2\t6-10\tfell", "has 0 columns behind the token, not 1"),
        ("1-2\tx-y\tfell\t_\t", "is no row of a token: “1-2\tx-y\tfell\t_\t”"),
        ("1-2.1\t6-6\t\tx\t", "there is nothing in a passage"),
    ],
)
def test_a_mistake_has_its_file_and_line_and_the_others_are_read(row, what):
    tsv = f"{HEAD}#Text=Kabul fell in\n1-1\t0-5\tKabul\ta\t\n{row}\n1-3\t11-13\tin\tb\t\n"
    back = read("webanno-tsv", zipped(a_tsv=tsv))
    assert [str(each) for each in back.mistakes] == ([f"a.tsv, line 7: {what}"] if what else [])
    assert [each.tags for each in back.passages] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no zip"),
        (zipped(readme_txt="x"), "there is no .tsv in it"),
        (
            zipped(a_tsv="#FORMAT=WebAnno TSV 2\n"),
            "a.tsv, line 1: does not begin with #FORMAT=WebAnno TSV 3.2",
        ),
        (zipped(a_tsv="\xff").replace("\xff".encode(), b"\xff\xff"), "is no zip"),
        (zipped(a_tsv="#FORMAT=WebAnno TSV 3.3\nx\n"), "a.tsv, line 2: is no layer: “x”"),
        (b"#FORMAT=WebAnno TSV 3.3\n\n\xff", "line 3: is not UTF-8 (byte 25)"),
    ],
)
def test_what_is_no_such_archive_is_a_mistake(data, what):
    back = read("webanno-tsv", data)
    assert (back.passages, len(back.mistakes), what in str(back.mistakes[0])) == ((), 1, True)


def test_a_relation_without_its_ends_is_a_mistake():
    tsv = HEAD.replace("label\n", "label\n#T_RL=custom.Arrow|label|BT_custom.Span\n")
    tsv += "#Text=Kabul fell\n1-1\t0-5\tKabul\ta\tx|y|z\t1-9|9-9[4_0]|?\t\n1-2\t6-10\tfell\tb\t_\t_\t\n"
    back = read("webanno-tsv", zipped(a_tsv=tsv))
    assert (len(back.passages), back.links) == (2, ())
    assert [each.what for each in back.mistakes] == [
        "“?” is no beginning of a relation",
        *["an end of a relation is not taken over"] * 2,
    ]


def test_blanks_before_a_text_and_other_ones_do_not_matter(section):
    made = section({"words": "Kabul", "tags": ("t",)}, text="\n \u2028 Kabul\x0c\u00a0fell.\u3000 Yes.\n\n")
    (passage,) = read("webanno-tsv", FORMAT.write([made]).data).passages
    assert passage.source.blankless[passage.start : passage.end] == "Kabul"
    assert passage.source.blankless == "Kabulfell.Yes."


def test_an_article_without_annotations_can_be_annotated_there(section):
    assert list(files(FORMAT.write([section()]).data)) == ["kabul.tsv", "TypeSystem.xml"]
    assert list(files(find_format("xmi").write([section()]).data)) == ["kabul.xmi", "TypeSystem.xml"]
