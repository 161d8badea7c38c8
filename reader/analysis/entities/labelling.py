"""What type an entity has: a vote of its mentions, and what the words themselves tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import home_of_label, known

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from reader.articles.findings import Designation

_COLLECTIVE = re.compile(
    r"\b(?:groups?|organi[sz]ations?|movements?|part(?:y|ies)|networks?|militias?|outlets?|media|NGOs?|compan(?:y|ies)"
    r"|agenc(?:y|ies)|channels?|foundations?|brigades?)\b|организаци|движени|групп|парти|фонд|батальон",
    re.IGNORECASE,
)
_GROUPS = frozenset(("terrorist", "extremist", "banned", "undesirable", "militant", "state_media"))
_BEARERS = ("PERSON", "ORG", "GPE", "WORK_OF_ART", "PRODUCT")


def voted_label(names: Iterable[str], votes: Counter[str]) -> str:
    """Return the type of an entity without designations.

    Args:
        names: All its names.
        votes: How often each label was given to a mention of it.
    """
    names = tuple(names)
    for name in names:
        if name in known("countries") and votes["PERSON"] == 0:
            return "GPE"
        if home_of_label().get(name) == "NORP" and votes["LANGUAGE"] == 0:
            return "NORP"
    label = votes.most_common(1)[0][0] if votes else "ORG"
    is_body = label == "NORP" and any(name in known("organisations") for name in names)
    return "ORG" if is_body else label


def designated_label(designations: Iterable[Designation], votes: Counter[str]) -> str:
    """Return the type of an entity that the text gives a status to.

    A statement that speaks of groups makes it an organisation; else the vote counts among the types that
    can bear a status.

    Args:
        designations: Those that name it.
        votes: How often each label was given to a mention of it.
    """
    for found in designations:
        if found.kind in _GROUPS and _COLLECTIVE.search(found.text):
            return "ORG"
    bearers = [(votes[label], label) for label in _BEARERS if votes[label]]
    return max(bearers, key=lambda pair: pair[0])[1] if bearers else "ORG"
