"""The analysis in a process of its own: ``python -m reader.analysis.worker ENGINE [CACHE]``.

It speaks lines of JSON, in ASCII. A request is ``{"id", "turn", "text", "visible": [start, end]}``; an
answer is ``{"id", "turn", "findings"}`` (see `reader.analysis.contract`) or ``{"trouble"}``. Newer requests
are served before older ones. When its standard input closes, its parent has gone, and it ends at once.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from reader.analysis.cache import ReadingCache
from reader.analysis.contract import pack
from reader.analysis.serving import Analyses, Request, Trouble
from reader.articles.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.articles.findings import Findings
from reader.analysis.serving import Step

_NICE = 10


def request_from(line: str) -> Request:
    """Read a request from its line.

    Raises:
        KeyError, TypeError, ValueError: when the line is no request.
    """
    asked = json.loads(line)
    return Request(asked["id"], asked["turn"], asked["text"], *asked["visible"])


def run(requests: queue.SimpleQueue[Request], answers: TextIO, analyses: Analyses) -> None:
    """Serve requests for ever, the newest first, a step at a time."""
    waiting: list[tuple[Request, Iterator[Step]]] = []
    while True:
        while not waiting or not requests.empty():
            newest = requests.get()
            waiting = [entry for entry in waiting if entry[0].id != newest.id]
            waiting.append((newest, analyses.serve(newest)))
        request, steps = waiting[-1]
        try:
            step = next(steps)
        except StopIteration:
            waiting.pop()
            continue
        if step is not None:
            answers.write(json.dumps(_answer(request, step)) + "\n")
            answers.flush()


def _answer(request: Request, step: Findings | Trouble) -> dict[str, Any]:
    match step:
        case Trouble(line):
            return {"trouble": line}
        case Findings():
            return {"id": request.id, "turn": request.turn, "findings": pack(step)}


def _listen(lines: TextIO, requests: queue.SimpleQueue[Request]) -> None:
    """Hand on what is asked; end the process when nobody is left to ask."""
    for line in lines:
        with suppress(KeyError, TypeError, ValueError):
            requests.put(request_from(line))
    os._exit(0)


def _own_streams() -> tuple[TextIO, TextIO]:
    """Take standard input and output for the protocol; what libraries print goes to standard error."""
    lines = os.fdopen(os.dup(0), encoding="utf-8", newline="\n")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return lines, answers


def main(engine: str, folder: str = "") -> None:
    """Run the worker until its standard input closes.

    Args:
        engine: Who finds the names, such as ``auto`` or ``quick``.
        folder: Where readings are kept; empty for nowhere.
    """
    with suppress(OSError):
        os.nice(_NICE)
    lines, answers = _own_streams()
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines, requests), daemon=True).start()
    analyses = Analyses(ReadingCache(Path(folder) if folder else None), engine=engine)
    try:
        run(requests, answers, analyses)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
