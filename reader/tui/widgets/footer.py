"""The foot of a screen: what can be done, or what was just done."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from reader.page.cells import width_of
from reader.page.layout import Page
from reader.page.visible import visible
from reader.session.commands import Scope
from reader.session.keyboard import Keyboard
from reader.tui.widgets.rows import padded
from reader.tui.widgets.surface import Surface

ALWAYS = ("tag.ask", "help", "back", "quit")
"""Commands whose keys are shown before all others where there is little room."""


class Footbar(Surface):
    """Mode and pending keys, a message or the keys of the scope, the place; above it a warning that stays.

    One line as a rule; a long message takes as many as it needs.

    Args:
        scope: Whose keys to show at first.
        keyboard: The keys in force.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footer--key",
        "footer--mode",
        "footer--warning",
        "footer--label",
    }

    def __init__(self, scope: Scope, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._scope = scope
        self._mode = ""
        self._message = ""
        self._warning = False
        self._lasting = ""
        self._place = ""
        self._hint = ""
        self._idle: tuple[str, ...] = ()
        self._listed: tuple[Hashable, list[Segment]] | None = None
        self.bare = False
        """Whether only messages are shown, no keys and no place."""

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Show a message until the next key, commands named in it by their keys."""
        message = self._keyboard.worded(message)
        if (message, warning) != (self._message, self._warning):
            self._message, self._warning = message, warning
            self._settle()

    def insist(self, message: str) -> None:
        """Show a warning that stays until it is taken back with an empty one."""
        if message != self._lasting:
            self._lasting = message
            self._settle()

    def take_back(self, message: str) -> None:
        """Take back a warning that stays, unless another one has taken its place."""
        if message == self._lasting:
            self.insist("")

    def update(
        self,
        *,
        scope: Scope | None = None,
        mode: str = "",
        place: str = "",
        hint: str = "",
        idle: tuple[str, ...] = (),
    ) -> None:
        """Show another mode and place, and the keys of another scope.

        Args:
            scope: Whose keys; those of the same one when left out.
            mode: What the next key belongs to.
            place: Where the caret or the cursor is.
            hint: What is said instead of the keys, where the next one is no command of the scope.
            idle: Commands of the scope that can do nothing now.
        """
        now = (scope or self._scope, mode, place, self._keyboard.worded(hint), idle)
        if now != (self._scope, self._mode, self._place, self._hint, self._idle):
            self._scope, self._mode, self._place, self._hint, self._idle = now
            self._settle()

    def _settle(self) -> None:
        """Draw what has changed; take another number of rows where the words need it."""
        if self.is_mounted and self._height(self.size.width) != self.size.height:
            self.refresh(layout=True)
        else:
            self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the words need."""
        return self._height(width)

    def _height(self, width: int) -> int:
        told = len(_rows(self._message, self._room(width))) if self._message else 1
        return told + len(_rows(self._lasting, width - 2))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        insisted = _rows(self._lasting, width - 2)
        if y < len(insisted):
            return Strip([Segment(padded(f" {insisted[y]}", width), self._style("warning"))], width)
        told = _rows(self._message, self._room(width)) if self._message else []
        y -= len(insisted)
        segments = self._begin(y == 0)
        if told:
            style = self._style("warning") if self._warning else self.base
            words = told[y] if y < len(told) else ""
            segments.append(Segment(padded(f" {words}", self._room(width) + 1), style))
        else:
            segments += self._keys(self._room(width) + 1)
        if y == max(0, len(told) - 1):
            segments.append(Segment(self._end, self._style("label")))
        return Strip(segments).adjust_cell_length(width, self.base)

    @property
    def _end(self) -> str:
        return f" {visible(self._place)} " if self._place and not self.bare else ""

    def _style(self, name: str) -> Style:
        return self.look(f"footer--{name}")

    def _begin(self, first: bool) -> list[Segment]:
        words = f" {visible(self._mode)} " if self._mode else ""
        if not first:
            return [Segment(" " * width_of(words), self.base)]
        return [Segment(words, self._style("mode"))] if words else []

    def _room(self, width: int) -> int:
        mode = width_of(f" {visible(self._mode)} ") if self._mode else 0
        return max(1, width - mode - width_of(self._end) - 1)

    def notify_style_update(self) -> None:
        """Forget the keys that were drawn in another style."""
        super().notify_style_update()
        self._listed = None

    def _keys(self, room: int) -> list[Segment]:
        """Return as many keys as there is room for; the same ones as a rule, whatever key was pressed."""
        state = (room, self._hint, self.bare, self._scope, self._idle)
        if self._listed is None or self._listed[0] != state:
            self._listed = state, self._drawn_keys(room)
        return self._listed[1]

    def _drawn_keys(self, room: int) -> list[Segment]:
        """Draw the keys that there is room for, in the table's order; some before all others."""
        if self._hint:
            return [Segment(padded(f" {self._hint}", room), self._style("label"))]
        shown = () if self.bare else self._keyboard.commands_in(self._scope)
        words = {
            command.id: (f" {self._keyboard.shown(command.id)} ", command.label)
            for command in shown
            if command.footer and command.keys and command.id not in self._idle
        }
        fitting = set()
        for command in sorted(words, key=lambda each: each not in ALWAYS):
            taken = width_of("".join(words[command]))
            if taken <= room:
                fitting.add(command)
                room -= taken
        segments = [
            Segment(part, self._style(name))
            for command, parts in words.items()
            if command in fitting
            for name, part in zip(("key", "label"), parts, strict=True)
        ]
        return [*segments, Segment(" " * room, self.base)]


def _rows(words: str, width: int) -> list[str]:
    """Return a message in rows of a width; line breaks in it are shown as signs."""
    shown = visible(words)
    page = Page(shown, max(1, width))
    return [shown[row.start : row.end].rstrip() for row in map(page.row, range(page.height))] if words else []
