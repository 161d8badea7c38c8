"""The first screen of a file, printed by Python alone; any key ends it: ``printing.py FILE``."""

import os
import sys
import termios
import tty

screen = os.get_terminal_size()
with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - pathlib is an import of its own
    text = file.read(screen.columns * screen.lines)
lines = [
    line[start : start + screen.columns]
    for line in text.split("\n")
    for start in range(0, len(line) or 1, screen.columns)
]
before = termios.tcgetattr(0)
tty.setraw(0)
os.write(1, b"\x1b[?1049h\x1b[H" + "\r\n".join(lines[: screen.lines]).encode())
os.read(0, 1)
os.write(1, b"\x1b[?1049l")
termios.tcsetattr(0, termios.TCSANOW, before)
