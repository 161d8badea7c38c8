"""Where a name begins and ends: without markers, quotes, brackets, articles and possessive endings."""

from __future__ import annotations

import re

from reader.text.markers import MARKERS
from reader.text.span import Span

_LEAD = re.compile(
    rf"(?:(?:(?i:the|a|an)|and|or)\s+|[\s\"'‘’“”„«»`([{{<|/\\,.;:!?…©®™@•·~=_+&{re.escape(MARKERS)}–—-]+)"
)
_TAIL = re.compile(
    rf"(?:['’`´]s|[\s\"'‘’“”„«»`)\]}}>|/\\,;:!?…©®™•·~=_+&{re.escape(MARKERS)}–—-]|\.{{2,}})+$", re.IGNORECASE
)
_STOP_KEPT = re.compile(r"(?:\b(?:\w\.)+|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Bros|No|St|Dr|Mt|Ft)\.)$")
_LAST_STOP = re.compile(r"\.$")
_ENDING_REACH = 40
_LINE_REACH = 60


def trimmed(text: str, span: Span) -> Span:
    """Return the part of a span that is the name itself; empty where nothing is left."""
    start, end = span.start, span.end
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    changed = True
    while changed and start < end:
        reach = max(start, end - _ENDING_REACH)
        tail = _TAIL.search(text, reach, end)
        if tail is None and _LAST_STOP.search(text, reach, end) and not _STOP_KEPT.search(text, start, end):
            tail = _LAST_STOP.search(text, reach, end)
        changed = tail is not None
        end = tail.start() if tail else end
    return Span(start, max(start, end))


def stands_in_capitals(text: str, span: Span) -> bool:
    """Tell whether the line around a name, 60 code points each way, has no small letter."""
    start = max(0, span.start - _LINE_REACH)
    before = text[start : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _LINE_REACH].partition("\n")[0]
    return f"{before}{span.of(text)}{after}".isupper()
