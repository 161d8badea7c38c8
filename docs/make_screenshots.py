"""Make the pictures of the tour anew: drive the real app over the sample articles and save what it shows.

Run it from the project's folder: ``.venv/bin/python docs/make_screenshots.py [NAME ...]``. With ``--all
FOLDER`` it makes every screen dark, light, without colours, with sixteen of them and at 80 by 24 instead, as
PNG, to be looked at.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from textual.pilot import Pilot

from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.tui.app import ReaderApp

DOCS = Path(__file__).resolve().parent
SEEDS = DOCS.parent / "seeds"
SMALL = (80, 24)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the keys that lead to it from the list, and the terminal.

    Keys are parted by spaces. ``~`` waits for the analysis, ``>words`` types words, ``_`` in them a space.
    """

    name: str
    keys: str
    size: tuple[int, int] = (100, 32)
    theme: str = "textual-dark"
    colours: bool = True
    tour: bool = True
    """Whether the tour has it; the others are only there to be looked at."""


TAGS = "] d ] d t >armed-group enter } } v 3 ) t >claim enter c >Check_against_the_transcript. escape"

CODES = (
    "a >actors enter c >blue enter G c >yellow enter d >What_somebody_says_is_so enter "
    "G c >red enter d >Armed_groups,_however_called enter p >actors enter"
)

PICTURES = (
    Picture("library", ""),
    Picture("library-filter", "slash >taliban", tour=False),
    Picture("library-help", "question_mark", tour=False),
    Picture("article", f"enter ~ {TAGS} g g 3 }}"),
    Picture("folded", "enter ~ D G", tour=False),
    Picture("zen", f"enter ~ {TAGS} g g 3 }} z", tour=False),
    Picture("peek", f"enter ~ {TAGS} g g ] d ] d enter"),
    Picture("epithet", "j enter ~ slash >Daesh_Tak enter enter"),
    Picture("search", "enter ~ slash >Russia", tour=False),
    Picture("select", "enter ~ ] d ] d v 2 )", tour=False),
    Picture("tag", f"enter ~ {TAGS} g g slash >Sergei enter t >mini", SMALL),
    Picture("note", f"enter ~ {TAGS} g g ] a c >What_is_this?", tour=False),
    Picture("propagate", "enter ~ slash >Taliban enter t >armed-group enter T l y y n"),
    Picture("suggestions", "enter ~ ] s a"),
    Picture("correct", "enter ~ ] e r", tour=False),
    Picture("codebook", f"enter ~ {TAGS} C ~ {CODES} g g j", SMALL),
    Picture("relations", f"enter ~ {TAGS} g g ] a & ] a &", tour=False),
    Picture("hints", "enter ~ f", SMALL),
    Picture("panels", f"enter ~ {TAGS} g g A", (120, 32)),
    Picture("entities", "enter ~ E", (120, 32)),
    Picture("library-annotations", f"enter ~ {TAGS} q A", tour=False),
    Picture("export", f"enter ~ {TAGS} X", SMALL),
    Picture("help", f"enter ~ {TAGS} g g ] a question_mark", SMALL),
    Picture("palette", "enter ~ colon >next", tour=False),
    Picture("light", f"enter ~ {TAGS} g g ] d ] d enter", SMALL, "textual-light"),
    Picture("no-colour", f"enter ~ {TAGS} g g", SMALL, colours=False),
)

LOOKS = {
    "dark": {},
    "light": {"theme": "textual-light"},
    "latte": {"theme": "catppuccin-latte"},
    "sixteen": {"theme": "ansi-dark"},
    "none": {"colours": False},
    "small": {"size": SMALL},
}
"""What every screen is looked at in."""

NAMES = {"-": "minus", ".": "full_stop", "?": "question_mark", "/": "slash"}


@asynccontextmanager
async def shown(picture: Picture, folder: Path) -> AsyncIterator[tuple[ReaderApp, Pilot[int]]]:
    """Run the app on a copy of the samples and press the keys."""
    library = folder / "sample-library"
    if not library.exists():
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
                    await pilot.press(NAMES.get(key, key))
                await pilot.pause()
            await pilot.pause(0.5)
            yield app, pilot
    finally:
        app.close_down()


async def analysed(app: ReaderApp, pilot: Pilot[int]) -> None:
    """Wait for the model's answer."""
    for _ in range(1200):
        if app.article is not None and app.article.reading.findings.complete:
            return
        await pilot.pause(0.1)
    raise TimeoutError("the analysis does not answer")


async def taken(picture: Picture, folder: Path) -> str:
    """Return what a picture shows as SVG."""
    async with shown(picture, folder) as (app, _):
        return app.export_screenshot(title="Reader")


@contextmanager
def own_places(*, colours: bool) -> Iterator[Path]:
    """Give the app folders of its own, and a terminal with colours or without."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{what}_HOME"] = str(folder / what)
        os.environ.pop("NO_COLOR", None)
        if not colours:
            os.environ["NO_COLOR"] = "1"
        yield folder


def made_stable(svg: str) -> str:
    """Leave out what differs between two runs: the numbered class names and the home of the export."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return svg.replace(str(Path.cwd()), "~")


def make_for_the_tour(pictures: list[Picture]) -> None:
    """Save the tour's pictures as SVG."""
    (DOCS / "images").mkdir(exist_ok=True)
    for picture in pictures:
        with own_places(colours=picture.colours) as folder:
            svg = asyncio.run(taken(picture, folder))
        (DOCS / "images" / f"{picture.name}.svg").write_text(made_stable(svg), encoding="utf-8")
        print(f"docs/images/{picture.name}.svg")


def make_all(pictures: list[Picture], target: Path) -> None:
    """Save each picture in every look, as PNG."""
    import cairosvg

    target.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        for look, changes in LOOKS.items():
            other = replace(picture, **changes)
            with own_places(colours=other.colours) as folder:
                svg = asyncio.run(taken(other, folder))
            file = target / f"{picture.name}-{look}.png"
            cairosvg.svg2png(bytestring=svg.replace("Fira Code", "DejaVu Sans Mono"), write_to=str(file))
            print(file)


def main() -> None:
    """Take the pictures asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("names", nargs="*", help="pictures to take; all without any")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every screen in every look, as PNG")
    asked = parser.parse_args()
    chosen = [p for p in PICTURES if (p.name in asked.names if asked.names else p.tour or asked.all)]
    if asked.all:
        make_all([p for p in chosen if p.colours and p.theme == "textual-dark"], asked.all)
    else:
        make_for_the_tour(chosen)


if __name__ == "__main__":
    main()
