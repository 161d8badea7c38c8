"""What goes out of a library: findings and suggestions where a format needs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annotating import annotate

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.exchange.section import Section
from reader.session.analyses import Finder
from reader.session.exporting import sections_of
from reader.session.opening import Library, open_library
from reader.session.scopes import Scope
from reader.text.span import Span

ANSAR = """\
Fighting resumes near the border

The Taliban* said it had left. Nobody in Kabul believed the Taliban.

* an organisation banned in Russia
"""
MOSCOW = "Moscow said no\n\nNobody was surprised in Moscow.\n"
ALL = frozenset({"findings", "suggestions"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ansar.txt").write_text(ANSAR, "utf-8")
    (tmp_path / "moscow.txt").write_text(MOSCOW, "utf-8")
    return tmp_path


def opened(folder: Path) -> Library:
    return open_library([folder], Settings(annotator="tester"))


WHOLE = Scope()


def sections(folder: Path, scope: Scope = WHOLE, needs: frozenset[str] = ALL) -> dict[str, Section]:
    library = opened(folder)
    finder = Finder(library, "quick", pytest.fail)
    return {each.article.path: each for each in sections_of(library, scope, finder, needs)}


def test_findings_and_suggestions_are_there_where_they_are_needed(folder: Path) -> None:
    annotate(folder, "ansar.txt", "left", "verb")
    made = sections(folder)["ansar.txt"]
    assert made.findings is not None
    assert "Taliban" in {each.name for each in made.findings.entities}
    said = [(each.span.of(ANSAR), each.tag, each.by) for each in made.suggestions]
    assert said == [("Taliban", "banned", "designation footnote")] * 2
    assert all(each.confidence and 0 < each.confidence <= 1 for each in made.suggestions)
    assert [each.span.start for each in made.suggestions] == sorted(
        each.span.start for each in made.suggestions
    )
    without = sections(folder, needs=frozenset())["ansar.txt"]
    assert (without.findings, without.suggestions) == (None, ())


def test_what_is_tagged_so_or_was_turned_down_is_suggested_no_more(folder: Path) -> None:
    annotate(folder, "ansar.txt", "Taliban", "banned")
    assert len(sections(folder)["ansar.txt"].suggestions) == 1
    library = opened(folder)
    article = next(library.read(row.id) for row in library.listings() if row.path == "ansar.txt")
    start = ANSAR.rindex("Taliban")
    target = make_target(article.text, Span(start, start + 7), sha256=article.sha256)
    no = Annotation(new_id(), article.id, target, "tester", utc_now(), utc_now(), tags=("banned",))
    library.store.reject(article, Add(no))
    assert sections(folder)["ansar.txt"].suggestions == ()


def test_an_export_that_nobody_waits_for_is_given_up(folder: Path) -> None:
    annotate(folder, "ansar.txt", "left", "verb")
    library = opened(folder)
    asked = iter([False, True])
    finder = Finder(library, "auto", lambda _: None, lambda: next(asked))
    with pytest.raises(ReaderError, match="given up"):
        sections_of(library, Scope(), finder, ALL)
    finder.close()


def test_a_query_by_entity_looks_for_names_in_the_article(folder: Path) -> None:
    annotate(folder, "ansar.txt", "Nobody in Kabul believed the Taliban", "doubt")
    annotate(folder, "moscow.txt", "Nobody", "doubt")
    kept = sections(folder, Scope(query="entity:kabul tag:doubt"))
    assert list(kept) == ["ansar.txt"]
    assert list(sections(folder, Scope(words="MOSCOW said"))) == ["moscow.txt"]
    assert list(sections(folder, Scope(unannotated=True))) == ["ansar.txt", "moscow.txt"]
    named = Scope((opened(folder).listings()[1].id,), query="tag:nothing")
    assert [made.annotations for made in sections(folder, named).values()] == [()]
