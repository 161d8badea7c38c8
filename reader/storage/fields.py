"""Reading the fields of documents, strictly: what is missing or of another type is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from reader.annotations.annotation import Target
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHA256 = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z")


def field(record: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
    """Return a field of a type.

    Raises:
        ValueError: when it is missing or of another type.
    """
    value = record.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _wrong(name)
    return value


def optional(record: Mapping[str, Any], name: str, kind: type[_T] | tuple[type[_T], ...]) -> _T | None:
    """Return a field of a type; None where it is missing or null.

    Raises:
        ValueError: when it is of another type.
    """
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _wrong(name)
    return value


def matching(record: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    """Return a field of text in a form.

    Raises:
        ValueError: when it is missing or in another form.
    """
    value = field(record, name, str)
    if not pattern.fullmatch(value):
        raise _wrong(name)
    return value


def one_of(record: Mapping[str, Any], name: str, values: tuple[_T, ...]) -> _T:
    """Return a field that is one of some values.

    Raises:
        ValueError: when it is none of them.
    """
    value = record.get(name)
    if value not in values:
        raise ValueError(f"“{name}” is none of {', '.join(map(str, values))}")
    return value


def _wrong(name: str) -> ValueError:
    return ValueError(f"“{name}” is missing or not as it should be")


def target_record(target: Target) -> dict[str, Any]:
    """Return a target as a document."""
    return {
        "start": target.span.start,
        "end": target.span.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "sha256": target.sha256,
    }


def target_in(record: Mapping[str, Any]) -> Target:
    """Return the target in a document.

    Raises:
        ValueError: when a field is missing, of another type, or makes no sense; the message names it.
    """
    span = Span(field(record, "start", int), field(record, "end", int))
    exact = field(record, "exact", str)
    if len(exact) != len(span):
        raise ValueError(f"“exact” has {len(exact)} code points, its span {len(span)}")
    return Target(
        span=span,
        exact=exact,
        prefix=field(record, "prefix", str),
        suffix=field(record, "suffix", str),
        sha256=matching(record, "sha256", SHA256),
    )
