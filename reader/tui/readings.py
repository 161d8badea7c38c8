"""The session that an article is opened with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session import finding
from reader.session.reading import begin
from reader.tui.widgets.desk import room_in
from reader.values import replace

if TYPE_CHECKING:
    from reader.session.opened import Opened
    from reader.session.reading import Reading
    from reader.tui.app import ReaderApp


def reading_of(app: ReaderApp, opened: Opened, *, before: Reading | None = None) -> Reading:
    """Return the session of an article that was opened, with what the app remembers of those before.

    Args:
        app: The app.
        opened: The article, with what belongs to it.
        before: The session with it until now, where there is one: what is known of the text and laid out of
            it is not found out again.
    """
    found, known = before.found if before is not None else None, None
    if found is None or not finding.will_be_remembered(found):
        known = finding.remembered(app.library.readings, opened.article)
        found = known.findings if known is not None else None
    reading = begin(
        opened.article,
        findings=found,
        author=app.settings.annotator,
        width=min(app.settings.width, room_in(app.size.width)),
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
        spacing=app.settings.spacing,
        laid_out=before.page if before is not None else None,
    )
    reading = finding.corrected(
        replace(reading, correctable=opened.correctable, found=found, known=known), opened.corrections
    )
    return app.codes.begin(reading)
