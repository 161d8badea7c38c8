"""What a peek shows: the entity, the designations and the annotations under the caret, in words.

Everything about a designation is the text's own wording, where it stands and how sure the attachment is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from reader.annotations.annotation import Annotation, Provenance
from reader.articles.findings import Designated, Designation, Entity, ListedAs, Mention
from reader.articles.front_matter import front_matter
from reader.articles.wording import (
    count_mentions,
    named_told,
    statement_told,
    status_told,
    sureness_told,
)
from reader.corrections.correction import SCOPES, TYPES, Correction
from reader.session.conflicts import BESIDE
from reader.session.finding import denied_at
from reader.session.front import front_fold
from reader.session.reading import Reading, annotations_at, designations_at, mention_at, stands_at
from reader.session.relating import relations_of, told
from reader.session.reviewing import place_told
from reader.session.standing import paragraph_starts
from reader.session.suggested import suggestions_at
from reader.session.suggestion import Suggestion
from reader.text.quotes import in_quotes
from reader.text.span import Span
from reader.values import Value

LABELS: Mapping[str, str] = TYPES
PLACE = "place"
"""The label of the fact that names a command."""


class Section(Value):
    """One thing explained: what it is, its heading, and facts, each with its label."""

    kind: str
    """The entity's type in words, ``designated`` or ``annotated``."""
    heading: str
    facts: tuple[tuple[str, str], ...]


def explain(reading: Reading) -> tuple[Section, ...]:
    """Return what stands under the caret, in words; nothing when there is nothing to explain."""
    offset = reading.caret.offset
    sections = [*_front(reading, offset)]
    found = mention_at(reading.findings, offset)
    designations = designations_at(reading.findings, offset)
    if found is not None:
        sections.append(_entity(*found, designated=_named_at(designations, offset)))
    sections.extend(_designation(reading, d, offset, alone=found is None) for d in designations)
    sections.extend(_unexplained(m) for m in reading.findings.unexplained if stands_at(m, offset))
    denied = (each for each, _ in denied_at(reading, offset))
    sections.extend(_denied(each, own=each.author == reading.author) for each in denied)
    sections.extend(_annotation(reading, a) for a in annotations_at(reading, offset))
    sections.extend(_suggestion(each) for each in suggestions_at(reading, offset))
    return tuple(sections)


def _front(reading: Reading, offset: int) -> Iterator[Section]:
    """Yield what the text says of itself above its beginning, with the caret on the sign of that."""
    text = reading.article.text
    if offset == 0 and reading.page.folds_over(Span(0, 1)) and front_fold(text):
        front = front_matter(text)
        facts = ((key, ", ".join(filter(None, values))) for key, values in front.said.items())
        heading = front.first("title") or "front matter"
        yield Section("front matter", heading, tuple((key, value) for key, value in facts if value))


def _suggestion(suggestion: Suggestion) -> Section:
    facts = (("because", suggestion.why), ("from", suggestion.by), ("you", "a accepts, d rejects for good"))
    return Section("suggested", suggestion.tag, facts)


def _named_at(designations: tuple[Designation, ...], offset: int) -> Designated | None:
    for designation in designations:
        for designated in designation.entities:
            if any(stands_at(mention, offset) for mention in designated.mentions):
                return designated
    return None


def _entity(entity: Entity, mention: Mention, *, designated: Designated | None) -> Section:
    names = {entity.name: None} | dict.fromkeys(entity.aliases)
    if designated is not None:
        names |= {designated.name: None} | dict.fromkeys(designated.aliases)
    others = [name for name in names if name not in (mention.text, "")]
    facts = [("also", ", ".join(others))] if others else []
    facts.append(("mentions", count_mentions(entity.mentions)))
    if mention.corrected is not None:
        facts.append(("name and type", f"corrected by {mention.corrected}"))
    elif mention.confidence is not None:
        facts.append(("name and type", sureness_told(mention.confidence)))
    facts.extend(("listed", _listed(listed)) for listed in entity.listed)
    return Section(LABELS.get(entity.label, entity.label.lower()), mention.text, tuple(facts))


def _listed(listed: ListedAs) -> str:
    """Say where the user's lists have a name: ``NAME in LIST (entry ID; SOURCE; until DATE)``."""
    until = f"until {listed.until}" if listed.until else ""
    told = "; ".join(filter(None, (f"entry {listed.entry}", listed.source, until)))
    return f"{listed.name} in {listed.list} ({told})"


def _designation(reading: Reading, designation: Designation, offset: int, *, alone: bool) -> Section:
    before = bisect_right(paragraph_starts(reading.article.text), designation.span.start)
    facts = statement_told(designation, max(1, before))
    if alone or designation.span.holds(offset):
        facts = (*facts, ("of", named_told(designation)))
    return Section("designated", status_told(designation), facts)


def _unexplained(mention: Mention) -> Section:
    return Section("marked", mention.text, (("the text says", "nothing: no footnote explains this marker"),))


def _denied(correction: Correction, *, own: bool) -> Section:
    said = "no name" if correction.kind == "no_name" else "no designation"
    reach = SCOPES[correction.scope]
    facts = (("corrected", f"by {correction.author}, {reach}{'; r ⌫ takes it back' if own else ''}"),)
    return Section(said, " ".join(correction.words.split()), facts)


def _origin(reading: Reading, provenance: Provenance) -> str:
    """Say how an annotation came to be: ``accepted: gazetteer ofac``, ``propagated from “Daesh”``."""
    if (provenance.by or "").startswith(BESIDE):
        return "an edit of the annotation beside it, which was changed elsewhere at the same time"
    if provenance.kind != "propagated":
        return f"{provenance.kind}: {provenance.by}" if provenance.by else provenance.kind
    source = next((a for a in reading.annotations if a.id == provenance.by), None)
    words = in_quotes(" ".join(source.target.exact.split())) if source else "another article"
    return f"propagated from {words}"


def _annotation(reading: Reading, annotation: Annotation) -> Section:
    own = reading.own(annotation)
    codes = filter(None, map(reading.codebook.find, annotation.tags))
    facts = [("means", f"{code.name}: {code.description}") for code in codes if code.description]
    if annotation.note:
        facts.append(("note", annotation.note))
    facts.append(("passage", in_quotes(" ".join(annotation.target.exact.split()))))
    facts.extend(("related", told(seen)) for seen in relations_of(reading, annotation))
    facts.append(("by", annotation.author if own else f"{annotation.author} (not yours: cannot be changed)"))
    facts.append(("made", annotation.created[:16].replace("T", " ") + " UTC"))
    if annotation.anchor != "exact":
        facts.append((PLACE, place_told(annotation, own=own)))
    if annotation.origin is not None:
        facts.append(("made on", in_quotes(" ".join(annotation.origin.exact.split()))))
    if annotation.provenance.kind != "human" or annotation.provenance.by:
        facts.append(("from", _origin(reading, annotation.provenance)))
    return Section("annotated", ", ".join(annotation.tags) or "without a tag", tuple(facts))
