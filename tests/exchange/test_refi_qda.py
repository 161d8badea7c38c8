"""REFI-QDA projects: what its programs need to find every passage, and back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest
from exchange.conftest import make_section
from exchange.strategies import sections
from exchange.test_positions import linked, read, tagged
from hypothesis import given
from support.coding import books

from reader.annotations.codebook import Code, Codebook
from reader.annotations.relations import Relation, end_at
from reader.exchange.foreign import Passage, Read
from reader.exchange.formats import find_format
from reader.exchange.located_xml import Holding
from reader.exchange.section import Section
from reader.values import replace

FORMAT = find_format("refi-qda")
Q = "{urn:QDA-XML:project:1.0}"
GUID = "0a000000-0000-4000-8000-00000000000{}"


def files(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def zipped(texts: Mapping[str, str | bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in texts.items():
            file.writestr(name, text)
    return archive.getvalue()


def project(inner: str, *, origin: str = "QualCoder", texts: Mapping[str, str | bytes] | None = None) -> Read:
    """Read a project that another program wrote."""
    qde = f'<?xml version="1.0"?>\n<Project xmlns="{Q[1:-1]}" name="p" origin="{origin}">{inner}\n</Project>'
    return read("refi-qda", zipped({"project.qde": qde, **(texts or {})}))


def source(text: str, *selections: tuple[int, int, str], origin: str = "X", path: str = "internal://T.txt"):
    """Read a project of one text; selections are from, to, and what they are called."""
    inner = "".join(
        f'<PlainTextSelection guid="{GUID.format(n)}" name="{name}" startPosition="{a}" endPosition="{b}"/>'
        for n, (a, b, name) in enumerate(selections)
    )
    whole = f'<Sources>\n<TextSource guid="{GUID.format(9)}" name="Doc" plainTextPath="{path}">\n{inner}'
    return project(f"{whole}</TextSource></Sources>", origin=origin, texts={"sources/t.txt": text})


def words(back: Read) -> list[str]:
    found = [p.source.text[p.start : p.end] for p in back.passages if p.source.text]
    assert found == [each.exact for each in back.passages]
    return found


def test_the_files_of_a_library(section):
    made = section(
        {"words": "Kabul", "tags": ("city", "War"), "note": "one\n\ntwo"},
        {"words": "evening.\n\n“Nobody"},
        {"words": "Taliban", "anchor": "orphan"},
    )
    first, second, orphan = made.annotations
    codes = (
        Code("siege", parent="war"),
        Code("war", "w", "red", "fighting"),
        Code("peace", colour="#0000fF"),
    )
    relations = (
        Relation("1", "near by", end_at(first), end_at(second), "boris", "2026", "why"),
        Relation("2", "cites", end_at(first), end_at(orphan), "anna", "2026"),
    )
    written = FORMAT.write([replace(made, codes=codes, relations=relations)])
    found = files(written.data)
    qde, text = found
    assert (qde, text[:8], found[text]) == ("project.qde", "Sources/", made.article.text)
    root = ET.fromstring(found[qde])
    assert [each.tag.removeprefix(Q) for each in root] == ["Users", "CodeBook", "Sources", "Notes", "Links"]
    assert [(each.get("name"), each.get("color"), len(each)) for each in root.iter(f"{Q}Code")] == [
        ("war", "#e5484d", 2),
        ("siege", None, 0),
        ("peace", "#0000fF", 0),
        ("city", None, 0),
    ]
    guids = {each.get("guid"): each.get("name") for each in root.iter() if each.get("guid")}
    selection = next(root.iter(f"{Q}PlainTextSelection"))
    assert selection.get("guid") == first.id
    assert (selection.get("startPosition"), selection.get("endPosition")) == ("2", "7")
    assert guids[selection.get("creatingUser")] == "anna"
    assert [guids[each.get("targetGUID")] for each in selection.iter(f"{Q}CodeRef")] == ["city", "war"]
    assert selection.findtext(f"{Q}Description") == "one\n\ntwo"
    (link,) = root.iter(f"{Q}Link")
    assert (link.get("originGUID"), link.get("targetGUID")) == (first.id, second.id)
    assert guids[link[0].get("targetGUID")] == "near by"
    losses = {each.what: each.count for each in written.losses}
    assert losses == {"keys": 1, "free-tags": 1, "spellings": 1, "endless": 1, "orphans": 1}


@given(sections())
def test_what_it_keeps_comes_back(section: Section):
    written = FORMAT.write([section])
    back = read("refi-qda", written.data)
    holding = Holding()
    held = holding.held

    def as_passage(passage: Passage) -> tuple:
        said = (passage.tags, passage.note, passage.author, passage.created, passage.modified)
        return (passage.key, passage.start, passage.end, *said)

    assert [as_passage(each) for each in back.passages] == [
        (a.id, a.span.start, a.span.end, tags, held(a.note), a.author, a.created, a.modified)
        for a in section.annotations
        for tags in [tuple(dict.fromkeys(map(held, a.tags)))]
    ]
    assert {each.source.text for each in back.passages} <= {section.article.text}
    assert back.mistakes == ()
    assert [(k.key, k.name, k.source, k.target, k.note) for k in back.links] == [
        (r.id, held(r.name), r.source.annotation, r.target.annotation, held(r.note))
        for r in section.relations
    ]
    assert [(k.author, k.created) for k in back.links] == [
        (r.author, r.created) if r.note else ("", "") for r in section.relations
    ]
    losses = {each.what: each.count for each in written.losses}
    assert losses.get("characters", 0) == 0 or holding.replaced
    assert losses.keys() <= {"characters", "free-tags", "signatures", "surrogates"}
    if not holding.replaced:
        spans = {each.key: (each.start, each.end) for each in back.passages}
        assert [(k.name, spans[k.source], spans[k.target]) for k in back.links] == linked(section)
        tags = {(p.start, p.end, tag) for p in back.passages for tag in p.tags or ("untagged",)}
        assert tags == tagged(section)


@given(books())
@pytest.mark.parametrize("name", ["refi-qda", "refi-qda-codebook"])
def test_the_codebook_comes_back_but_for_its_keys(name, codebook: Codebook):
    section = replace(make_section(), codes=codebook.codes)
    written = find_format(name).write([section])
    back = read(name, written.data)
    assert back.mistakes == ()
    assert set(back.codes) == {replace(code, key="") for code in codebook.codes}
    keys = sum(bool(code.key) for code in codebook.codes)
    assert {each.what: each.count for each in written.losses} == ({"keys": keys} if keys else {})


def test_articles_of_one_name_are_told_apart(section):
    one, other = section({"words": "Kabul"}), section({"words": "Taliban"})
    other = replace(other, article=replace(other.article, id="other", text="The Taliban*", path="b.txt"))
    root = ET.fromstring(files(FORMAT.write([one, other]).data)["project.qde"])
    assert [each.get("name") for each in root.iter(f"{Q}TextSource")] == ["Kabul fell", "Kabul fell (2)"]
    assert len(set(files(FORMAT.write([one, other]).data))) == 3


def test_a_text_is_found_however_its_folder_is_called():
    for path in ("internal://T.txt", "relative:///t.txt", "relative://..\\Files\\t.TXT"):
        assert words(source("Kabul fell", (0, 5, ""), path=path)) == ["Kabul"]
    back = source("Kabul fell", (0, 5, ""), path="internal://other.txt")
    assert [str(each) for each in back.mistakes] == [
        "project.qde, line 3: the plain text of “Doc” is not there (“internal://other.txt” is)"
    ]


@pytest.mark.parametrize(
    ("origin", "text", "selections"),
    [
        ("QualCoder", "😀 Kabul\r\nfell", [(2, 7, ""), (9, 13, "")]),
        ("QualCoder", "😀 Kabul\r\nfell", [(2, 7, "Kabul"), (9, 13, "fell")]),
        ("NVivo", "😀 Kabul\r\nfell", [(3, 8, "Kabul"), (10, 14, "fell")]),
        ("ATLAS.ti Win 23", "😀 Kabul\r\nfell", [(2, 7, ""), (8, 12, "")]),
        ("ATLAS.ti Win 23", "😀 Kabul\r\nfell", [(3, 8, "Kabul…"), (9, 13, "fell...")]),
        ("MAXQDA", "\ufeff😀 Kabul\nfell", [(2, 7, ""), (8, 12, "")]),
    ],
)
def test_what_programs_count_is_told_by_the_names_of_selections(origin, text, selections):
    back = source(text, *selections, origin=origin)
    assert words(back) == ["Kabul", "fell"]
    assert {each.source.text for each in back.passages} == {"😀 Kabul\nfell"}


def test_codes_users_and_notes_of_other_programs():
    back = project(
        f"""
