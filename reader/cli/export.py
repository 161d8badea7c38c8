"""``reader export``: the annotations of a library as a file for other programs, or for reading."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.list import add_library
from reader.cli.output import FINE, NOT_FOUND, complain, is_terminal, write_bytes
from reader.cli.redirected import file_behind_output
from reader.errors import ReaderError
from reader.values import asdict

if TYPE_CHECKING:
    from reader.exchange.format import Format
    from reader.session.exporting import Exported

NAME = "export"
HELP = "write your annotations to a file"

_STANDARD_OUTPUT = "-"
_EPILOG = """\
examples:
  reader export --output notes.md
  reader export ~/articles --format csv > notes.csv
  reader export --output notes.csv --report lost.json
  reader export --article 3 --output article.json
  reader export --query 'tag:militants -author:boris' --output found.csv
  reader export --format brat --output standoff/
  reader export --format obsidian --output ~/vault/news/
  reader export --template weekly.md.jinja --output weekly.md
  reader export --list-formats

All annotations of the library are written, everybody's, unless --article, --tag, --author or --query says
which; all of them count. A query is what the lists of annotations in the app are filtered by: words, tag:
text: note: author: entity: title: and -without (--query='-tag:done' where it begins with it); tag: takes a
part of a tag, --tag a whole one.

A path with a slash at its end is a folder: the files of an archive go into it, of other formats one file
for each article. It has to be new, empty, or made by an export before, and is replaced as a whole.

A format that holds names, designations or suggestions gets what your engine found before; articles that it
has not read yet are read now, which takes some seconds. --engine quick does not wait for a model.

What the format has no place for is lost, and said: a line for each kind on standard error, and with
--report in a file (a JSON object: format, annotations, losses with what, of, count and why).

A file is written whole or not at all; one that is there already is replaced. In a terminal, control
characters are shown, not obeyed.

exit status: 0 fine; 1 some annotations could not be read and are left out; 2 nothing was written, or
something would have been lost and --strict was given
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.epilog = _EPILOG
    add_library(parser)
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help="one that --list-formats lists; when left out, as the file's name says, else the settings",
    )
    template = parser.add_argument(
        "--template", metavar="FILE", help="a template of your own to write them by, instead of a format"
    )
    template.complete = "file"  # type: ignore[attr-defined]  # for shtab
    output = parser.add_argument(
        "--output",
        default=_STANDARD_OUTPUT,
        metavar="PATH|FOLDER/|-",
        help="the file or folder to write; - is standard output, and the default",
    )
    output.complete = "file"  # type: ignore[attr-defined]  # for shtab
    _add_scope(parser)
    report = parser.add_argument("--report", metavar="FILE", help="write what is lost to a file, as JSON")
    report.complete = "file"  # type: ignore[attr-defined]  # for shtab
    parser.add_argument("--strict", action="store_true", help="write nothing where anything would be lost")
    parser.add_argument("--list-formats", action="store_true", help="say what each format is for, and stop")


def _add_scope(parser: argparse.ArgumentParser) -> None:
    """Declare which annotations are written."""
    many = parser.add_argument_group("which annotations; each can be given several times, but for the query")
    article = many.add_argument(
        "--article",
        action="append",
        metavar="ARTICLE",
        help="those of this article: a path, a number in the list, or a part of its title",
    )
    article.complete = "file"  # type: ignore[attr-defined]  # for shtab
    many.add_argument("--query", default="", metavar="TEXT", help="those that the app's filter keeps")
    many.add_argument("--tag", action="append", default=[], metavar="TAG", help="those with this tag")
    many.add_argument("--author", action="append", default=[], metavar="NAME", help="those by this annotator")
    many.add_argument("--all-articles", action="store_true", help="articles without annotations too")
    many.add_argument("--engine", metavar="ENGINE", help="who finds names where the format holds them")


def run(arguments: argparse.Namespace) -> int:
    """Write the annotations and return the exit status.

    Raises:
        ReaderError: when the library cannot be opened or the file cannot be written.
    """
    from reader.api.library import open_library
    from reader.session.exporting import names_folder

    if arguments.list_formats:
        _list_formats()
        return FINE
    with open_library(arguments.library, engine=arguments.engine, on_trouble=complain) as library:
        chosen = library.format_for(arguments.template or arguments.format, arguments.output)
        if library.notice:
            complain(library.notice)
        made = library.export(
            format=arguments.template or chosen.name,
            query=arguments.query,
            in_parts=names_folder(arguments.output),
            articles=arguments.article,
            tags=arguments.tag,
            authors=arguments.author,
            unannotated=arguments.all_articles,
        )
    if arguments.report:
        _report(Path(arguments.report), made)
    if arguments.strict:
        made.check_lossless()
    _write(arguments.output, made, chosen)
    print(_summary(made), file=sys.stderr)
    for loss in made.losses:
        complain(f"{loss}.")
    for line in made.left_out:
        complain(line)
    return NOT_FOUND if made.left_out else FINE


def _list_formats() -> None:
    from reader.exchange.formats import formats

    names, suffixes = (max(len(getattr(each, of)) for each in formats()) + 2 for of in ("name", "suffix"))
    sys.stdout.writelines(
        f"{each.name:<{names}}{each.suffix:<{suffixes}}{each.purpose}\n" for each in formats()
    )


def _report(path: Path, made: Exported) -> None:
    """Write what is lost, as JSON.

    Raises:
        ReaderError: when the file cannot be written.
    """
    from reader.storage.durable import write_durably

    report = {
        "format": made.format,
        "annotations": made.annotations,
        "losses": [asdict(loss) for loss in made.losses],
    }
    write_durably(path, json.dumps(report, indent=2).encode() + b"\n")


def _write(output: str, made: Exported, chosen: Format) -> None:
    """Write the file or folder, or to standard output.

    Raises:
        ReaderError: when it cannot be written.
    """
    if output == _STANDARD_OUTPUT:
        _print(made.data, chosen)
        return
    from reader.session.exporting import put

    put(made, Path(output))


def _print(data: bytes, chosen: Format) -> None:
    """Print it; where the shell sends it to a file in a library, that is no article there.

    Raises:
        ReaderError: when a terminal cannot show it.
    """
    if is_terminal():
        if not chosen.is_text:
            raise ReaderError(
                f"{chosen.label} is no text, and nothing for a terminal",
                where="",
                remedy="name a file with --output",
            )
        from reader.page.visible import visible

        lines = data.decode().replace("\r\n", "\n").split("\n")[:-1]
        data = "".join(f"{visible(line)}\n" for line in lines).encode()
    elif file := file_behind_output():
        from reader.session.own_exports import remember_exports

        remember_exports({file: data})
    write_bytes(data)


def _summary(made: Exported) -> str:
    from reader.text.numbers import counted

    articles = counted(made.articles, "article")
    return f"{counted(made.annotations, 'annotation')} of {articles} as {made.label}"
