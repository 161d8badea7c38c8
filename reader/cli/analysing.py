"""Findings of one article after another, for commands that print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import complain

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.articles.findings import Findings
    from reader.session.opening import Library


class Analysis:
    """Finds names by an engine that is loaded once, and says each trouble once.

    Args:
        library: What an engine found before is taken from its cache.
        engine: Who finds the names, as `find_recogniser` takes it.
    """

    def __init__(self, library: Library, engine: str) -> None:
        from reader.analysis.cache import ReadingCache
        from reader.analysis.serving import Analyses

        self._analyses = Analyses(ReadingCache(library.readings), engine=engine)
        self._told: set[str] = set()

    def findings_of(self, article: Article, *, waits: bool = True) -> Findings:
        """Return the best findings of an article, or without waiting the first: known ones or quick ones."""
        from reader.analysis.serving import Request, Trouble
        from reader.articles.findings import Findings
        from reader.text.span import Span

        findings = Findings(language="", engine="quick")
        for step in self._analyses.serve(Request(article.id, 0, article.text, Span(0, len(article.text)))):
            match step:
                case Trouble(line):
                    if line not in self._told:
                        complain(line)
                    self._told.add(line)
                case Findings():
                    findings = step
                    if not waits:
                        break
        return findings
