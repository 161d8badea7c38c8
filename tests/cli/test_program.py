from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader import __version__
from reader.cli import completion, main, parser
from reader.cli import open as open_
from reader.cli.plain_words import plain_arguments
from reader.config.last_library import last_library, remember_library
from reader.errors import ReaderError

READER = [sys.executable, "-m", "reader"]
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for number in range(3):
        (tmp_path / "news" / f"{number}.txt").write_text(f"Title {number}\nThe text of article {number}.\n")
    return tmp_path / "news"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record what the app would be opened with."""
    calls: list[list[str]] = []

    def record(paths: Sequence[Path]) -> int:
        calls.append([str(path) for path in paths])
        return 0

    monkeypatch.setattr(open_, "run", record)
    return calls


def test_words_that_are_no_command_are_paths(opened: list[list[str]]) -> None:
    for words in ([], ["news"], ["./list", "b.txt"], ["--", "list", "-x"], ["a", "--", "show"]):
        assert main(words) == 0
    assert opened == [[], ["news"], ["list", "b.txt"], ["list", "-x"], ["a", "show"]]


def test_a_command_wins_over_a_file_of_its_name(
    library: Path, opened: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library)
    (library / "list").write_text("An article of that name.")
    assert main(["list"]) == 0
    assert opened == []


@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "a b"], ["list", ""], ["list", "."], ["show", "1"], ["show", "x", "y"], ["show", ""]],
)
def test_plain_words_mean_what_the_parser_makes_of_them(words: list[str]) -> None:
    plain = plain_arguments(words)
    assert plain is not None
    assert vars(plain) == vars(parser.build_parser(words[0]).parse_args(words))


@pytest.mark.parametrize(
    "words", [["list", "a", "b"], ["list", "--json"], ["list", "-"], ["show"], ["show", "1", "2", "3"]]
)
def test_words_with_options_and_wrong_ones_are_left_to_the_parser(words: list[str]) -> None:
    assert plain_arguments(words) is None


def test_a_mistyped_command_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["lst"]) == 2
    assert capsys.readouterr().err == (
        "reader: there is no command, file or folder 'lst'; did you mean 'reader list'?\n"
    )


def test_a_file_that_looks_like_a_mistyped_command_opens(
    opened: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists").mkdir()
    assert main(["lists"]) == 0
    assert opened == [["lists"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--colour"], "unrecognized arguments: --colour; see reader --help."),
        (["news", "--json"], "unrecognized arguments: --json; see reader --help."),
        (["list", "--colour"], "unrecognized arguments: --colour; see reader --help."),
        (["show"], "the following arguments are required: ARTICLE; see reader show --help."),
        (["show", "1", "--color", "red"], "argument --color: invalid choice: 'red'"),
        (
            ["show", "1", "--color", "never", "/nowhere"],
            "/nowhere: there is no such file or folder; check the path.",
        ),
        (
            ["show", "1", "--color", "never", "/nowhere", "more"],
            "unrecognized arguments: more; see reader --help.",
        ),
        (["completion", "ksh"], "argument SHELL: invalid choice: 'ksh'"),
        (["list", "\x1b[2J"], "␛[2J: there is no such file or folder; check the path."),
        (["nowhere/at/all"], "nowhere/at/all: there is no such file or folder; check the path."),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"reader: {said}")
    assert printed.err.count("\n") == 1


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Reader {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["news", "--help"]])
def test_the_help_says_what_one_needs(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(words)
    printed = capsys.readouterr().out
    for command in parser.commands():
        assert (
            re.search(rf"^ +{command.NAME} ", printed + " ", re.MULTILINE) or f" {command.NAME}\n" in printed
        )
    assert all(
        word in printed for word in ("examples:", "keys, in the app:", "exit status:", "settings.toml")
    )
    assert all(len(line) <= 110 for line in printed.splitlines() if "Settings" not in line)


@pytest.mark.parametrize("command", parser.commands(), ids=lambda command: command.NAME)
def test_each_command_explains_itself(command: parser.Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command.NAME, "--help"])
    printed = capsys.readouterr().out
    assert printed.startswith(f"usage: reader {command.NAME} ")
    assert all(len(line) <= 110 for line in printed.splitlines())


def test_broken_settings_are_one_line(own_folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = own_folders / "xdg_config_home" / "reader-tui" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text("widht = 3\n")
    assert main(["list"]) == 2
    assert capsys.readouterr().err == (
        f"reader: {settings}, line 1: there is no setting 'widht'; did you mean 'width'?\n"
    )


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(open_, "run", interrupted)
    assert main([]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_of_the_pipe_that_leaves_is_no_error(tmp_path: Path) -> None:
    for number in range(400):  # more than a pipe holds
        (tmp_path / f"{number:0200}.txt").write_text("An article with a long first sentence, and no more.")
    with subprocess.Popen(
        [*READER, "list", tmp_path], env=BUFFERED, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        assert listing.stdout.readline().startswith(b"1\t")
        listing.stdout.close()
        assert listing.stderr.read() == b""
    assert listing.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_an_error(library: Path) -> None:
    with Path("/dev/full").open("w") as full:
        listed = subprocess.run(
            [*READER, "list", library],
            env=BUFFERED,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert listed.returncode == 2
    assert listed.stderr == "reader: No space left on device; the output is not complete.\n"


@pytest.mark.parametrize("words", [["--version"], ["list"], ["show", "1"], []])
def test_a_closed_output_is_an_error(words: list[str], library: Path) -> None:
    where = [str(library)] if words[:1] != ["--version"] else []
    closed = shlex.join([*map(str, READER), *words, *where]) + " <&- >&-"
    ran = subprocess.run(["sh", "-c", closed], stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == "reader: standard output is closed; send it to a file or a pipe.\n"


def test_an_ascii_terminal_gets_what_it_can_show(library: Path) -> None:
    (library / "0.txt").write_text("Café “Zürich”\nMore.")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    listed = subprocess.run(
        [*READER, "list", library], env=environment, capture_output=True, text=True, check=False
    )
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "Caf? ?Z?rich?" in listed.stdout


def test_the_app_opens_and_remembers_the_library(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Path] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("reader.tui.app.run_app", lambda library, *_, **__: ran.append(library.root) or 0)
    assert open_.run([library]) == 0
    assert open_.run([]) == 0
    assert ran == [library, library]
    assert last_library() == (library,)


def test_a_library_that_cannot_be_opened_is_not_remembered(library: Path, tmp_path: Path) -> None:
    remember_library([library])
    with pytest.raises(ReaderError):
        open_.run([tmp_path / "gone"])
    assert last_library() == (library,)


def test_without_a_terminal_the_app_says_what_to_use(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(library)]) == 2
    assert capsys.readouterr().err == (
        "reader: the app needs a terminal; use `reader list` and `reader show` elsewhere.\n"
    )


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_completion_scripts_name_the_commands(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(command.NAME in script for command in parser.commands())


def complete(script: Path, folder: Path, *words: str) -> set[str]:
    """Ask bash what it would offer for the last word."""
    quoted = " ".join(f"'{word}'" for word in words)
    asking = (
        f"source {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; "
        "_shtab_reader; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    run = subprocess.run(["bash", "-c", asking], cwd=folder, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_bash_completes_commands_paths_and_options(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["completion", "bash"])
    script = tmp_path / "reader.bash"
    script.write_text(capsys.readouterr().out)
    assert {"list", "show", "news"} <= complete(script, tmp_path, "reader", "")
    assert complete(script, tmp_path, "reader", "sh") == {"show"}
    assert "news" in complete(script, tmp_path, "reader", "list", "")
    assert complete(script, tmp_path, "reader", "show", "1", "--color", "al") == {"always"}
