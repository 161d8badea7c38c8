"""Looking for suggestions off the screen's thread, anew whenever what they are made from has changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.session.reading import Reading
    from reader.session.suggestion import Suggesting
    from reader.tui.screens.article import ArticleScreen


def look_again(screen: ArticleScreen) -> None:
    """Look for suggestions anew, where they are shown."""
    if screen.reading.suggesting is not None:
        look(screen)


def look(screen: ArticleScreen) -> None:
    """Look for suggestions; a search that is under way is given up for it."""
    work = partial(_look, screen, screen.reading)
    screen.run_worker(work, thread=True, group="suggestions", description="suggest", exclusive=True)


def _look(screen: ArticleScreen, reading: Reading) -> None:
    from reader.annotations.anchoring import anchor
    from reader.session import suggesting
    from reader.session.grounds import Grounds, suggestions

    worker, now, article = get_current_worker(), reading.suggesting, reading.article
    if now is None:
        return
    store = screen.app.library.store
    rejected: tuple[Annotation, ...] | None = None
    if now.left is None:
        # What was turned down a moment ago has to be in the file that is read.
        screen.app.saver.flush(5)
        kept = store.rejected(article.id)
        rejected = tuple(anchor(each, article.text, article.sha256) for each in kept)
    grounds = Grounds(
        article=article,
        findings=reading.findings,
        annotations=reading.annotations,
        author=reading.author,
        earlier=store.earlier(),
        wanted=now.wanted,
        codebook=reading.codebook,
    )
    found, places = suggestions(grounds, now.places, lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        screen.call_later(_arrived, screen, suggesting.prepared(reading, found, places, rejected))


def _arrived(screen: ArticleScreen, ready: Suggesting) -> None:
    from reader.session import suggesting

    if screen.stands:
        screen.take(suggesting.arrived(screen.reading, ready))
