"""Exporting from an open library: which articles' annotations go out, and which could not."""

from __future__ import annotations

import os
import stat
from functools import cache, partial
from typing import TYPE_CHECKING

from reader.articles.article import Article, text_sha256
from reader.errors import ReaderError
from reader.exchange.features import Loss
from reader.exchange.section import Section
from reader.session.own_exports import remember_exports
from reader.session.scopes import Scope
from reader.storage.durable import unwritable, write_durably
from reader.text.numbers import counted
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reader.annotations.codebook import Code
    from reader.annotations.relations import Relation
    from reader.articles.findings import Findings
    from reader.exchange.format import Format
    from reader.session.analyses import Finder
    from reader.session.opened import Opened
    from reader.session.opening import Library

FINDINGS, SUGGESTIONS = "findings", "suggestions"
"""What a format may need beside the annotations."""


class Exported(Value):
    """What an export holds, and what it does not."""

    format: str
    """The format's name."""
    label: str
    """What it is called on screen."""
    articles: int
    annotations: int
    losses: tuple[Loss, ...]
    """What the format has no place for."""
    left_out: tuple[str, ...]
    """Why annotations that were asked for are not in it, one line each."""
    data: bytes
    """The file."""
    parts: Mapping[str, bytes] | None = None
    """The files of a folder by their names, where it is wanted as one."""

    def check_lossless(self) -> None:
        """Make sure that nothing is lost.

        Raises:
            ReaderError: when something is; it says what, and how much.
        """
        if self.losses:
            lost = ", ".join(f"{loss.count} {loss.of}" for loss in self.losses)
            raise ReaderError(
                f"{self.label} would lose {lost}",
                where="",
                remedy="do without --strict, or choose another format",
            )


def sections_of(
    library: Library,
    scope: Scope,
    finder: Finder,
    needs: frozenset[str] = frozenset(),
) -> tuple[Section, ...]:
    """Return the articles of a scope with their annotations.

    An article that was not named has one of the annotations that are asked for, if any are.

    Args:
        library: The open library.
        scope: Which part of it.
        finder: Finds what was asked for by ``entity:``, and what the format needs.
        needs: What the format needs beside the annotations: `Format.needs`.

    Raises:
        ReaderError: when an article cannot be read.
    """
    return _gathered(library, scope, finder, needs)[0]


def _gathered(
    library: Library, scope: Scope, finder: Finder, needs: frozenset[str]
) -> tuple[tuple[Section, ...], Loss, tuple[str, ...]]:
    """Return the articles of a scope, how many relations it cuts off, and what was wrong with their files."""
    codes = library.codebook.read().book.codes
    made, cut, problems = [], 0, list[str]()
    for article_id in scope.articles_in(library):
        finder.go_on()
        whole = library.open(article_id)
        problems += whole.problems
        findings = cache(partial(finder.findings_of, whole.article))
        chosen = scope.chosen(whole, library.annotator, findings)
        if chosen.annotations or not scope.chooses or scope.articles is not None:
            made.append(_section(library, whole, chosen, codes, findings, needs))
            ids = {each.id for each in chosen.annotations}
            cut += sum(each.source.annotation in ids for each in _beginning(whole)) - len(_beginning(chosen))
    what = "relations to annotations that are not asked for"
    return tuple(made), Loss("relations-out", what, max(0, cut), "left out"), tuple(problems)


def _section(
    library: Library,
    whole: Opened,
    chosen: Opened,
    codes: tuple[Code, ...],
    findings: Callable[[], Findings],
    needs: frozenset[str],
) -> Section:
    from reader.session.proposing import proposed

    return Section(
        article=chosen.article,
        annotations=chosen.annotations,
        relations=_beginning(chosen),
        codes=codes,
        findings=findings() if FINDINGS in needs else None,
        # What is tagged already is suggested to nobody, whether it goes out or not.
        suggestions=proposed(library, whole, findings()) if SUGGESTIONS in needs else (),
    )


def _beginning(opened: Opened) -> tuple[Relation, ...]:
    """Return the relations that begin in an article, so that each is written once."""
    return tuple(r for r in opened.relations if r.source.article == opened.article.id)


