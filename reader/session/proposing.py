"""The suggestions that are open in an article, for formats that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.anchoring import anchor
from reader.exchange.section import Suggested
from reader.session.deriving import is_tagged
from reader.session.grounds import Grounds, suggestions
from reader.session.suggestion import Suggesting

if TYPE_CHECKING:
    from reader.articles.findings import Findings
    from reader.session.opened import Opened
    from reader.session.opening import Library


def proposed(library: Library, opened: Opened, findings: Findings) -> tuple[Suggested, ...]:
    """Return what the app would suggest in an article: what is neither tagged so nor turned down.

    Args:
        library: The article's library.
        opened: The article, as it is saved.
        findings: What was found in it.
    """
    article, store, author = opened.article, library.store, library.annotator
    grounds = Grounds(
        article=article,
        findings=findings,
        annotations=opened.annotations,
        author=author,
        earlier=store.earlier(),
        codebook=library.codebook.read().book,
    )
    rejected = tuple(anchor(each, article.text, article.sha256) for each in store.rejected(article.id))
    known = Suggesting().rejecting(rejected, article.text)
    found, _ = suggestions(grounds)
    return tuple(
        Suggested(each.span, each.tag, each.by, each.confidence)
        for each in found
        if not known.refuses(each)
        and not is_tagged(article.text, each.span, each.tag, annotations=opened.annotations, author=author)
    )
