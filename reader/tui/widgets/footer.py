"""The last line of a screen: what can be done, or what was just done."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.page.cells import width_of
from reader.page.visible import visible
from reader.session.commands import Scope, commands_in
from reader.tui.styles import layer
from reader.tui.widgets.rows import padded

SHORT = {"enter": "⏎", "space": "␣", "escape": "esc", "tab": "⇥"}


def key_shown(keys: str) -> str:
    """Return a key sequence as it stands in footer and help: ``] d`` as ``]d``."""
    return "".join(SHORT.get(key, key) for key in keys.split(" "))


class Footbar(Widget):
    """One line: mode and pending keys, then a message or the keys of the scope, then the place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footer--key",
        "footer--mode",
        "footer--warning",
        "footer--label",
    }

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope
        self._mode = ""
        self._message = ""
        self._warning = False
        self._lasting = ""
        self._place = ""

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Show a message until the next key."""
        self._message, self._warning = message, warning
        self.refresh()

    def insist(self, message: str) -> None:
        """Show a warning that stays until it is taken back with an empty one."""
        self._lasting = message
        self.refresh()

    def update(self, *, scope: Scope | None = None, mode: str = "", place: str = "") -> None:
        """Show another mode and place, and the keys of another scope."""
        self._scope = scope or self._scope
        self._mode, self._place = mode, place
        self.refresh()

    @property
    def message(self) -> str:
        """What is being told, or nothing."""
        return self._lasting or self._message

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        base = self.rich_style
        width = self.size.width
        part = {name: base + layer(self, f"footer--{name}") for name in
                ("key", "mode", "warning", "label")}  # fmt: skip
        place = f" {visible(self._place)} " if self._place else ""
        room = width - width_of(place)
        segments = [Segment(f" {visible(self._mode)} ", part["mode"])] if self._mode else []
        room -= sum(width_of(s.text) for s in segments)
        if self.message:
            style = part["warning"] if self._warning or self._lasting else base
            segments.append(Segment(padded(f" {self.message}", room), style))
        else:
            for command in commands_in(self._scope):
                key, label = f" {key_shown(command.keys[0])} ", command.label
                if not command.footer or width_of(key + label) > room:
                    continue
                segments += [Segment(key, part["key"]), Segment(label, part["label"])]
                room -= width_of(key + label)
            segments.append(Segment(" " * max(0, room), base))
        segments.append(Segment(place, part["label"]))
        return Strip(segments).adjust_cell_length(width, base)
