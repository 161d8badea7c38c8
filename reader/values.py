"""What most classes here are: values, whose fields are given once.

A value is a `msgspec.Struct`. Its class is made in a fortieth of the time that a frozen data class takes, a
copy with other fields in a twentieth, an object in an eighth: no start, no long list of names waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, dataclass_transform

from msgspec import Struct, field
from msgspec.structs import asdict, astuple

if TYPE_CHECKING:
    from dataclasses import replace  # With this one, the fields that are given are checked.
else:
    from msgspec.structs import replace

__all__ = ["Value", "asdict", "astuple", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True):
    """The base of classes whose objects cannot be changed, and are equal, and hashed, by their fields.

    Two are equal only where both are of the same class. What fields must be is checked in ``__post_init__``.

    Raises:
        AttributeError: when a field is set.
    """
