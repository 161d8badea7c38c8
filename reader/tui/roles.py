"""What a screen with keys asks of others, so that it can tell them before they are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events


class Front:
    """A screen laid over another, which takes the keys that were on their way to that one."""

    def take(self, event: events.Key) -> None:
        """Take a key that was on its way to the screen below when this one came."""
        raise NotImplementedError


class RoundField:
    """A field that keys which were on their way to another widget come round to, by the screen."""

    async def come_round(self, event: events.Key) -> None:
        """Take a key from the screen."""
        raise NotImplementedError

    async def drain(self) -> None:
        """Take the keys that waited for those that were typed before them."""
        raise NotImplementedError


class TypedField:
    """A field for one line: keys that were on their way to its screen by the time it came are its own."""
