"""Reading a whole library into its cache, with as many worker processes as wanted."""

from __future__ import annotations

import queue
import sys
from collections import deque
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from reader.analysis.client import Analyst
from reader.cli.output import FINE, NOT_FOUND, complain
from reader.errors import ReaderError
from reader.sources.textfile import read_text
from reader.text.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from reader.analysis.entities.recogniser import Recogniser
    from reader.articles.findings import Findings
    from reader.session.opening import Library, Listing

_Text = tuple[str, str | ReaderError]
"""An article's id with its text, or with why that cannot be had."""
_PLAIN_LINES = 10
"""How many lines tell the progress where there is no terminal."""


def read_library(library: Library, *, engine: str, recogniser: Recogniser, jobs: int) -> int:
    """Have every article of a library read into its cache, and return the exit status.

    What is in the cache is passed over, so a run that was stopped goes on where it was. An article that
    cannot be read is named, and the others go on. One text for each job is held in memory.

    Args:
        library: An open library.
        engine: Who finds the names, as `find_recogniser` takes it.
        recogniser: The same, by whose identity is known what was read before.
        jobs: How many worker processes there are at most.

    Raises:
        ReaderError: when the cache cannot be written.
    """
    _check_cache(library)
    rows = library.listings()
    names = {row.id: row.path for row in rows}
    read = failed = 0
    known = Known(library.readings, recogniser)
    try:
        with (
            _shown(len(rows), known) as advance,
            _crew(min(jobs, len(rows)), cache=library.readings, engine=engine) as crew,
        ):
            for article_id, reason in crew.read(known.left_out(_texts(library, rows), advance)):
                if reason:
                    failed += 1
                    complain(f"{names[article_id]}: {reason}")
                else:
                    read += 1
                advance()
    except KeyboardInterrupt:
        complain(f"stopped after {_share(read + known.count, len(rows))}; what was read is kept.")
        raise
    before = f", {known.count} of them before" if known.count else ""
    complain(f"{_share(read + known.count, len(rows))} {'is' if len(rows) == 1 else 'are'} read{before}.")
    return NOT_FOUND if failed else FINE


class Known:
    """What the cache knows, which need not be read again.

    Args:
        cache: The file.
        recogniser: Who would read it.
    """

    def __init__(self, cache: Path, recogniser: Recogniser) -> None:
        from reader.analysis.cache import ReadingCache
        from reader.analysis.state import state_of_layers

        self._cache = ReadingCache(cache)
        self._recogniser = recogniser
        self._state = state_of_layers()
        self.count = 0
        """How many texts were known."""

    def left_out(self, texts: Iterable[_Text], advance: Callable[[], object]) -> Iterator[_Text]:
        """Yield the texts that are not known; count the others, and tell of each."""
        for article_id, text in texts:
            if isinstance(text, str) and self._has(text):
                self.count += 1
                advance()
            else:
                yield article_id, text

    def _has(self, text: str) -> bool:
        from reader.analysis.entities.finding import suited
        from reader.analysis.script import guess_language
        from reader.articles.article import text_sha256

        identity = suited(self._recogniser, guess_language(text)).identity
        return self._cache.get_findings(text_sha256(text), identity, text, state=self._state) is not None


def _check_cache(library: Library) -> None:
    """Make sure that what is read can be kept.

    Raises:
        ReaderError: when it cannot.
    """
    from reader.analysis.cache import ReadingCache

    if not ReadingCache(library.readings).is_writable():
        raise ReaderError(
            "what is found cannot be kept",
            where=str(library.readings),
            remedy="delete that file, or make its folder writable",
        )


def _texts(library: Library, rows: Iterable[Listing]) -> Iterator[_Text]:
    """Yield each article's id with its text, or with why it cannot be had."""
    for row in rows:
        try:
            yield row.id, read_text(library.root / row.path)
        except ReaderError as problem:
            yield row.id, ReaderError(problem.what, where="", remedy=problem.remedy)


class Crew:
    """Worker processes, each with one text at a time.

    Args:
        jobs: How many there are; they start when there is work for them.
        cache: The file where what they read is kept.
        engine: Who finds the names.
    """

    def __init__(self, jobs: int, *, cache: Path, engine: str) -> None:
        self._done: queue.SimpleQueue[tuple[int, str, Findings]] = queue.SimpleQueue()
        self._troubles: list[list[str]] = [[] for _ in range(jobs)]
        self._said: set[str] = set()
        self._idle = deque(range(jobs))
        self._working = 0
        self._analysts = [
            Analyst(
                cache=cache,
                engine=engine,
                on_findings=partial(self._hear, number),
                on_trouble=self._troubles[number].append,
                gives_way=True,
            )
            for number in range(jobs)
        ]

    def read(self, texts: Iterable[_Text]) -> Iterator[tuple[str, str]]:
        """Have texts read, and yield the id of each when that is done, with why it failed or nothing."""
        for article_id, text in texts:
            if isinstance(text, ReaderError):
                yield article_id, str(text)
                continue
            if not self._idle:
                yield self._next()
            self._working += 1
            self._analysts[self._idle.popleft()].request(article_id, text, visible=None)
        while self._working:
            yield self._next()

    def close(self) -> None:
        """End all processes."""
        for analyst in self._analysts:
            analyst.close()

    def _hear(self, number: int, article_id: str, findings: Findings) -> None:
        self._done.put((number, article_id, findings))

    def _next(self) -> tuple[str, str]:
        number, article_id, findings = self._done.get()
        self._idle.append(number)
        self._working -= 1
        troubles = self._troubles[number].copy()
        self._troubles[number].clear()
        if not findings.engine:
            return article_id, troubles[-1]
        for line in troubles:
            if line not in self._said:
                self._said.add(line)
                complain(line)
        return article_id, ""


@contextmanager
def _crew(jobs: int, *, cache: Path, engine: str) -> Iterator[Crew]:
    crew = Crew(jobs, cache=cache, engine=engine)
    try:
        yield crew
    finally:
        crew.close()


@contextmanager
def _shown(total: int, known: Known) -> Iterator[Callable[[], object]]:
    """Show progress on standard error, a bar in a terminal and lines elsewhere; call it once an article."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task("reading", total=total)

            def push() -> None:
                before = f" ({known.count} known before)" if known.count else ""
                progress.update(task, advance=1, description=f"reading{before}")

            yield push
        return
    count = 0

    def advance() -> None:
        nonlocal count
        count += 1
        if count * _PLAIN_LINES // total > (count - 1) * _PLAIN_LINES // total:
            complain(_share(count, total))

    yield advance


def _share(count: int, total: int) -> str:
    return f"{count} of {counted(total, 'article')}"
