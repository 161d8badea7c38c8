"""CoNLL: what spaCy's own converter makes of it, and back."""

from __future__ import annotations

import pytest
from exchange.strategies import sections
from exchange.test_positions import read
from hypothesis import given

from reader.exchange.formats import find_format
from reader.exchange.section import Section

FORMAT = find_format("conll")


def losses(section: Section) -> dict[str, int]:
    return {each.what: each.count for each in FORMAT.write([section]).losses}


def test_a_token_a_line_and_sentences_apart(section):
    made = section(
        {"words": "Kabul fell", "tags": ("war zone", "b")},
        {"words": "fell", "tags": ("x",)},
        {"words": "Tali"},
        {"words": "evening.\n\n“Nobody", "tags": ("падение",)},
    )
    written = FORMAT.write([made])
    assert written.text == (
        "-DOCSTART- -X- O O\n\n😀 O\nKabul B-war_x20_zone\nfell I-war_x20_zone\nin O\nAugust O\n. O\n\n"
        "The O\nTaliban O\n* O\nentered O\nthe O\npalace O\nthe O\nsame O\nevening B-падение\n"
        ". I-падение\n“ I-падение\nNobody I-падение\nresisted O\n. O\n” O\n\n"
    )
    lost = losses(made)
    assert (lost["tokens"], lost["overlaps"], lost["several-tags"], lost.get("twins")) == (1, 1, 1, None)


@given(sections())
def test_all_but_what_is_said_to_be_lost_comes_back(section: Section):
    written = FORMAT.write([section])
    lost = losses(section)
    back = read("conll", written.data)
    assert back.mistakes == ()
    assert len(back.passages) == len(section.annotations) - lost.get("tokens", 0) - lost.get("overlaps", 0)
    text = section.article.text
    places = [place for place, char in enumerate(text) if not char.isspace()]
    found = {(places[p.start], places[p.end - 1] + 1, *p.tags) for p in back.passages}
    tags = {(a.span.start, a.span.end, (a.tags or ("untagged",))[0]) for a in section.annotations}
    assert found <= tags
    assert {p.source.blankless for p in back.passages} <= {"".join(text.split())}


def test_spacy_reads_the_same_passages(section):
    from spacy.training.converters import conll_ner_to_docs

    made = section({"words": "Kabul", "tags": ("city",)}, {"words": "Taliban* entered", "tags": ("group",)})
    docs = list(conll_ner_to_docs(FORMAT.write([made]).text, n_sents=10))
    words = [token.text for doc in docs for token in doc]
    assert "".join(words) == "".join(made.article.text.split())
    found = [(ent.label_, [token.text for token in ent]) for doc in docs for ent in doc.ents]
    assert found == [("city", ["Kabul"]), ("group", ["Taliban", "*", "entered"])]


def test_the_older_scheme_is_read_too_and_further_columns_are_passed_over():
    data = b"-DOCSTART- -X- O O\n\nKabul NNP I-NP I-LOC\nHerat NNP I-NP B-LOC\nfell VB O O\nfast RB O I-X\n"
    assert [(p.start, p.end, p.tags) for p in read("conll", data).passages] == [
        (0, 5, ("LOC",)),
        (5, 10, ("LOC",)),
        (14, 18, ("X",)),
    ]


@pytest.mark.parametrize(
    ("tags", "passages"),
    [
        ("I-a I-a B-a I-a I-b O", [(0, 2, "a"), (2, 4, "a"), (4, 5, "b")]),  # IOB1
        ("B-a I-a B-a I-a B-b O", [(0, 2, "a"), (2, 4, "a"), (4, 5, "b")]),  # IOB2
        ("B-a L-a B-a L-a U-b O", [(0, 2, "a"), (2, 4, "a"), (4, 5, "b")]),  # BILOU
        ("B-a E-a B-a E-a S-b O", [(0, 2, "a"), (2, 4, "a"), (4, 5, "b")]),  # BIOES
        ("S-a S-a B-b M-b E-b I-b", [(0, 1, "a"), (1, 2, "a"), (2, 5, "b"), (5, 6, "b")]),
        ("S-a I-a E-b E-b", [(0, 1, "a"), (1, 2, "a"), (2, 3, "b"), (3, 4, "b")]),
        ("I-a | I-a O U-a E-a L-a", [(0, 1, "a"), (1, 2, "a"), (3, 4, "a"), (4, 5, "a"), (5, 6, "a")]),
    ],
)
def test_each_scheme_says_where_passages_begin_and_end(tags, passages):
    lines = ["" if tag == "|" else f"x {tag}" for tag in tags.split()]
    back = read("conll", "\n".join(lines).encode())
    assert back.mistakes == ()
    assert [(p.start, p.end, *p.tags) for p in back.passages] == passages


def test_a_comment_before_a_sentence_is_no_token():
    back = read("conll", b"# scheme: IOB1\n# id 7\nKabul I-LOC\n# I-LOC\n\n# id 8\nfell O\n# id 9\n")
    assert [(p.start, p.end) for p in back.passages] == [(0, 6)]
    assert back.passages[0].source.blankless == "Kabul#fell"
    assert [each.line for each in back.mistakes] == [8]


@pytest.mark.parametrize("line", ["Kabul", "Kabul B", "Kabul X-LOC", "Kabul B-"])
def test_a_mistake_has_its_line_and_the_others_are_read(line):
    back = read("conll", f"fell B-x\n{line}\nfast B-y\n".encode())
    said = f"is no token with O, B-… or I-… behind it: “{line}”"
    assert [(each.line, each.what) for each in back.mistakes] == [(2, said)]
    assert [each.tags for each in back.passages] == [("x",), ("y",)]


def test_what_is_not_utf_8_is_a_mistake():
    assert str(read("conll", b"a O\n\xff").mistakes[0]) == "line 2: is not UTF-8 (byte 4)"
