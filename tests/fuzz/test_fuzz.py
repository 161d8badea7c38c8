"""Nothing that is read from outside makes Reader fail in any other way than by saying what is wrong.

``python tests/fuzz/run.py --examples 20000`` looks further, and ``python tests/fuzz/guided.py`` where damage
leads to code that was not reached before.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

import pytest
from fuzz.damaging import damaged
from fuzz.imports import import_targets
from fuzz.targets import Target, targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError

EXAMPLES = int(os.environ.get("READER_FUZZ_EXAMPLES", "40"))
IMPORTS = import_targets()
NAMES = ("article", "annotations", "codebook", "settings", "corrections", "progress", "lines")
LARGE = {
    "article": (
        b"a" * 100_000,
        b"\n" * 99_999 + b"a",
        "e\u0301".encode() * 33_000,
        b"A. " * 33_000,
        b"*" * 100_000,
    ),
    "annotations": (
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b'{"t": {%b}}' % b",".join([b'"%d": {}' % (n // 2) for n in range(14_000)]),
    ),
    "codebook": (
        b"a = " + b"[" * 50_000,
        b"a = " + b"9" * 90_000,
        b"[[code]]\n" * 11_000,
        b"a.b" * 30_000 + b" = 1",
    ),
    "settings": (b"a = " + b"[" * 50_000, b"width = " + b"9" * 90_000, b"[keys]\n" + b"x = ['y']\n" * 9_000),
    "corrections": (b"[" * 100_000, b"9" * 100_000),
    "progress": (b"[" * 100_000, b"9" * 100_000, b'{"kabul": ' + b"9" * 90_000 + b"}"),
    "lines": (b"[" * 100_000, b"9" * 100_000, b'{"id": "1", "text": "' + b"(((* " * 18_000 + b'"}'),
}
"""100 kB of what is slow to read where it is read carelessly."""
NESTS = (
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b"9" * 100_000,
    b"<a>" * 33_000,
    b"<a" + b' b="c"' * 16_000 + b"/>",
    b"a\t" * 50_000,
    b"a," * 50_000,
    b'"' * 100_000,
    b"\n" * 100_000,
)
"""100 kB that any format may be given."""
FOUND = {
    "xmi": b"<\0",
    "label-studio-xml": b"<View>\n  <Relation valu\0\0\0\xf3ites",
}
"""What was found not to be taken, by what it was given to."""
LONGEST_SECONDS = 2.0
"""Of the processor, for 100 kB."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Target]:
    """What reads bytes."""
    return targets(tmp_path_factory.mktemp("samples"))


def read(target: Target, data: bytes) -> None:
    """Read bytes in a folder of their own; being refused is fine."""
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(ReaderError):
        target.read(data, Path(folder))


@pytest.mark.parametrize("name", NAMES)
def test_damaged_samples_are_read_or_refused(found: dict[str, Target], name: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(found[name].samples) | st.binary(max_size=60))
    def look(data: bytes) -> None:
        read(found[name], data)

    look()


@pytest.mark.parametrize(
    ("name", "data"), [pytest.param(n, d, id=f"{n}-{i}") for n, ds in LARGE.items() for i, d in enumerate(ds)]
)
def test_large_ones_are_read_or_refused_soon(found: dict[str, Target], name: str, data: bytes) -> None:
    began = time.process_time()
    read(found[name], data)
    assert time.process_time() - began < LONGEST_SECONDS * max(1, len(data) / 100_000)


@pytest.mark.parametrize("name", IMPORTS)
def test_damaged_files_of_others_are_read_as_far_as_they_can_be(name: str) -> None:
    @settings(max_examples=max(10, EXAMPLES // 4), deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(IMPORTS[name].samples))
    def look(data: bytes) -> None:
        IMPORTS[name].read(data, Path())

    look()


@pytest.mark.parametrize("name", IMPORTS)
def test_large_files_of_others_are_read_soon(name: str) -> None:
    for data in (*NESTS, FOUND.get(name, b"")):
        began = time.process_time()
        IMPORTS[name].read(data, Path())
        assert time.process_time() - began < LONGEST_SECONDS, data[:20]
