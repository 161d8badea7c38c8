"""The page: its text is the article's, its marks the annotations', and nothing in it runs or is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import pytest
from exchange.strategies import sections
from hypothesis import given
from lxml import html as markup

from reader.annotations.annotation import Provenance
from reader.annotations.codebook import COLOURS, Code, Codebook
from reader.annotations.relations import Relation, end_at
from reader.articles.findings import Designated, Designation, Entity, Findings, Mention
from reader.exchange.format import utf8
from reader.exchange.formats import find_format
from reader.exchange.html_colours import DARK, LIGHT, palette_of, properties
from reader.exchange.html_writing import linked, visible
from reader.exchange.section import Section
from reader.text.contrast import SIGN, TEXT, contrast
from reader.text.segments import paragraphs
from reader.text.span import Span
from reader.values import replace

FORMAT = find_format("html")
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "article"),
    *("section", "div", "p", "h1", "h2", "h3", "ol", "ul", "li", "dl", "dt", "dd", "details", "summary"),
    *("a", "mark", "span", "bdi", "blockquote", "q", "strong", "code"),
}
ATTRIBUTES = {
    *("id", "class", "href", "rel", "lang", "dir", "title", "aria-label", "aria-labelledby", "aria-hidden"),
    *("data-number", "data-annotation", "charset", "name", "content", "http-equiv"),
}


def page(*made: Section) -> markup.HtmlElement:
    return markup.document_fromstring(FORMAT.write(made).data, parser=markup.HTMLParser(encoding="utf-8"))


def words(element: markup.HtmlElement) -> str:
    """Return what an element says without its raised references."""
    for each in element.xpath('.//a[@class="ref"]'):
        each.text = ""
    return element.text_content()


def plain(text: str) -> str:
    """Return a text as the page shows it."""
    return unescape(re.sub("<[^>]*>", "", visible(text)))


def said(root: markup.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.xpath(path)]


def kinds(root: markup.HtmlElement, word: str) -> list[str]:
    return next(each.get("class").split() for each in root.iter("mark", "span") if each.text == word)


@given(sections())
def test_the_text_is_the_articles_and_the_marks_are_the_annotations(section):
    text, root = section.article.text, page(section)
    spans = paragraphs(text)
    lines = root.xpath('//*[starts-with(@class, "line")]')
    assert [words(line) for line in lines] == [plain(span.of(text)) for span in spans]
    covered = {at for each in section.annotations for at in range(each.span.start, each.span.end)}
    for span, line in zip(spans, lines, strict=True):
        marked = "".join(mark.text_content() for mark in line.iter("mark"))
        assert marked == "".join(plain(text[at]) for at in range(span.start, span.end) if at in covered)


@given(sections())
def test_every_annotation_is_said_and_every_reference_leads_somewhere(section):
    root = page(section)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href for href in root.xpath("//@href") if href[1:] not in ids} == set()
    assert sorted(root.xpath("//@data-annotation")) == sorted(each.id for each in section.annotations)
    assert len(root.xpath('//*[@class="relations"]/li')) == len(section.relations)


HOSTILE = "</style><script>alert(1)</script><img src=x onerror=a()>\" onclick='a()' {{ 7*7 }} javascript:a()"


def test_nothing_of_others_is_markup(section):
    made = section(
        {"words": "Kabul", "tags": (HOSTILE,), "note": HOSTILE, "author": HOSTILE, "created": HOSTILE},
        {
            "words": "Taliban",
            "note": HOSTILE,
            "anchor": "orphan",
            "provenance": Provenance("imported", HOSTILE),
        },
        text=f"{HOSTILE}\n\nKabul and the Taliban\n",
        title=HOSTILE,
        path=HOSTILE,
        outlet=HOSTILE,
    )
    ends = [end_at(each) for each in made.annotations]
    made = replace(
        made,
        relations=(Relation(HOSTILE, HOSTILE, ends[0], ends[1], HOSTILE, "", HOSTILE),),
        codes=(Code(HOSTILE, colour="red;}</style>", description=HOSTILE),),
        findings=Findings(HOSTILE, "x", entities=(Entity(HOSTILE, HOSTILE, ()),)),
    )
    for root in (page(made), page(made, made)):
        assert {each.tag for each in root.iter()} <= TAGS
        assert {name for each in root.iter() for name in each.attrib} <= ATTRIBUTES
        assert {href[:1] for href in root.xpath("//@href")} == {"#"}
        assert "alert" not in root.xpath("string(//style)")
        assert "49" not in root.text_content()


def test_the_page_may_load_and_run_nothing(section):
    text = FORMAT.write([section({"words": "Kabul", "tags": ("city",)})]).text
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in text
    assert not re.search(r"url\(|@import|src=|<link|<script|style=", text)


def test_addresses_in_notes_are_links_of_the_web_only():
    text = "see https://a.example/x?a=1&b=(2). or http://b.example, not javascript:a() or file:///etc"
    hrefs = re.findall('href="([^"]*)"', linked(text))
    assert hrefs == ["https://a.example/x?a=1&amp;b=(2", "http://b.example"]
    assert plain(text) == text


def test_what_cannot_be_seen_is_shown():
    assert plain("a\x1b[31m\x00\x7f\x85\u202e\u2067\u200b\ufeff\u2028\ud800\ufffe") == "a␛[31m␀␡�⇄⇄▯▯␤��"
    assert visible("\x1b") == '<span class="odd" title="U+001B">␛</span>'
    stays = "tab\t שלום\u200f نمی\u200cشود 👩\u200d👧 \U0001f3f4\U000e0067\U000e0062\U000e007f ẹ̀"
    assert visible(stays) == stays


def test_annotations_over_one_another_have_a_line_each(section):
    root = page(
        section(
            {"words": "The Taliban* entered the palace", "tags": ("claim",)},
            {"words": "Taliban* entered", "tags": ("militants",)},
            {"words": "entered the palace the same", "tags": ("place",)},
        )
    )
    assert kinds(root, "The ") == ["t1", "l0-1"]
    assert kinds(root, "Taliban* ") == ["t2", "l0-1", "l1-2", "d1"]
    assert kinds(root, "entered") == ["t2", "l0-1", "l1-2", "l2-3", "d2"]
    assert kinds(root, " the palace") == ["t3", "l0-1", "l2-3", "d2"]
    assert said(root, '//*[@class="notes"]/li') == ["1 ▲ militants", "2 ● claim", "3 ★ place"]


def test_the_legend_has_the_tags_in_use_in_the_order_of_the_codebook(section):
    made = section(
        {"words": "Taliban", "tags": ("Militants", "free")},
        {"words": "Kabul", "tags": ("place",)},
        {"words": "palace", "tags": ("place", "hex")},
    )
    codes = (
        Code("actors", colour="blue"),
        Code("place", colour="nonsense", description="Where it is."),
        Code("unused", colour="red"),
        Code("militants", parent="actors"),
        Code("hex", colour="#123456"),
    )
    root = page(replace(made, codes=codes))
    assert said(root, '//*[@class="legend"]//li') == [
        "◢ actors › militants 1 passage",
        "● place 2 passagesWhere it is.",
        "▬ hex 1 passage",
        "▲ free 1 passage",
    ]


@pytest.mark.parametrize("colour", [*COLOURS, "#000000", "#ffffff", "#777777", "#ffff00", "#0000ff", ""])
@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_words_and_lines_can_be_read_on_every_tint(colour, ground):
    ink = {LIGHT: (0x1D, 0x1C, 0x1A), DARK: (0xE7, 0xE4, 0xDE)}[ground]
    found = re.findall("#([0-9a-f]{6})", properties([colour], ground))
    line, tint = (tuple(bytes.fromhex(each)) for each in found)
    assert contrast(ink, tint) >= TEXT
    assert contrast(line, tint) >= SIGN
    assert contrast(line, ground.paper) >= SIGN


def test_many_tags_without_a_colour_share_what_there_is():
    found = palette_of(Codebook((Code("a", colour="red"),)), [f"t{number}" for number in range(20)] + ["a"])
    assert len(found.colours) == 1 + len(COLOURS)
    assert sum(tag.sign == "●" for tag in found.tags.values()) == 1


TEXT_OF_STATUS = "The Front* met.\n\nThe Front left.\n\n*The Front is banned in Russia."


def test_designations_are_explained(section):
    text = TEXT_OF_STATUS
    mentions = tuple(
        Mention(Span(found.start(), found.end()), "Front", marked=found.start() < 9)
        for found in re.finditer("Front", text)
    )
    statement = text.index("*The")
    designation = Designation(
        span=Span(statement, len(text)),
        text=text[statement:],
        kind="banned",
        polarity="asserted",
        source="footnote",
        confidence=0.95,
        jurisdictions=("RU",),
        marker="*",
        entities=(Designated("Front", (), mentions),),
    )
    front = Entity("Front", "ORG", mentions)
    made = replace(section(text=text, title="?"), findings=Findings("en", "x", (), (front,), (designation,)))
    root = page(made)
    assert said(root, '//*[@class="designations"]/li') == [
        (
            "a Front (3: 1 marked, 2 unmarked): banned the text says “*The Front is banned in Russia.” where "
            "a footnote with the marker *, in paragraph 3 (95% sure) jurisdiction Russia (RU)"
        )
    ]
    assert [each.text for each in root.xpath('//*[@class="named"]')] == ["Front*", "Front"]
    assert said(root, '//*[@class="says"]') == ["*The", "Front", "is banned in Russia."]
    assert [words(each) for each in root.xpath('//p[.//a[@class="ref"]]')] == [
        "The Front* met.",
        text[statement:],
    ]
    assert said(root, '//dl[@class="names"]/div') == ["organisation Front ×3"]
    assert root.xpath('//*[@class="text"]/@lang') == ["en"]


def test_relations_lead_from_note_to_note_and_to_other_articles(section):
    here = section({"words": "Kabul"}, {"words": "Taliban"})
    first, second = here.annotations
    there = section({"words": "palace"}, path="other.txt", title="The palace")
    (third,) = (replace(each, id="third", article="other") for each in there.annotations)
    there = replace(there, article=replace(there.article, id="other"), annotations=(third,))
    here = replace(
        here,
        relations=(
            Relation("1", "cites", end_at(second), end_at(first), "anna", "2026", "why"),
            Relation("2", "denies", end_at(first), end_at(third), "anna", "2026"),
            Relation("3", "denies", end_at(first), replace(end_at(third), annotation="gone"), "anna", "2026"),
        ),
    )
    root = page(here, there)
    assert said(root, '//*[@class="relations"]/li') == [
        "Taliban 2 → cites → Kabul 1why",
        "Kabul 1 → denies → palace 1 in another article",
        "Kabul 1 → denies → palace in another article",
    ]
    assert root.xpath('//*[@class="relations"]//a/@href') == [
        "#a1-n2",
        "#a1-n1",
        "#a1-n1",
        "#a2-n1",
        "#a1-n1",
    ]
    assert said(root, "//h1 | //nav//a") == ["2 annotated articles", "Kabul fell", "The palace"]


def test_who_when_and_where_from_is_said_once_where_it_is_one_and_by_each_note_else(section):
    alike = page(section({"words": "Kabul"}, {"words": "Taliban"}))
    assert "2 annotations by anna, 22 November 2026" in said(alike, '//header/p[@class="source"]')
    assert said(alike, '//*[@class="facts"]') == []
    made = section(
        {"words": "Kabul", "author": "ben", "created": "2026-11-20T00:00:00Z"},
        {"words": "Taliban", "provenance": Provenance("propagated", f"01a202c3-f5e1-76a0-ad0d-{0:012x}")},
        {"words": "palace", "provenance": Provenance("accepted", "spaCy"), "anchor": "orphan"},
    )
    root = page(made)
    assert "3 annotations by ben, anna, 20 November 2026 – 22 November 2026" in said(root, "//header/p")
    assert said(root, '//*[@class="facts"]') == [
        "ben · 20 November 2026",
        "propagated from note 1 · anna · 22 November 2026",
        "accepted from spaCy · anna · 22 November 2026",
    ]


def test_an_uncertain_place_says_what_it_was_made_on(section):
    made = section({"words": "Kabul", "anchor": "fuzzy", "score": 0.8})
    (annotation,) = made.annotations
    origin = replace(annotation.target, exact="old Kabul")
    made = replace(made, annotations=(replace(annotation, origin=origin),))
    assert said(page(made), '//*[@class="facts"]') == [
        "place uncertain: 80% of its words stand here; made on “old Kabul”"
    ]


def test_a_passage_that_is_gone_stands_below_with_its_words(section):
    root = page(section({"words": "Taliban", "tags": ("war",), "note": "why", "anchor": "orphan"}))
    assert said(root, '//*[@class="orphans"]/li') == ["Taliban ● war why"]
    assert root.xpath('//p[starts-with(@class, "line")]//mark') == []


def test_a_title_that_begins_the_text_is_not_said_twice(section):
    root = page(section({"words": "Kabul"}, text="Kabul fell\n\nIn August.\n"))
    assert said(root, "//h1") == ["Kabul1 fell"]
    assert said(root, "//p[starts-with(@class, 'line')]") == ["In August."]
    assert said(root, "//title") == ["Kabul fell"]


def test_of_several_articles_those_without_annotations_are_left_out(section):
    assert len(page(section(), section({})).xpath("//article")) == 1
    assert len(page(section()).xpath("//article")) == 1
    assert page().xpath("//h1/text()") == ["0 annotated articles"]


def test_annotations_of_blanks_and_of_blank_texts_are_said(section):
    root = page(section({"words": "\n\n", "note": "a gap"}))
    assert said(root, '//*[@class="notes"]/li') == ["1 a gap"]
    root = page(section({"words": "\n", "note": "nothing"}, text=" \n \n"))
    assert said(root, '//*[@class="orphans"]/li') == ["nothing"]


def test_the_file_is_utf_8(section):
    assert utf8("é") in FORMAT.write([section({"words": "Kabul", "note": "é"})]).data
