"""Keys in the order in which they were typed, also where one of them is no widget's.

Textual hands each key on to the widget with the focus, which takes it when it has done all before. What the
app itself does with a key would come before that; what a key opens or closes comes behind keys that were
typed at once after it. So keys are held here meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Self

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

from reader.session.keyboard import Keyboard
from reader.tui.typed import Typed
from reader.tui.widgets.surface import Surface

LONGEST_SECONDS = 1.0
"""Nothing is waited for longer."""
ROUNDS = 4
"""How often everything on the screen is asked to come to the end of what it has to do.

An answer takes that many steps: from the field to its prompt, to the screen below, to what that does.
"""
TICK_SECONDS = 0.005


class AppInTurn(App[int]):
    """An app that can do something behind the keys before it and before those behind it."""

    keyboard: Keyboard
    """The commands with the keys in force."""
    _held: list[events.Key] | None = None
    _before = 0
    """How many of those that are held were put before the others."""
    _until: Callable[[], bool] | None = None
    _turn: asyncio.Task[None] | None = None
    """No worker of the app: those are waited for when it ends."""

    def refresh(self, *, repaint: bool | None = None, layout: bool = False, recompose: bool = False) -> Self:
        """Have the screen in front drawn anew, or laid out, as when another one has gone that lay over it."""
        wanted = not layout if repaint is None else repaint
        return super().refresh(repaint=wanted, layout=layout, recompose=recompose)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key while something else is to be done first."""
        if self._held is not None and isinstance(event, events.Key) and not event.is_forwarded:
            self._held.append(event)
        elif isinstance(event, events.Key) and (behind := self._behind_escape(event)):
            await self.on_event(events.Key("escape", "\x1b"))
            await self.on_event(behind)
        elif isinstance(event, events.Key) and not event.is_forwarded and self._overtakes(event):
            self.in_turn(partial(self.take_now, event))
        else:
            await self.take_now(event)

    async def on_typed(self, typed: Typed) -> None:
        """Hand keys that came together to what takes them so, or else one by one."""
        surface = self.focused
        if self._held is None and self.app_focus and isinstance(surface, Surface):
            surface.post_message(typed)
            return
        for key in typed.keys:
            await self.on_event(key)

    async def take_now(self, event: events.Event) -> None:
        """Take an event, whatever is held."""
        await super().on_event(event)

    async def take_as_typed(self, key: str) -> None:
        """Take a key that types nothing as if it came now, whatever is held."""
        await self.take_now(events.Key(key, None))

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait for something else."""
        return self._held is not None

    def in_turn(self, call: Callable[[], object]) -> None:
        """Do something when all is done that was typed before, and hold keys until that is done, too."""
        if self._held is not None:
            self.call_later(call)
            return
        self._held = []
        self._turn = asyncio.create_task(self._take_turns(call))

    def hold_until(self, holds: Callable[[], bool]) -> None:
        """Hold keys until something is the case."""
        self._until = holds
        if self._held is None:
            self._held = []
            self._turn = asyncio.create_task(self._take_turns(None))

    def put_before(self, event: events.Key) -> bool:
        """Hold a key that was typed before those that are held; tell whether any are."""
        if self._held is None:
            return False
        self._held.insert(self._before, event)
        self._before += 1
        return True

    async def _take_turns(self, call: Callable[[], object] | None) -> None:
        try:
            if call is not None:
                await self._settle()
                self.call_later(call)
            await self._settle()
        finally:
            self.call_later(self._let_go)

    async def _let_go(self) -> None:
        """Hand on what was held, unless one of these keys has others held again."""
        held, self._held, self._before, self._until = self._held or [], None, 0, None
        while held and not self.holds_keys:
            event = held.pop(0)
            # As the app's own: what a widget sends goes no farther up than to that widget.
            await self.on_event(events.Key(event.key, event.character))
        self._held = [*held, *(self._held or ())] if self.holds_keys else None

    async def _settle(self) -> None:
        """Wait until everything in front has done what it had to do, and what is waited for is the case."""
        rounds = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_SECONDS):
                while rounds < ROUNDS or self._is_waiting(self.screen):
                    busy = self._at_work() if rounds else self._shown()
                    await _reached(*dict.fromkeys((*busy, *self._asked())))
                    await _reached(self)
                    rounds = ROUNDS if rounds and not busy and self._is_quiet() else rounds + 1
                    await asyncio.sleep(TICK_SECONDS if rounds > ROUNDS else 0)

    def _shown(self) -> Sequence[MessagePump]:
        return (*self.screen.walk_children(), self.screen)

    def _at_work(self) -> Sequence[MessagePump]:
        """Return the widgets that have something to do."""
        return tuple(each for each in self._shown() if each.message_queue_size)

    def _asked(self) -> Sequence[MessagePump]:
        """Return the widgets that the next key goes through."""
        screen = self.screen
        return tuple(screen.focused.ancestors_with_self)[:-1] if screen.focused is not None else (screen,)

    def _behind_escape(self, event: events.Key) -> events.Key | None:
        """Return the key that was typed at once behind escape; None for any other.

        A terminal sends the same for that as for the key with alt, which Textual takes it for.
        """
        if event.is_forwarded or not event.key.startswith("alt+") or not event.is_printable:
            return None
        character = event.character or ""
        return None if self.keyboard.takes(event.key) else events.Key(character, character)

    def _overtakes(self, event: events.Key) -> bool:
        """Tell whether a key is a prompt's own, which comes before its line is done or behind the next key.

        Those that move in its list come to it before what the field has still to do, the one that closes it
        when the field has had it.
        """
        screen = self.screen
        bound = screen.active_bindings.get(event.key) if screen.is_modal and not event.is_printable else None
        if bound is None or bound.node is not screen:
            return False
        return not bound.binding.priority or bool(self._at_work())

    def _is_quiet(self) -> bool:
        """Tell whether nobody has anything to do; a prompt may work on an answer all the same."""
        return not (self.screen.is_modal or self.message_queue_size or self._at_work())

    def _is_waiting(self, screen: Screen[object]) -> bool:
        """Tell whether a screen laid over another still works on an answer, or something is waited for."""
        if self._until is not None and not self._until():
            return True
        return screen.is_modal and any(not each.is_finished for each in self.workers if each.node is screen)


async def _reached(*pumps: MessagePump) -> None:
    """Wait until widgets have done what waits for them now; one that is going never says so."""
    done = asyncio.Event()
    waiting = 0

    def reach() -> None:
        nonlocal waiting
        waiting -= 1
        if not waiting:
            done.set()

    for pump in pumps:
        waiting += pump.call_later(reach)
    if waiting:
        with suppress(TimeoutError):
            async with asyncio.timeout(10 * TICK_SECONDS):
                await done.wait()
