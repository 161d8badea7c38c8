from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.config.settings import Settings, load_settings
from reader.errors import ReaderError
from reader.session.keyboard import Keyboard, keyboard_of
from reader.session.keys import Pending


def keyboard(folder: Path, content: str) -> Keyboard:
    file = folder / "settings.toml"
    file.write_text(content, encoding="utf-8")
    return keyboard_of(load_settings(file).keys)


def command_of(board: Keyboard, *keys: str) -> str | None:
    pending, press = Pending(), None
    for key in keys:
        pending, press = board.keymaps["article"].feed(pending, key)
    return press.command if press else None


def test_other_keys_take_the_place_of_a_commands_own(tmp_path: Path) -> None:
    board = keyboard(
        tmp_path, "width = 60\n[keys]\n'tag.ask' = ['ä ö', 'ctrl+t']\n'caret.down' = 'ö'\npeek = []\n"
    )
    assert command_of(board, "ctrl+t") == command_of(board, "ä", "ö") == "tag.ask"
    assert command_of(board, "ö") == "caret.down"
    assert command_of(board, "t") is command_of(board, "j") is command_of(board, "enter") is None
    assert [board.shown(command) for command in ("tag.ask", "caret.down", "peek")] == ["äö", "ö", ""]


@pytest.mark.parametrize(
    "content", ["keys.tag.ask = 'ö'", "[keys]\ntag.ask = 'ö'", "keys = {'tag.ask' = 'ö'}"]
)
def test_ids_are_written_quoted_or_not(tmp_path: Path, content: str) -> None:
    assert keyboard(tmp_path, content).shown("tag.ask") == "ö"


def test_two_commands_change_their_keys(tmp_path: Path) -> None:
    board = keyboard(tmp_path, "[keys]\n'tag.ask' = 'c'\n'note.ask' = 't'\n")
    assert (command_of(board, "c"), command_of(board, "t")) == ("tag.ask", "note.ask")


def test_a_key_can_mean_another_thing_in_another_scope(tmp_path: Path) -> None:
    assert keyboard(tmp_path, "[keys]\n'list.sort' = 't'\n").shown("list.sort") == "t"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("# 'tag.aks' = 'x'\n'tag.aks' = 'x'", "3: there is no command 'tag.aks'; did you mean 'tag.ask'?"),
        ("foo = 'x'", "2: there is no command 'foo'; `reader keys --markdown` lists them."),
        ("'tag.ask' = 'j'", "2: j is the key of caret.down and of tag.ask; choose another key, or give"),
        ("peek = 'ö'\n'tag.ask' = 'ö'", "3: ö is the key of tag.ask and of peek; "),
        ("'tag.ask' = 'g'", "2: gg of caret.top begins with the key of tag.ask; "),
        ("'tag.ask' = 'm x'", "2: mx of tag.ask begins with the key of mark.set; "),
        ("'list.sort' = '/'", "2: / is the key of list.filter and of list.sort; "),
        ("'tag.ask' = 'ctrl-t'", "2: there is no key 'ctrl-t'; did you mean 'ctrl+t'?"),
        ("'tag.ask' = 'Entr'", "2: there is no key 'Entr'; did you mean 'enter'?"),
        ("'tag.ask' = 'shift+t'", "2: there is no key 'shift+t'; did you mean 'T'?"),
        ("'tag.ask' = 'xy'", "2: there is no key 'xy'; parts of a sequence are parted by spaces: 'x y'."),
        ("'tag.ask' = 'ctrl+i'", "2: there is no key 'ctrl+i'; a terminal sends 'tab' for it: write that."),
        ("'tag.ask' = ''", "2: there is no key ''; write the character it types, or a name such as"),
        ("'tag.ask' = '2 x'", "2: '2 x' begins with a digit, which is a count; choose another key."),
        ("'tag.ask' = 'ctrl+c'", "2: ctrl+c always leaves; choose another key."),
        ("'tag.ask' = 3", "2: the keys of tag.ask cannot be 3; write a key in quotes, or several"),
        ("'tag.ask' = ['ö',\n 3]", "2: the keys of tag.ask cannot be ['ö', 3]; "),
        ("", "1: keys is a table; write [keys] on a line of its own, and below it "),
    ],
)
def test_an_error_names_file_line_and_what_is_right(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(ReaderError, match=re.escape(f"line {message}")) as caught:
        keyboard(tmp_path, f"[keys]\n{content}" if content else "keys = 3")
    assert str(caught.value).startswith(f"{tmp_path / 'settings.toml'}, ")
    assert "\n" not in str(caught.value)


def test_the_example_in_the_documents_is_right(tmp_path: Path, project: Path) -> None:
    page = (project / "docs" / "settings.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    board = keyboard(tmp_path, example)
    assert [board.shown(c) for c in ("tag.ask", "caret.down", "search.next", "zen.toggle")] == [
        "t",
        "n",
        "j",
        "",
    ]
    settings = load_settings(tmp_path / "settings.toml")
    assert {name for name in Settings.__struct_fields__ if f"{name} =" in example} == {
        *Settings.__struct_fields__
    } - {"keys"}
    assert settings.width == Settings().width
