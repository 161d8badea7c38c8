"""What the oracles share: their marker, when they are collected, and a browser."""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
INCOMPLETE = bool(os.environ.get("READER_ORACLES_INCOMPLETE"))
"""Whether `run` could not install all that the oracles need, so that files which need it are left out."""

_CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure() -> None:
    """Generate the same examples each time: what other programs make of a new one is no news of a change."""
    hypothesis_settings.register_profile("oracles", deadline=None, max_examples=60, derandomize=True)
    hypothesis_settings.load_profile("oracles")


def _missing(path: Path) -> list[str]:
    """Return the packages that a file imports at its top and that are not installed."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return sorted(name for name in names if find_spec(name) is None)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if config.option.markexpr != "oracle":
        return True
    return True if INCOMPLETE and collection_path.suffix == ".py" and _missing(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("oracle")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [(path.name, _missing(path)) for path in sorted(HERE.glob("test_*.py")) if INCOMPLETE]
    for name, missing in left_out:
        if missing:
            terminalreporter.write_line(f"NOT RUN: {name}, for want of {', '.join(missing)}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, the machine's own: nothing is downloaded."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(_CHROMIUM))
        yield opened
        opened.close()
