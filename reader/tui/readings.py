"""The session that an article is opened with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session import finding
from reader.session.reading import begin
from reader.values import replace

if TYPE_CHECKING:
    from reader.session.opened import Opened
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp


def reading_of(app: ReaderApp, opened: Opened) -> Reading:
    """Return the session of an article that was opened, with what the app remembers of those before."""
    known = finding.remembered(app.library.readings, opened.article)
    reading = begin(
        opened.article,
        findings=known,
        author=app.settings.annotator,
        width=app.settings.width,
        height=app.size.height,
        annotations=opened.annotations,
        offset=opened.offset,
        furthest=opened.furthest,
        writable=opened.writable,
        history=app.history,
        last_tag=app.last_tag,
        relations=opened.relations,
        first_end=app.first_end,
        folded=app.folded,
    )
    reading = finding.corrected(
        replace(reading, correctable=opened.correctable, found=known), opened.corrections
    )
    return app.codes.begin(reading)
