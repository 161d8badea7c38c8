from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.analysis.designations.engine import find_designations
from reader.analysis.designations.hints import NameHint
from reader.articles.findings import Designation
from reader.text.span import Span

Find = Callable[..., tuple[Designation, ...]]


@pytest.fixture
def find() -> Find:
    """Find the designations of a text; Russian where it holds Cyrillic letters, unless told."""

    def run(text: str, *, language: str = "", hints: dict[str, str] | None = None) -> tuple[Designation, ...]:
        names = [
            NameHint(Span(text.index(name), text.index(name) + len(name)), label)
            for name, label in (hints or {}).items()
        ]
        cyrillic = any("а" <= char <= "я" for char in text.lower())
        return find_designations(
            text, sentences=(), names=names, language=language or ("ru" if cyrillic else "en")
        )

    return run


@pytest.fixture
def only(find: Find) -> Callable[..., Designation]:
    """Find the one designation of a text."""

    def run(text: str, **options: object) -> Designation:
        found = find(text, **options)
        assert len(found) == 1, [(d.text, d.kind, d.source) for d in found]
        return found[0]

    return run


def mentions(designation: Designation) -> dict[str, list[str]]:
    """Return each entity's name with its mentions, a star behind the marked ones."""
    return {
        entity.name: [m.text + "*" * m.marked for m in entity.mentions] for entity in designation.entities
    }


@pytest.fixture(name="mentions")
def mentions_fixture() -> Callable[[Designation], dict[str, list[str]]]:
    return mentions


Stated = list[tuple[str, str, frozenset[str], frozenset[str]]]


@pytest.fixture
def stated(find: Find) -> Callable[[str], Stated]:
    """Return what a text states: kind, polarity, jurisdictions, and whom by the name that stands first."""

    def run(text: str) -> Stated:
        return [
            (
                each.kind,
                each.polarity,
                frozenset(each.jurisdictions),
                frozenset(entity.mentions[0].text.strip("«»“”") for entity in each.entities),
            )
            for each in find(text)
        ]

    return run
