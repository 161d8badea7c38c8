"""DKPro cassis by itself and Apache UIMA in Java find what was annotated in the XMI, and write it again."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from exchange.conftest import make_section

from reader.annotations.relations import Relation, end_at
from reader.exchange.archives import unzipped
from reader.exchange.foreign import Link, Mistake, Passage
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.exchange.xml_text import xml_text
from reader.values import replace

FORMAT = find_format("xmi")
UIMA = Path("/usr/share/java/uimaj-core.jar")
TEXT = (
    "😀 e\u0301\u0301 Kabul\x0c fell\r in\tAugust\x00. \u202bשלום עליכם\u202c <the> & 'Taliban*'"
    " \ufffe entered.\n\n“Nobody 🇺🇦👩\u200d👩\u200d👧 resisted.”\u2028 𝔘𝔫𝔦 it is said\n"
)
LISTING = """
import json, sys
from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

def listed(cas):
    for each in cas.select("webanno.custom.Passage"):
        said = [each[name] for name in ("note", "id", "author", "created", "modified", "provenance")]
        yield [each.begin, each.end, each.get_covered_text(), each.tags.elements or [], *said]
    for each in cas.select("webanno.custom.PassageRelation"):
        yield [each.Governor.id, each.Dependent.id, each.label, each.note, each.begin, each.end]
    for kind in ("Sentence", "Token"):
        found = cas.select(f"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.{kind}")
        yield [kind, [each.get_covered_text() for each in found]]

with open(sys.argv[1], "rb") as file:
    types = load_typesystem(file)
with open(sys.argv[2], "rb") as file:
    cas = load_cas_from_xmi(file, typesystem=types)
assert cas.typecheck() == [], cas.typecheck()
assert "reader" not in sys.modules
again = load_cas_from_xmi(cas.to_xmi(), typesystem=types)
as_json = load_cas_from_json(cas.to_json())
print(json.dumps([cas.sofa_string, *(list(listed(each)) for each in (cas, again, as_json))]))
"""


def hostile_section() -> Section:
    made = make_section(
        {"words": "Kabul", "tags": ("city", 'war <zone> & "more"', "ü 😀"), "note": "one\n\ttwo\r\n <b>"},
        {"words": "Kabul", "tags": ("twin",)},
        {"words": "fell\r in\tAugust", "note": " spaces "},
        {"words": "שלום", "tags": ("שלום",), "author": "שרה 😀"},
        {"words": "עליכם\u202c <the> & 'Taliban*' \ufffe entered.\n\n“Nobody 🇺🇦👩", "tags": ("long",)},
        {"words": "👧 resisted", "tags": ("in a family",)},
        {"words": "𝔫", "tags": ("math",)},
        {"words": " it is said\n", "tags": ("blank edges",)},
        text=TEXT,
        title="<Kabul> & 'fell' 😀",
    )
    first, _, third, *_, last = made.annotations
    relations = (
        Relation("1", "near by", end_at(first), end_at(last), "anna", "2026", "why\n?"),
        Relation("2", "<cites>", end_at(third), end_at(third), "anna", "2026"),
    )
    return replace(made, relations=relations)


@pytest.fixture
def on_disk(tmp_path: Path) -> tuple[Section, Path, Path]:
    made = hostile_section()
    files = unzipped(FORMAT.write([made]).data, "")
    assert not isinstance(files, Mistake)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return made, tmp_path / "TypeSystem.xml", tmp_path / "kabul.xmi"


def listed_by_cassis(types: Path, document: Path) -> list:
    command = [sys.executable, "-c", LISTING, types, document]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=document.parent)
    return json.loads(done.stdout)


def test_cassis_alone_finds_it_and_writes_it_again(on_disk):
    made, types, document = on_disk
    text, first, again, as_json = listed_by_cassis(types, document)
    assert text == xml_text(TEXT)
    passages = [
        [
            *(a.span.start, a.span.end, xml_text(a.target.exact), list(a.tags), a.note or None, a.id),
            *(a.author, a.created, a.modified, a.provenance.kind),
        ]
        for a in made.annotations
    ]
    spans = {a.id: (a.span.start, a.span.end) for a in made.annotations}
    relations = [
        [r.source.annotation, r.target.annotation, r.name, r.note or None, *spans[r.target.annotation]]
        for r in made.relations
    ]
    key = json.dumps
    found = sorted(first[:-2], key=key)
    assert found == sorted(passages + relations, key=key)
    visible = xml_text("".join(TEXT.split()))
    assert "".join(first[-1][1]) == visible, "tokens hold all that can be seen"
    assert len(first[-2][1]) == 4, "sentences"
    assert sorted(again, key=key) == sorted(as_json, key=key) == sorted(first, key=key)


def test_cassis_sees_offsets_that_are_wrong(on_disk):
    _, types, document = on_disk
    right = listed_by_cassis(types, document)
    document.write_bytes(document.read_bytes().replace(b'begin="7" end="12"', b'begin="6" end="11"'))
    assert listed_by_cassis(types, document)[1] != right[1]


def test_uima_in_java_finds_it_and_what_it_writes_comes_back(on_disk):
    made, types, document = on_disk
    if shutil.which("javac") is None or not UIMA.exists():
        pytest.skip("there is no Java compiler with Apache UIMA (default-jdk-headless, libuima-core-java)")
    written = document.with_name("again.xmi")
    quickly = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    layers = Path(__file__).with_name("Layers.java")
    command = ["java", *quickly, "-cp", UIMA, layers, types, document, written]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [base64.b64decode(line).decode().split("\x02") for line in done.stdout.splitlines()]
    passages = sorted(row for row in rows if row[0] == "Passage")
    assert passages == sorted(
        ["Passage", xml_text(a.target.exact), "tags=" + "\x01".join(a.tags)]
        + ([f"note={a.note}"] if a.note else [])
        + [f"id={a.id}", f"author={a.author}", f"created={a.created}", f"modified={a.modified}"]
        + ["provenance=human"]
        for a in made.annotations
    )
    words = {a.id: xml_text(a.target.exact) for a in made.annotations}
    assert sorted(row[1:5] for row in rows if row[0] == "PassageRelation") == sorted(
        [
            *(words[r.target.annotation], f"Governor={words[r.source.annotation]}"),
            *(f"Dependent={words[r.target.annotation]}", f"label={r.name}"),
        ]
        for r in made.relations
    )
    assert FORMAT.decode is not None
    before, after = FORMAT.decode(document.read_bytes()), FORMAT.decode(written.read_bytes())
    assert after.mistakes == ()
    assert anywhere(after.passages) == anywhere(before.passages)
    assert anywhere(after.links) == anywhere(before.links)


def anywhere(found: tuple[Passage, ...] | tuple[Link, ...]) -> list[str]:
    return sorted(repr(replace(each, line=0)) for each in found)
