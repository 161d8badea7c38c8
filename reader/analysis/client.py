"""The screen's side of the analysis: a worker process is asked over pipes and answers by callback.

Nothing here loads NLTK or spaCy.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections import Counter, deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.analysis.asked import Asked
from reader.analysis.contract import unpack, with_pieces
from reader.analysis.excerpts import LONG
from reader.analysis.numbers import octets_of
from reader.analysis.process import LAST, WorkerProcess
from reader.articles.article import text_sha256
from reader.articles.findings import Findings
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.analysis.last import Known
    from reader.text.span import Span

_PATIENCE = 20.0
_REST = 300.0
_START = ""
"""Asks for a worker with nothing to do yet."""
_TRIES = 2
"""How often a text may end a worker before it is left alone."""


class Analyst:
    """Has texts analysed by a worker process, which starts with the first request.

    What was asked for last is worked on, nothing else. A worker that dies, or gives no sign of life while it
    owes an answer, is started again, once for the same text; a text that ends it twice is not sent again.

    Args:
        cache: The file where what was read is kept; None keeps nothing.
        engine: Who finds the names: ``auto`` (the model, where it is there), ``quick`` or another's name.
        on_findings: Called from a thread with an article's id and findings, several times a request:
            quick ones first, `Findings.complete` ones last. Those of a text given up name no engine.
        on_trouble: Called from a thread with one clear line: the worker died or hung.
        on_lasting_trouble: The same for what stays so until somebody mends it: the model is missing or
            altered, a list or the rules of the user's cannot be used. As `on_trouble` when left out.
        patience: How long the worker may be silent, in seconds; longer in proportion for texts above 1 MB.
        rest: How long a worker is kept that has nothing to do, in seconds: models take much memory. The next
            request starts another.
        command: The worker to start; Reader's own when left out.
        gives_way: Whether it computes only while nobody else does, as what nobody waits for.
    """

    def __init__(
        self,
        *,
        cache: Path | None,
        engine: str = "auto",
        on_findings: Callable[[str, Findings], None],
        on_trouble: Callable[[str], None],
        on_lasting_trouble: Callable[[str], None] | None = None,
        patience: float = _PATIENCE,
        rest: float = _REST,
        command: Sequence[str] | None = None,
        gives_way: bool = False,
    ) -> None:
        own = [sys.executable, "-P", "-m", "reader.analysis.worker", engine, str(cache or "")]
        own += [LAST] if gives_way else []
        self._command = tuple(command or own)
        self._on_findings = on_findings
        self._on_trouble = on_trouble
        self._on_lasting_trouble = on_lasting_trouble or on_trouble
        self._patience = patience
        self._rest = rest
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = None
        self._asked: Asked | None = None
        self._last: Findings | None = None
        self._pieces: deque[bytes] = deque()
        """What came ahead of findings."""
        self._turn = 0
        self._ended_by: Counter[str] = Counter()
        self._closed = False
        self._outbox: queue.SimpleQueue[Asked | str | None] = queue.SimpleQueue()
        threading.Thread(target=self._speak, daemon=True).start()

    def start(self) -> None:
        """Have the worker started, so that the first request finds it ready; returns at once."""
        self._outbox.put(_START)

    def request(
        self, article_id: str, text: str, *, visible: Span | None, known: Known | None = None
    ) -> None:
        """Ask for the findings of a text in place of whatever was asked before; returns at once.

        Args:
            article_id: Names the text in the answers.
            text: The whole text.
            visible: What is on screen; the model looks there first. None only has the text read into the
                cache, and the findings come back empty.
            known: What is shown already; where it still holds, these very findings are all that is told.
        """
        is_hopeless = bool(self._ended_by) and self._ended_by[text_sha256(text)] >= _TRIES
        with self._lock:
            if self._closed:
                return
            self._turn += 1
            self._last = None
            asked = Asked(article_id, self._turn, text, visible, known)
            self._asked = None if is_hopeless else asked
        if is_hopeless:
            self._tell(
                "the analysis stopped on this article before, and is not tried again until a new start."
            )
            self._on_findings(article_id, Findings(language="", engine=""))
        else:
            self._outbox.put(asked)

    def look(self, article_id: str, visible: Span) -> None:
        """Tell what is on screen now of a text that is being read; returns at once.

        What is there is read next. It makes a difference to long texts only.
        """
        asked = self._asked
        if asked is not None and asked.article_id == article_id and len(asked.text) > LONG:
            told = {"look": article_id, "visible": [visible.start, visible.end]}
            self._outbox.put(json.dumps(told) + "\n")

    def cancel(self, article_id: str) -> None:
        """Let go of a text that nobody waits for any more; returns at once."""
        with self._lock:
            if self._asked is None or self._asked.article_id != article_id:
                return
            self._asked = None
        self._outbox.put(json.dumps({"cancel": article_id}) + "\n")

    def stop(self) -> None:
        """Have the worker end, without waiting until it has: `close` does."""
        with self._lock:
            self._closed = True
            process = self._process
        self._outbox.put(None)
        if process is not None:
            process.stop()

    def close(self) -> None:
        """End the worker; leaves no process behind."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        self._outbox.put(None)
        if process is not None:
            process.end()

    def _speak(self) -> None:
        """Pass orders to the worker, starting it where there is none; ends with `close`."""
        while (order := self._outbox.get()) is not None:
            if order == _START:
                process = self._worker()
            elif isinstance(order, str):
                process = self._process
            else:
                process = self._worker() if order is self._asked else None
            if process is None or order == _START:
                continue
            if isinstance(order, str):
                process.write(order)
                continue
            for piece in order.lines():
                process.write(piece)

    def _worker(self) -> WorkerProcess | None:
        with self._lock:
            if self._process is None and not self._closed:
                self._process = WorkerProcess(
                    self._command,
                    on_line=self._heard,
                    on_end=self._ended,
                    patience=self._patience_now,
                    on_rest=self._rested,
                )
            return self._process

    def _patience_now(self) -> float | None:
        """Return how long the worker may be silent now, in seconds; None while it owes nothing."""
        asked = self._asked
        return asked.patience(self._patience) if asked is not None else None

    def _rested(self, seconds: float) -> None:
        """Give back what a worker takes that has had nothing to do for long."""
        if seconds < self._rest:
            return
        with self._lock:
            if self._asked is not None:
                return
            process, self._process = self._process, None
        if process is not None:
            process.end()

    def _heard(self, line: str) -> None:
        with suppress(KeyError, IndexError, TypeError, ValueError):
            answer = json.loads(line)
            if isinstance(answer, str):
                self._pieces.append(octets_of(answer))
                return
            try:
                self._receive(answer)
            finally:
                self._pieces.clear()

    def _receive(self, answer: dict[str, Any]) -> None:
        if "trouble" in answer:
            if not self._closed:
                self._on_lasting_trouble(answer["trouble"])
            return
        asked = self._asked
        if asked is None or (asked.article_id, asked.turn) != (answer["id"], answer["turn"]):
            return
        if asked.known is None:
            findings = unpack(with_pieces(answer["findings"], self._pieces), asked.text)
        elif answer["holds"]:
            findings = asked.known.findings
        else:
            self._ask_in_full(asked)
            return
        with self._lock:
            if self._closed or self._asked is not asked:
                return
            self._last = findings
            if findings.complete:
                self._asked = None
        self._on_findings(asked.article_id, findings)

    def _ask_in_full(self, asked: Asked) -> None:
        """Send the text itself, since what is known of it no longer holds."""
        with self._lock:
            if self._closed or self._asked is not asked:
                return
            self._asked = in_full = replace(asked, known=None)
        self._outbox.put(in_full)

    def _tell(self, line: str) -> None:
        if not self._closed:
            self._on_trouble(line)

    def _ended(self, process: WorkerProcess, reason: str) -> None:
        """Start a worker again that owed an answer, or say that the text is given up."""
        with self._lock:
            if self._closed or self._process is not process:
                return
            self._process = None
            asked = self._asked
            if asked is None:
                return
            sha256 = text_sha256(asked.text)
            self._ended_by[sha256] += 1
            is_hopeless = self._ended_by[sha256] >= _TRIES
            last = self._last or Findings(language="", engine="")
            if is_hopeless:
                self._asked = None
        if is_hopeless:
            self._tell(f"the analysis stopped twice on this article ({reason}); it stays as it is.")
            self._on_findings(asked.article_id, replace(last, complete=True))
        else:
            self._tell(f"the analysis stopped ({reason}) and was started again.")
            self._outbox.put(asked)