def export(
    library: Library, scope: Scope, format_: Format, finder: Finder, *, in_parts: bool = False
) -> Exported:
    """Return a part of a library in a format.

    The same library gives the same bytes, as long as it is read by the same engine.

    Args:
        library: The open library.
        scope: Which part of it.
        format_: The format.
        finder: Finds what the format or the scope needs.
        in_parts: Whether it is wanted as the files of a folder: what an archive holds, or a file an article.

    Raises:
        ReaderError: when an article cannot be read, or the format fails.
    """
    sections, cut, problems = _gathered(library, scope, finder, format_.needs)
    try:
        written = format_.write(sections or _codebook_alone(library, format_))
    except ReaderError:
        raise
    except Exception as problem:  # a plug-in may raise anything
        raise ReaderError(
            f"this format failed ({type(problem).__name__}: {problem})",
            where=f"format {format_.name!r}",
            remedy="choose another format, and tell those who made this one",
        ) from problem
    return Exported(
        format=format_.name,
        label=format_.label,
        articles=len(sections),
        annotations=sum(len(each.annotations) for each in sections),
        losses=(*written.losses, *((cut,) if cut.count else ())),
        left_out=tuple(dict.fromkeys((*problems, *(left_out(library) if scope.articles is None else ())))),
        data=written.data,
        parts=_parts(format_, sections, written.data) if in_parts else None,
    )


def _codebook_alone(library: Library, format_: Format) -> tuple[Section, ...]:
    """Return a library's codebook in a section without text, for formats that can have it alone."""
    codes = library.codebook.read().book.codes
    if not (codes and format_.has_codebook_alone):
        return ()
    nothing = Article("", "", "", text_sha256(""), "", "", words=0)
    return (Section(nothing, (), codes=codes),)


def put(exported: Exported, path: Path) -> None:
    """Write an export to a file, or to a folder where it is in parts: whole, or not at all.

    A device or a pipe is written to, and not replaced. What is written into a library's folder is remembered
    there as an export, and is no article of it.

    Raises:
        ReaderError: when it cannot be written.
        BrokenPipeError: when nobody reads the pipe.
    """
    if not _is_stream(path):
        remember_exports(_files_of(exported, path.resolve()))
    if exported.parts is not None:
        from reader.storage.folders import write_folder_durably

        write_folder_durably(path, exported.parts)
    elif _is_stream(path):
        try:
            path.write_bytes(exported.data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise unwritable(path, error) from error
    else:
        write_durably(path, exported.data)


def names_folder(path: str) -> bool:
    """Tell whether a path is written as that of a folder: with a slash at its end."""
    return path.endswith(("/", os.sep))


def _parts(format_: Format, sections: tuple[Section, ...], data: bytes) -> dict[str, bytes]:
    if not format_.is_archive:
        return {f"{each.article.id}{format_.suffix}": format_.write([each]).data for each in sections}
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}


def _files_of(exported: Exported, path: Path) -> dict[Path, bytes]:
    """Return what an export to an absolute path writes, by the files it goes into."""
    if exported.parts is None:
        return {path: exported.data}
    return {path / name: data for name, data in exported.parts.items()}


def _is_stream(path: Path) -> bool:
    """Tell a device or a pipe, which cannot be replaced by a file, from a file and a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def left_out(library: Library) -> tuple[str, ...]:
    """Return why annotations that are there are not in an export of the library, one line each."""
    rows = library.listings()
    counts = library.store.counts()
    known = library.store.known()
    lines = [str(problem) for problem in library.store.problems()]
    lines += [f"{row.path}: {row.problem}." for row in rows if row.problem and row.annotations]
    for article_id in sorted(counts.keys() - {row.id for row in rows}):
        path, many = known[article_id].path, counted(counts[article_id], "annotation")
        if not os.path.lexists(library.root / path):
            lines.append(
                str(ReaderError(f"the file is gone, {many} left out", where=path, remedy="put it back"))
            )
        # A library of single files does not list its neighbours, which are no loss.
        elif library.located.whole:
            what = f"the folder's list does not have it, {many} left out"
            lines.append(str(ReaderError(what, where=path, remedy="export it by its own path")))
    return tuple(lines)
