"""The command line: one module a command."""

from __future__ import annotations

from reader.cli.program import main

__all__ = ["main"]
