"""Any text as LaTeX in which nothing is a command.

Letters of other scripts stay as they are: LaTeX and biber read UTF-8.
"""

from __future__ import annotations

import re

from reader.exchange.markdown_text import CONTROLS, LINE_END

_WRITTEN = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_UNSAFE = re.compile(r"[\\{}#$%&_~^<>|]")


def line(text: str) -> str:
    """Return a text on one line, its blanks single."""
    flat = " ".join(LINE_END.sub(" ", text).translate(CONTROLS).split())
    return _UNSAFE.sub(lambda found: _WRITTEN[found.group()], flat)


def lines(text: str) -> list[str]:
    """Return the lines of a text."""
    return [line(each) for each in LINE_END.split(text)]
