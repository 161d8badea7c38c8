"""Writing UIMA CAS XMI, by the library DKPro cassis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.exchange.archives import zipped
from reader.exchange.features import Loss
from reader.exchange.format import Encoded
from reader.exchange.positions import placed
from reader.exchange.tokens import tokens
from reader.exchange.uima_layers import (
    METADATA,
    PASSAGE,
    RELATION,
    SENTENCE,
    TOKEN,
    TYPES,
    details,
    link_details,
    type_system,
)
from reader.exchange.xml_text import unheld, xml_text
from reader.text.segments import paragraphs, quick_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section


def encode(sections: Sequence[Section]) -> Encoded:
    """Return the archive of some articles."""
    types = type_system(PASSAGE, RELATION, tags=(("tags", "uima.cas.StringArray"),))
    documents = [_Document(section, types) for section in sections]
    files = [(f"{each.section.article.id}.xmi", each.data()) for each in documents]
    losses = (
        Loss(
            "controls",
            "characters that XML cannot hold",
            sum(each.unheld for each in documents),
            "each is written as U+FFFD",
        ),
        Loss(
            "endless",
            "relations from or to an annotation that is not written",
            sum(each.endless for each in documents),
            "left out",
        ),
    )
    return Encoded(zipped([*files, (TYPES, types.to_xml().encode())]), losses)


class _Document:
    """An article with its annotations as a CAS.

    Args:
        section: The article.
        types: The `cassis.TypeSystem`.
    """

    def __init__(self, section: Section, types: Any) -> None:
        from cassis import Cas

        self.section = section
        self.unheld = 0
        self.endless = 0
        self._types = types
        self._cas = Cas(typesystem=types)
        self._cas.sofa_string = self._held(section.article.text)
        self._cas.sofa_mime = "text/plain"
        self._describe()
        self._segment()
        made = {each.id: self._passage(each) for each in placed(section)}
        self._relate(made)

    def data(self) -> bytes:
        """Return the file."""
        written: str = self._cas.to_xmi()
        return written.encode()

    def _held(self, text: str) -> str:
        self.unheld += unheld(text)
        return xml_text(text)

    def _add(self, kind: str, **features: Any) -> Any:
        made = self._types.get_type(kind)(**features)
        self._cas.add(made)
        return made

    def _describe(self) -> None:
        article = self.section.article
        self._add(
            METADATA,
            begin=0,
            end=len(article.text),
            language="x-unspecified",
            documentTitle=self._held(article.title),
            documentId=article.sha256,
            documentUri=self._held(article.path),
        )

    def _segment(self) -> None:
        text = self.section.article.text
        for line in paragraphs(text):
            for sentence in quick_sentences(text, line):
                self._add(SENTENCE, begin=sentence.start, end=sentence.end)
        for token in tokens(text):
            self._add(TOKEN, begin=token.start, end=token.end)

    def _passage(self, annotation: Annotation) -> Any:
        values = {name: self._held(value) for name, value in details(annotation).items()}
        tags = self._types.get_type("uima.cas.StringArray")(elements=list(map(self._held, annotation.tags)))
        span = annotation.span
        return self._add(PASSAGE, begin=span.start, end=span.end, tags=tags, **values)

    def _relate(self, made: dict[str, Any]) -> None:
        for each in self.section.relations:
            if each.target.article != self.section.article.id:
                continue
            source, target = made.get(each.source.annotation), made.get(each.target.annotation)
            if source is None or target is None:
                self.endless += 1
                continue
            values = {name: self._held(value) for name, value in link_details(each).items()}
            # INCEpTION has a relation stand where the passage stands that it ends at.
            self._add(
                RELATION, begin=target.begin, end=target.end, Governor=source, Dependent=target, **values
            )
