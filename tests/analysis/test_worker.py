"""The worker's end of the pipes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from reader.analysis import worker
from reader.analysis.asked import Asked
from reader.analysis.last import Known
from reader.analysis.serving import Held, Question, Request, Step, Trouble
from reader.articles.findings import Findings
from reader.text.span import Span

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
    heard = answers(process)
    assert next(heard) == {"alive": 7}
    first = next(answer for answer in heard if "id" in answer)
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
            if answer.get("findings", {}).get("complete"):
                break
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read().count("stray") == 2


class Scripted:
    """Analyses whose steps are known beforehand, and which may be told something while they work."""

    def __init__(self, orders: worker.Orders, told: dict[str, Request | worker.Cancel | worker.Look]) -> None:
        self.orders = orders
        self.told = told
        self.steps: list[str] = []

    def look(self, visible: Span) -> None:
        self.steps.append(f"look {visible.start}")

    def serve(self, request: Request) -> Iterator[Step]:
        for number in range(3):
            self.steps.append(f"{request.id}{request.turn}.{number}")
            later = self.told.pop(f"{request.id}.{number}", None)
            if later:
                self.orders.put(later)
            yield Findings("en", request.id) if number == 2 else None
        if request.id == "last":
            raise EndOfTestError


class EndOfTestError(Exception):
    pass


def asked_for(article_id: str, turn: int) -> Request:
    return Request(article_id, turn, "", Span(0, 0))


def served(
    told: dict[str, Request | worker.Cancel | worker.Look], *first: Request
) -> tuple[list[str], list[dict[str, Any]]]:
    orders = worker.Orders()
    scripted = Scripted(orders, told)
    for request in first:
        orders.put(request)
    output = io.StringIO()
    with pytest.raises(EndOfTestError):
        worker.run(orders, output, scripted)  # type: ignore[arg-type]
    return scripted.steps, [json.loads(answer) for answer in output.getvalue().splitlines()]


def test_only_the_newest_request_is_served() -> None:
    steps, told = served({}, asked_for("a", 1), asked_for("b", 2), asked_for("last", 3))
    assert steps == ["last3.0", "last3.1", "last3.2"]
    assert told[:3] == [{"alive": 3}] * 3
    assert (told[3]["id"], told[3]["turn"]) == ("last", 3)


def test_a_newer_request_ends_an_older_one_at_its_next_step() -> None:
    steps, told = served({"a.1": asked_for("last", 2)}, asked_for("a", 1))
    assert steps == ["a1.0", "a1.1", "last2.0", "last2.1", "last2.2"]
    assert [answer["id"] for answer in told if "id" in answer] == ["last"]


def test_what_is_cancelled_is_worked_on_no_more() -> None:
    orders = worker.Orders()
    scripted = Scripted(orders, {"a.0": worker.Cancel("a")})
    orders.put(asked_for("a", 1))
    output = io.StringIO()
    threading.Thread(target=worker.run, args=(orders, output, scripted), daemon=True).start()
    deadline = time.monotonic() + PATIENCE
    while orders.waiting() and time.monotonic() < deadline:
        time.sleep(0.01)
    orders.put(asked_for("b", 2))
    while len(scripted.steps) < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert scripted.steps == ["a1.0", "b2.0", "b2.1", "b2.2"]


def test_what_comes_on_screen_is_handed_to_the_answer_that_is_being_given() -> None:
    told = {
        "a.0": worker.Look("a", Span(5, 9)),
        "a.2": asked_for("last", 2),
        "last.1": worker.Look("a", Span(7, 9)),
    }
    steps, _ = served(told, asked_for("a", 1))
    assert steps == ["a1.0", "look 5", "a1.1", "a1.2", "last2.0", "last2.1", "last2.2"]
    assert worker.order_from('{"look": "a", "visible": [5, 9]}') == worker.Look("a", Span(5, 9))


def test_a_question_is_answered_with_a_word() -> None:
    asked = Asked("a", 3, "Text.", None, Known(Findings("en", "quick"), "5" * 64, "quick 1 state"))
    (line,) = asked.lines()
    question = worker.order_from(line)
    assert question == Question("a", 3, "5" * 64, "en", "quick 1 state")
    assert isinstance(question, Question)
    assert worker._answer(question, Held(holds=True)) == {"id": "a", "turn": 3, "holds": True}


def test_trouble_is_told_as_a_line() -> None:
    assert worker._answer(asked_for("a", 1), Trouble("gone.")) == {"trouble": "gone."}


def test_an_order_ends_long_work_where_it_may_be_ended() -> None:
    orders = worker.Orders()
    orders.interrupt()
    with orders.interruptible():
        orders.interrupt()
    orders.put(asked_for("a", 1))
    orders.interrupt()
    with pytest.raises(worker.InterruptedByOrderError), orders.interruptible():
        pytest.fail("there is an order already")
    orders.newest()
    with pytest.raises(worker.InterruptedByOrderError), orders.interruptible():
        orders.put(asked_for("a", 1))
        orders.interrupt()
        pytest.fail("the order came in between")
    orders.interrupt()


SLOW = """
import sys, time
from reader.analysis import answering, worker
class Slow(answering.Assembly):
    def steps(self, reading, *, engine, complete):
        if "Velt" in self.text:
            while True:
                time.sleep(0.01)
        yield from super().steps(reading, engine=engine, complete=complete)
answering.Assembly = Slow
worker.main('quick')
"""


def test_long_work_on_one_text_does_not_keep_another_waiting() -> None:
    with subprocess.Popen(
        [sys.executable, "-P", "-c", SLOW], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        process.stdin.write(line("a", "Aro Velt left."))
        process.stdin.flush()
        heard = answers(process)
        assert [next(heard) for _ in range(2)] == [{"alive": 1}] * 2
        time.sleep(0.2)
        process.stdin.write(line("b", "Aro Tamm left.", turn=2))
        process.stdin.flush()
        assert next(answer for answer in heard if answer.get("id"))["id"] == "b"
        process.kill()
