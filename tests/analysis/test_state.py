from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.analysis import state
from reader.analysis.state import state_of_layers
from reader.config.paths import data_folder, designation_rules_folder


class Later(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime(2031, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize("folder", [designation_rules_folder, lambda: data_folder() / "gazetteers"])
def test_the_state_changes_with_the_users_files(folder: object) -> None:
    place: Path = folder()
    states = [state_of_layers()]
    place.mkdir(parents=True)
    assert state_of_layers() == states[0]
    file = place / "own_en.toml"
    file.write_text("one")
    states.append(state_of_layers())
    file.write_text("other")
    states.append(state_of_layers())
    os.utime(file, ns=(1, 1))
    states.append(state_of_layers())
    assert len(set(states)) == 4
    file.unlink()
    assert state_of_layers() == states[0]


def test_a_day_makes_a_difference_only_where_there_are_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    before = state_of_layers()
    with monkeypatch.context() as later:
        later.setattr(state, "datetime", Later)
        assert state_of_layers() == before
    (data_folder() / "gazetteers").mkdir(parents=True)
    (data_folder() / "gazetteers" / "one.gazetteer").write_bytes(b"")
    today = state_of_layers()
    monkeypatch.setattr(state, "datetime", Later)
    assert state_of_layers() != today


def test_the_state_changes_with_readers_own_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    monkeypatch.setattr(state.reader, "__file__", str(tmp_path / "__init__.py"))
    seen = set()
    for content in ("one", "two"):
        (tmp_path / "text" / "rules.toml").write_text(content)
        state._own_state.cache_clear()
        seen.add(state_of_layers())
    state._own_state.cache_clear()
    assert len(seen) == 2