<Users><User guid="{{{GUID.format(1).upper()}}}" id="AB"/></Users>
<CodeBook><Codes>
<Code guid="{GUID.format(2)}" name="Actors" isCodable="false" color="#F00">
<Description>who</Description><NoteRef targetGUID="{GUID.format(7)}"/>
<Code guid="{GUID.format(3)}" name="other" isCodable="true" color="#E5484D"/></Code>
<Code guid="{GUID.format(4)}" name="Places" isCodable="true">
<Code guid="{GUID.format(5)}" name="other" isCodable="true"/></Code>
</Codes></CodeBook>
<Sources><TextSource guid="{GUID.format(6)}" name="Doc"><PlainTextContent>Kabul fell</PlainTextContent>
<PlainTextSelection guid="{GUID.format(8)}" startPosition="0" endPosition="5">
<Coding guid="x" creatingUser="{GUID.format(1)}" creationDateTime="2020-01-01T10:00:00+02:00">
<CodeRef targetGUID="{{{GUID.format(5)}}}"/></Coding>
<Coding guid="y"><CodeRef targetGUID="{GUID.format(0)}"/></Coding>
</PlainTextSelection></TextSource></Sources>
<Notes><Note guid="{GUID.format(7)}"><PlainTextContent>a memo</PlainTextContent></Note></Notes>
<Links><Link guid="l" originGUID="{GUID.format(7)}" targetGUID="{GUID.format(8)}"/></Links>"""
    )
    assert back.codes == (
        Code("Actors", colour="#FF0000", description="who\na memo"),
        Code("other", colour="red", parent="Actors"),
        Code("Places"),
        Code("Places: other", parent="Places"),
    )
    (found,) = back.passages
    assert (found.tags, found.author, found.created, found.note) == (
        ("Places: other",),
        "AB",
        "2020-01-01T08:00:00.000Z",
        "a memo",
    )
    assert [str(each) for each in back.mistakes] == [
        "project.qde, line 9: there are several codes “other”; this one is “Places: other” here",
        f"project.qde, line 15: there is no code {GUID.format(0)}",
    ]


def test_what_is_not_taken_over_is_told():
    guid = GUID.format(1)
    back = project(
        f"""
