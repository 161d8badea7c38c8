"""Writing what belongs into a library to other files, for when the library cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.codebook import Codebook
from reader.annotations.edits import Add, Batch
from reader.annotations.relations import Relate
from reader.errors import ReaderError
from reader.storage.codebook_text import rewritten
from reader.storage.correction_records import to_record
from reader.storage.corrections_file import FORMAT, VERSION
from reader.storage.durable import write_durably
from reader.storage.tables import Contents, open_tables, stage_edit, stage_rejection, stage_relations
from reader.storage.tinydb_file import DurableStorage, encode_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.articles.article import Article
    from reader.corrections.correction import Correction


def write_copy(path: Path, article: Article, annotator: str, contents: Contents) -> None:
    """Write an annotator's annotations, relations and rejections of an article, as the library keeps them.

    Raises:
        ReaderError: when it cannot be written, or something is there already.
    """
    _check_free(path)
    tables = open_tables(lambda: DurableStorage(path))
    added = Batch(tuple(map(Add, contents.annotations)), "")
    rejected = Batch(tuple(map(Add, contents.rejected)), "")
    staged = stage_edit(tables, Contents(), article, annotator, added).contents
    related = tuple(map(Relate, contents.relations))
    staged = stage_relations(tables, staged, related, article, annotator, where=str(path)).contents
    if contents.rejected:
        stage_rejection(tables, staged, article, annotator, rejected)
    tables.close()


def write_corrections_copy(path: Path, corrections: Iterable[Correction], annotator: str) -> None:
    """Write an annotator's corrections, as the library keeps them.

    Raises:
        ReaderError: when it cannot be written, or something is there already.
    """
    _check_free(path)
    header = {"format": FORMAT, "version": VERSION, "annotator": annotator}
    records = {str(number): to_record(each) for number, each in enumerate(corrections, 1)}
    write_durably(path, encode_json({"meta": {"1": header}, "corrections": records}, path))


def write_codebook_copy(path: Path, book: Codebook) -> None:
    """Write a codebook, as the library keeps it.

    Raises:
        ReaderError: when it cannot be written, or something is there already.
    """
    _check_free(path)
    write_durably(path, rewritten("", Codebook(), book, {}).encode())


def _check_free(path: Path) -> None:
    if path.exists():
        raise ReaderError("is there already", where=str(path), remedy="choose another name")
