"""The lines of a list in a pipe, each made of its article's text, with next to nothing imported."""

from __future__ import annotations

from reader.articles.identity import article_id
from reader.articles.titles import count_words, reading_minutes, title_of
from reader.cli.output import plain
from reader.sources.textfile import read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = 7


class Unsure(Exception):  # noqa: N818 - it is no error
    """There may be more to it than files tell: it has to be made in the usual way."""


def line_of(root: str, path: str, before: str | None = None, *, notes: int = 0) -> str:
    """Return the line of an article without its number.

    Args:
        root: The library's folder.
        path: The article's in it.
        before: The line as it was, of which what the text does not tell is taken; None where there was none.
        notes: How many annotations it has, where there was no line.

    Raises:
        ReaderError: when the article cannot be read.
        Unsure: when the line that was is none.
    """
    text = read_text(f"{root}/{path}")
    fields = (
        [article_id(path), "", plain(path), "", "", str(notes), "0.00"]
        if before is None
        else before.split("\t")
    )
    if len(fields) != _FIELDS:
        raise Unsure
    words = count_words(text)
    fields[1] = plain(title_in(text, path))
    fields[3:5] = str(words), str(reading_minutes(words))
    return "\t".join(fields)


def title_in(text: str, path: str) -> str:
    """Return the title of an article's text."""
    return title_of(text, markdown=path.lower().endswith((".md", ".markdown")))


def as_read(lines: Mapping[str, str], progress: str) -> dict[str, str]:
    """Return lines with how much of each article was read.

    Args:
        lines: By the paths of their articles.
        progress: The file that says how far each was read; it need not be there.

    Raises:
        Unsure: when it is not what it should be.
    """
    try:
        with open(progress, "rb") as file:  # noqa: PTH123 - imports nothing
            content = file.read()
    except FileNotFoundError:
        return {path: _with_share(line, {}) for path, line in lines.items()}
    except OSError as error:
        raise Unsure from error
    from reader.cli.shares import shares_of

    try:
        shares = shares_of(content)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Unsure from error
    return {path: _with_share(line, shares) for path, line in lines.items()}


def _with_share(line: str, shares: Mapping[str, float]) -> str:
    id_, *fields, _ = line.split("\t")
    return "\t".join((id_, *fields, f"{shares.get(id_, 0.0):.2f}"))
