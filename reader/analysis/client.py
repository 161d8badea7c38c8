"""The screen's side of the analysis: a worker process is asked over pipes and answers by callback.

Nothing here loads NLTK or spaCy.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from reader.analysis.contract import unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.articles.findings import Findings
    from reader.text.span import Span

_LAST_LINES = 20
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that may still be answered."""

    article_id: str
    turn: int
    text: str
    visible: Span

    def line(self) -> str:
        asked = {
            "id": self.article_id,
            "turn": self.turn,
            "text": self.text,
            "visible": [self.visible.start, self.visible.end],
        }
        return json.dumps(asked) + "\n"


class Analyst:
    """Has texts analysed by a worker process, which starts with the first request.

    A worker that dies is started again once for the same requests; if it dies again they are given up.

    Args:
        cache: The folder where what was found is kept; None keeps nothing.
        engine: Who finds the names: ``auto`` (the model, where it is there), ``quick`` or another's name.
        on_findings: Called from a thread with an article's id and findings, several times a request:
            quick ones first, `Findings.complete` ones last.
        on_trouble: Called from a thread with one clear line: the model is missing or altered, the worker
            died.
    """

    def __init__(
        self,
        *,
        cache: Path | None,
        engine: str = "auto",
        on_findings: Callable[[str, Findings], None],
        on_trouble: Callable[[str], None],
    ) -> None:
        self._command = [sys.executable, "-P", "-m", "reader.analysis.worker", engine]
        if cache is not None:
            self._command.append(str(cache))
        self._on_findings = on_findings
        self._on_trouble = on_trouble
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._asked: dict[str, _Asked] = {}
        self._turn = 0
        self._may_restart = True
        self._closed = False
        self._outbox: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        threading.Thread(target=self._speak, daemon=True).start()

    def request(self, article_id: str, text: str, *, visible: Span) -> None:
        """Ask for the findings of a text; returns at once. The newest request is served first.

        Args:
            article_id: Names the text in the answers; asking again for the same id replaces the request.
            text: The whole text.
            visible: What is on screen; the model looks there first.
        """
        with self._lock:
            if self._closed:
                return
            self._turn += 1
            asked = _Asked(article_id, self._turn, text, visible)
            self._asked.pop(article_id, None)
            self._asked[article_id] = asked
        self._outbox.put(asked)

    def close(self) -> None:
        """End the worker; returns at once and leaves no process behind."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        self._outbox.put(None)
        if process is not None:
            process.kill()
            process.wait()

    def _speak(self) -> None:
        """Pass requests to the worker, starting it where there is none; ends with `close`."""
        while (asked := self._outbox.get()) is not None:
            process = self._worker()
            if process is None or process.stdin is None:
                return
            # A worker that is gone is noticed where its answers are read.
            with suppress(OSError):
                process.stdin.write(asked.line())
                process.stdin.flush()

    def _worker(self) -> subprocess.Popen[str] | None:
        with self._lock:
            if self._closed or self._process is not None:
                return self._process
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                close_fds=True,
            )
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
            return self._process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Hand on a worker's answers until it ends."""
        last_words: deque[str] = deque(maxlen=_LAST_LINES)
        errors = threading.Thread(target=_keep_last, args=(process.stderr, last_words), daemon=True)
        errors.start()
        for line in process.stdout or ():
            with suppress(KeyError, IndexError, TypeError, ValueError):
                self._receive(json.loads(line))
        process.wait()
        errors.join()
        self._ended(process, last_words)

    def _receive(self, answer: dict[str, Any]) -> None:
        if "trouble" in answer:
            self._tell(answer["trouble"])
            return
        asked = self._asked.get(answer["id"])
        if asked is None or asked.turn != answer["turn"]:
            return
        findings = unpack(answer["findings"], asked.text)
        with self._lock:
            if self._closed:
                return
            if findings.complete:
                self._may_restart = True
                self._asked.pop(asked.article_id, None)
        self._on_findings(asked.article_id, findings)

    def _tell(self, line: str) -> None:
        if not self._closed:
            self._on_trouble(line)

    def _ended(self, process: subprocess.Popen[str], last_words: deque[str]) -> None:
        """Start a dead worker again, once, or say that it is given up."""
        for pipe in (process.stdin, process.stdout, process.stderr):
            _close(pipe)
        with self._lock:
            if self._closed:
                return
            self._process = None
            again, self._may_restart = self._may_restart, not self._may_restart
            unanswered = list(self._asked.values())
            if not again:
                self._asked.clear()
        if again:
            for asked in unanswered:
                self._outbox.put(asked)
        else:
            self._tell(_obituary(process.returncode, last_words))


def _keep_last(errors: IO[str] | None, last_words: deque[str]) -> None:
    for line in errors or ():
        if line.strip():
            last_words.append(line.strip())


def _close(pipe: IO[str] | None) -> None:
    """Close a pipe whose other end is gone, with whatever was left to write."""
    if pipe is not None:
        with suppress(OSError):
            pipe.close()


def _obituary(status: int, last_words: deque[str]) -> str:
    reason = last_words[-1][:_LONGEST_REASON] if last_words else f"exit status {status}"
    return f"the analysis stopped twice ({reason}); open the article again to retry."
