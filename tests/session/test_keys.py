"""From keys to commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.session.commands import COMMANDS, Command, commands_in
from reader.session.keys import Keymap, Pending, Press

KEYMAP = Keymap(commands_in("article"))


def typed(keys: str, keymap: Keymap = KEYMAP) -> list[Press]:
    """Type keys parted by spaces and return the commands they made."""
    pending, made = Pending(), []
    for key in keys.split():
        pending, press = keymap.feed(pending, key)
        if press is not None:
            made.append(press)
    return made


@pytest.mark.parametrize(
    ("keys", "presses"),
    [
        ("j", [Press("caret.down")]),
        ("3 j", [Press("caret.down", 3)]),
        ("1 0 j", [Press("caret.down", 10)]),
        ("0", [Press("caret.row_start")]),
        ("g g", [Press("caret.top")]),
        ("5 g g", [Press("caret.top", 5)]),
        ("2 ] d", [Press("jump.designation_next", 2)]),
        ("] d [ e", [Press("jump.designation_next"), Press("jump.entity_previous")]),
        ("m a", [Press("mark.set", argument="a")]),
        ("m j", [Press("mark.set", argument="j")]),
        ("' '", [Press("mark.go", argument="'")]),
        ("g escape j", [Press("caret.down")]),
        ("3 escape j", [Press("caret.down")]),
        ("m escape j", [Press("caret.down")]),
        ("] z j", [Press("caret.down")]),
        ("escape", [Press("let_go")]),
        ("ctrl+d", [Press("caret.half_down")]),
        ("f9", []),
    ],
)
def test_keys_make_commands(keys: str, presses: list[Press]) -> None:
    assert typed(keys) == presses


def test_pending_keys_can_be_shown() -> None:
    pending, press = KEYMAP.feed(KEYMAP.feed(Pending(), "3")[0], "]")
    assert press is None
    assert pending.shown == "3]"


def test_two_commands_on_the_same_keys_are_refused() -> None:
    with pytest.raises(ValueError, match=r"one\.id and other\.id"):
        Keymap([_command("one.id", "a b"), _command("other.id", "a b")])


def test_keys_that_begin_another_commands_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="start of another"):
        Keymap([_command("one.id", "a"), _command("other.id", "a b")])


@pytest.mark.parametrize("scope", ["library", "article", "panel"])
def test_the_table_has_no_clash_in_any_scope(scope: str) -> None:
    commands = commands_in(scope)
    Keymap(commands)
    assert len({c.id for c in COMMANDS}) == len(COMMANDS)
    assert any(c.footer for c in commands)


@given(
    st.lists(
        st.sampled_from([key for c in COMMANDS for keys in c.keys for key in keys.split()] + list("0123"))
    )
)
def test_any_keys_leave_the_map_ready(keys: list[str]) -> None:
    pending = Pending()
    for key in keys:
        pending, press = KEYMAP.feed(pending, key)
        assert press is None or pending == Pending()
    pending, _ = KEYMAP.feed(pending, "escape")
    assert pending == Pending()
    assert KEYMAP.feed(pending, "j")[1] == Press("caret.down")


def _command(name: str, keys: str) -> Command:
    return Command(name, (keys,), "label", "What it does", "Moving")
