"""Relations: a named link from one annotation to another, and the edits that make and undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from reader.errors import ConflictError
from reader.text.quotes import in_quotes
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Annotation

QUOTED = 80
"""How many code points of an annotation's words an end keeps."""


class End(Value):
    """The annotation that a relation begins or ends at."""

    article: str
    """The id of its article."""
    annotation: str
    """Its id."""
    quote: str
    """Its words when the relation was made, shown where its article is not open."""


class Relation(Value):
    """Somebody's statement that one annotation has to do with another."""

    id: str
    """A UUIDv7, as an annotation's."""
    name: str
    """What the source does to the target: ``cites``, ``contradicts``."""
    source: End
    target: End
    author: str
    created: str
    """ISO 8601 in UTC, to the millisecond, ending in ``Z``."""
    note: str = ""

    @property
    def ends(self) -> tuple[End, End]:
        """Where it begins and where it ends."""
        return self.source, self.target

    def touches(self, annotation_id: str) -> bool:
        """Tell whether it begins or ends at an annotation."""
        return any(end.annotation == annotation_id for end in self.ends)

    def concerns(self, article_id: str) -> bool:
        """Tell whether it begins or ends in an article."""
        return any(end.article == article_id for end in self.ends)


class Relate(Value):
    """A new relation."""

    relation: Relation


class Unrelate(Value):
    """A relation that goes."""

    relation: Relation


RelationEdit: TypeAlias = Relate | Unrelate


def end_at(annotation: Annotation) -> End:
    """Return an annotation as the end of a relation."""
    words = " ".join(annotation.target.exact[: 2 * QUOTED].split())
    return End(annotation.article, annotation.id, words[:QUOTED])


def inverse_relation(edit: RelationEdit) -> RelationEdit:
    """Return the edit that undoes ``edit``."""
    match edit:
        case Relate(relation):
            return Unrelate(relation)
        case Unrelate(relation):
            return Relate(relation)
        case _:
            assert_never(edit)


def apply_relations(relations: Iterable[Relation], edits: Iterable[RelationEdit]) -> tuple[Relation, ...]:
    """Return ``relations`` with ``edits`` done, in the order in which they were made.

    Raises:
        ConflictError: when one adds what is there, or takes away what is not.
    """
    by_id = {each.id: each for each in relations}
    for edit in edits:
        relation = edit.relation
        match edit:
            case Relate() if relation.id in by_id:
                raise _conflict(relation, "is there already")
            case Unrelate() if relation.id not in by_id:
                raise _conflict(relation, "is no longer there")
            case Relate():
                by_id[relation.id] = relation
            case Unrelate():
                del by_id[relation.id]
            case _:
                assert_never(edit)
    return tuple(sorted(by_id.values(), key=lambda each: each.id))


def describe_relation(edit: RelationEdit) -> str:
    """Return what the edit did: ``related “Daesh” to “the group”: means``."""
    relation = edit.relation
    did = "related" if isinstance(edit, Relate) else "no longer related"
    return f"{did} {in_quotes(relation.source.quote)} to {in_quotes(relation.target.quote)}: {relation.name}"


def _conflict(relation: Relation, what: str) -> ConflictError:
    return ConflictError(
        f"the relation {relation.name} of {in_quotes(relation.source.quote)} {what}",
        where=relation.source.article,
        remedy="open the article again to see it as it is now",
    )
