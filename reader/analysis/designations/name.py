"""A name in a text: who may be designated."""

from __future__ import annotations

from reader.values import Value


class Name(Value, gc=False):
    """A name at the tokens ``[first, last)``, without quotes around it."""

    first: int
    last: int
    quoted: bool = False
    place: bool = False
    """Made of names of countries and capitals alone."""
    label: str = ""
    """The recogniser's label, or PERSON where a role stands before it."""

    @property
    def outer_first(self) -> int:
        """The first token with the opening quote."""
        return self.first - 1 if self.quoted else self.first

    @property
    def outer_last(self) -> int:
        """The end with the closing quote."""
        return self.last + 1 if self.quoted else self.last
