"""Writing TEI P5: the texts, and annotations that stand off from them; several articles are a corpus.

Guidelines, sections 17.10 (`standOff`, `annotation`) and 17.2.4 (pointers). A body has the characters of the
article's text and no others, each paragraph a ``p`` and what is between them as it is; ``string-range(ID,
OFFSET, LENGTH)`` counts them as Unicode code points. The codebook is a taxonomy, and so are other tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.articles.article import Article, text_sha256
from reader.exchange.codebooks import codes_of
from reader.exchange.features import Loss
from reader.exchange.format import Encoded
from reader.exchange.labels import label_of
from reader.exchange.located_xml import Holding, holdable, is_utc
from reader.exchange.positions import placed
from reader.exchange.section import Section
from reader.exchange.tei_header import SPACE, XML, Header, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation

_NOTHING = Article("", "", "", text_sha256(""), "", "", words=0)
_PARAGRAPH = re.compile(r"[^ \t\r\n](?:[^\n]*[^ \t\r\n])?")
_WORDLESS = re.compile(r"[^\w!-/:-@\[-`{-~]|_(?=x)")
"""What a name of a relation cannot have, which has to be one word (``teidata.word``)."""


def encode(sections: Sequence[Section]) -> Encoded:
    """Return articles with their annotations as a file of TEI; where there are none, as an empty text."""
    from lxml import etree

    made = _Document(sections or (Section(_NOTHING, ()),))
    data = etree.tostring(made.root(), xml_declaration=True, encoding="UTF-8") + b"\n"
    return Encoded(data, made.losses())


class _Document:
    """A file of TEI.

    Args:
        sections: What is written.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._holding = Holding()
        self._held = self._holding.held
        notes = [each for section in sections for each in placed(section)]
        written = {each.id for each in notes}
        self._related = [each for section in sections for each in section.relations]
        self._linked = {x.id for x in self._related if {end.annotation for end in x.ends} <= written}
        linked = [each for each in self._related if each.id in self._linked]
        authors = [*(each.author for each in notes), *(each.author for each in linked)]
        self._people = _numbered("by", map(self._held, dict.fromkeys(authors)))
        self._categories = {code: f"code.{n}" for n, code in enumerate(codes_of(sections), 1)}
        self._codes = {code.name: id_ for code, id_ in self._categories.items()}
        tags = dict.fromkeys(tag for each in notes for tag in each.tags if tag not in self._codes)
        self._free = _numbered("tag", map(self._held, tags))

    def losses(self) -> tuple[Loss, ...]:
        """Return what is lost beyond what the format has no place for."""
        endless = len(self._related) - len(self._linked)
        what = "relations from or to an annotation that is not written"
        return self._holding.loss, Loss("endless", what, endless, "left out")

    def root(self) -> Any:
        """Return the outermost element: the article, or the corpus where there are several."""
        from lxml import etree

        header = Header(self._categories, self._free, self._people, self._holding)
        space = {None: SPACE[1:-1]}
        if len(self._sections) == 1:
            root = etree.Element(f"{SPACE}TEI", nsmap=space)
            every = [(root, self._sections[0])]
            header.add(root, self._sections[0], is_whole=True)
        else:
            root = etree.Element(f"{SPACE}teiCorpus", nsmap=space)
            header.add(root, None, is_whole=True)
            every = [(within(root, "TEI"), each) for each in self._sections]
            for tei, section in every:
                header.add(tei, section, is_whole=False)
        for number, (tei, section) in enumerate(every, 1):
            self._add_annotations(tei, section, f"text.{number}")
        etree.indent(root)
        for number, (tei, section) in enumerate(every, 1):
            # Only now, since nothing may come into the text that is not in the article.
            tei.insert(1, self._text(section.article.text, f"text.{number}"))
            tei[1].tail = tei[0].tail
        return root

    def _text(self, article: str, id_: str) -> Any:
        from lxml import etree

        text = etree.Element(f"{SPACE}text")
        body, held = within(text, "body"), self._held(article)
        body.set(f"{XML}id", id_)
        body.set(f"{XML}space", "preserve")
        end, last = 0, None
        for found in _PARAGRAPH.finditer(held):
            _append(body, last, held[end : found.start()])
            last = within(body, "p")
            last.text, end = found.group(), found.end()
        _append(body, last, held[end:])
        if last is None:
            within(body, "p")
        return text

    def _add_annotations(self, tei: Any, section: Section, text: str) -> None:
        notes, relations = placed(section), [x for x in section.relations if x.id in self._linked]
        if not (notes or relations):
            return
        stand_off = within(tei, "standOff")
        if notes:
            annotations = within(stand_off, "listAnnotation")
            for each in notes:
                self._add_annotation(annotations, each, text)
        if relations:
            links = within(stand_off, "listRelation")
            for relation in relations:
                self._add_relation(links, relation)

    def _add_annotation(self, parent: Any, annotation: Annotation, text: str) -> None:
        span, tags, said = annotation.span, annotation.tags, annotation.provenance
        made = within(parent, "annotation", id_=f"a-{annotation.id}")
        made.set("target", f"#string-range({text},{span.start},{len(span)})")
        motives = ["tagging"] * bool(tags) + ["commenting"] * bool(annotation.note)
        made.set("motivation", " ".join(motives or ["highlighting"]))
        author = f"#{self._people[holdable(annotation.author)]}"
        made.set("resp", author)
        revisions = within(made, "revisionDesc")
        for status, when in (("created", annotation.created), ("modified", annotation.modified)):
            change = within(revisions, "change", status=status, who=author)
            if is_utc(when):
                change.set("when", when)
            if status == "created" and said.kind != "human":
                change.set("type", said.kind)
                change.text = self._held(said.by or "") or None
        for id_ in dict.fromkeys(self._codes.get(tag) or self._free[holdable(tag)] for tag in tags):
            within(made, "ptr", target=f"#{id_}")
        if annotation.note:
            within(made, "note").text = self._held(annotation.note)

    def _add_relation(self, parent: Any, relation: Relation) -> None:
        made = within(parent, "relation", id_=f"r-{relation.id}")
        made.set("name", label_of(self._held(relation.name), _WORDLESS))
        made.set("active", f"#a-{relation.source.annotation}")
        made.set("passive", f"#a-{relation.target.annotation}")
        made.set("resp", f"#{self._people[holdable(relation.author)]}")
        if is_utc(relation.created):
            made.set("when", relation.created)
        if relation.note:
            within(made, "desc").text = self._held(relation.note)


def _numbered(kind: str, names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name, in order."""
    return {name: f"{kind}.{number}" for number, name in enumerate(dict.fromkeys(names), 1)}


def _append(body: Any, last: Any, characters: str) -> None:
    """Put characters behind the last paragraph, or before the first one."""
    if last is None:
        body.text = characters
    else:
        last.tail = characters
