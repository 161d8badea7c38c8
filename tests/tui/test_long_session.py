"""A long session of mixed keys: nothing breaks, and the file holds what the screen says."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from support.screen import Stage, staged

from reader.annotations.annotation import Annotation
from reader.storage.tinydb_store import TinyDBStore
from reader.tui.screens.article import ArticleScreen

MOVES, CHANGES, PANES = map(
    str.split,
    (
        "j k w b e ) ( } { 0 $ G ctrl+d ctrl+u space ]e [e ]d [d ]a [a ctrl+o ma 'a n N",
        "t:actor t:claim t:place c:note c:more c: . x u ctrl+r v o iw is ip ie + - f s:th s:an /:the /:US",
        "enter A E tab q L z ?:undo D escape",
    ),
)


async def do(stage: Stage, action: str) -> None:
    """Carry out one action as a person types it; hints are answered with the first label."""
    kind, colon, words = action.partition(":")
    if not colon:
        await stage.press(action if action in NAMED else " ".join(action))
    else:
        await stage.press(NAMES.get(kind, kind))
        if kind in "tc/?" and stage.app.screen is not article(stage):
            await stage.type(words)
            await stage.press("escape" if kind == "c" else "enter")
        elif kind == "s":
            await stage.type(words)
    if isinstance(stage.app.screen, ArticleScreen) and stage.reading.hints:
        await stage.type(stage.reading.hints[0].label)


NAMES = {"/": "slash", "?": "question_mark"}
NAMED = ("enter", "tab", "escape", "space", "ctrl+d", "ctrl+u", "ctrl+o", "ctrl+r")


def article(stage: Stage) -> ArticleScreen:
    """The article's screen, whatever lies over it."""
    return next(s for s in stage.app.screen_stack if isinstance(s, ArticleScreen))


def plain(annotations: tuple[Annotation, ...]) -> list[tuple[object, ...]]:
    """What must be the same on the screen and on disk."""
    return sorted((a.id, a.target, a.tags, a.note) for a in annotations)


@pytest.mark.parametrize("seed", [2])
async def test_the_file_holds_what_the_screen_says(tmp_path: Path, seeds: Path, seed: int) -> None:
    shutil.copytree(seeds, tmp_path / "samples")
    chance = random.Random(seed)
    async with staged(tmp_path / "samples", size=(100, 30)) as stage:
        await stage.open()
        done, most = [], 0
        for step in range(45):
            action = chance.choice(chance.choice((MOVES, CHANGES, CHANGES, PANES)))
            done.append(action)
            await do(stage, action)
            if stage.app.screen.__class__.__name__ == "LibraryScreen":
                await stage.open()
            if step % 15 == 14:
                await stage.press("escape")
                if not isinstance(stage.app.screen, ArticleScreen):
                    await stage.open()
                stage.app.saver.flush(5)
                store = TinyDBStore(tmp_path / "samples" / ".reader", "tester")
                stored = store.load(stage.reading.article.id).annotations
                assert plain(stored) == plain(stage.reading.annotations), done
                most = max(most, len(stored))
        assert most > 3
