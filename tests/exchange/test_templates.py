"""Templates: Reader's own, the user's, and that nothing gets out of the sandbox or goes on for ever."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from support.writing import render

from reader.annotations.codebook import Code
from reader.annotations.relations import Relation, end_at
from reader.config.paths import templates_folder
from reader.errors import ReaderError
from reader.exchange import markdown_text
from reader.exchange.formats import find_format, formats, shipped_with_reader
from reader.exchange.templates import LARGEST, format_from
from reader.values import replace

PARSER = MarkdownIt("gfm-like", {"html": True})


@pytest.fixture
def template(tmp_path: Path):
    """Return what a template makes of articles."""

    def run(source: str, *sections, name: str = "test.md.jinja") -> str:
        (tmp_path / name).write_text(source, "utf-8")
        return format_from(tmp_path / name).write(sections).text

    return run


@pytest.fixture
def own(tmp_path: Path, monkeypatch) -> Path:
    """Return the folder of the user's templates."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = templates_folder()
    folder.mkdir(parents=True)
    return folder


def notes(*sections) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(find_format("obsidian").write(sections).data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def related(section, *, target: str | None = None):
    first, second = section.annotations[:2]
    end = end_at(second) if target is None else replace(end_at(second), annotation=target)
    return replace(section, relations=(Relation("r", "cites", end_at(first), end, "anna", "2026", "why"),))


TEXT = """---
title: "Kabul: *the* fall"
author: [Ann Author, Reuters]
site: The Post
published: 2024-02-03T10:00:00Z
source: https://example.org/a
---
Kabul fell. The Taliban* entered.
"""


def test_a_note_for_obsidian_has_front_matter_callouts_tags_and_links(section):
    made = section(
        {"words": "Kabul fell", "tags": ("war crime", "2024"), "note": "First.\n\nSecond."},
        {"words": "The Taliban*"},
        text=TEXT,
    )
    made = related(replace(made, codes=(Code("conflict"), Code("war crime", parent="conflict"))))
    (name, note), *others = notes(made).items()
    first, second = (each.id for each in made.annotations)
    start = TEXT.index("Kabul fell")
    assert others == []
    assert name == "Kabul the fall.md"
    assert note == (
        '---\ntitle: "Kabul: *the* fall"\noutlet: "The Post"\nauthor:\n  - "Ann Author"\n  - "Reuters"\n'
        'date: 2024-02-03\nurl: "https://example.org/a"\nsource: "news/kabul.txt"\n'
        f'sha256: "{made.article.sha256}"\ntags:\n  - "conflict/war-crime"\n  - "_2024"\n---\n\n'
        "# Kabul: \\*the\\* fall\n\n"
        f"> [!quote] anna, 2026-11-22, characters {start}–{start + 10}\n> Kabul fell\n>\n"
        f"> #conflict/war-crime #_2024\n\n^{first}\n\nFirst.\n\nSecond.\n\n"
        f"- *cites* [The Taliban\\*](#^{second}): why\n\n"
        f"> [!quote] anna, 2026-11-22, characters {start + 12}–{start + 24}\n"
        f"> The Taliban\\*\n\n^{second}\n\n"
    )


def test_a_link_leads_to_the_note_of_another_article_and_to_none_that_is_not_there(section):
    here = section({"words": "Kabul"}, {}, title="Here")
    there = section({"words": "Kabul"}, title="A/B: [there]?", path="there.txt")
    there = replace(
        there,
        article=replace(there.article, id="there"),
        annotations=(replace(there.annotations[0], id="other", article="there"),),
    )
    made = notes(related(here, target="other"), there)
    assert list(made) == ["Here.md", "A B there.md"]
    assert "- *cites* Taliban: why" in notes(related(here, target="gone"))["Here.md"]
    across = related(here, target="other")
    end = replace(across.relations[0].target, article="there")
    across = replace(across, relations=(replace(across.relations[0], target=end),))
    assert "- *cites* [Taliban](A%20B%20there.md#^other): why" in notes(across, there)["Here.md"]


def test_articles_of_one_title_have_notes_of_their_own(section):
    first, second = section({}, title="Same"), section({}, title="SAME")
    second = replace(second, article=replace(second.article, id="two"))
    assert list(notes(first, second)) == ["Same.md", "SAME two.md"]


@pytest.mark.parametrize(
    "text", ["# a", "---", "[[a]]", "> [!x]", "*a* _b_", "<b>", "- a\n- b", "^id", "%%a%%"]
)
def test_nothing_of_an_article_is_markup_in_a_note(section, text):
    (note,) = notes(section({"words": text, "note": text}, text=text, title=text)).values()
    body = note.split("\n---\n", 1)[1]
    tokens = PARSER.parse(body)
    kinds = {token.type.removesuffix("_open") for token in tokens if token.type.endswith("_open")}
    assert kinds == {"heading", "blockquote", "paragraph"}
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "softbreak", "hardbreak"}
    quote = [token for token in tokens if token.type == "inline"][1]
    shown = "".join(child.content or "\n" for child in quote.children)
    assert shown.split("\n", 1)[1] == text


