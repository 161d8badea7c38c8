"""What all formats have in common."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.exchange.formats import FORMATS, find_format, render

FULL = {"words": "Kabul", "tags": ("war", "=cmd;x"), "note": "a\n\nb *c*"}


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_the_same_input_gives_the_same_bytes(section, name):
    assert render(name, [section(FULL, {})]) == render(name, (section(FULL, {}),))


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_what_utf_8_cannot_hold_never_comes_out(section, name):
    text = "a \ud800 lone surrogate"
    hostile = {"words": "\ud800", "tags": ("\udc00",), "note": "\udfff"}
    written = render(name, [section(hostile, text=text, title=text, outlet=text)])
    assert written.encode()


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_nothing_to_write_is_written_too(section, name):
    assert render(name, [])
    assert render(name, [section()]) == render(name, [])


def test_an_unknown_format_lists_those_there_are():
    with pytest.raises(ReaderError, match="“xml”; choose one of web-annotation, markdown, csv"):
        render("xml", [])


def test_names_and_suffixes_differ():
    assert len({each.name for each in FORMATS}) == len({each.suffix for each in FORMATS}) == len(FORMATS)
    assert all(find_format(each.name) is each for each in FORMATS)