<Cases>
<Case guid="{guid}" name="c"/></Cases>
<Sources>
<PictureSource guid="{guid}" name="p"/>
<TextSource guid="{guid}" name="d" richTextPath="internal://a.docx"/>
<TextSource guid="{guid}" name="w"><PlainTextContent>abc</PlainTextContent><Coding guid="x"/></TextSource>
<PDFSource guid="{guid}" name="f">
<PDFSelection guid="{guid}"/>
<Representation guid="{guid}"><PlainTextContent>abc</PlainTextContent>
<PlainTextSelection guid="{guid}" startPosition="0" endPosition="2"/>
<PlainTextSelection guid="{guid}" startPosition="0" endPosition="4"/>
<PlainTextSelection guid="{guid}" startPosition="2" endPosition="2"/>
<PlainTextSelection guid="{guid}" startPosition="-1" endPosition="2"/>
</Representation></PDFSource></Sources>
<Links>
<Link guid="{guid}" name="l" originGUID="{guid}" targetGUID="x"/></Links>"""
    )
    assert words(back) == ["ab"]
    assert [str(each).removeprefix("project.qde, line ") for each in back.mistakes] == [
        "4: the case “c” is not taken over",
        "6: “p” is a picture, which is not taken over",
        "7: the plain text of “d” is not there (“internal://a.docx” is)",
        "8: “w” has a code as a whole, and only passages can have tags",
        "10: a part of a page of “f” is not taken over",
        "13: there is no position 4 in the text",
        "14: there is nothing from 2 to 2",
        "15: “startPosition” or “endPosition” is none: -1, 2",
        "18: the link “l” is not between passages that are there",
    ]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<Project>&b;</Project>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<Project>&a;</Project>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "line 1: is no zip that can be read (File is not a zip file)"),
        (zipped({"a.txt": "x"}), "line 1: has no project.qde in it"),
        (zipped({"x.qde": ""}), "x.qde, line 1: is not XML: no element found"),
        (zipped({"x.qde": "<a>\n<b></a>"}), "x.qde, line 2: is not XML: mismatched tag"),
        (zipped({"x.qde": "<a/>"}), "x.qde, line 1: is no project of REFI-QDA, but “a”"),
        (zipped({"x.qde": BOMB}), "x.qde, line 1: has entities of its own, which are not read"),
        (zipped({"x.qde": OUTSIDE}), "x.qde, line 1: has entities of its own, which are not read"),
        (
            zipped({"x.qde": "<a>" * 300}),
            "x.qde, line 1: has more than 200 elements within each other",
        ),
        (zipped({"x.qde": '<?xml version="1.0" encoding="utf-99"?><a/>'}), "x.qde, line 1: unknown encoding"),
    ],
)
def test_what_is_no_project_is_a_mistake(data, what):
    back = read("refi-qda", data)
    assert (back.passages, len(back.mistakes)) == ((), 1)
    assert what in str(back.mistakes[0])


def test_a_codebook_of_another_program():
    back = read(
        "refi-qda-codebook",
        b'<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="ATLAS.ti"><Codes>\n'
        b'<Code guid="1" name="code1"><Code guid="2" name="code1.1" color="#46AA00"/></Code></Codes>\n'
        b'<Sets>\n<Set name="g"/></Sets></CodeBook>',
    )
    assert back.codes == (Code("code1"), Code("code1.1", colour="#46AA00", parent="code1"))
    assert [str(each) for each in back.mistakes] == ["line 4: the set “g” is not taken over"]
    assert [str(x) for x in read("refi-qda-codebook", b"<html/>").mistakes] == [
        "line 1: is no codebook of REFI-QDA, but “html”"
    ]
