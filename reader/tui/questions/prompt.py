"""Prompts that lose no key.

What is typed before their field has the focus goes into it all the same; what is typed behind the key that
answers them goes to the screen below.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Input, TextArea

from reader.tui.roles import Front
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.sheets import OVER
from reader.tui.standing import StandingScreen
from reader.tui.widgets.fields import LineField

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

UNANSWERED = 0.5
"""Seconds after which a prompt that is still there takes a line as no answer."""


class Prompt(Front, ModalScreen[ScreenResultType], StandingScreen[ScreenResultType]):
    """A screen laid over another to ask for something, with one field to type into."""

    SHEETS = (OVER,)

    app: ReaderApp

    ahead: tuple[events.Key, ...] = ()
    _beyond: tuple[events.Key, ...] = ()
    _below: Screen[Any] | None = None
    _has_turn = False
    """Whether keys that came ahead wait for what another one of them does here."""

    def take(self, event: events.Key) -> None:
        """Take a key that was on its way to the screen below when this one came."""
        if self.is_mounted:
            self._give(event)
        else:
            self.ahead = (*self.ahead, event)

    def on_mount(self) -> None:
        """Put what came ahead into the field."""
        for field in self.query(LineField):
            field.beyond = self._came_beyond
        for event in self.ahead:
            self._give(event)
        self.call_after_refresh(self._uncover)

    def on_resize(self) -> None:
        """Look again what lies under it."""
        self.call_after_refresh(self._uncover)

    def _uncover(self) -> None:
        if self.is_answered or self.app.screen is not self:
            return
        below = self.app.screen_stack[-2]
        for asked in self.query(".prompt"):
            if isinstance(below, KeyedScreen):
                below.make_room(asked.region.y)

    def on_key(self, event: events.Key) -> None:
        """Give the field a key that came before it had the focus."""
        if self.is_answered:
            event.stop()
            self._came_beyond(event)
        elif self.focused is None:
            event.stop()
            self._give(event)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go, and let the screen below have the keys that were typed behind the answer; once only.

        What lies over it meanwhile stays: that the terminal is too small, say, when an export was written.
        """
        stack = self.app.screen_stack
        if self.is_answered or self not in stack:
            return AwaitComplete()
        self._below = stack[stack.index(self) - 1]
        if isinstance(self._below, KeyedScreen):
            self._below.take_room()
        gone = super().dismiss(result)
        beyond, self._beyond = self._beyond, ()
        for event in beyond:
            self._came_beyond(event)
        return gone

    @property
    def is_answered(self) -> bool:
        """Whether it has gone, or is about to; keys that still come are for the screen below."""
        return self._below is not None

    def _came_beyond(self, event: events.Key) -> None:
        if self._below is None:
            self._beyond = (*self._beyond, event)
        else:
            self._below.post_message(events.Key(event.key, event.character))

    def typed(self, line: str) -> None:
        """Called with every change of the line, while there is no answer."""

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if not self.is_answered:
            self.typed(event.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key do anything to what is not there yet, or no more."""
        return self.is_mounted and not self.is_answered and super().check_action(action, parameters)

    @on(Input.Submitted)
    def _given_away(self) -> None:
        self.set_timer(UNANSWERED, self._go_on)

    def _go_on(self) -> None:
        """Let the line be typed on, where it was no answer."""
        if self.is_answered:
            return
        for field in self.query(LineField):
            field.sent = False
        beyond, self._beyond = self._beyond, ()
        for event in beyond:
            self._give(event)

    def _give(self, event: events.Key) -> None:
        if self.is_answered:
            self._came_beyond(event)
            return
        field = self.query("Input, TextArea").first()
        if isinstance(field, LineField) and field.sent:
            self._came_beyond(event)
            return
        self._has_turn = self._has_turn and self.app.put_before(event)
        if self._has_turn:
            return
        self.set_focus(field)
        words = event.character if event.is_printable else "\n" if event.key == "enter" else None
        if isinstance(field, TextArea) and words:
            field.insert(words)
        elif isinstance(field, LineField) and words == "\n":
            field.sent = True
            self.call_later(field.action_submit)
        elif isinstance(field, Input) and words:
            field.replace(words, *field.selection)
        elif isinstance(field, LineField) and field.do(event.key):
            pass
        elif event.key == "escape" or self._binds(event.key):
            self._has_turn = not self.app.holds_keys
            self.app.in_turn(partial(self.app.take_as_typed, event.key))

    def _binds(self, key: str) -> bool:
        bound = (each.key.split(",") for each in self.BINDINGS if isinstance(each, Binding))
        return any(key in keys for keys in bound)
