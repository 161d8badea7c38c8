"""Reader from Python: ``reader.open_library`` and what it returns.

The command line is made of the same calls.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from reader.api.looking import OpenLibrary, warn
from reader.config.settings import Settings, load_settings
from reader.session import opening

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Unpack

    import pandas as pd

    from reader.annotations.annotation import Annotation
    from reader.annotations.relations import Relation
    from reader.api.changing import Changes
    from reader.api.choosing import ArticleLike, Chosen
    from reader.exchange.format import Format
    from reader.session.exporting import Exported
    from reader.session.importing import Plan
    from reader.text.span import Span


def open_library(
    path: str | Path | Sequence[str | Path] | None = None,
    *,
    annotator: str | None = None,
    engine: str | None = None,
    on_trouble: Callable[[str], object] = warn,
) -> Library:
    """Open a folder of articles, or some files, as a library.

    Args:
        path: The folder, a file, or several of either; the last library opened when left out.
        annotator: Whose annotations are written; as the settings say when left out.
        engine: Who finds names, such as ``quick`` or ``spacy``; as the settings say when left out.
        on_trouble: Called with what else there is to say, a line each, such as that a model is missing; a
            Python warning where left out.

    Raises:
        ReaderError: when a path is missing or cannot be read, a folder holds no article, or there is no such
            engine.
    """
    settings = load_settings()
    if engine is not None:
        from reader.analysis.entities.finding import check_engine

        check_engine(engine)
    given = [path] if isinstance(path, str | Path) else list(path or ())
    wanted = Settings(
        annotator=annotator or settings.annotator,
        engine=engine or settings.engine,
        export_format=settings.export_format,
    )
    return Library(
        opening.open_library([Path(each).expanduser() for each in given], wanted), wanted, on_trouble
    )


class Library(OpenLibrary):
    """An open library that can be looked at, annotated, and exchanged with other programs.

    Use it in a ``with`` statement, or `close` it: the model runs in a process of its own.
    """

    @cached_property
    def _changes(self) -> Changes:
        from reader.api.changing import Changes

        return Changes(self._inner)

    def annotate(
        self,
        which: ArticleLike,
        quote: str | None = None,
        *,
        span: Span | tuple[int, int] | None = None,
        tags: Iterable[str] = (),
        note: str = "",
        prefix: str = "",
        suffix: str = "",
    ) -> Annotation:
        """Make an annotation of a passage; when this returns, it is on the disk.

        Args:
            which: The article.
            quote: The words of the passage, as they are in the text.
            span: Where it is, in code points, half-open; with ``quote``, the words there have to be those.
            tags: Its tags; those of the codebook are written as they are there.
            note: Its note.
            prefix: What stands right before the words, where they stand more than once.
            suffix: What stands right behind them.

        Raises:
            ReaderError: when there is no such passage, or more than one; when the codebook is closed and has
                no such tag; when it cannot be saved.
        """
        article = self.article(which)
        return self._changes.annotate(article, quote, span, tuple(tags), note, (prefix, suffix))

    def tag(self, annotation: Annotation | str, *tags: str) -> Annotation:
        """Put tags on one of your annotations, given as it is or by its id, and return it as it is now.

        Raises:
            ReaderError: when there is no such annotation, it is somebody else's or was changed meanwhile, or
                it cannot be saved.
        """
        return self._changes.tag(annotation, tags)

    def untag(self, annotation: Annotation | str, *tags: str) -> Annotation:
        """Take tags off one of your annotations.

        Raises:
            ReaderError: as `tag` does.
        """
        return self._changes.untag(annotation, tags)

    def note(self, annotation: Annotation | str, note: str) -> Annotation:
        """Write the note of one of your annotations, in place of the one it has.

        Raises:
            ReaderError: as `tag` does.
        """
        return self._changes.note(annotation, note)

    def remove(self, annotation: Annotation | str) -> None:
        """Remove one of your annotations.

        Raises:
            ReaderError: as `tag` does.
        """
        self._changes.remove(annotation)

    def relate(
        self, source: Annotation | str, name: str, target: Annotation | str, note: str = ""
    ) -> Relation:
        """Say that one annotation has to do with another, in whichever articles; return the relation.

        Args:
            source: Where it begins.
            name: What the source does to the target: ``cites``, ``contradicts``.
            target: Where it ends.
            note: A note on it.

        Raises:
            ReaderError: when there is no such annotation, or it cannot be saved.
        """
        return self._changes.relate(source, name, target, note)

    def unrelate(self, relation: Relation) -> None:
        """Take one of your relations away.

        Raises:
            ReaderError: when it is gone or somebody else's, or it cannot be saved.
        """
        self._changes.unrelate(relation)

    def undo(self) -> str | None:
        """Take back the last change that was made here; return what it was, or None where there is none.

        Raises:
            ReaderError: when it was changed meanwhile, or cannot be saved.
        """
        return self._changes.undo()

    def export(
        self,
        output: str | Path | None = None,
        format: str | None = None,  # noqa: A002 - what the command line calls it too
        query: str = "",
        *,
        engine: str | None = None,
        strict: bool = False,
        in_parts: bool = False,
        **chosen: Unpack[Chosen],
    ) -> Exported:
        """Write annotations in a format; return what was written, and what the format has no place for.

        Args:
            output: The file; with a slash at its end, a folder of files. Left out, the bytes are returned.
            format: The format's name; as the file's name says where left out, else the settings.
            query: What annotations are filtered by, as `query` takes it.
            engine: Who finds the names for formats that need them; the library's when left out.
            strict: Write nothing where anything would be lost.
            in_parts: Return the files of a folder, where no output is named.
            **chosen: Articles, tags, authors: see `Chosen`.

        Raises:
            ReaderError: when there is no such format, an article cannot be found or read, the file cannot be
                written, or something would be lost and ``strict`` was given.
        """
        from reader.session.exporting import export, names_folder, put

        target = "" if output is None else str(output)
        format_ = self.format_for(format, target)
        scope, finder = self.scope(query, **chosen), self._finder(engine)
        made = export(self._inner, scope, format_, finder, in_parts=in_parts or names_folder(target))
        if strict:
            made.check_lossless()
        if target:
            put(made, Path(target))
        return made

    def frame(self, query: str = "", **chosen: Unpack[Chosen]) -> pd.DataFrame:
        """Return annotations as a pandas frame, a row for each, its columns typed.

        Args:
            query: What annotations are filtered by, as `query` takes it.
            **chosen: Articles, tags, authors: see `Chosen`.

        Raises:
            ReaderError: when pandas is not installed, or as `query` does.
        """
        from reader.exchange.frame import to_frame

        return to_frame(self._sections(query, chosen))

    def format_for(self, name: str | None, output: str = "") -> Format:
        """Return the format that is named, else the one that a file's name ends in, else the settings' one.

        Raises:
            ReaderError: when there is no such format.
        """
        from reader.exchange.formats import find_format, format_of

        found = format_of(Path(output).name) if name is None else None
        return found or find_format(name or self._settings.export_format)

    def import_from(
        self,
        source: str | Path | bytes,
        format: str | None = None,  # noqa: A002 - what the command line calls it too
        *,
        name: str = "",
        dry_run: bool = False,
        strict: bool = False,
    ) -> Plan:
        """Bring annotations in, and return what that did, with the mistakes of the file and their lines.

        Args:
            source: A file, a folder of files, or the bytes of a file.
            format: The format's name; as the files begin, else as their names say, where left out.
            name: How provenance calls the file; its own name where left out.
            dry_run: Do nothing, and return what would be done.
            strict: Do nothing where there is a mistake; see `Plan.mistakes`.

        Raises:
            ReaderError: when it cannot be read at all, does not say its format, or nothing can be saved.
        """
        from reader.exchange.bundles import read_bytes, read_path
        from reader.session.import_steps import do_import
        from reader.session.importing import plan_import

        if isinstance(source, bytes):
            name = name or "bytes"
            read = read_bytes(source, name, format)
        else:
            name = name or Path(source).name
            read = read_path(Path(source), format)
        plan = plan_import(self._inner, read, author=self.annotator, name=name)
        if not dry_run and not (strict and plan.mistakes):
            do_import(self._inner, plan, author=self.annotator, name=name)
        return plan

    def undo_import(self) -> tuple[int, tuple[str, ...]]:
        """Take your last import back as a whole; what was changed since stays.

        Returns:
            How many annotations and relations are as they were before, and why others are not.

        Raises:
            ReaderError: when there is none to take back, or what it did cannot be read.
        """
        from reader.session.import_steps import undo_import

        return undo_import(self._inner, author=self.annotator)
