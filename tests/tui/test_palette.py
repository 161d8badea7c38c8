"""What the palette offers: Reader's own commands first, and none of Textual's that say nothing of Reader."""

from __future__ import annotations

from pathlib import Path

from support.screen import make_library, staged
from textual.widgets import OptionList

from reader.tui.screens.palette import Palette


async def test_the_commands_of_the_screen_come_first(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", {"a.txt": "Title\n\nWords.\n"})
    async with staged(folder, size=(100, 60)) as stage:
        await stage.press("colon")
        await stage.until(lambda s: isinstance(s.app.screen, Palette))
        offered = stage.app.screen.query_one(OptionList)
        await stage.until(lambda _: offered.option_count > 20)
        names = [str(option.prompt).split("\n")[0].strip() for option in offered.options]
        first = [name.split("  ")[0] for name in names]
        assert first[:6] == ["open", "filter", "sort", "help", "quit", "export"]
        assert len(set(names)) == len(names)
        assert names[-3:] == ["Quit", "Screenshot", "Theme"]
        assert not {"Keys", "Maximize", "Minimize"} & set(names)


async def test_what_is_typed_finds_commands_of_both(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", {"a.txt": "Title\n\nWords.\n"})
    async with staged(folder, size=(100, 60)) as stage:
        await stage.press("colon")
        await stage.type("theme")
        await stage.until(lambda s: "Put the next theme on" in s.whole and "Change the current" in s.whole)


async def test_a_command_is_found_by_its_id_too(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", {"a.txt": "Title\n\nWords.\n"})
    async with staged(folder, size=(100, 60)) as stage:
        await stage.open()
        await stage.press("colon")
        await stage.type("zen")
        await stage.until(lambda s: "Show nothing but the text" in s.whole)
        await stage.press("enter")
        await stage.until(lambda s: "person" not in s.grid and "help" not in s.grid)
