"""The header of TEI: what a file is of, who annotated, and the codebook as a taxonomy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.annotations.codebook import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.annotations.codebook import Code
    from reader.exchange.located_xml import Holding
    from reader.exchange.section import Section

SPACE = "{http://www.tei-c.org/ns/1.0}"
"""The namespace of TEI, as a tag of lxml has it."""
XML = "{http://www.w3.org/XML/1998/namespace}"
"""The namespace of XML's own attributes."""

_ABOUT = (
    "An annotation points into the text of a body by string-range(ID, OFFSET, LENGTH). Offsets count the "
    "Unicode code points of all that is in the body, blanks between paragraphs included, from 0."
)


class Header:
    """Makes headers.

    Args:
        categories: The codebook's codes, each behind its parent, with their ids.
        free: The other tags, as XML can hold them, with their ids.
        people: Who annotated, as XML can hold it, with their ids.
        holding: Makes texts such as XML can hold.
    """

    def __init__(
        self,
        categories: Mapping[Code, str],
        free: Mapping[str, str],
        people: Mapping[str, str],
        holding: Holding,
    ) -> None:
        self._categories, self._free, self._people = categories, free, people
        self._holding = holding

    def add(self, parent: Any, section: Section | None, *, is_whole: bool) -> None:
        """Add the header of an article or of a corpus.

        Args:
            parent: Where to, an element of lxml.
            section: The article; None for the header of a corpus.
            is_whole: Whether it is the file's, which has the people and the taxonomies.
        """
        header = within(parent, "teiHeader")
        file = within(header, "fileDesc")
        title = within(file, "titleStmt")
        within(title, "title").text = (
            self._holding.held(section.article.title) if section else "Annotated articles"
        )
        for name, id_ in self._people.items() if is_whole else ():
            person = within(title, "respStmt")
            within(person, "resp").text = "annotation"
            within(person, "name", id_=id_).text = name
        within(within(file, "publicationStmt"), "p").text = "Written by Reader; not published."
        source = within(file, "sourceDesc")
        if section is None:
            within(source, "p").text = "The articles below."
        else:
            self._add_source(within(source, "bibl"), section)
        if is_whole:
            self._add_encoding(header)

    def _add_source(self, source: Any, section: Section) -> None:
        article = section.article
        within(source, "title").text = self._holding.held(article.title)
        if article.outlet:
            within(source, "publisher").text = self._holding.held(article.outlet)
        within(source, "idno", type="path").text = self._holding.held(article.path)
        within(source, "idno", type="sha256").text = article.sha256

    def _add_encoding(self, header: Any) -> None:
        encoding = within(header, "encodingDesc")
        within(within(encoding, "projectDesc"), "p").text = _ABOUT
        if not (self._categories or self._free):
            return
        classes, made = within(encoding, "classDecl"), dict[str, Any]()
        book = within(classes, "taxonomy", id_="codebook") if self._categories else None
        for code, id_ in self._categories.items():
            above = made.get(folded(code.parent), book) if code.parent else book
            category = within(above, "category", id_=id_)
            if code.key:
                category.set("n", self._holding.held(code.key))
            if code.colour:
                category.set("style", f"background-color: {code.colour}")
            self._describe(category, code.name, code.description)
            made.setdefault(folded(code.name), category)
        others = within(classes, "taxonomy", id_="tags") if self._free else None
        for tag, tag_id in self._free.items():
            self._describe(within(others, "category", id_=tag_id), tag, "")

    def _describe(self, category: Any, name: str, meaning: str) -> None:
        description = within(category, "catDesc")
        within(description, "term").text = self._holding.held(name)
        if meaning:
            within(description, "gloss").text = self._holding.held(meaning)


def within(parent: Any, tag: str, /, *, id_: str = "", **attributes: str) -> Any:
    """Add an element of TEI to one of lxml, and return it."""
    from lxml import etree

    made = etree.SubElement(parent, f"{SPACE}{tag}", attributes)
    if id_:
        made.set(f"{XML}id", id_)
    return made
