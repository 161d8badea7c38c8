"""The charts of a run, as SVG."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from report import BARE, KEYS, Found, median
from texts import SIZES

mpl.use("svg")
mpl.rcParams |= {
    "svg.hashsalt": "reader",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
}
OURS, OTHERS = "#b3541e", "#8a8f98"


def draw(found: Found, folder: Path) -> list[str]:
    """Draw every chart into a folder, and return what shows them in a page beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [
        _bars(
            found,
            folder / "speed-launch.svg",
            "first text",
            "From the start to the first words, ms (logarithmic)",
            "5 kB",
        ),
        _bars(
            found, folder / "speed-page.svg", "page", "A page turned in 100 kB, ms (logarithmic)", "100 kB"
        ),
        _growth(found, folder / "speed-growth.svg"),
    ]
    return [f"![{title}]({folder.name}/{path.name})\n" for path, title in made]


def _bars(found: Found, path: Path, what: str, title: str, size: str) -> tuple[Path, str]:
    values = {
        program: value
        for program, of in found
        if (of == size or (program, of) == BARE) and (value := median(found, (program, of), what))
    }
    ordered = sorted(values, key=lambda name: -values[name])
    figure, axes = plt.subplots(figsize=(8, 0.5 + 0.42 * len(ordered)))
    colours = [OURS if name == "Reader" else OTHERS for name in ordered]
    bars = axes.barh(ordered, [values[name] for name in ordered], color=colours)
    axes.bar_label(bars, fmt="%.0f", padding=4)
    axes.set_title(title, loc="left")
    axes.set_xscale("log")
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.xaxis.set_visible(False)
    _save(figure, path)
    return path, title


def _growth(found: Found, path: Path) -> tuple[Path, str]:
    figure, axes = plt.subplots(figsize=(8, 4.2))
    for what in ("first text", *KEYS):
        points = [(size, median(found, ("Reader", name), what)) for name, size in SIZES.items()]
        shown = [(size, value) for size, value in points if value]
        if shown:
            axes.plot(*zip(*shown, strict=True), marker="o", label=what)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(list(SIZES.values()), list(SIZES))
    axes.minorticks_off()
    title = "Reader's keys by the size of the text, ms"
    axes.set_title(title, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", alpha=0.3)
    axes.legend(frameon=False, bbox_to_anchor=(1, 1), loc="upper left")
    _save(figure, path)
    return path, title


def _save(figure: plt.Figure, path: Path) -> None:
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
