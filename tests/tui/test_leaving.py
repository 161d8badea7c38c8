"""What leaving waits for, and what it writes down."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screen import make_library, staged
from textual.message_pump import MessagePump

from reader.analysis.process import WorkerProcess
from reader.tui.screens.article import ArticleScreen
from reader.values import replace

TEXT = "\n\n".join(f"Paragraph number {n} is about Aro Velt and so on." for n in range(400))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "news", {"a.txt": TEXT})


async def test_what_the_next_start_would_show_is_not_taken_for_read(library: Path) -> None:
    async with staged(library, size=(70, 20)) as stage:
        await stage.open()
        await stage.press("j space j")
        stage.app.keep_place()
        kept = stage.app.library.progress.all()
        screen = stage.app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.begin_again()
        screen.show_reading(replace(screen.reading, furthest=len(TEXT)))
        stage.app.keep_place()
        assert stage.app.library.progress.all() == kept


async def test_only_two_rounds_are_asked_where_nobody_has_anything_to_do(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[MessagePump] = []
    later = MessagePump.call_later

    def counted(pump: MessagePump, *arguments: object, **options: object) -> bool:
        asked.append(pump)
        return later(pump, *arguments, **options)  # type: ignore[arg-type]

    async with staged(library, size=(70, 20)) as stage:
        await stage.open()
        await stage.settle()
        monkeypatch.setattr(MessagePump, "call_later", counted)
        await stage.app._settle()
        monkeypatch.undo()
        on_screen = [*stage.app.screen.walk_children(with_self=True)]
        assert set(on_screen) <= set(asked)
        assert len([each for each in asked if each in on_screen]) < 2 * len(on_screen)


async def test_nobody_waits_until_the_worker_has_given_its_memory_back(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[WorkerProcess] = []
    monkeypatch.setattr(WorkerProcess, "stop", lambda process: ended.append(process))
    monkeypatch.setattr(WorkerProcess, "end", lambda _: pytest.fail("it was waited for"))
    async with staged(library, size=(70, 20)) as stage:
        await stage.open()
        await stage.until(lambda s: s.reading.findings.complete)
        stage.app.close_down()
        process = stage.app.analyst._process
        monkeypatch.undo()
        assert ended == [process]
        assert process is not None
        process.end()
