"""Every format of annotations that can be read, and what its reader may do with any bytes: answer."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from exchange.conftest import make_section
from fuzz.targets import Target

from reader.annotations.relations import Relation, end_at
from reader.exchange.foreign import Read
from reader.exchange.format import Format
from reader.exchange.formats import shipped_with_reader
from reader.exchange.section import Section

Wrap = Callable[[bytes], bytes]


def a_section() -> Section:
    """An article with passages of every kind and a relation."""
    made = make_section(
        {"words": "Kabul", "tags": ("war", "=cmd;x"), "note": "a\n\nb *c*"},
        {"words": "The Taliban* entered", "tags": ("war",)},
        {"words": "Taliban"},
        {"words": "entered the palace", "tags": ("x y",), "anchor": "orphan"},
    )
    first, second = made.annotations[:2]
    within = Relation("1", "cites", end_at(first), end_at(second), "anna", "2026-11-22T10:18:46.625Z", "why")
    return Section(made.article, made.annotations, (within,))


def decoded(form: Format, wrap: Wrap, data: bytes, folder: Path) -> None:
    """Have a format read bytes: it returns what it could read, whatever they are."""
    assert form.decode is not None
    read = form.decode(wrap(data))
    assert isinstance(read, Read)
    for each in read.mistakes:
        assert each.what
        assert "\n" not in str(each), each


def import_targets() -> dict[str, Target]:
    """Return the formats that can be read by their names; of an archive, each member by its name too."""
    found: dict[str, Target] = {}
    for form in shipped_with_reader():
        if form.decode is None:
            continue
        sample = form.write([a_section()]).data
        found[form.name] = Target(partial(decoded, form, bytes), (sample,))
        for name, (content, wrap) in _inside(form.name, sample).items():
            found[f"{form.name}-{name}"] = Target(partial(decoded, form, wrap), (content,))
    return found


def _inside(name: str, sample: bytes) -> dict[str, tuple[bytes, Wrap]]:
    """Return what is packed in a file, by suffix, with the way to pack something else in its place."""
    if name == "docbin":
        return {"msgpack": (zlib.decompress(sample), zlib.compress)}
    if not zipfile.is_zipfile(io.BytesIO(sample)):
        return {}
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    return {Path(each).suffix[1:]: (members[each], partial(_packed, members, each)) for each in members}


def _packed(members: dict[str, bytes], name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each, content in {**members, name: data}.items():
            archive.writestr(each, content)
    return packed.getvalue()
