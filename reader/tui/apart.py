"""Textual's app without its palette of commands, which no start needs.

The palette brings eleven widgets with it. While the app's module is imported, what it names of the palette
stands for nothing; `PaletteApp` takes the place of every method of it that would use that, and imports the
palette itself when somebody asks for it. `tests/tui/test_apart.py` fails when Textual has others.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

PALETTE = "textual.command"
NAMES = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What Textual's app and its themes name of it."""


def import_app() -> None:
    """Import Textual's app, without the palette unless that is imported already."""
    if "textual.app" in sys.modules or PALETTE in sys.modules:
        return
    stand_in = ModuleType(PALETTE)
    for name in NAMES:
        setattr(stand_in, name, type(name, (), {}))
    sys.modules[PALETTE] = stand_in
    try:
        import_module("textual.app")
    finally:
        del sys.modules[PALETTE]
