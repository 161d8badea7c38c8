"""The worker's end of the pipes."""

from __future__ import annotations

import io
import json
import queue
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from reader.analysis import worker
from reader.analysis.serving import Request, Step, Trouble
from reader.articles.findings import Findings

PATIENCE = 60


def line(article_id: str, text: str, turn: int = 1) -> str:
    return json.dumps({"id": article_id, "turn": turn, "text": text, "visible": [0, 9]}) + "\n"


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "reader.analysis.worker", "quick"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process
        process.kill()


def answers(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for answer in process.stdout:
        yield json.loads(answer)


def test_it_ends_when_nobody_is_left_to_ask(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write(line("a", "Aro Velt left. " * 20_000))
    process.stdin.close()
    assert process.wait(PATIENCE) == 0


def test_lines_that_are_no_requests_are_passed_over(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n{}\n[1]\nnot json\n" + line("a", "Aro Velt left \ud800.", turn=7))
    process.stdin.flush()
    first = next(answers(process))
    assert (first["id"], first["turn"]) == ("a", 7)


def test_what_libraries_print_does_not_break_the_answers() -> None:
    noisy = (
        "import os, sys\n"
        "from reader.analysis import serving, worker\n"
        "class Noisy(serving.QuickRecogniser):\n"
        "    def recognise(self, paragraphs):\n"
        "        print('stray'); os.system('echo stray too'); sys.stdout.flush()\n"
        "        return super().recognise(paragraphs)\n"
        "serving.QuickRecogniser = Noisy\n"
        "worker.main('quick')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-P", "-c", noisy],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        process.stdin.write(line("a", "Aro Velt left."))
        process.stdin.flush()
        for answer in answers(process):
            if answer["findings"]["complete"]:
                break
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read().count("stray") == 2


class Scripted:
    """Analyses whose steps are known beforehand, and which may be asked something while they work."""

    def __init__(self, requests: queue.SimpleQueue[Request]) -> None:
        self.requests = requests
        self.interruptions: dict[str, Request] = {}
        self.steps: list[str] = []

    def serve(self, request: Request) -> Iterator[Step]:
        for number in range(3):
            self.steps.append(f"{request.id}{request.turn}.{number}")
            later = self.interruptions.pop(f"{request.id}.{number}", None)
            if later:
                self.requests.put(later)
            yield Findings("en", request.id) if number == 2 else None
        if request.id == "last":
            raise EndOfTestError


class EndOfTestError(Exception):
    pass


def served(interruptions: dict[str, Request], *requests: Request) -> tuple[list[str], list[dict[str, Any]]]:
    asked: queue.SimpleQueue[Request] = queue.SimpleQueue()
    scripted = Scripted(asked)
    scripted.interruptions = interruptions
    for request in requests:
        asked.put(request)
    output = io.StringIO()
    with pytest.raises(EndOfTestError):
        worker.run(asked, output, scripted)  # type: ignore[arg-type]
    return scripted.steps, [json.loads(answer) for answer in output.getvalue().splitlines()]


def test_a_newer_request_is_served_before_older_ones() -> None:
    steps, told = served({"last.0": Request("b", 2, "", 0, 0)}, Request("last", 1, "", 0, 0))
    assert steps == ["last1.0", "b2.0", "b2.1", "b2.2", "last1.1", "last1.2"]
    assert [answer["id"] for answer in told] == ["b", "last"]


def test_a_request_for_the_same_article_replaces_the_older_one() -> None:
    steps, told = served({"last.1": Request("last", 2, "", 0, 0)}, Request("last", 1, "", 0, 0))
    assert steps == ["last1.0", "last1.1", "last2.0", "last2.1", "last2.2"]
    assert [answer["turn"] for answer in told] == [2]


def test_trouble_is_told_as_a_line() -> None:
    request = Request("a", 1, "", 0, 0)
    assert worker._answer(request, Trouble("gone.")) == {"trouble": "gone."}
