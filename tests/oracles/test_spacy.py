"""spaCy reads the DocBin as a corpus to train on, and converts the IOB2 to the same entities."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from exchange.conftest import make_section
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus

from reader.exchange.formats import write_as
from reader.exchange.section import Section

MADE = (
    {"words": "Kabul", "tags": ("city", "war zone")},
    {"words": "Kabul fell", "tags": ("event",)},
    {"words": "Taliban", "tags": ("group",)},
    {"words": "palace the same evening.\n\n“Nobody", "tags": ("падение",)},
)


def converted(data: bytes, folder: Path) -> list[Doc]:
    """Return what ``spacy convert`` makes of a file in IOB."""
    (folder / "made.iob2.conll").write_bytes(data)
    words = [
        sys.executable,
        "-m",
        "spacy",
        "convert",
        "made.iob2.conll",
        ".",
        "--converter",
        "conll",
        "-n",
        "1",
    ]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return list(DocBin().from_disk(folder / "made.iob2.spacy").get_docs(spacy.blank("xx").vocab))


def entities(docs: list[Doc]) -> list[tuple[str, str]]:
    """Return the entities, each with its words without blanks."""
    return [(entity.label_, "".join(entity.text.split())) for doc in docs for entity in doc.ents]


def expected(section: Section) -> list[tuple[str, str]]:
    """Return those that overlap none before, of several that begin together the longest."""
    whole = [each for each in section.annotations if each.target.exact != "Kabul"]
    return [(each.tags[0].replace(" ", "_x20_"), "".join(each.target.exact.split())) for each in whole]


def test_the_oracle_sees_a_passage_that_is_lost(tmp_path):
    section = make_section(*MADE)
    data = write_as("conll", [section]).data.replace(b"B-group", b"O")
    assert entities(converted(data, tmp_path)) != expected(section)


def test_iob2_is_converted_to_the_same_entities(tmp_path):
    section = make_section(*MADE)
    assert entities(converted(write_as("conll", [section]).data, tmp_path)) == expected(section)


def test_a_docbin_is_a_corpus_to_train_on(tmp_path):
    section = make_section(*MADE)
    (tmp_path / "made.spacy").write_bytes(write_as("docbin", [section]).data)
    pipeline = spacy.blank("xx")
    (example,) = Corpus(tmp_path / "made.spacy", gold_preproc=False)(pipeline)
    reference = example.reference
    assert reference.text == section.article.text
    found = [(span.start_char, span.end_char, span.label_) for span in reference.spans["sc"]]
    assert found == [(a.span.start, a.span.end, tag) for a in section.annotations for tag in a.tags]
    assert [(entity.label_, entity.text) for entity in reference.ents] == [
        (each.tags[0], each.target.exact) for each in section.annotations[1:]
    ]


@pytest.mark.parametrize("component", ["ner", "spancat"])
def test_a_pipeline_learns_from_a_docbin(component, tmp_path):
    (tmp_path / "made.spacy").write_bytes(write_as("docbin", [make_section(*MADE)]).data)
    pipeline = spacy.blank("xx")
    pipeline.add_pipe(component)
    examples = list(Corpus(tmp_path / "made.spacy")(pipeline))
    optimizer = pipeline.initialize(lambda: examples)
    losses = pipeline.update(examples, sgd=optimizer)
    assert losses[component] > 0
    assert set(pipeline.get_pipe(component).labels) >= {"event", "group", "падение"}
