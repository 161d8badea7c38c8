"""What the thread that reads keys hands to the app."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

from support.screen import make_library, staged
from textual.constants import ESCAPE_DELAY
from textual.events import Key, Paste
from textual.message import Message

from reader.tui.driver import TerminalDriver
from reader.tui.pasting import PastingDriver
from reader.tui.typed import Typed


class Woken:
    """The loop, counting how often it is woken."""

    def __init__(self) -> None:
        self.wakes = 0
        self._loop = asyncio.get_running_loop()

    def call_soon_threadsafe(self, *call: object) -> None:
        self.wakes += 1
        self._loop.call_soon_threadsafe(*call)  # type: ignore[arg-type]


async def read(*reads: list[Message]) -> tuple[list[Message], int]:
    """Have messages read so many at once; return what came to the app, and how often it was woken."""
    came: list[Message] = []
    driver = TerminalDriver.__new__(TerminalDriver)
    driver._reader = SimpleNamespace(post_message=came.append)
    driver._app_loop = woken = Woken()
    driver._together = None
    driver._arrived = deque()

    def send() -> None:
        for messages in reads:
            with driver.at_once():
                for message in messages:
                    driver.send_message(message)

    thread = threading.Thread(target=send)
    thread.start()
    thread.join()  # The loop does something else meanwhile.
    await asyncio.sleep(0)
    return came, woken.wakes


def keys(*names: str) -> list[Message]:
    return [Key(name, name if len(name) == 1 else None) for name in names]


async def test_what_is_read_at_once_comes_at_once_and_in_order() -> None:
    sent = keys(*"j" * 200)
    came, wakes = await read(sent)
    (typed,) = came
    assert isinstance(typed, Typed)
    assert [*typed.keys] == sent
    assert wakes == 1


async def test_what_is_read_while_the_app_is_busy_comes_together_too() -> None:
    sent = [keys(*"jk"), keys("w"), keys(*"bb")]
    came, _ = await read(*sent)
    (typed,) = came
    assert isinstance(typed, Typed)
    assert [*typed.keys] == [key for each in sent for key in each]


async def test_other_keys_and_messages_come_by_themselves_in_their_place() -> None:
    sent = [*keys("j", "k", "ctrl+c", "w", "ctrl+q", "ctrl+q"), Paste("words"), *keys("x", "y")]
    came, _ = await read(sent)
    parts = [[*each.keys] if isinstance(each, Typed) else [each] for each in came]
    assert [len(part) for part in parts] == [2, 1, 1, 1, 1, 1, 2]
    assert [message for part in parts for message in part] == sent


async def test_no_key_that_types_something_is_the_apps_own(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "news", {"a.txt": "Title\n\nText."})) as stage:
        for opened in (False, True):
            if opened:
                await stage.open()
            bound = {
                key
                for _, bindings in stage.app.screen._binding_chain
                for key, found in bindings.key_to_bindings.items()
                if any(each.priority for each in found)
            }
            assert bound
            assert all(key.startswith("ctrl+") for key in bound), bound


def test_a_key_long_after_escape_is_not_taken_together_with_it() -> None:
    came: list[Message] = []
    reading, writing = os.pipe()
    driver = PastingDriver.__new__(PastingDriver)
    driver.fileno, driver._debug = reading, False
    driver.process_message = came.append  # type: ignore[method-assign]
    driver.at_once = nullcontext  # type: ignore[assignment,method-assign]

    def moments() -> Iterator[bool]:
        for typed in (b"\x1b", b"j"):
            os.write(writing, typed)
            yield True
            time.sleep(ESCAPE_DELAY)

    driver.moments = moments  # type: ignore[method-assign]
    try:
        driver.run_input_thread()
    finally:
        os.close(reading)
        os.close(writing)
    assert [each.key for each in came if isinstance(each, Key)] == ["escape", "j"]
