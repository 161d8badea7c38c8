"""Reading TEI P5: annotations that stand off from texts, and those that are within them.

Taken over are ``annotation``, ``span`` and ``note`` with a target, elements of a text that name a category in
``ana``, and relations between them; categories of taxonomies are the codebook.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.annotations.codebook import COLOURS, Code, tidied
from reader.exchange.codebooks import Naming
from reader.exchange.foreign import Link, Mistake, Passage, Read, provenance_in
from reader.exchange.labels import tag_of
from reader.exchange.located_xml import Element, parse_xml, utc_of
from reader.exchange.tei_texts import Place, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOUR = re.compile(r"(?:^|;)\s*background-color:\s*(#[0-9a-fA-F]{6}|[a-z]+)\s*(?:;|$)")
_OTHER_TAGS = "tags"
"""The taxonomy of the tags that are in no codebook, in what Reader writes."""
_LONGEST = 60
"""How many code points what a span says may have to be a tag."""


def decode(data: bytes) -> Read:
    """Return what a file holds."""
    root = parse_xml(data)
    if isinstance(root, Mistake):
        return Read(mistakes=(root,))
    if root.name not in {"TEI", "teiCorpus"}:
        return Read(mistakes=(Mistake(root.line, f"is no TEI, but “{root.name[:40]}”"),))
    return _Reading(root).read()


class _Reading:
    """Reads a file.

    Args:
        root: Its outermost element.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._texts = Texts(root)
        self._is_exact = all(each.is_exact for each in self._texts.every)
        self._mistakes: list[Mistake] = []
        self._codes: list[Code] = []
        self._tags: dict[int, str] = {}
        self._naming = Naming()
        self._passages: dict[str, Passage] = {}

    def read(self) -> Read:
        """Return what it holds."""
        for taxonomy in self._root.within("taxonomy"):
            for category in taxonomy.children("category"):
                self._take_category(category, "", is_code=taxonomy.get("id") != _OTHER_TAGS)
        for element, target in self._targets():
            try:
                self._take(element, target)
            except ValueError as error:
                self._mistakes.append(Mistake(element.line, str(error)))
        relations = self._root.within("relation")
        links = [made for each in relations if (made := self._link(each)) is not None]
        mistakes = sorted(self._mistakes, key=lambda each: each.line)
        return Read(tuple(self._passages.values()), tuple(links), tuple(mistakes), tuple(self._codes))

    def _take_category(self, category: Element, above: str, *, is_code: bool) -> None:
        said = category.child("catDesc") or category
        term, gloss = said.child("term"), said.child("gloss")
        named = term or gloss or (said if said is not category else None)
        given = (self._said(named) if named else "") or category.get("n") or category.get("id")
        if not is_code:
            self._tags[id(category)] = given
            return
        name = self._naming.name(given, above)
        if name != given:
            what = f"there are several categories “{given[:40]}”; this one is “{name[:80]}” here"
            self._mistakes.append(Mistake(category.line, what))
        meant = (gloss if term else None) or category.child("desc")
        key, colour = category.get("n"), _COLOUR.search(category.get("style"))
        self._codes.append(
            Code(
                name,
                key if len(key) == 1 and key.isalpha() else "",
                colour[1] if colour and (colour[1] in COLOURS or colour[1][0] == "#") else "",
                self._said(meant) if meant else "",
                above,
            )
        )
        self._tags[id(category)] = name
        for each in category.children("category"):
            self._take_category(each, name, is_code=True)

    def _said(self, element: Element) -> str:
        """Return what an element says; without the line breaks of its layout where it is not as written."""
        return element.text if self._is_exact else tidied(element.text)

    def _targets(self) -> Iterator[tuple[Element, str]]:
        """Yield all that points to a passage, or is one, with what it points to."""
        for each in self._root.within("annotation"):
            yield each, each.get("target")
        for each in self._root.within("span", "note"):
            target = each.get("target")
            if not target and each.get("from"):
                ends = each.get("from"), each.get("to") or each.get("from")
                target = f"#range({','.join(end.rpartition('#')[2] for end in ends)})"
            if target and self._texts.of(each) is None:
                yield each, target
        for text in self._texts.every:
            for each in text.element.within():
                if each.get("ana") and self._texts.of(each) is not None:
                    yield each, ""

    def _take(self, element: Element, target: str) -> None:
        here = self._texts.of(element)
        place, is_one = (here, True) if here and not target else self._texts.target(target)
        if not is_one:
            what = f"“{target[:60]}” points to several passages; it is taken from its first to its last"
            self._mistakes.append(Mistake(element.line, what))
        passage = self._passage(element, place)
        key = passage.key if passage.key and passage.key not in self._passages else f"@{len(self._passages)}"
        self._passages[key] = passage

    def _passage(self, element: Element, place: Place) -> Passage:
        tags = list(self._tags_of(element))
        notes = [self._said(each) for each in element.children("note")]
        if element.name in {"span", "note"} and self._texts.of(element) is None:
            said = self._said(element)
            is_tag = element.name == "span" and not tags and len(said) <= _LONGEST
            (tags if is_tag else notes).append(said)
        changes = {each.get("status"): each for each in element.within("change")}
        created, modified = changes.get("created"), changes.get("modified")
        start, end, words = place.text.passage(place)
        kind = created.get("type") if created else ""
        return Passage(
            source=place.text.source,
            line=element.line,
            start=start,
            end=end,
            exact=words,
            tags=tuple(filter(None, tags)),
            note="\n".join(filter(None, notes)),
            key=element.get("id").removeprefix("a-"),
            author=self._author(element, created),
            created=utc_of(created.get("when")) if created else "",
            modified=utc_of(modified.get("when")) if modified else "",
            provenance=provenance_in(f"{kind or 'human'}\n{created.text}", "\n") if created else None,
        )

    def _tags_of(self, element: Element) -> Iterator[str]:
        """Yield the categories that an element names; what is none of the file is told."""
        pointers = element.get("ana").split()
        pointers += [x for each in element.children("ptr", "ref") for x in each.get("target").split()]
        for id_, found in self._texts.named(pointers):
            if found is not None:
                yield self._tags.get(id(found)) or self._said(found) or id_
            else:
                self._mistakes.append(Mistake(element.line, f"there is no category “{id_[:60]}” in the file"))

    def _author(self, element: Element, created: Element | None = None) -> str:
        """Return who is responsible for something."""
        pointers = [element.get("resp"), created.get("who") if created else ""]
        for _, found in self._texts.named(" ".join(pointers).split()):
            if found is not None:
                return self._said(next(found.within("name", "persName", "orgName"), found))
        stated = element.child("respStmt")
        named = next(stated.within("name", "persName", "orgName"), None) if stated else None
        return self._said(named) if named else ""

    def _link(self, relation: Element) -> Link | None:
        """Return a relation; None for one that is not between annotations, which is told."""
        ends = [relation.get(name).split() for name in ("active", "passive")]
        keys = [id_.removeprefix("a-") for end in ends for id_, _ in self._texts.named(end)]
        name = relation.get("name")
        if [len(end) for end in ends] != [1, 1] or not all(key in self._passages for key in keys):
            what = f"the relation “{name[:40]}” is not from one annotation to another"
            self._mistakes.append(Mistake(relation.line, what))
            return None
        described = relation.child("desc")
        return Link(
            line=relation.line,
            name=tag_of(name) or relation.get("type") or "related",
            source=keys[0],
            target=keys[1],
            key=relation.get("id").removeprefix("r-"),
            author=self._author(relation),
            created=utc_of(relation.get("when")),
            note=self._said(described) if described else "",
        )
