"""What was found in an article before stands on its first screen, until it is found anew."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged

from reader.analysis import client
from reader.analysis.client import Analyst
from reader.analysis.last import Known
from reader.articles.article import Article
from reader.articles.findings import Findings
from reader.config.settings import Settings
from reader.page.layout import Page
from reader.session import finding, highlights
from reader.session.finding import remembered
from reader.tui.articles import Articles
from reader.tui.screens.article import ArticleScreen
from reader.values import replace

TEXT = "Harak fell\n\nSergei Lavrov met Daesh* fighters in Kabul.\n\n* banned in Russia\n"


@pytest.fixture
def read(tmp_path: Path) -> Path:
    """A library whose article is not read yet."""
    return make_library(tmp_path / "news", {"a.txt": TEXT})


def names(stage: Stage) -> set[str]:
    return {entity.name for entity in stage.reading.findings.entities}


async def read_through(folder: Path) -> Known:
    """Have the first article read until what was found is kept: it is told before."""
    async with staged(folder) as stage:
        await stage.open()
        await stage.until(lambda s: remembered(s.app.library.readings, s.reading.article) is not None)
        known = remembered(stage.app.library.readings, stage.reading.article)
        assert known is not None
        return known


def kept(stage: Stage, article: Article) -> Findings | None:
    known = remembered(stage.app.library.readings, article)
    return known.findings if known is not None else None


async def opened_before_the_analysis(stage: Stage) -> Findings:
    await stage.press("enter")
    await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
    return stage.reading.findings


async def test_it_stands_before_the_analysis_has_said_anything(
    read: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(read) as stage:
        await stage.open()
        found = stage.reading.findings
        assert "Sergei Lavrov" in names(stage)
    monkeypatch.setattr(Analyst, "request", lambda *_, **__: None)
    async with staged(read) as stage:
        assert await opened_before_the_analysis(stage) == found
        assert "◆" in stage.grid
        await stage.press("] e enter")
        assert "Sergei Lavrov" in stage.whole
        assert "…" not in stage.grid.splitlines()[-1]


async def test_a_first_look_does_not_take_its_place_and_what_is_found_anew_does(
    read: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await read_through(read)
    monkeypatch.setattr(Analyst, "request", lambda *_, **__: None)
    async with staged(read) as stage:
        known = await opened_before_the_analysis(stage)
        article = stage.reading.article.id
        given_up = Findings(language="", engine="")
        for worse in (replace(known, entities=(), complete=False), given_up):
            stage.app.articles.found(article, worse)
            assert stage.reading.findings == known
        stage.app.articles.found(article, replace(known, entities=known.entities[:1]))
        assert len(names(stage)) == 1


async def test_it_stands_in_a_long_text_and_no_row_is_drawn_again_when_it_is_found_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_library(tmp_path / "news", {"a.txt": TEXT + "\nThe Taliban met in Doha." * 6_000})
    async with staged(folder) as stage:
        await stage.open()
        found, article = stage.reading.findings, stage.reading.article
        assert len(article.text) > 100_000
        # It is told before it is kept.
        await stage.until(lambda s: kept(s, article) == found)
    async with staged(folder) as stage:
        asked: list[str] = []
        with monkeypatch.context() as patched:
            patched.setattr(Analyst, "request", lambda _, id_, *__, **___: asked.append(id_))
            assert await opened_before_the_analysis(stage) == found
            await stage.until(lambda _: bool(asked))
        before = stage.reading
        stage.app.articles.found(asked[0], replace(found))
        await stage.settle()
        assert stage.reading is before


async def test_what_still_holds_is_not_found_again(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await read_through(read)
    monkeypatch.setattr(client, "unpack", lambda *_: pytest.fail("it is sent again"))
    answers: list[Findings] = []
    monkeypatch.setattr(Articles, "found", lambda _, __, findings: answers.append(findings))
    put_in_order: list[Findings] = []
    monkeypatch.setattr(highlights, "look_through", put_in_order.append)
    async with staged(read) as stage:
        found = await opened_before_the_analysis(stage)
        await stage.until(lambda _: bool(answers))
        assert answers[0] is found
        assert put_in_order == []
        assert stage.reading.known is None


async def test_what_no_longer_holds_is_found_anew(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = await read_through(read)
    wrong = replace(known, findings=replace(known.findings, entities=()), stamp="another")
    monkeypatch.setattr(finding, "remembered", lambda *_: wrong)
    async with staged(read) as stage:
        assert not (await opened_before_the_analysis(stage)).entities
        await stage.until(lambda s: s.reading.findings == known.findings)


async def test_nothing_is_remembered_of_another_text(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(read) as stage:
        await stage.open()
    monkeypatch.setattr(Analyst, "request", lambda *_, **__: None)
    (read / "a.txt").write_text(TEXT.replace("Kabul", "Herat"))
    async with staged(read) as stage:
        found = await opened_before_the_analysis(stage)
        assert not found.entities
        assert not found.complete


SCREENS = pytest.mark.parametrize(("width", "spacing"), [(80, 1), (80, 0), (120, 2), (60, 1), (49, 1)])


def laid_out(folder: Path, width: int, spacing: int) -> AbstractAsyncContextManager[Stage]:
    settings = Settings(annotator="tester", engine="quick", spacing=spacing)
    return staged(folder, size=(width, 24), settings=settings)


@SCREENS
async def test_an_article_that_is_left_is_neither_laid_out_nor_looked_up_again(
    read: Path, monkeypatch: pytest.MonkeyPatch, width: int, spacing: int
) -> None:
    async with laid_out(read, width, spacing) as stage:
        await stage.open()
        await stage.until(lambda s: s.reading.findings.complete)
        before, screen = stage.reading, stage.app.article
        assert screen is not None
        monkeypatch.setattr(finding, "remembered", lambda *_: pytest.fail("it is looked up again"))
        assert screen.begin_again()
        assert screen.reading.page is before.page
        assert screen.reading.found is before.found


@SCREENS
async def test_an_article_is_laid_out_once_when_it_is_opened(
    read: Path, monkeypatch: pytest.MonkeyPatch, width: int, spacing: int
) -> None:
    async with laid_out(read, width, spacing) as stage:
        monkeypatch.setattr(Page, "again", lambda *_, **__: pytest.fail("it is laid out again"))
        await stage.open()
        screen = stage.app.article
        assert screen is not None
        assert stage.reading.page.width == min(stage.app.settings.width, screen.desk.view.room)
        assert stage.reading.page.spacing == spacing
