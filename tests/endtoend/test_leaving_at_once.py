"""Leaving at once loses nothing: what was done a moment before is on the disk when the process is gone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from endtoend.conftest import Start
from support.screen import make_library

from reader.config.settings import Settings
from reader.session.opening import open_library
from reader.tui import app as app_module
from reader.tui import leaving
from reader.tui.app import ReaderApp, run_app


@pytest.fixture
def library(tmp_path: Path, own_folders: Path) -> Path:
    folder = own_folders / "xdg_config_home" / "reader-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('engine = "quick"\n')
    return make_library(tmp_path / "news", {"a.txt": "Title a\n\nThe words that are tagged. And more."})


def test_a_tag_and_the_place_are_saved_by_whoever_leaves_at_once(start: Start, library: Path) -> None:
    terminal = start(str(library))
    terminal.wait_for("1/1")
    terminal.type("enter")
    terminal.wait_for("And more.")
    terminal.type("G", "t")
    terminal.wait_for("tag “")
    terminal.type("kept")
    terminal.wait_for("kept")
    os.write(terminal.fd, b"\r")
    terminal.wait_for("▎1")
    os.write(terminal.fd, b"\x03")
    assert terminal.wait_end() == 0
    files = list(library.glob(".reader/annotations/tester/*.json"))
    assert ["kept"] in [
        list(a["tags"]) for f in files for a in json.loads(f.read_bytes())["annotations"].values()
    ]
    [place] = json.loads((library / ".reader/reading/tester.json").read_bytes()).values()
    assert place["offset"] > 0


def test_the_process_ends_when_everything_was_closed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    def exited(status: int) -> None:
        done.append(status)
        raise SystemExit(status)

    monkeypatch.setattr(ReaderApp, "run", lambda *_, **__: done.append("ran") or 3)
    monkeypatch.setattr(ReaderApp, "close_down", lambda _: done.append("closed"))
    monkeypatch.setattr(leaving.os, "_exit", exited)
    settings = Settings(engine="quick")
    with pytest.raises(SystemExit):
        run_app(open_library([library], settings), settings)
    assert done == ["ran", "closed", 3]
    assert app_module.end is leaving.end


class Leaving:
    """An app that is left, and what was done about it."""

    def __init__(self, *finished: bool, group: str = "default") -> None:
        self.workers = [SimpleNamespace(is_finished=each, group=group) for each in finished]
        self.done: list[object] = []

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.done.append("given back")
        yield
        self.done.append("taken again")

    def close_down(self) -> None:
        self.done.append("closed")


@pytest.mark.parametrize(
    "app", [Leaving(True), *(Leaving(False, group=one) for one in sorted(leaving.UNAWAITED))]
)
def test_everything_is_closed_between_the_terminal_and_the_end(
    app: Leaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(status: int) -> None:
        app.done.append(status)
        raise SystemExit(status)

    monkeypatch.setattr(leaving, "end", end)
    with pytest.raises(SystemExit):
        leaving.end_at_once(app, 0)  # type: ignore[arg-type]  # all of an app that is asked for
    assert app.done == ["given back", "closed", 0]


def test_what_is_still_written_beside_the_screen_is_left_to_the_usual_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leaving, "end", lambda _: pytest.fail("it was not waited for"))
    app = Leaving(True, False)
    leaving.end_at_once(app, 0)  # type: ignore[arg-type]  # all of an app that is asked for
    assert app.done == []
