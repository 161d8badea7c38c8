"""Documents that are no annotations."""

from __future__ import annotations

import copy

import pytest

from reader.storage.records import from_record, to_record


def broken(record, path, value):
    record = copy.deepcopy(record)
    *outer, last = path.split(".")
    inner = record
    for name in outer:
        inner = inner[name]
    if value is KeyError:
        del inner[last]
    else:
        inner[last] = value
    return record


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", "17"),
        ("id", KeyError),
        ("target", []),
        ("target.start", "3"),
        ("target.start", True),
        ("target.start", 3.0),
        ("target.end", 0),
        ("target.exact", "another length"),
        ("target.sha256", "xyz"),
        ("tags", "war"),
        ("tags", [1]),
        ("note", None),
        ("author", KeyError),
        ("created", "yesterday"),
        ("modified", "2026-01-01T00:00:00+01:00"),
        ("provenance", None),
        ("provenance.kind", "magic"),
        ("provenance.by", 1),
        ("anchor", "lost"),
        ("score", "high"),
    ],
)
def test_names_the_field_that_is_wrong(annotate, path, value):
    with pytest.raises(ValueError, match=path.rpartition(".")[2] if path != "target.end" else "span"):
        from_record(broken(to_record(annotate()), path, value))


def test_passes_over_fields_it_does_not_know(annotate):
    annotation = annotate()
    record = to_record(annotation)
    record["target"]["page"] = 3
    assert from_record({**record, "colour": "red"}) == annotation
