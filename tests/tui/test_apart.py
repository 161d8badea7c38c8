"""Textual's app without its palette: nothing of it is used where Reader has put nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType

import pytest
import textual.app
import textual.theme
from support.screen import make_library, staged

from reader.tui.apart import NAMES, PALETTE, import_app
from reader.tui.palette import PaletteApp
from reader.tui.screens.palette import Palette

TAKEN = {"search_commands", "search_themes", "action_command_palette"}
STANDING = {*NAMES, "ThemeProvider"}


def needing(module: ModuleType) -> set[str]:
    """Return the functions of a module, wherever they stand, that ask it for something of the palette."""
    code = compile(Path(module.__file__ or "").read_text(encoding="utf-8"), str(module), "exec")
    return {inner.co_qualname for inner in codes_in(code) if set(inner.co_names) & STANDING}


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield what stands within code, and within that."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from codes_in(inner)


def test_what_of_textuals_app_needs_its_palette_is_readers_own() -> None:
    assert needing(textual.app) == {f"App.{name}" for name in TAKEN}
    assert set(vars(PaletteApp)) >= TAKEN


def test_of_textuals_themes_only_what_offers_them_needs_it() -> None:
    assert needing(textual.theme) == {"ThemeProvider.discover", "ThemeProvider.search"}


def test_an_app_is_imported_without_it_and_the_palette_then_whole() -> None:
    probe = f"""
import sys
from reader.tui.apart import import_app
import_app()
import reader.tui.app, textual.theme
left = {{"{PALETTE}", "textual.widgets._select", "textual.widgets._tree", "textual.types"}} & set(sys.modules)
from reader.tui.screens.palette import Palette
from textual.command import CommandPalette, Provider
from textual.screen import SystemModalScreen
assert issubclass(Palette, CommandPalette) and issubclass(CommandPalette, SystemModalScreen), Palette.__mro__
print(*sorted(left))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_where_it_is_imported_already_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    palette = sys.modules[PALETTE]
    monkeypatch.delitem(sys.modules, "textual.app")
    import_app()
    assert "textual.app" not in sys.modules
    assert sys.modules[PALETTE] is palette


async def test_other_commands_are_offered_by_what_they_are_called(tmp_path: Path) -> None:
    done: list[str] = []
    folder = make_library(tmp_path / "library", {"a.txt": "Title\n\nWords.\n"})
    async with staged(folder, size=(100, 30)) as stage:
        commands = [
            ("Say this", lambda: done.append("this"), "says it"),
            ("Do that", lambda: done.append("that")),
        ]
        stage.app.search_commands(commands)
        await stage.until(lambda s: "says it" in s.whole and "Do that" in s.whole)
        assert isinstance(stage.app.screen, Palette)
        await stage.type("that")
        await stage.until(lambda s: "says it" not in s.whole)
        await stage.press("enter")
        await stage.until(lambda _: done == ["that"])
