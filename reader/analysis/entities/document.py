"""Making a document agree with itself: one entity for all its names, one type, every mention.

In order: the names that designations tie together; surnames that belong to a full name; acronyms; the
mentions that were missed; one type for each entity, by vote.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.analysis.entities.acronyms import acronym_names
from reader.analysis.entities.edges import is_marked
from reader.analysis.entities.labelling import designated_label, voted_label
from reader.analysis.entities.lexicon import home_of_label
from reader.analysis.entities.linking import Links, folded, is_place_name, link_acronyms, link_persons
from reader.analysis.entities.missed import always_known, missed_mentions
from reader.analysis.entities.places import Places
from reader.articles.findings import Entity, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.entities.recogniser import RawSpan
    from reader.articles.findings import Designation
    from reader.text.span import Span

_HONOURED = re.compile(r"\b(?:Mrs?|Ms|Mme|Dr|Prof|Sir|Lady|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Sen|Gov)\.? $")
_REACH = 8
"""How far in front of a name, in code points, an honorific is looked for."""
_SURE = 5
"""How many votes an honorific is worth."""


def resolve_entities(
    text: str, names: Sequence[RawSpan], designations: Sequence[Designation]
) -> tuple[Entity, ...]:
    """Return the entities of a text in the order of their first mentions, which do not overlap.

    Args:
        text: The article's text.
        names: Mended names in order; see `mending.mend`.
        designations: What the text says of whom. Every mention they list becomes a mention of one entity.
    """
    document = _Document(text)
    document.add_designated(designations)
    document.add_names(names)
    document.link()
    document.add_missed()
    return document.entities()


class _Document:
    """The mentions of a text, while it is being made to agree with itself."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places()
        self._mentions: dict[Span, str] = {}
        self._votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._links = Links()
        self._marked: set[Span] = set()
        self._canonical: dict[str, str] = {}
        self._designations: defaultdict[str, list[Designation]] = defaultdict(list)

    def add_designated(self, designations: Iterable[Designation]) -> None:
        """Take the mentions that designations list, and tie the names of each entity together."""
        for designation in designations:
            for designated in designation.entities:
                keys = [folded(mention.text) for mention in designated.mentions]
                for mention, key in zip(designated.mentions, keys, strict=True):
                    self._links.join(key, keys[0])
                    self._designations[key].append(designation)
                    self._canonical.setdefault(key, designated.name)
                    if mention.marked:
                        self._marked.add(mention.span)
                    self._take(mention.span)

    def add_names(self, names: Sequence[RawSpan]) -> None:
        """Take what the recogniser found, and the acronyms that stand behind it."""
        for name in names:
            votes = self._votes[folded(name.span.of(self._text))]
            if _HONOURED.search(self._text, max(0, name.span.start - _REACH), name.span.start):
                votes["PERSON"] += _SURE
            else:
                votes[name.label] += 1
            self._take(name.span)
        for name, acronym in acronym_names(self._text, names):
            full, short = name.span.of(self._text), acronym.span.of(self._text)
            if self._take(acronym.span) or acronym.span in self._mentions:
                self._votes[folded(short)][name.label] += 1
                self._links.join(folded(short), folded(full))

    def link(self) -> None:
        """Link surnames to full names and acronyms to what they stand for."""
        labels = {name: self._top(name) for name in set(self._mentions.values())}
        persons = [name for name, label in labels.items() if label == "PERSON"]
        full = [name for name in persons if " " in name]
        self._surnames = link_persons(full, [name for name in persons if " " not in name], self._links)
        for surname, owner in self._surnames.items():
            if self._may_be_person(surname):
                self._links.join(folded(surname), owner)
                self._votes[folded(surname)] = Counter(PERSON=1)
        link_acronyms(labels, self._links)

    def add_missed(self) -> None:
        """Take the places where known names stand that nobody has seen."""
        written = set(self._mentions.values())
        alone = {surname for surname in self._surnames if self._may_be_person(surname)}
        for span in missed_mentions(self._text, written | alone | always_known()):
            name = span.of(self._text)
            if self._take(span) and name in always_known():
                self._votes[folded(name)][home_of_label()[name]] += 1

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities as they stand now."""
        grouped: defaultdict[str, list[Span]] = defaultdict(list)
        for span in sorted(self._mentions):
            grouped[self._links.root(folded(self._mentions[span]))].append(span)
        return tuple(self._entity(spans) for spans in grouped.values())

    def _take(self, span: Span) -> bool:
        taken = self._places.take(span)
        if taken:
            self._mentions[span] = span.of(self._text)
        return taken

    def _top(self, name: str) -> str:
        votes = self._votes[folded(name)]
        return votes.most_common(1)[0][0] if votes else ""

    def _may_be_person(self, surname: str) -> bool:
        """Tell whether a surname alone means the person, and not a place or a people of that name."""
        is_elsewhere = is_place_name(surname) and self._votes[folded(surname)]["PERSON"] == 0
        return not is_elsewhere and home_of_label().get(surname) != "NORP"

    def _entity(self, spans: list[Span]) -> Entity:
        written = Counter(self._mentions[span] for span in spans)
        keys = {folded(name) for name in written}
        votes = sum((self._votes[key] for key in sorted(keys)), Counter[str]())
        designations = [found for key in sorted(keys) for found in self._designations.get(key, ())]
        name = self._canonical_name(written, keys)
        label = designated_label(designations, votes) if designations else voted_label(written, votes)
        mentions = tuple(
            Mention(span, self._mentions[span], span in self._marked or is_marked(self._text, span))
            for span in spans
        )
        return Entity(name, label, mentions, tuple(other for other in written if other != name))

    def _canonical_name(self, written: Counter[str], keys: Iterable[str]) -> str:
        """Return the name a designation gives, else the fullest, of these the commonest, then the first."""
        given = [self._canonical[key] for key in sorted(keys) if key in self._canonical]
        return (
            given[0] if given else max(written, key=lambda name: (len(folded(name).split()), written[name]))
        )
