"""What an analysis found in an article: sentences, entities with their mentions, designations.

Everything said of a designation is what the text says, never what is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reader.text.span import Span
from reader.values import Value, field

Kind = Literal[
    "terrorist",
    "extremist",
    "banned",
    "undesirable",
    "foreign_agent",
    "listed_person",
    "sanctioned",
    "state_media",
    "recognition",
    "distancing",
    "ideological",
    "militant",
    "backing",
    "judicial",
]
Polarity = Literal["asserted", "negated", "lifted", "suspended", "proposed", "attributed"]
Origin = Literal["footnote", "inline", "apposition", "predicate", "epithet", "banner"]


class Mention(Value, gc=False):
    """One place where the text names an entity, without markers, articles or possessive endings."""

    span: Span
    text: str
    marked: bool = False
    """Whether a footnote marker stands right behind it, as in ``Daesh*``."""
    confidence: float | None = None
    """How sure whoever found it is, from 0 to 1; None where nobody says."""
    corrected: str | None = None
    """Who corrected what was found here; None where nobody did."""


class ListedAs(Value):
    """An entry of one of the user's lists that has a name of an entity; evidence, not proof."""

    list: str
    """The list's name."""
    entry: str
    """What the list calls the entry."""
    name: str
    """The entry's main name."""
    until: str | None = None
    """The last day of the entry, ISO 8601; None where it has no end."""
    source: str = ""
    """Where the list has it from, in the list's words."""


class Entity(Value):
    """Somebody or something that an article names, under all its names there."""

    name: str
    """The canonical name: the fullest one the article itself uses."""
    label: str
    """Its type, an OntoNotes label: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT and so on."""
    mentions: Sequence[Mention]
    """In the order of the text."""
    aliases: tuple[str, ...] = ()
    """The other names the article gives it, in the order they first appear."""
    listed: tuple[ListedAs, ...] = ()
    """The entries of the user's lists that have one of its names."""


class Designated(Value):
    """An entity that a designation is attached to, with each of its mentions, marked or not."""

    name: str
    aliases: tuple[str, ...]
    mentions: Sequence[Mention]


class Designation(Value):
    """A status that a text gives to somebody or something."""

    span: Span
    """The stretch of text that states it."""
    text: str
    kind: Kind
    polarity: Polarity
    source: Origin
    confidence: float
    """How sure the attachment is, from 0 to 1."""
    also: tuple[Kind, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    """ISO 3166 alpha-2 codes, ``EU``, ``UN``, or ``XX`` for unnamed others; empty when unstated."""
    authority: str | None = None
    """The body that decided it, in the text's own words."""
    marker: str | None = None
    """The footnote symbol, such as ``*``, where there is one."""
    entities: tuple[Designated, ...] = ()


class Findings(Value, weakref=True):
    """Everything an analysis found in one text."""

    language: str
    """ISO 639-1, such as ``en``."""
    engine: str
    """Who found the entities: ``quick``, or a model's name with its version."""
    sentences: Sequence[Span] = ()
    entities: tuple[Entity, ...] = ()
    designations: tuple[Designation, ...] = ()
    complete: bool = field(default=True)
    """False while parts of the text are still to be looked at by the engine."""
    unexplained: Sequence[Mention] = ()
    """Names with a footnote marker that no footnote explains."""
