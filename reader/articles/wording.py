"""How findings are told to a person: wherever a designation, an entity or their sureness is put in words.

Everything said of a designation is the text's own wording, where it stands and how sure the attachment is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.country_names import COUNTRY_NAMES
from reader.articles.mentions import marked_among
from reader.text.quotes import in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.articles.findings import Designation, Mention

KINDS = {
    "listed_person": "listed person",
    "foreign_agent": "foreign agent",
    "state_media": "state media",
    "recognition": "recognition withheld or given",
    "distancing": "distancing words",
    "ideological": "ideological label",
    "militant": "militant label",
    "backing": "backed by somebody",
    "judicial": "judicial status",
}
"""Kinds of designations in words, where they are not their own."""
ORIGINS = {
    "footnote": "a footnote",
    "inline": "brackets behind the name",
    "apposition": "words beside the name",
    "predicate": "a statement of the text",
    "epithet": "an epithet: the writer's own wording, not a listing",
    "banner": "a banner about the text or its outlet",
}
DOUBTFUL = 0.75
"""Below this confidence an attachment is shown as uncertain."""


def status_told(designation: Designation) -> str:
    """Say what a text gives somebody: ``foreign agent, sanctioned (negated)``."""
    kinds = [KINDS.get(kind, kind) for kind in (designation.kind, *designation.also)]
    polarity = designation.polarity
    return ", ".join(kinds) + (f" ({polarity})" if polarity != "asserted" else "")


def statement_told(designation: Designation, paragraph: int) -> tuple[tuple[str, str], ...]:
    """Say in which words, where and for which places a text states it: facts, each with its label.

    Args:
        designation: The designation.
        paragraph: The number of its paragraph, from 1.
    """
    sure = sureness_told(designation.confidence)
    marker = f" with the marker {designation.marker}" if designation.marker else ""
    facts = [
        ("the text says", in_quotes(" ".join(designation.text.split()))),
        ("where", f"{ORIGINS[designation.source]}{marker}, in paragraph {paragraph} ({sure})"),
        ("jurisdiction", ", ".join(map(_place, designation.jurisdictions)) or "none stated"),
    ]
    if designation.authority:
        facts.append(("authority", designation.authority))
    return tuple(facts)


def named_told(designation: Designation) -> str:
    """Say whom it is attached to, and at how many places the text names them."""
    named = [f"{each.name} ({count_mentions(each.mentions)})" for each in designation.entities]
    return "; ".join(named) or "nobody named"


def sureness_told(confidence: float) -> str:
    """Say how sure something is: ``86% sure``, ``uncertain: 47% sure``."""
    return f"{'uncertain: ' if confidence < DOUBTFUL else ''}{confidence:.0%} sure"


def count_mentions(mentions: Sequence[Mention]) -> str:
    """Say how many mentions there are, marked and unmarked: ``4: 1 marked, 3 unmarked``."""
    marked = marked_among(mentions)
    unmarked = len(mentions) - marked
    return f"{len(mentions)}: {marked} marked, {unmarked} unmarked" if marked else str(len(mentions))


def _place(code: str) -> str:
    return f"{COUNTRY_NAMES[code]} ({code})" if code in COUNTRY_NAMES else code
