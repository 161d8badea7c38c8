"""Keys that come together, as a burst of a key held down or of text typed ahead: handed on in one piece.

Textual has each key go through the app's queue and the focused widget's, and looks each time whether it is
bound to something on the way: more than half of what a motion takes in all.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Typed(Message, bubble=False):
    """Keys that were read at once, in their order; none is bound to anything of the app's own.

    Args:
        keys: The keys.
    """

    def __init__(self, keys: tuple[events.Key, ...]) -> None:
        super().__init__()
        self.keys = keys


def together(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield messages in their order, neighbouring keys that type something as one."""
    for are_words, group in groupby(messages, _types_something):
        neighbours = tuple(group)
        keys = tuple(each for each in neighbours if isinstance(each, events.Key))
        if are_words and len(keys) > 1:
            yield Typed(keys)
        else:
            yield from neighbours


def _types_something(message: Message) -> bool:
    """Tell whether a message is a key that types something; the app's own do not."""
    return isinstance(message, events.Key) and message.is_printable
