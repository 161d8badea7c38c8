"""Keys that come together lead where they lead one by one, at a fraction of the cost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from textual import events

from reader.tui.app import ReaderApp
from reader.tui.typed import together
from reader.tui.widgets.article_view import ArticleView

TEXT = "\n\n".join(f"Paragraph number {n} is about Aro Velt, and so on; it goes on." for n in range(90))
MOTIONS = ("j", "k", "w", "b", "e", ")", "}", "2", "3", "l", "v", "n", "]", "g")


def send(stage: Stage, keys: str) -> None:
    for message in together(events.Key(key, key) for key in keys):
        stage.app.post_message(message)


@pytest.mark.parametrize("seed", range(2))
async def test_keys_that_come_together_lead_where_they_lead_one_by_one(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    keys = "".join(chance.choices(MOTIONS, k=50))
    shown = []
    for step in (1, len(keys)):
        library = make_library(tmp_path / f"news{step}", {"a.txt": TEXT})
        async with staged(library, size=(60, 16)) as stage:
            await stage.open()
            await stage.until(lambda s: s.reading.findings.complete)
            for start in range(0, len(keys), step):
                send(stage, keys[start : start + step])
                await stage.settle()
            reading = stage.reading
            shown.append((stage.grid, reading.caret, reading.anchor, reading.furthest))
    assert shown[0] == shown[1]


async def test_keys_that_come_together_are_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[events.Event] = []
    compared: list[ArticleView] = []
    taken, compare = ReaderApp.take_now, ArticleView._compare

    async def counted(app: ReaderApp, event: events.Event) -> None:
        seen.append(event)
        await taken(app, event)

    def count(view: ArticleView) -> None:
        compared.append(view)
        compare(view)

    async with staged(make_library(tmp_path / "news", {"a.txt": TEXT}), size=(60, 16)) as stage:
        await stage.open()
        await stage.settle()
        at = stage.reading.caret.offset
        monkeypatch.setattr(ReaderApp, "take_now", counted)
        monkeypatch.setattr(ArticleView, "_compare", count)
        send(stage, "j" * 100)
        await stage.until(lambda s: s.reading.caret.offset > at)
        await stage.settle()
        assert stage.reading.page.place(stage.reading.caret.offset).row > 90
        assert [event for event in seen if isinstance(event, events.Key)] == []
        assert len(compared) <= 2
