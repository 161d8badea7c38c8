"""Make the pictures of the tour anew: drive the real app over the sample articles and save what it shows.

Run it from the project's folder: ``.venv/bin/python docs/make_screenshots.py``.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen

DOCS = Path(__file__).resolve().parent
SEEDS = DOCS.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the keys that lead to it from the list, and the terminal."""

    name: str
    keys: str
    size: tuple[int, int] = (100, 32)
    theme: str = "textual-dark"
    colours: bool = True


TAGS = "] d ] d t >armed-group enter } } v 3 ) t >claim enter c >Check_against_the_transcript. escape"

PICTURES = (
    Picture("library", ""),
    Picture("article", f"enter ~ {TAGS} g g 3 }}"),
    Picture("peek", f"enter ~ {TAGS} g g ] d ] d enter"),
    Picture("epithet", "j enter ~ slash >Daesh_Tak enter enter"),
    Picture("tag", f"enter ~ {TAGS} g g slash >Sergei enter t >mini", (80, 24)),
    Picture("hints", "enter ~ f", (80, 24)),
    Picture("panels", f"enter ~ {TAGS} g g A", (120, 32)),
    Picture("entities", "enter ~ E", (120, 32)),
    Picture("export", f"enter ~ {TAGS} X", (80, 24)),
    Picture("help", "enter ~ question_mark >tag", (80, 24)),
    Picture("light", f"enter ~ {TAGS} g g ] d ] d enter", (80, 24), "textual-light"),
    Picture("no-colour", f"enter ~ {TAGS} g g", (80, 24), colours=False),
)


async def take(picture: Picture, folder: Path) -> str:
    """Run the app, press the keys, return what it shows as SVG."""
    library = folder / "sample-library"
    shutil.copytree(SEEDS, library)
    settings = Settings(annotator="anna", theme=picture.theme)
    app = ReaderApp(open_library([library], settings), settings)
    try:
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause(0.5)
            for key in picture.keys.split():
                if key == "~":
                    await analysed(app, pilot)
                elif key.startswith(">"):
                    await pilot.press(*("space" if c == "_" else NAMES.get(c, c) for c in key[1:]))
                else:
                    await pilot.press(key)
                await pilot.pause()
            await pilot.pause(0.5)
            return app.export_screenshot(title="Reader")
    finally:
        app.close_down()


NAMES = {"-": "minus", ".": "full_stop"}


async def analysed(app: ReaderApp, pilot: object) -> None:
    """Wait for the model's answer."""
    for _ in range(1200):
        screen = app.screen
        if isinstance(screen, ArticleScreen) and screen.reading.findings.complete:
            return
        await pilot.pause(0.1)  # type: ignore[attr-defined]
    raise TimeoutError("the analysis does not answer")


def made_stable(svg: str) -> str:
    """Leave out what differs between two runs: the numbered class names and the home of the export."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return svg.replace(str(Path.cwd()), "~")


def main() -> None:
    """Take every picture."""
    (DOCS / "images").mkdir(exist_ok=True)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            os.environ |= {
                f"XDG_{what}_HOME": str(folder / what) for what in ("DATA", "CONFIG", "CACHE", "STATE")
            }
            os.environ.pop("NO_COLOR", None)
            if not picture.colours:
                os.environ["NO_COLOR"] = "1"
            svg = asyncio.run(take(picture, folder))
        (DOCS / "images" / f"{picture.name}.svg").write_text(made_stable(svg), encoding="utf-8")
        print(f"docs/images/{picture.name}.svg")


if __name__ == "__main__":
    main()
