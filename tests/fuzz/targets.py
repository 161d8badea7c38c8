"""Everything that reads bytes from outside, and what it may do with any: answer, or refuse in one line."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.analysis.entities.quick import QuickRecogniser
from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Code, Codebook
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.articles.describe import describe
from reader.cli import analyze
from reader.config.settings import load_settings
from reader.corrections.correction import Correction
from reader.corrections.revision import Revision
from reader.errors import ReaderError
from reader.page.visible import visible
from reader.session.reading import begin
from reader.sources.textfile import read_text
from reader.storage.codebook_file import CodebookFile
from reader.storage.corrections_file import CorrectionsStore
from reader.storage.progress import ProgressStore
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span

TEXT = "The Taliban* entered the palace, said “Anna”.\n\n*Banned in Russia."
ARTICLE = Article("kabul", "kabul.txt", TEXT, text_sha256(TEXT), "Kabul", "News", 10)
TIME = "2026-01-01T00:00:00.000Z"


def an_annotation() -> Annotation:
    """A new annotation of the article."""
    target = make_target(TEXT, Span(4, 11), sha256=ARTICLE.sha256)
    return Annotation(new_id(), "kabul", target, "anna", utc_now(), utc_now(), ("tag",), "a note")


def read_article(data: bytes, folder: Path) -> None:
    """Open the bytes as an article, up to its first screen."""
    path = folder / "a.txt"
    path.write_bytes(data)
    text = read_text(path)
    article = describe("a.txt", text, id_="a")
    reading = begin(article, author="anna", width=60, height=24)
    assert len(visible(text)) == len(text)
    assert reading.article.text == text


def read_annotations(data: bytes, folder: Path) -> None:
    """Take the bytes for an annotation file; where it cannot be used it stays as it is, whatever is done."""
    path = folder / "annotations" / "anna" / "kabul.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    store = TinyDBStore(folder, "anna")
    loaded = store.load("kabul")
    store.counts(), store.tag_counts(), store.relations(), store.rejected("kabul"), store.problems()
    if not loaded.writable:
        with contextlib.suppress(ReaderError):
            store.apply(ARTICLE, Add(an_annotation()))
        assert path.read_bytes() == data
        return
    store.apply(ARTICLE, Add(an_annotation()))
    assert len(TinyDBStore(folder, "anna").load("kabul").annotations) == len(loaded.annotations) + 1


def read_codebook(data: bytes, folder: Path) -> None:
    """Take the bytes for a codebook, and add a code to it."""
    (folder / "codebook.toml").write_bytes(data)
    file = CodebookFile(folder)
    kept = file.read()
    added = Codebook((*kept.book.codes, Code("an added one", "", "", "", "")), kept.book.closed)
    file.apply(kept.book, added)
    assert CodebookFile(folder).read().book == added


def read_settings(data: bytes, folder: Path) -> None:
    """Take the bytes for settings."""
    (folder / "settings.toml").write_bytes(data)
    load_settings(folder / "settings.toml")


def read_corrections(data: bytes, folder: Path) -> None:
    """Take the bytes for corrections."""
    path = folder / "corrections" / "anna.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    store = CorrectionsStore(folder, "anna")
    store.known()
    if not store.load().writable:
        with contextlib.suppress(ReaderError):
            store.apply(Revision(None, a_correction()))
        assert path.read_bytes() == data


def read_progress(data: bytes, folder: Path) -> None:
    """Take the bytes for the places where articles were left."""
    path = folder / "reading" / "anna.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    ProgressStore(folder, "anna").get("kabul")


def read_lines(data: bytes, folder: Path) -> None:
    """Have texts in JSON lines analysed by the quick rules."""
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        analyze._answer_all(lines, QuickRecogniser(), "lines")
    for line in printed.getvalue().splitlines():
        json.loads(line)


@dataclass(frozen=True)
class Target:
    """Something that reads bytes."""

    read: Callable[[bytes, Path], None]
    samples: tuple[bytes, ...]
    """Sound ones, to be damaged."""


def a_correction() -> Correction:
    """A correction of a name in the article."""
    target = make_target(TEXT, Span(4, 11), sha256=ARTICLE.sha256)
    return Correction(
        new_id(), "anna", TIME, TIME, "type", "Taliban", "article", "kabul", "kabul.txt", target, "ORG", ""
    )


def targets(folder: Path) -> dict[str, Target]:
    """Return what reads bytes, with samples that the program itself has written into a folder."""
    TinyDBStore(folder, "anna").apply(ARTICLE, Add(an_annotation()))
    CorrectionsStore(folder, "anna").apply(Revision(None, a_correction()))
    codes = (Code("claim", "c", "red", "what is said", ""), Code("fact", "f", "#00ff00", "", "claim"))
    CodebookFile(folder).apply(Codebook(), Codebook(codes))
    progress = ProgressStore(folder, "anna")
    progress.put("kabul", offset=3, furthest=9, length=len(TEXT))
    settings = b'width = 70\nengine = "quick"\nannotator = "anna"\n[keys]\nundo = ["ctrl+z"]\n'
    line = json.dumps({"id": "1", "text": TEXT, "lang": "en"}).encode()
    return {
        "article": Target(read_article, (TEXT.encode(), "# Tïtle\n\n> Ёж \x1b[31m".encode())),
        "annotations": Target(read_annotations, ((folder / "annotations/anna/kabul.json").read_bytes(),)),
        "codebook": Target(read_codebook, ((folder / "codebook.toml").read_bytes(),)),
        "settings": Target(read_settings, (settings,)),
        "corrections": Target(read_corrections, ((folder / "corrections/anna.json").read_bytes(),)),
        "progress": Target(read_progress, ((folder / "reading/anna.json").read_bytes(), b'{"kabul": {}}')),
        "lines": Target(read_lines, (line + b"\n" + line,)),
    }