def test_front_matter_is_yaml_whatever_a_title_has(section):
    title = 'a: "b" \\ # c\x85\u2028é'
    (note,) = notes(section({}, title=title)).values()
    assert 'title: "a: \\"b\\" \\\\ # c\\u0085\\u2028é"\n' in note


def test_org_has_a_heading_with_a_drawer_for_each_annotation(section):
    made = related(section({"words": "Kabul fell", "tags": ("war crime",), "note": "x"}, {}, text=TEXT))
    first, second = (each.id for each in made.annotations)
    written = render("org", [made])
    assert written.startswith("* Kabul: *\u200bthe* fall\n:PROPERTIES:\n:ARTICLE: kabul\n")
    assert ":AUTHOR: Ann Author\n:AUTHOR+: Reuters\n:DATE: 2024-02-03\n" in written
    assert f"** Kabul fell :war_crime:\n:PROPERTIES:\n:ID: {first}\n:ANNOTATOR: anna\n" in written
    assert ":CREATED: [2026-11-22 Sun 10:18]\n" in written
    assert "#+begin_quote\nKabul fell\n#+end_quote\n\nx\n\n" in written
    assert f"- cites [[id:{second}][Taliban]]: why\n" in written


@pytest.mark.parametrize(
    "text",
    [
        *("* heading", "#+end_quote", ":END:", "| a |", "- item", "1. item", "a) item", "CLOSED: x", "%%(x)"),
        *("*bold*", "say /it/", "(_u_)", "=v=", "~c~", "+s+", "[[a]]", "[fn:1]", "[1/2]", "<2024-01-01>"),
        *(
            "<<t>>",
            "\\alpha",
            "\\(x\\)",
            "{{{m}}}",
            "@@h:x@@",
            "a_b",
            "a^{b}",
            "https://a.b",
            "src_c{x}",
        ),
        "[2024-01-01 Mon]",
    ],
)
def test_what_org_would_read_as_markup_is_broken_and_the_text_is_the_same(section, text):
    written = render("org", [section({"words": text, "note": text}, text=f"{text} x\nmore")])
    quote = re.search(r"#\+begin_quote\n(.*?)\n#\+end_quote", written, re.DOTALL)[1]
    assert quote != text
    assert quote.replace("\u200b", "") == text


def test_a_dollar_that_could_end_mathematics_is_an_entity_in_org(section):
    text = "$x$ costs US$5, not 6 US$ or $7"
    assert "$x\\dollar{} costs US$5, not 6 US\\dollar{} or $7\n" in render(
        "org", [section({"words": text}, text=text)]
    )


def test_tags_written_otherwise_are_said(section):
    losses = find_format("org").write([section({"tags": ("a b", "a", "c!")})]).losses
    assert [(each.what, each.count) for each in losses if each.what == "tag-names"] == [("tag-names", 2)]


def test_the_example_of_the_page_works(project, own, section):
    page = (project / "docs" / "templates.md").read_text("utf-8")
    (example,) = re.findall("```jinja\n(.*?)```", page, re.DOTALL)
    (own / "weekly.md.jinja").write_text(example)
    found = find_format("weekly")
    assert (found.label, found.suffix) == ("Weekly", ".weekly.md")
    assert found.purpose == "what I marked, for the meeting on Monday"
    written = found.write([section({"tags": ("a b",), "note": "*n*"})])
    assert written.text == ("# What I marked\n\n## Kabul fell\n\n> Taliban\n\n2026-11-22 #a-b\n\n\\*n\\*\n\n")
    assert {each.what: each.why for each in written.losses}["times"] == "only the day of making is written"


def test_a_template_of_the_users_goes_before_readers_and_never_hides_another_format(own, section):
    (own / "obsidian.md.jinja").write_text("mine")
    (own / "csv.csv.jinja").write_text("theirs")
    (own / "no template.jinja").write_text("x")
    assert render("obsidian", [section({})]) == "mine"
    assert render("csv.csv", [section({})]) == "theirs"
    assert render("csv", [section({})]).startswith("id,")
    assert len(formats()) == len(shipped_with_reader()) + 1
    (own / "obsidian.md.jinja").write_text("changed")
    assert render("obsidian", [section({})]) == "changed"


def test_two_that_differ_in_their_extension_are_two_formats(own, section):
    (own / "weekly.md.jinja").write_text("one")
    (own / "weekly.txt.jinja").write_text("two")
    assert [render(f"weekly.{each}", [section({})]) for each in ("md", "txt")] == ["one", "two"]
    assert len({each.suffix for each in formats()}) == len(formats())


def test_what_it_keeps_is_not_lost_and_all_else_is(template, tmp_path, section):
    template("{#- keeps: notes ids authors times -#}", section({"note": "x"}))
    losses = format_from(tmp_path / "test.md.jinja").write([section({"note": "x"})]).losses
    assert [each.what for each in losses] == ["untagged"]


