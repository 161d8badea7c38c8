"""What the thread that reads keys hands to the app."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace

from textual.events import Key
from textual.message import Message

from reader.tui.driver import TerminalDriver


async def test_what_is_read_at_once_comes_at_once_and_in_order() -> None:
    came: list[Message] = []
    wakes: list[object] = []
    loop = asyncio.get_running_loop()

    class Woken:
        """The loop, counting how often it is woken."""

        def call_soon_threadsafe(self, *call: object) -> None:
            wakes.append(call)
            loop.call_soon_threadsafe(*call)  # type: ignore[arg-type]

    driver = TerminalDriver.__new__(TerminalDriver)
    driver._reader = SimpleNamespace(post_message=came.append)
    driver._app_loop = Woken()
    driver._together = None
    keys = [Key("j", "j") for _ in range(200)]

    def read() -> None:
        with driver.at_once():
            for key in keys:
                driver.send_message(key)

    thread = threading.Thread(target=read)
    thread.start()
    await asyncio.to_thread(thread.join)
    await asyncio.sleep(0)
    assert came == keys
    assert len(wakes) == 1
