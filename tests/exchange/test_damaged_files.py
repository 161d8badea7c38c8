"""No file, however damaged, ends an import: what is wrong in it is among what a format returns."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache

import pytest
from exchange.conftest import make_section
from fuzz.damaging import damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotations.codebook import Code
from reader.annotations.relations import Relation, end_at
from reader.exchange.archives import zipped
from reader.exchange.foreign import Read
from reader.exchange.formats import find_format, formats
from reader.exchange.section import Section
from reader.values import replace

NAMES = [each.name for each in formats() if each.decode]


def sample() -> Section:
    """An article with something of all that formats keep."""
    section = make_section(
        {"words": "Kabul", "tags": ("city", "b c"), "note": "one\ntwo"},
        {"words": "Kabul fell ", "tags": ("event",)},
        {"words": "evening.\n\n“Nobody"},
    )
    first, second, _ = section.annotations
    codes = (Code("city", "c", "red", "a place", "place"), Code("place", colour="#12aBf0"))
    return replace(
        section, codes=codes, relations=(Relation("1", "in", end_at(first), end_at(second), "a", "2026"),)
    )


@cache
def written(name: str) -> bytes:
    """Return the sample in a format."""
    return find_format(name).write([sample()]).data


def within(name: str, data: st.DataObject) -> bytes:
    """Return a format's sample, damaged inside of what it is packed in."""
    whole = written(name)
    if name == "docbin":
        return zlib.compress(data.draw(damaged((zlib.decompress(whole),))))
    if not zipfile.is_zipfile(io.BytesIO(whole)):
        return data.draw(damaged((whole,)))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    chosen = data.draw(st.sampled_from(sorted(files)))
    return zipped((files | {chosen: data.draw(damaged((files[chosen],)))}).items())


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_damaged_file_is_read_as_far_as_it_goes(name: str, data: st.DataObject):
    decode = find_format(name).decode
    assert decode is not None
    assert isinstance(decode(within(name, data)), Read)
    assert isinstance(decode(data.draw(damaged((written(name),)))), Read)
