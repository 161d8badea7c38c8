"""The analysis in a process of its own: ``python -m reader.analysis.worker ENGINE [CACHE [PLACE]]``.

It speaks lines of JSON, in ASCII. It is told ``{"id", "turn", "text", "visible": [start, end] | null}`` to
look at a text, ``{"id", "turn", "text", "parts": [[start, end], ...]}`` to have a first look at a part of one
that comes next, ``{"id", "turn", "sha256", "language", "stamp"}`` to say whether what is known of one still
holds, ``{"look": id, "visible": [start, end]}`` when something else of a text is on screen, and
``{"cancel": id}`` to leave it. It answers ``{"id", "turn", "findings"}`` (see `reader.analysis.contract`),
``{"id", "turn", "holds"}``, ``{"trouble"}``, and ``{"alive": turn}`` as often as it has got a step further.
What is long in findings goes ahead of them in pieces, each a line with a JSON string. Only what was asked
last is worked on. When its standard input closes, its parent has gone, and it ends at once.
"""

from __future__ import annotations

import gc
import json
import os
import queue
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from reader.analysis.cache import ReadingCache
from reader.analysis.contract import pack, pieces_of
from reader.analysis.process import LAST
from reader.analysis.serving import Analyses, Held, Question, Request, Trouble
from reader.articles.findings import Findings
from reader.text.span import Span
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.serving import Step

_NICE = 10
_YOUNGEST = 20_000
"""How many things are made before Python looks for garbage among them; there is next to none."""


class Cancel(Value):
    """An order to leave a text."""

    id: str


class Look(Value):
    """News of what is on screen of the text that is worked on."""

    id: str
    visible: Span


class InterruptedByOrderError(Exception):
    """Something new was asked for while a long text was worked on."""


class Orders:
    """What the worker was told and has not looked at yet."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Request | Question | Cancel] = queue.SimpleQueue()
        self._interruptible = False
        self._look: Look | None = None

    def put(self, order: Request | Question | Cancel | Look) -> None:
        """Add an order; may be called from another thread."""
        if isinstance(order, Look):
            self._look = order
        else:
            self._waiting.put(order)

    def look_at(self, id_: str) -> Span | None:
        """Return what is on screen of a text now, once; None where that is no news."""
        look, self._look = self._look, None
        return look.visible if look is not None and look.id == id_ else None

    def newest(self) -> Request | Question | Cancel:
        """Wait for an order and return the last one; those before it are no longer wanted."""
        order = self._waiting.get()
        while not self._waiting.empty():
            order = self._waiting.get()
        return order

    def waiting(self) -> bool:
        """Tell whether something new was asked for."""
        return not self._waiting.empty()

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let a new order end what is done inside.

        Raises:
            InterruptedByOrderError: when there is one.
        """
        self._interruptible = True
        try:
            if self.waiting():
                raise InterruptedByOrderError
            yield
        finally:
            self._interruptible = False

    def interrupt(self, *_: object) -> None:
        """End what is done now, if it may be ended; a signal's handler, run by the main thread.

        Raises:
            InterruptedByOrderError: when it may.
        """
        if self._interruptible and self.waiting():
            self._interruptible = False
            raise InterruptedByOrderError


def order_from(line: str) -> Request | Question | Cancel | Look:
    """Read an order from its line.

    Raises:
        KeyError, TypeError, ValueError: when the line is none.
    """
    told = json.loads(line)
    if not isinstance(told, dict):
        raise TypeError("not an order")
    if "cancel" in told:
        return Cancel(told["cancel"])
    if "look" in told:
        return Look(told["look"], Span(*told["visible"]))
    if "stamp" in told:
        return Question(*(told[name] for name in ("id", "turn", "sha256", "language", "stamp")))
    visible = told.get("visible")
    parts = tuple(Span(*part) for part in told.get("parts", ()))
    return Request(
        told["id"], told["turn"], told["text"], Span(*visible) if visible is not None else None, parts
    )


def run(orders: Orders, answers: TextIO, analyses: Analyses) -> None:
    """Serve orders for ever, the newest only, a step at a time."""
    while True:
        order = orders.newest()
        if isinstance(order, Request | Question):
            _tell(answers, {"alive": order.turn})
            with suppress(InterruptedByOrderError):
                _serve(order, orders, answers, analyses)


def _serve(request: Request | Question, orders: Orders, answers: TextIO, analyses: Analyses) -> None:
    steps = analyses.serve(request) if isinstance(request, Request) else analyses.look_back(request)
    for step in steps:
        _tell(answers, _answer(request, step))
        if orders.waiting():
            return
        if visible := orders.look_at(request.id):
            analyses.look(visible)


def _answer(request: Request | Question, step: Step) -> dict[str, Any]:
    match step:
        case None:
            return {"alive": request.turn}
        case Trouble(line):
            return {"trouble": line}
        case Held(holds):
            return {"id": request.id, "turn": request.turn, "holds": holds}
        case Findings():
            return {"id": request.id, "turn": request.turn, "findings": pack(step)}


def _tell(answers: TextIO, answer: dict[str, Any]) -> None:
    if "findings" in answer:
        answers.writelines(f'"{piece}"\n' for piece in pieces_of(answer["findings"]))
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _listen(lines: TextIO, orders: Orders, main_thread: int) -> None:
    """Hand on what is asked; end the process when nobody is left to ask."""
    for line in lines:
        with suppress(KeyError, TypeError, ValueError):
            orders.put(order_from(line))
            signal.pthread_kill(main_thread, signal.SIGUSR1)
    os._exit(0)


def _own_streams() -> tuple[TextIO, TextIO]:
    """Take standard input and output for the protocol; what libraries print goes to standard error."""
    lines = os.fdopen(os.dup(0), encoding="utf-8", newline="\n")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return lines, answers


def main(engine: str, cache: str = "", place: str = "") -> None:
    """Run the worker until its standard input closes.

    Args:
        engine: Who finds the names, such as ``auto`` or ``quick``.
        cache: The file where readings are kept; empty for nowhere.
        place: `LAST` where nobody waits for what it finds.
    """
    if place == LAST:
        from reader.analysis.giving_way import give_way

        give_way()
    else:
        with suppress(OSError):
            os.nice(_NICE)
    gc.set_threshold(_YOUNGEST, 50, 100)
    lines, answers = _own_streams()
    orders = Orders()
    signal.signal(signal.SIGUSR1, orders.interrupt)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which closes the pipe
    threading.Thread(target=_listen, args=(lines, orders, threading.get_ident()), daemon=True).start()
    analyses = Analyses(
        ReadingCache(Path(cache) if cache else None), engine=engine, interruptible=orders.interruptible
    )
    try:
        run(orders, answers, analyses)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
