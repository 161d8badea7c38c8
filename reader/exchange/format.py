"""What every format of annotations is: how it is called, what it keeps, and how it is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import cast

from reader.exchange.features import CODEBOOK, Loss, losses_of
from reader.exchange.foreign import Read
from reader.exchange.look import Look
from reader.exchange.section import Section
from reader.values import Value, field

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Written(Value):
    """A file of annotations, and what is not in it."""

    data: bytes
    losses: tuple[Loss, ...]

    @property
    def text(self) -> str:
        """The file as text; for formats that are."""
        return self.data.decode()


class Encoded(Value):
    """What a format's own writer returns."""

    data: bytes
    losses: tuple[Loss, ...] = ()
    """What it lost beyond the features that the format does not keep; for one of those, how many it were."""


class Format(Value):
    """One way to write annotations, and perhaps to read them; an entry point of `GROUP` leads to it."""

    name: str
    """What to call it on the command line and in the settings."""
    label: str
    """What to call it on screen."""
    purpose: str
    """What it is for, one line without a full stop."""
    suffix: str
    """What its files end in, with the dot; no other format has it."""
    keeps: frozenset[str]
    """The names of the features (`reader.exchange.features`) that it keeps; the others are lost."""
    encode: Callable[[Sequence[Section]], Encoded]
    """Makes the whole file; the same sections give the same bytes."""
    decode: Callable[[bytes], Read] | None = None
    """Reads such a file; what is wrong in it is among what it returns, never an error."""
    recognises: Callable[[Look], bool] | None = None
    """Tells by what a file begins with, quickly and without an error, whether it is one to read.

    A format without it is chosen by the names of its files only. That of archives tells their members.
    """
    reasons: Mapping[str, str] = field(default_factory=dict)
    """What becomes of features that are lost, by their names."""
    instead: str = ""
    """What there is in place of annotations, where the format has none: one loss says it of all of them."""
    is_text: bool = True
    """Whether its files are UTF-8, and can be shown."""
    needs: frozenset[str] = frozenset()
    """What sections have to bring along that takes time to make: ``findings``, ``suggestions``."""
    is_archive: bool = False
    """Whether its files are ZIP archives whose members can be written to a folder, and read from one."""
    has_codebook_alone: bool = False
    """Whether it is written for a codebook where nothing is annotated, in one section without text."""

    def losses_in(self, sections: Sequence[Section]) -> tuple[Loss, ...]:
        """Return what is lost by what it declares."""
        lost = losses_of(sections, keeps=self.keeps, reasons=self.reasons)
        if not (lost and self.instead):
            return lost
        count = sum(len(each.annotations) for each in sections)
        told = Loss("annotations", "annotations", count, self.instead)
        return (*((told,) if count else ()), *(each for each in lost if each.what == CODEBOOK))

    def write(self, sections: Sequence[Section]) -> Written:
        """Return the annotations in this format, and what is lost by it."""
        encoded = self.encode(sections)
        lost = self.losses_in(sections)
        said = {each.what for each in encoded.losses}
        losses = (*(each for each in lost if each.what not in said), *encoded.losses)
        return Written(encoded.data, tuple(each for each in losses if each.count))


def encoder_in(module: str) -> Callable[[Sequence[Section]], Encoded]:
    """Return the function ``encode`` of a module that is imported when something is written."""

    def encode(sections: Sequence[Section]) -> Encoded:
        return cast("Encoded", import_module(module).encode(sections))

    return encode


def decoder_in(module: str) -> Callable[[bytes], Read]:
    """Return the function ``decode`` of a module that is imported when something is read."""

    def decode(data: bytes) -> Read:
        return cast("Read", import_module(module).decode(data))

    return decode


def utf8(text: str) -> bytes:
    """Return text as UTF-8, which has no lone surrogates: each becomes U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text).encode()
