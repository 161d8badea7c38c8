"""Text that tries to be more than text, for every place where text from outside is shown."""

from __future__ import annotations

PAYLOADS = (
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]0;pwned\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gi=1;AAAA\x1b\\",
    "\x1b[2J\x1b[H\x1b[31mred",
    "\x1bc",
    "\x1b[?1049l\x1b[?25h",
    "\x9b31mcsi",
    "\x9d52;c;Zm9v\x9c",
    "a\x00b\x07c\x08d\x7fe\rf\x0bg\x0ch",
    "[@click=app.exit]x[/]",
    "[/nope] [bold] [red]",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "z\u200bw\u200e\ufeffs \U000e0041tag",
    "e" + "\u0301" * 60,
    "\ud800 lone",
)
"""Clipboard, title, link, device control, application command, erase, reset, screen switch, C1, C0, markup,
bidi, invisibles, heaps of marks, a lone surrogate."""

IN_FILES = tuple(p for p in PAYLOADS if "\x00" not in p and "\ud800" not in p)
"""Those that a text file can hold: with a NUL or a lone surrogate it is refused as no UTF-8 text."""

NEEDLES = (
    b"\x1b]52",
    b"\x1b]0;",
    b"\x1b]8;;file",
    b"\x1bP+q544e",
    b"\x1b_G",
    b"\x1bc",
    b"\xc2\x9b",
    b"\xc2\x9d",
    b"\x07",
    b"\x08",
    b"\xe2\x80\xae",
    b"\xe2\x81\xa6",
    b"\xe2\x80\x8b",
    b"\xf3\xa0\x81\x81",
    b"\x1b[31mred",
    b"b\x07c",
)
"""Bytes of theirs that must never reach a terminal."""


def is_plain(char: str) -> bool:
    """Tell whether a character draws something and does nothing else."""
    code = ord(char)
    hidden = (0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF, 0x00AD)
    return not (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code in hidden
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xD800 <= code <= 0xDFFF
        or 0xE0000 <= code <= 0xE007F
    )
