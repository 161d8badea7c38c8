"""Pastes, taken out of the terminal's input before Textual's parser sees them.

That parser takes a paste character by character and looks for keys in what comes behind an escape in it:
1 MB takes it many seconds, 90 kB with escapes inside a minute, and what it takes for keys there is pressed.
So a paste is cut out of the input here, whole or up to a limit, and given to the application in one piece.

The only part of Textual used here that is not public is the parser itself, for everything that is typed.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from reader.tui.driver import TerminalDriver
from reader.values import Value

BEGIN = "\x1b[200~"
"""What a terminal sends before what is pasted (xterm, "Bracketed Paste Mode")."""
END = "\x1b[201~"
LONGEST_PASTE = 100_000
"""How many code points of a paste are taken; what is behind them is left out, and said."""

_READ_BYTES = 65_536
_ESCAPE = "\x1b"
_CHANGED = frozenset("0123456789-=")
"""What Textual takes for a sign of a Mac's keyboard when it comes behind an escape."""


class PasteCut(Message):
    """A paste was longer than what is taken of one.

    Args:
        left_out: How many characters were left out.
    """

    def __init__(self, left_out: int) -> None:
        super().__init__()
        self.left_out = left_out


class Pasted(Value):
    """A paste, or as much of it as is taken."""

    text: str
    left_out: int = 0
    """How many characters were left out."""


Piece: TypeAlias = str | Pasted


class PasteSplitter:
    """Parts what a terminal sends into what is typed and what is pasted.

    What is typed is never held back: nobody can tell an escape from the first character of a mark, and a
    key that waits is late. Where the mark of a paste comes in two parts, the parser below gets all of it,
    and the mark of its end.

    Args:
        longest: How many code points of a paste are taken.
    """

    def __init__(self, *, longest: int = LONGEST_PASTE) -> None:
        self._longest = longest
        self._begun = 0
        self._rest = ""
        self._parts: list[str] | None = None
        self._taken = 0
        self._left_out = 0

    def split(self, data: str) -> Iterator[Piece]:
        """Return what has come, in its order."""
        if self._begun:
            joined = BEGIN[: self._begun] + data
            if joined.startswith(BEGIN):
                yield BEGIN[self._begun :] + END
                data, self._parts = joined[len(BEGIN) :], []
            elif BEGIN.startswith(joined):
                self._begun = len(joined)
                yield from (data,) if data else ()
                return
            self._begun = 0
        data, self._rest = self._rest + data, ""
        while data:
            if self._parts is None:
                typed, found, data = data.partition(BEGIN)
                self._begun = 0 if found else _begun(typed, BEGIN)
                self._parts = [] if found else None
                yield from (typed,) if typed else ()
            else:
                pasted, found, data = data.partition(END)
                kept = 0 if found else _begun(pasted, END)
                self._rest = pasted[len(pasted) - kept :]
                self._take(pasted[: len(pasted) - kept])
                if found:
                    yield self._done()

    def _take(self, text: str) -> None:
        taken = text[: max(0, self._longest - self._taken)]
        self._taken += len(taken)
        self._left_out += len(text) - len(taken)
        if taken and self._parts is not None:
            self._parts.append(taken)

    def _done(self) -> Pasted:
        # Terminals send a carriage return for each end of a line.
        text = "".join(self._parts or ()).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        done = Pasted(text, self._left_out)
        self._parts, self._taken, self._left_out = None, 0, 0
        return done


def _begun(text: str, mark: str) -> int:
    """Return how many characters at the end of a text begin a mark."""
    return next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)


class KeyParser(XTermParser):
    """Textual's parser, which forgets an escape at once before a key that is no letter.

    A letter comes as one with alt, of which the app makes both (`tui/in_turn.py`); another key came alone,
    or as what some terminals send for it with alt.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == _ESCAPE and sequence[1] in _CHANGED:
            sequence, alt = sequence[1], True
        if alt and len(sequence) == 1 and sequence.isprintable() and not _is_with_alt(sequence):
            yield events.Key("escape", _ESCAPE)
            alt = False
        yield from super()._sequence_to_key_events(sequence, alt)


def _is_with_alt(character: str) -> bool:
    """Tell whether a character behind an escape is not one of its own; a backslash may end an answer."""
    return character.isalpha() or character == "\\"


class PastingDriver(TerminalDriver):
    """The driver for terminals, with pastes in one piece and bytes that are no UTF-8 replaced."""

    def run_input_thread(self) -> None:
        """Hand on what is typed and pasted until the app stops, or the terminal is gone."""
        parser = KeyParser(self._debug)
        splitter = PasteSplitter()
        decode = getincrementaldecoder("utf-8")("replace").decode
        for is_ready in self.moments():
            with self.at_once():
                # First, or an escape that has waited its time would be taken together with what comes now.
                for message in parser.tick():
                    self.process_message(message)
                if is_ready:
                    try:
                        data = os.read(self.fileno, _READ_BYTES)
                    except OSError:
                        return
                    if not data:
                        return
                    for piece in splitter.split(decode(data)):
                        self._hand_on(parser, piece)

    def _hand_on(self, parser: KeyParser, piece: Piece) -> None:
        if isinstance(piece, str):
            for message in parser.feed(piece):
                self.process_message(message)
            return
        if piece.text:
            self.process_message(events.Paste(piece.text))
        if piece.left_out:
            self.send_message(PasteCut(piece.left_out))
