"""An app under test that rests sooner: waiting for it by looking at it, and parsing its style sheets once.

Textual's pilot sleeps 20 ms before and behind every key. What it waits for is that the process works no more,
which can be seen sooner: the loop has nothing ready, and hardly any time went by in the processor.
"""

from __future__ import annotations

import asyncio
from time import monotonic, process_time
from typing import Any

from textual import app, pilot
from textual.css.stylesheet import Stylesheet

STEP = 0.004
"""How long, in seconds, nothing must be done."""


async def at_rest(min_sleep: float = STEP, max_sleep: float = 1) -> None:
    """Wait until this process works no more, at least and at most some seconds."""
    loop = asyncio.get_running_loop()
    begun = monotonic()
    while True:
        used = process_time()
        await asyncio.sleep(STEP)
        gone = monotonic() - begun
        idle = not loop._ready and process_time() - used < STEP / 8
        if gone >= max_sleep or (gone > min_sleep and idle):
            return


def rest_sooner() -> None:
    """Let every app of this process be waited for in this way."""
    app.wait_for_idle = pilot.wait_for_idle = at_rest


def parse_once() -> None:
    """Let every app of this process share what style sheets say once they are parsed."""
    parse = Stylesheet._parse_rules
    known: dict[Any, Any] = {}

    def parse_rules(sheet: Stylesheet, css: str, *place: Any, **named: Any) -> Any:
        key = (css, place, frozenset(named.items()), frozenset(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, css, *place, **named)
        return known[key]

    Stylesheet._parse_rules = parse_rules  # type: ignore[method-assign]
