"""Screens of a stack that is changed by whatever comes first: a key, the terminal's size, a thread.

What is to be done on a screen may come when another one lies over it already, or when it has gone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.await_complete import AwaitComplete
from textual.reactive import Reactive
from textual.screen import ScreenResultType
from textual.widget import Widget

from reader.tui.inside import UndrawnScreen
from reader.tui.sheets import read_sheet


class StandingScreen(UndrawnScreen[ScreenResultType]):
    """A screen that never takes another one away in its own place."""

    SHEETS: ClassVar[tuple[Path, ...]] = ()
    """The style sheets that it is shown with."""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What takes the keys; what gains or loses them draws itself anew, and nothing else is."""
    _waiting: tuple[Callable[[], object], ...] = ()
    _stood = False

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(name, id, classes)
        for path in self.SHEETS:
            read_sheet(self.app, path)

    def in_front(self, call: Callable[[], object]) -> None:
        """Do something while nothing lies over this screen: now, or later; never once it has gone."""
        if self.app.screen is self:
            call()
        elif self in self.app.screen_stack:
            self._waiting = (*self._waiting, call)

    @property
    def stands(self) -> bool:
        """Whether everything on it is there: what comes from a thread may come too early, or too late."""
        return self.is_mounted and self in self.app.screen_stack

    @property
    def is_current(self) -> bool:
        """Whether it is to be seen: Textual would draw it below one that covers it, and that one with it."""
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else []
        return super().is_current and not any(screen.styles.background.a == 1 for screen in above)

    def update_node_styles(self, animate: bool = True) -> None:
        """Style everything on it anew; not when it comes, as each widget was styled when it was put there."""
        if self._stood or animate:
            super().update_node_styles(animate=animate)
        self._stood = True

    def on_screen_resume(self) -> None:
        """Do what waited; in a terminal that is too small, say so first."""
        from reader.tui.screens.cramped import make_room

        make_room(self.app, self.app.size)
        waiting, self._waiting = self._waiting, ()
        for call in waiting:
            self.in_front(call)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go, as soon as nothing lies over this screen."""
        if self.app.screen is self:
            return super().dismiss(result)
        self.in_front(partial(super().dismiss, result))
        return AwaitComplete()

    def row_chosen(self, row: Any) -> None:
        """Do what choosing a row of a list here does; called at once, before keys typed behind that."""
