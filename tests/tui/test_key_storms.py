"""Whatever keys come, however fast, and whatever size the terminal takes: Reader goes on obeying keys.

``python tests/fuzz/storms.py --storms 60`` looks further.
"""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import pytest
from support.screen import Stage, make_library, staged
from textual import events
from textual.geometry import Size

from reader.tui.typed import together

FIRST = int(os.environ.get("READER_STORMS_FIRST", "0"))
STORMS = int(os.environ.get("READER_STORMS", "3"))
BURSTS = int(os.environ.get("READER_STORM_BURSTS", "25"))
TEXT = "Anna Smith met Angela Merkel in Berlin. The Islamic State* came.\n\n" * 6 + "* banned in Russia.\n"
LETTERS = "jkhlwbe(){}0$gG]e[dasnN*vo+-fFitT.#cC;R&%xr uySADELEz<>:?Xmw/123=YKpl"
NAMED = ("enter", "enter", "enter", "escape", "tab", "backspace", "down", "up")
MODIFIED = ("ctrl+d", "ctrl+r", "ctrl+o", "ctrl+e", "ctrl+p")
KEYS = (*LETTERS, *NAMED, *MODIFIED)
PREFIXES = ("", "", "A", "l", "lA", "lv3e", "lD", "lE", "?", ":", "l:", "T", "lX")
"""What a storm begins with, so that it rages on each of the screens."""


def send(stage: Stage, *keys: str) -> None:
    """Press keys at once, none waiting for the one before it."""
    sent = []
    for key in keys:
        words = "\r" if key == "enter" else key if len(key) == 1 else None
        sent.append(events.Key("space" if key == " " else key, words))
    for message in together(sent):
        stage.app.post_message(message)


def resize(stage: Stage, width: int, height: int) -> None:
    """Give the terminal another size."""
    size = Size(width, height)
    stage.app._driver._size = size  # type: ignore[union-attr]
    stage.app.post_message(events.Resize(size, size))


async def rage(stage: Stage, chance: random.Random) -> None:
    """Press keys in bursts, at many sizes."""
    send(stage, *chance.choice(PREFIXES))
    for _ in range(BURSTS):
        if not stage.app.is_running:
            return
        send(stage, *chance.choices(KEYS, k=chance.choice((1, 2, 3, 5, 9))))
        if chance.random() < 0.1:
            resize(stage, chance.randrange(20, 130), chance.randrange(4, 50))
        await asyncio.sleep(chance.choice((0, 0, 0.005, 0.05, 0.2)))


async def lead_out(stage: Stage) -> None:
    """Leave from wherever that is, by the keys that do."""
    resize(stage, 80, 24)
    for _ in range(200):
        send(stage, "escape")
        await asyncio.sleep(0.05)
        if not stage.app.is_running:
            return
        send(stage, "q")
        await asyncio.sleep(0.05)
    raise AssertionError(f"no key leads out; the screens are {stage.app.screen_stack}\n{stage.grid}")


@pytest.mark.parametrize("seed", range(FIRST, FIRST + STORMS))
@pytest.mark.timeout(60 + BURSTS)
async def test_keys_lead_out_of_everything(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    texts = {"a.txt": TEXT, "b.txt": TEXT.replace("Anna", "Bob"), "c.txt": "x"}
    async with staged(make_library(tmp_path / "news", texts)) as stage:
        await rage(stage, random.Random(seed))
        await lead_out(stage)
