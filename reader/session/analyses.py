"""What is found in one article after another, for those who wait for it: exports, scripts."""

from __future__ import annotations

import queue
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.articles.findings import Findings
from reader.errors import ReaderError
from reader.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.analysis.client import Analyst
    from reader.analysis.entities.recogniser import Recogniser
    from reader.analysis.serving import Analyses, Request
    from reader.articles.article import Article
    from reader.session.opening import Library

QUICK = "quick"
STOP_SECONDS = 0.2
"""How often it is asked whether to give up while the engine reads."""


class Finder:
    """Finds names and designations as the screen does, with what people have corrected laid over it.

    What was found before is taken from the library's cache; the quick rules run in this process, every other
    engine in a worker process that starts when it is needed. What they find is kept in the cache.

    Args:
        library: The open library.
        engine: Who finds the names, as `reader.analysis.entities.finding.find_recogniser` takes it.
        on_trouble: Called with one line, each once, such as that the model is missing.
        stopped: Asked from time to time whether to give up.
    """

    def __init__(
        self,
        library: Library,
        engine: str,
        on_trouble: Callable[[str], object],
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._library = library
        self._engine = engine
        self._on_trouble = on_trouble
        self._stopped = stopped
        self._told: set[str] = set()
        self._answers: queue.SimpleQueue[tuple[str, Findings]] = queue.SimpleQueue()
        self._analyses: Analyses | None = None
        self._recogniser: Recogniser | None = None
        self._analyst: Analyst | None = None

    def findings_of(self, article: Article, *, waits: bool = True) -> Findings:
        """Return what is found in an article.

        Args:
            article: The article.
            waits: Whether the engine is waited for; else what is known already, or what the quick rules find.

        Raises:
            ReaderError: when it is to be given up.
        """
        if not waits or self._engine == QUICK:
            return self._corrected(article, self._first(article, waits=waits))
        found = self._known(article) or self._read(article)
        # A text that ends its worker is left to the quick rules.
        return self._corrected(article, found if found.engine else self._first(article, waits=False))

    def go_on(self) -> None:
        """Make sure that somebody still waits.

        Raises:
            ReaderError: when it is to be given up.
        """
        if self._stopped():
            raise ReaderError("given up", where="", remedy="nothing was written")

    def close(self) -> None:
        """End the worker process, if there is one."""
        if self._analyst is not None:
            self._analyst.close()
            self._analyst = None

    def _first(self, article: Article, *, waits: bool) -> Findings:
        """Return complete findings where they are known or the engine is quick, else a first look."""
        from reader.analysis.cache import ReadingCache
        from reader.analysis.serving import Analyses, Trouble

        if self._analyses is None:
            self._analyses = Analyses(ReadingCache(self._library.readings), engine=self._engine)
        found = Findings(language="", engine=QUICK, complete=False)
        for step in self._analyses.serve(_request(article)):
            match step:
                case Trouble(line):
                    self._tell(line)
                case Findings():
                    found = step
                    if self._engine != QUICK or not waits:
                        break
        return found

    def _known(self, article: Article) -> Findings | None:
        """Return what the engine found before, as long as nothing has changed that it depends on."""
        from reader.analysis.cache import ReadingCache
        from reader.analysis.entities.finding import find_recogniser, suited
        from reader.analysis.script import guess_language
        from reader.analysis.state import state_of_layers

        try:
            self._recogniser = self._recogniser or find_recogniser(self._engine)
        except ReaderError:
            return None  # The worker tells why.
        identity = suited(self._recogniser, guess_language(article.text)).identity
        cache = ReadingCache(self._library.readings)
        return cache.get_findings(article.sha256, identity, article.text, state=state_of_layers())

    def _corrected(self, article: Article, found: Findings) -> Findings:
        return self._library.corrected(article, found)

    def _read(self, article: Article) -> Findings:
        """Have the worker process read an article, and wait."""
        from reader.analysis.client import Analyst

        if self._analyst is None:
            self._analyst = Analyst(
                cache=self._library.readings,
                engine=self._engine,
                on_findings=lambda article_id, findings: self._answers.put((article_id, findings)),
                on_trouble=self._tell,
            )
        self._analyst.request(article.id, article.text, visible=Span(0, len(article.text)))
        while True:
            with suppress(queue.Empty):
                article_id, found = self._answers.get(timeout=STOP_SECONDS)
                if article_id == article.id and found.complete:
                    return found
            self.go_on()

    def _tell(self, line: str) -> None:
        if line not in self._told:
            self._told.add(line)
            self._on_trouble(line)


def _request(article: Article) -> Request:
    from reader.analysis.serving import Request

    return Request(article.id, 0, article.text, Span(0, len(article.text)))
