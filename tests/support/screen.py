"""The app under Textual's pilot: a library of given texts, and the screen as a grid of text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from support.analysts import warm_analyst
from support.resting import parse_once, rest_sooner
from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.analysis import client
from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.session.reading import Reading
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen

parse_once()
rest_sooner()


def make_library(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write articles into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


@dataclass
class Stage:
    """The running app, driven as a person would."""

    app: ReaderApp
    pilot: Pilot[int]

    @property
    def grid(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def whole(self) -> str:
        """Everything a screen shows, in one line, with single spaces."""
        return " ".join(self.grid.split())

    @property
    def reading(self) -> Reading:
        """The session of the open article."""
        return next(s for s in self.app.screen_stack if isinstance(s, ArticleScreen)).reading

    async def press(self, keys: str) -> Stage:
        """Press keys, parted by spaces; wait until their work is done."""
        await self.pilot.press(*keys.split())
        return await self.settle()

    async def type(self, words: str) -> Stage:
        """Type words as they are, all at once: no key waits for the one before it."""
        for char in words:
            key = NAMES.get(char, char)
            self.app.post_message(events.Key(key, "\r" if char == "\n" else char))
        return await self.settle()

    async def settle(self) -> Stage:
        """Wait until nothing more is being done."""
        await self.pilot.pause()
        for _ in range(200):
            if not self.app.holds_keys:
                break
            await self.pilot.pause()
        self.app.saver.flush(5)
        for worker in tuple(self.app.workers):
            # A prompt that has its answer goes, and its workers are called off: they have nothing more to do.
            with suppress(WorkerCancelled):
                await worker.wait()
        await self.pilot.pause()
        return self

    async def until(self, holds: Callable[[Stage], bool]) -> Stage:
        """Wait until something holds of the screen."""
        for _ in range(400):
            if holds(self):
                return self
            await self.pilot.pause(0.025)
        raise AssertionError(f"never came; the screen shows\n{self.grid}")

    async def open(self, keys: str = "enter") -> Stage:
        """Open an article from the list and wait for its analysis."""
        await self.press(keys)
        return await self.until(
            lambda stage: isinstance(stage.app.screen, ArticleScreen) and stage.reading.findings.complete
        )


NAMES = {" ": "space", "\n": "enter", "/": "slash", ".": "full_stop", "-": "minus", "_": "underscore"}


@asynccontextmanager
async def staged(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
    names: tuple[str, ...] = (),
    at_once: bool = False,
) -> AsyncIterator[Stage]:
    """Run the app on a folder, or on some of its files, with the quick recogniser.

    With ``at_once`` it begins with what is remembered of the folder, if anything is.
    """
    settings = settings or Settings(annotator="tester", engine="quick")
    paths = [folder / name for name in names] or [folder]
    app = ReaderApp(open_library(paths, settings, at_once=at_once), settings)
    try:
        with patch.object(client, "Analyst", warm_analyst):
            async with app.run_test(size=size) as pilot:
                stage = Stage(app, pilot)
                await stage.until(lambda s: isinstance(s.app.screen, LibraryScreen))
                await stage.settle()
                yield stage
    finally:
        app.close_down()
