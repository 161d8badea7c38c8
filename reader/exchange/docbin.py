"""Annotations as spaCy's DocBin: what ``spacy train`` and its other commands read, written by spaCy itself.

Every annotation is in the span group ``sc``, where span categorizers look and where spans may overlap; those
that overlap none before are ``doc.ents`` too, for entity recognisers, unless they begin or end with a blank.
Tokens are Reader's own and end wherever an annotation does, so that none is shifted or left out. What a span
has no place for is in ``doc.user_data["reader"]``, which a DocBin keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.exchange.docbin_reading import GROUP, OWN, decode
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.positions import REASONS, labels, placed
from reader.exchange.tokens import apart, tokens_and_blanks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section

_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE")


def _encode(sections: Sequence[Section]) -> Encoded:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    file = DocBin(_ATTRIBUTES, store_user_data=True)
    for section in sections:
        if section.annotations:
            file.add(_document(section, vocab))
    return Encoded(file.to_bytes())


def _document(section: Section, vocab: Any) -> Any:
    """Return an article as a Doc."""
    from spacy.tokens import Doc

    text, made = _clean(section.article.text), placed(section)
    words, spaces = _words(text, [each.span.start for each in made], [each.span.end for each in made])
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.spans[GROUP] = [_span(doc, each, label) for each in made for label in labels(each)]
    visible = [each for each in made if (said := each.span.of(text)) == said.strip()]
    doc.set_ents([_span(doc, each, labels(each)[0]) for each in apart(visible)])
    doc.user_data[OWN] = {
        "path": _clean(section.article.path),
        "title": _clean(section.article.title),
        "sha256": section.article.sha256,
        "annotations": {each.id: _fields(each) for each in made},
    }
    return doc


def _words(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[str], list[bool]]:
    """Return the tokens of a text, and for each whether a space is behind it, as spaCy has them.

    A space that an annotation begins or ends with is a token, as one behind another blank.
    """
    begin, end = frozenset(starts), frozenset(ends)
    words: list[str] = []
    spaces: list[bool] = []
    for piece in tokens_and_blanks(text, begin | end):
        word = piece.of(text)
        edged = piece.start in begin or piece.end in end
        if word == " " and not edged and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(word)
            spaces.append(False)
    return words, spaces


def _span(doc: Any, annotation: Annotation, label: str) -> Any:
    start, end = annotation.span.start, annotation.span.end
    return doc.char_span(start, end, label=_clean(label), span_id=annotation.id)


def _fields(annotation: Annotation) -> dict[str, str]:
    return {
        "note": _clean(annotation.note),
        "author": _clean(annotation.author),
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _clean(text: str) -> str:
    """Return text without lone surrogates, as spaCy keeps it in UTF-8."""
    return utf8(text).decode()


FORMAT = Format(
    name="docbin",
    label="spaCy DocBin",
    purpose="spaCy's own binary, for training its pipelines",
    suffix=".spacy",
    keeps=frozenset({"several-tags", "notes", "overlaps", "twins", "ids", "authors", "times"}),
    encode=_encode,
    decode=decode,
    reasons=REASONS,
    is_text=False,
)
