"""``reader completion SHELL``: a script that teaches a shell to complete Reader's commands."""

from __future__ import annotations

import argparse
import sys

from reader.cli.output import FINE

NAME = "completion"
HELP = "print a completion script for a shell"
SHELLS = ("bash", "zsh", "fish", "tcsh")

_EPILOG = """\
examples:
  reader completion bash > ~/.local/share/bash-completion/completions/reader
  reader completion zsh > "${fpath[1]}/_reader"
  reader completion fish > ~/.config/fish/completions/reader.fish
"""
# The first word may be a command or a path: shtab knows only the one or the other.
_PATHS_TOO = "_shtab_reader_pos_0_COMPGEN=_shtab_compgen_files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"one of {', '.join(SHELLS)}")


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    import shtab

    from reader.cli.parser import build_parser

    preamble = _PATHS_TOO if arguments.shell == "bash" else ""
    sys.stdout.write(shtab.complete(build_parser(), shell=arguments.shell, preamble=preamble) + "\n")
    return FINE
