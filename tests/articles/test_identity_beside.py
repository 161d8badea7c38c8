"""The identity of a long text, found out by another process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.articles import identity_beside
from reader.articles.article import LONG, text_sha256
from reader.articles.describe import describe
from reader.articles.identity_beside import IdentityBeside

LONG_TEXT = "Ключ к \ud800 Kabul.\n" * (LONG // 10)
OPENED = """
import sys
from pathlib import Path
from reader.config.settings import Settings
from reader.session.opening import open_library
library = open_library([Path(sys.argv[1])], Settings(annotator="a"), at_once=True)
print(library.open(library.only).article.sha256, "_hashlib" in sys.modules)
"""


@pytest.mark.parametrize("text", ["", "Kabul.", LONG_TEXT])
def test_it_is_the_same(text: str) -> None:
    assert IdentityBeside(text).sha256() == text_sha256(text)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no files in memory alone")
@pytest.mark.parametrize("program", ["/no/such/program", "/bin/true"])
def test_without_another_process_it_is_found_out_here(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(identity_beside.sys, "executable", program)
    assert IdentityBeside("Kabul.").sha256() == text_sha256("Kabul.")


@pytest.mark.parametrize("known", [None, ("", 1), (text_sha256(LONG_TEXT), 7)])
def test_a_long_text_is_described_the_same(known: tuple[str, int] | None) -> None:
    described = describe("a.txt", LONG_TEXT, id_="a", known=known)
    assert describe("a.txt", LONG_TEXT, id_="a", known=known, identity=IdentityBeside(LONG_TEXT)) == described


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no files in memory alone")
def test_whoever_opens_a_long_article_loads_no_openssl(tmp_path: Path) -> None:
    text = "Kabul fell. " * (LONG // 10)
    path = tmp_path / "long.txt"
    path.write_text(text, "utf-8")
    command = [sys.executable, "-P", "-c", OPENED, str(path)]
    for _ in ("at first", "once its words are known"):
        ran = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=tmp_path)
        assert ran.stdout.split() == [text_sha256(text), "False"]
