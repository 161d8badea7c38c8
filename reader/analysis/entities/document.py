"""Making a document agree with itself: one entity for all its names, one type, every mention.

In order: the names that designations tie together; surnames that belong to a full name; acronyms; the
mentions that were missed; one type for each entity, by vote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.analysis.entities.acronyms import acronym_names
from reader.analysis.entities.aliases import alias_names
from reader.analysis.entities.evidence import evidence
from reader.analysis.entities.expansions import expansions
from reader.analysis.entities.labelling import designated_label, voted_label
from reader.analysis.entities.lexicon import home_of_label
from reader.analysis.entities.linking import (
    Links,
    folded,
    is_place_name,
    link_acronyms,
    link_countries,
    link_persons,
    link_short_organisations,
    link_spellings,
)
from reader.analysis.entities.missed import always_known, missed_mentions, spelling_variants
from reader.analysis.entities.namesakes import nearest_namesake
from reader.articles.findings import Entity, Mention
from reader.text.markers import is_marked
from reader.text.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.entities.recogniser import RawSpan
    from reader.articles.findings import Designation
    from reader.text.span import Span

_START = attrgetter("start")
_GIVEN = 3
"""How many votes it is worth that the text itself gives somebody another name."""


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
        self._surnames: list[str] = []
        self._shared: dict[str, set[str]] = {}
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
            votes[name.label] += 1
            for label, worth in evidence(self._text, name.span, name.label):
                votes[label] += worth
            self._take(name.span)
        for name, other in chain(acronym_names(self._text, names), alias_names(self._text, names)):
            full, short = name.span.of(self._text), other.span.of(self._text)
            if self._take(other.span) or other.span in self._mentions:
                self._votes[folded(short)][name.label] += _GIVEN
                self._links.join(folded(short), folded(full))
        for long, short_span in expansions(self._text):
            if long in self._mentions and short_span in self._mentions:
                self._links.join(folded(short_span.of(self._text)), folded(long.of(self._text)))

    def link(self) -> None:
        """Link surnames to full names and acronyms to what they stand for."""
        labels = {name: self._top(name) for name in set(self._mentions.values())}
        link_spellings(labels, self._links)
        persons = [name for name, label in labels.items() if label == "PERSON"]
        full = [name for name in persons if " " in name]
        owners = link_persons(full, [name for name in persons if " " not in name], self._links)
        for surname, bearers in owners.items():
            if len(bearers) > 1:
                self._shared[folded(surname)] = bearers
            elif self._may_be_person(surname):
                self._surnames.append(surname)
                self._links.join(folded(surname), next(iter(bearers)))
                self._votes[folded(surname)] = Counter(PERSON=1)
        link_acronyms(labels, self._links)
        link_countries(labels, self._links)
        link_short_organisations(labels, self._links)

    def add_missed(self) -> None:
        """Take the places where known names stand that nobody has seen."""
        written = set(self._mentions.values())
        known = written.union(self._surnames)
        variants = spelling_variants(self._text, known)
        for variant, name in variants.items():
            self._links.join(folded(variant), folded(name))
        for span in missed_mentions(self._text, known | variants.keys() | always_known()):
            name = span.of(self._text)
            if self._take(span) and name in always_known():
                self._votes[folded(name)][home_of_label()[name]] += 1

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities as they stand now."""
        grouped: defaultdict[str, list[Span]] = defaultdict(list)
        for span in sorted(self._mentions, key=_START):
            grouped[self._links.root(folded(self._mentions[span]))].append(span)
        for shared, bearers in self._shared.items():
            self._share(grouped, shared, bearers)
        groups = [sorted(spans, key=_START) for spans in grouped.values() if spans]
        return tuple(self._entity(spans) for spans in sorted(groups, key=lambda spans: spans[0].start))

    def _share(self, grouped: defaultdict[str, list[Span]], surname: str, bearers: Iterable[str]) -> None:
        """Give the mentions of a surname to those of its bearers that they mean."""
        roots = {self._links.root(bearer) for bearer in bearers}
        if surname not in grouped or surname in roots:
            return
        full = {
            root: [span for span in grouped[root] if " " in self._mentions[span]] for root in sorted(roots)
        }
        for span in grouped.pop(surname):
            grouped[nearest_namesake(self._text, span, full) or surname].append(span)

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
        votes: Counter[str] = Counter()
        for key in sorted(keys):
            votes.update(self._votes.get(key, {}))
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
