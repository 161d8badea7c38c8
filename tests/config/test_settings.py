from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings, load_settings, login_annotator
from reader.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()
    assert Settings().width == 70


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'annotator = "vera.k"\ntheme = "nord"\nwidth = 80\nengine = "quick"\nexport_format = "csv"\n',
        encoding="utf-8-sig",
    )
    assert load_settings(file) == Settings(
        annotator="vera.k", theme="nord", width=80, engine="quick", export_format="csv"
    )


def test_the_users_own_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "reader-tui").mkdir()
    (tmp_path / "reader-tui" / "settings.toml").write_text("width = 55\n")
    assert load_settings().width == 55


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"widht = 80\n", "line 1: there is no setting 'widht'; did you mean 'width'?"),
        (b"\n[colour]\nred = 1\n", "line 2: there is no setting 'colour'; the settings are annotator, "),
        (b"# c\nwidth = '80'\n", "line 2: width cannot be '80'; write a whole number of columns from 20 to"),
        (b"width = true\n", "line 1: width cannot be True; "),
        (b"width = 19\n", "line 1: width cannot be 19; "),
        (b"'engine' = 'spaci'\n", "line 1: engine cannot be 'spaci'; did you mean 'spacy'?"),
        (b"engine = 3\n", "line 1: engine cannot be 3; choose one of auto, "),
        (
            b"annotator = ' '\n",
            "line 1: annotator cannot be ' '; write a name of 1 to 60 characters in quotes.",
        ),
        (b'annotator = "a\\u001b"\n', "line 1: annotator cannot be 'a\\x1b'; "),
        (b"theme = ''\n", "line 1: theme cannot be ''; write a name in quotes."),
        (b"width = 80\nwidth 70\n", "line 2: not TOML: "),
        (b"theme = nord\n", "line 1: not TOML: Invalid value; mend that line; words belong in quotes."),
        (b"theme = '", "not TOML: "),
        (b"theme = '\xe9'\n", "byte 9: the file is not UTF-8; save it as UTF-8."),
    ],
)
def test_an_error_names_file_place_and_remedy(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(ReaderError, match=re.escape(message)) as caught:
        load_settings(file)
    assert str(caught.value).startswith(f"{file}, ")
    assert "\n" not in str(caught.value)


def test_a_folder_in_the_files_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="make the file readable"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("login", "name"),
    [("vera", "vera"), ("DOMAIN\\vera k", "DOMAIN-vera-k"), ("../..", "reader"), ("вера", "вера")],
)
def test_the_login_name_is_made_safe(login: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: login)
    assert login_annotator() == name


def test_a_machine_without_login_names_works(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert Settings().annotator == "reader"


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "width = " + "9" * 5000, "a." * 500 + "b = 1"])
def test_what_the_toml_reader_stumbles_over_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(ReaderError, match="not TOML"):
        load_settings(path)