def test_each_extension_is_escaped_for_its_language(template, section):
    made = section({}, title="a_b & <c> {d}")
    source = "{% for a in articles %}{{ a.title }}{% endfor %}"
    assert template(source, made, name="t.html.jinja") == "a_b &amp; &lt;c&gt; {d}"
    assert template(source, made, name="t.tex.jinja") == r"a\_b \& \textless{}c\textgreater{} \{d\}"
    assert template(source, made, name="t.txt.jinja") == "a_b & <c> {d}"


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ b }}", 3, "'b' is undefined"),
        ("{% for a in articles %}\n{{ a.titel }}{% endfor %}", 2, "no attribute 'titel'"),
        ("{{ articles }}", 1, "join it"),
        ("{{ 'a'|block('x' * 9) }}", 1, "is for numbers"),
        ("{{ ''.__class__ }}", 1, "unsafe"),
        ("{{ 'a'.upper() }}", 1, "unsafe"),
        ("{{ '{0.__class__}'.format(1) }}", 1, "unsafe"),
        ("{{ articles|attr('__class__') }}", 1, "No filter named 'attr'"),
        ("{{ range.__globals__ }}", 1, "unsafe"),
        ("{{ cycler }}", 1, "undefined"),
        ("{% include 'x' %}", 1, "no loader"),
        ("{% import 'os' as os %}", 1, "no loader"),
        ("{#- keeps: notes tea -#}", 1, "there is nothing to keep called “tea”"),
        ("{#-\neach: tag\n-#}", 2, "“each” is “tag”"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(template, section, source, line, what):
    with pytest.raises(ReaderError) as caught:
        template(source, section({}))
    assert re.search(rf"/test\.md\.jinja, line {line}: .*{re.escape(what)}.*; .+\.$", str(caught.value))
    assert "\n" not in str(caught.value)


DOUBLED = (
    "{{% set n = namespace(x={start}) %}}{{% for i in range(99) %}}{double}{{% endfor %}}{{{{ n.x|length }}}}"
)


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{{ 'a' * 10**10 }}",
        "{{ 9**9**9 }}",
        "{{ '%1000000000d' % 1 }}",
        DOUBLED.format(start="'aaaa'", double="{% set n.x = n.x ~ n.x %}"),
        DOUBLED.format(start="'aaaa'", double="{% set n.x = n.x + n.x %}"),
        DOUBLED.format(start="'aaaa'", double="{% set n.x = n.x|replace('a', n.x) %}"),
        DOUBLED.format(start="'aaaa'", double="{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}"),
        DOUBLED.format(start="[1]", double="{% set n.x = n.x + n.x %}"),
        DOUBLED.format(start="[1]", double="{% set n.x = [n.x, n.x] %}"),
        DOUBLED.format(start="[1]", double="{% set n.x = {'a': n.x} %}"),
        DOUBLED.format(start="[1]", double="{% set n.x = [1, 2]|map(attribute='a', default=n.x)|list %}"),
        "{% macro f() %}{{ varargs }}{% endmacro %}{{ f([1], [1]) }}",
        "{{ " + "[" * 900 + "]" * 900 + " }}",
        "x" * (LARGEST + 1),
    ],
    ids=range(17),
)
def test_a_template_comes_to_an_end(template, section, source):
    with pytest.raises(ReaderError, match=r"test\.md\.jinja"):
        template(source, section({}))


def test_what_is_no_text_or_no_template_is_said(tmp_path):
    (tmp_path / "bad.md.jinja").write_bytes(b"\xff")
    with pytest.raises(ReaderError, match="is not UTF-8; save it as UTF-8"):
        find_format(str(tmp_path / "bad.md.jinja")).write([])
    with pytest.raises(ReaderError, match="cannot be read"):
        format_from(tmp_path / "none.md.jinja").write([])
    with pytest.raises(ReaderError, match=r"call it like weekly\.md\.jinja"):
        format_from(tmp_path / "weekly.jinja")


def test_what_is_printed_is_escaped_once(template):
    assert template("{{ '*' }}{{ '*'|raw }}{{ '*' ~ '_' }}{{ ['*', 'b'|raw]|join(', ') }}") == (
        "\\**\\*\\_\\*, b"
    )
    assert template("{% macro m(a) %}**{{ a }}**{% endmacro %}{{ m('*') }}") == "**\\***"
    assert template("{% set a %}*{{ '*' }}{% endset %}{{ a }}{% if 'b' in ['b'] %}!{% endif %}") == "*\\*!"


@pytest.mark.parametrize(("name", "made"), [("_0_", "_0"), ("a_-b", "a-b"), ("_a_", "a"), ("_", "tag")])
def test_a_tag_cannot_open_and_close_an_emphasis(name, made):
    assert markdown_text.tag([name]) == made
