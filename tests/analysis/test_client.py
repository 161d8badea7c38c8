"""The worker as the screen's process sees it: real processes, the quick rules."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.analysts import warm_analyst

from reader.analysis import worker
from reader.analysis.asked import Asked
from reader.analysis.client import Analyst
from reader.analysis.contract import pack
from reader.analysis.last import Known
from reader.articles.findings import Entity, Findings, Mention
from reader.text.span import Span

TEXT = "Harak* met Aro Velt in Kabul. Velt left.\n*Harak is a terrorist group banned in Russia."
SCREEN = Span(0, 20)
PATIENCE = 60
SLEEPING = "import time; time.sleep(60)"


class Heard:
    """What an analyst told, and a way to wait for it."""

    def __init__(self) -> None:
        self.findings: list[tuple[str, Findings]] = []
        self.troubles: list[str] = []
        self._news = threading.Condition()

    def by(self, script: str, *, patience: float = PATIENCE) -> Analyst:
        """Return an analyst whose worker is a script."""
        return Analyst(
            cache=None,
            on_findings=self.on_findings,
            on_trouble=self.on_trouble,
            patience=patience,
            command=[sys.executable, "-P", "-c", script],
        )

    def on_findings(self, article_id: str, findings: Findings) -> None:
        with self._news:
            self.findings.append((article_id, findings))
            self._news.notify_all()

    def on_trouble(self, line: str) -> None:
        with self._news:
            self.troubles.append(line)
            self._news.notify_all()

    def complete(self, article_id: str) -> Findings:
        """Wait for the complete findings of an article."""

        def found() -> list[Findings]:
            return [f for i, f in self.findings if i == article_id and f.complete]

        with self._news:
            assert self._news.wait_for(found, PATIENCE), "no complete findings"
            return found()[-1]

    def trouble(self) -> str:
        """Wait for bad news."""
        with self._news:
            assert self._news.wait_for(lambda: self.troubles, PATIENCE), "no trouble"
            return self.troubles[-1]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def analyst(heard: Heard) -> Iterator[Analyst]:
    """Return an analyst whose worker takes no time to start."""
    analyst = warm_analyst(
        cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble
    )
    yield analyst
    analyst.close()


@pytest.fixture
def own_analyst(heard: Heard) -> Iterator[Analyst]:
    """Return an analyst that starts its worker itself."""
    analyst = Analyst(cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    yield analyst
    analyst.close()


def children() -> set[int]:
    """Return the living child processes of this one."""
    found = set()
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        # A thread may end between being listed and being looked at.
        with suppress(FileNotFoundError):
            found |= set(map(int, (task / "children").read_text().split()))
    return found


def test_quick_findings_come_first_and_complete_ones_last(own_analyst: Analyst, heard: Heard) -> None:
    own_analyst.request("a", TEXT, visible=SCREEN)
    final = heard.complete("a")
    assert [f.complete for _, f in heard.findings] == [False, True]
    assert final.engine == "quick"
    names = {entity.name: entity for entity in final.entities}
    assert names["Aro Velt"].aliases == ("Velt",)
    assert [m.marked for m in names["Harak"].mentions] == [True, False]
    assert all(m.span.of(TEXT) == m.text for entity in final.entities for m in entity.mentions)
    assert [d.kind for d in final.designations] == ["terrorist"]
    assert heard.troubles == []


def test_the_newest_of_many_requests_is_answered(analyst: Analyst, heard: Heard) -> None:
    for number in range(20):
        analyst.request(f"a{number}", f"{number}. {TEXT}", visible=SCREEN)
    assert heard.complete("a19").entities


def test_asking_again_with_another_text_brings_no_old_answers(analyst: Analyst, heard: Heard) -> None:
    analyst.request("a", TEXT, visible=SCREEN)
    other = "Ila Tamm lives in Baghdad."
    analyst.request("a", other, visible=SCREEN)
    final = heard.complete("a")
    mentions = [m for entity in final.entities for m in entity.mentions]
    assert [m.text for m in mentions] == ["Ila Tamm", "Baghdad"]
    assert all(m.span.of(other) == m.text for m in mentions)


def test_an_answer_to_an_older_request_is_not_told(heard: Heard) -> None:
    analyst = heard.by(SLEEPING)
    try:
        analyst.request("a", TEXT, visible=SCREEN)
        analyst.request("a", "Another text.", visible=SCREEN)
        packed = pack(Findings("en", "quick"))
        analyst._receive({"id": "a", "turn": 1, "findings": packed})
        analyst._receive({"id": "nobody", "turn": 2, "findings": packed})
        assert heard.findings == []
        analyst._receive({"id": "a", "turn": 2, "findings": packed})
        assert heard.findings == [("a", Findings("en", "quick"))]
    finally:
        analyst.close()


def test_what_is_long_in_findings_comes_ahead_in_pieces(heard: Heard) -> None:
    text = "Aro. " * 60_000
    spans = [Span(first, first + 4) for first in range(0, len(text), 5)]
    mentions = tuple(Mention(span, "Aro.", marked=span.start % 7 == 0) for span in spans)
    findings = Findings("en", "quick", tuple(spans), (Entity("Aro", "PERSON", mentions),))
    written = io.StringIO()
    worker._tell(written, {"id": "a", "turn": 1, "findings": pack(findings)})
    lines = written.getvalue().splitlines()
    assert max(map(len, lines)) < 70_000 < len(written.getvalue())
    analyst = heard.by(SLEEPING)
    try:
        analyst.request("a", text, visible=SCREEN)
        for line in (*lines[1:], '{"alive": 1}', *lines):  # A piece is missing; then it comes whole.
            analyst._heard(line)
        assert heard.findings == [("a", findings)]
    finally:
        analyst.close()


def test_nothing_is_told_of_what_was_cancelled(heard: Heard) -> None:
    analyst = heard.by(SLEEPING)
    try:
        analyst.request("a", TEXT, visible=SCREEN)
        analyst.cancel("b")
        analyst._receive({"id": "a", "turn": 1, "findings": pack(Findings("en", "quick", complete=False))})
        assert len(heard.findings) == 1
        analyst.cancel("a")
        analyst._receive({"id": "a", "turn": 1, "findings": pack(Findings("en", "quick"))})
        assert len(heard.findings) == 1
    finally:
        analyst.close()


def test_after_a_cancelled_text_another_is_answered(analyst: Analyst, heard: Heard) -> None:
    analyst.request("a", TEXT * 300, visible=SCREEN)
    analyst.cancel("a")
    analyst.request("b", TEXT, visible=SCREEN)
    assert heard.complete("b").entities
    assert not any(f.complete for i, f in heard.findings if i == "a")


def test_a_worker_killed_while_it_owes_nothing_is_started_again_silently(
    analyst: Analyst, heard: Heard
) -> None:
    before = children()
    analyst.request("a", TEXT, visible=SCREEN)
    heard.complete("a")
    (worker,) = children() - before
    os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while analyst._process is not None and time.monotonic() < deadline:
        time.sleep(0.01)
    analyst.request("b", TEXT, visible=SCREEN)
    assert heard.complete("b").entities
    assert heard.troubles == []


def test_a_worker_that_cannot_live_is_given_up_with_clear_lines(heard: Heard) -> None:
    analyst = heard.by("raise SystemExit('no memory left')")
    try:
        analyst.request("a", TEXT, visible=SCREEN)
        assert heard.complete("a") == Findings(language="", engine="")
        assert [line.partition("(")[0] for line in heard.troubles] == [
            "the analysis stopped ",
            "the analysis stopped twice on this article ",
        ]
        assert all("no memory left" in line and "\n" not in line for line in heard.troubles)
    finally:
        analyst.close()


RECOGNISER = """
import os, sys, time
from reader.analysis import serving, worker
class Strange(serving.QuickRecogniser):
    def recognise(self, paragraphs):
        if any("Velt" in paragraph for paragraph in paragraphs):
            {deed}
        return super().recognise(paragraphs)
serving.QuickRecogniser = Strange
serving.find_recogniser = lambda engine: Strange()
worker.main("quick")
"""
DEADLY = RECOGNISER.format(deed="sys.stderr.write('bad weights'); sys.stderr.flush(); os.abort()")
HANGING = RECOGNISER.format(deed="time.sleep(600)")


@pytest.mark.parametrize(
    ("script", "reason"), [(DEADLY, "bad weights"), (HANGING, "no sign of life for 2 s")]
)
def test_a_text_that_ends_the_worker_twice_is_not_sent_again(script: str, reason: str, heard: Heard) -> None:
    before = children()
    analyst = heard.by(script)
    try:
        analyst.request("good", "Ila Tamm lives in Baghdad.", visible=SCREEN)
        assert heard.complete("good").engine == "quick"
        analyst._patience = 2
        analyst.request("bad", TEXT, visible=SCREEN)
        assert heard.complete("bad").engine == ""
        assert heard.troubles == [
            f"the analysis stopped ({reason}) and was started again.",
            f"the analysis stopped twice on this article ({reason}); it stays as it is.",
        ]
        heard.findings.clear()
        analyst.request("bad", TEXT, visible=SCREEN)
        assert heard.complete("bad").engine == ""
        assert children() <= before, "no worker is started for it"
        assert len(heard.troubles) == 3
        analyst._patience = PATIENCE
        analyst.request("other", "Ila Tamm lives in Kabul.", visible=SCREEN)
        assert heard.complete("other").engine == "quick"
        assert len(heard.troubles) == 3
    finally:
        analyst.close()
    assert children() <= before


def test_an_article_that_was_drawn_before_the_worker_died_stays_drawn(heard: Heard) -> None:
    script = RECOGNISER.replace("any(", "len(paragraphs) == 2 and self.again and any(").format(
        deed="os.abort()"
    )
    script = script.replace("    def recognise", "    again = False\n    def recognise")
    script = script.replace("return super()", "type(self).again = True; return super()")
    analyst = heard.by(script)
    try:
        analyst.request("a", TEXT, visible=SCREEN)
        assert "Aro Velt" in {entity.name for entity in heard.complete("a").entities}
        assert len(heard.troubles) == 2
    finally:
        analyst.close()


def test_a_worker_that_gives_signs_of_life_is_waited_for(heard: Heard) -> None:
    script = (
        "import json, sys, time\n"
        "asked = json.loads(sys.stdin.readline())\n"
        "for _ in range(10):\n"
        "    print(json.dumps({'alive': 1}), flush=True)\n"
        "    time.sleep(0.3)\n"
        f"found = {json.dumps(pack(Findings('en', 'quick')))!r}\n"
        "print(json.dumps({'id': 'a', 'turn': asked['turn'], 'findings': json.loads(found)}), flush=True)\n"
        "sys.stdin.readline()\n"
    )
    analyst = heard.by(script, patience=2)
    try:
        analyst.request("a", TEXT, visible=SCREEN)
        assert heard.complete("a").engine == "quick"
        assert heard.troubles == []
    finally:
        analyst.close()


def test_a_worker_that_owes_nothing_may_be_silent(analyst: Analyst, heard: Heard) -> None:
    analyst._patience = 0.3
    analyst.request("a", TEXT, visible=SCREEN)
    analyst.cancel("a")
    time.sleep(1)
    assert heard.troubles == []


def test_a_worker_with_nothing_to_do_is_given_back_and_started_again(heard: Heard) -> None:
    before = children()
    analyst = Analyst(
        cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble, rest=0.5
    )
    try:
        analyst.request("one", TEXT, visible=SCREEN)
        assert heard.complete("one").entities
        deadline = time.monotonic() + 20
        while children() > before and time.monotonic() < deadline:
            time.sleep(0.05)
        assert children() == before
        analyst.request("two", TEXT, visible=SCREEN)
        assert heard.complete("two").entities
        assert not heard.troubles
    finally:
        analyst.close()


def test_close_leaves_no_process_and_no_late_answer(heard: Heard) -> None:
    before = children()
    analyst = Analyst(cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    analyst.request("a", TEXT, visible=SCREEN)
    heard.complete("a")
    analyst.request("b", TEXT * 500, visible=SCREEN)
    analyst.close()
    told = len(heard.findings)
    assert children() <= before
    time.sleep(0.2)
    assert len(heard.findings) == told
    assert heard.troubles == []
    analyst.request("c", TEXT, visible=SCREEN)
    analyst.close()
    assert children() <= before


def test_closing_an_idle_analyst_starts_nothing(heard: Heard) -> None:
    before = children()
    Analyst(cache=None, on_findings=heard.on_findings, on_trouble=heard.on_trouble).close()
    assert children() <= before


def test_a_worker_that_was_started_ahead_answers_the_first_request(heard: Heard) -> None:
    before = children()
    analyst = Analyst(cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    analyst.start()
    deadline = time.monotonic() + PATIENCE
    while not (ahead := children() - before):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    analyst.request("a", TEXT, visible=SCREEN)
    heard.complete("a")
    assert children() - before == ahead
    analyst.stop()
    analyst.close()
    assert children() - before == set()
    assert heard.troubles == []


def test_a_request_returns_before_a_worker_reads_it(heard: Heard) -> None:
    analyst = heard.by(SLEEPING)
    try:
        analyst.request("a", TEXT * 20_000, visible=SCREEN)
        analyst.request("b", TEXT * 20_000, visible=SCREEN)
    finally:
        analyst.close()


def test_what_was_found_is_kept_in_the_folder(heard: Heard, tmp_path: Path) -> None:
    for article_id in ("a", "b"):
        analyst = Analyst(
            cache=tmp_path / "cache" / "c",
            engine="quick",
            on_findings=heard.on_findings,
            on_trouble=heard.on_trouble,
        )
        analyst.request(article_id, TEXT, visible=SCREEN)
        heard.complete(article_id)
        analyst.close()
    assert [f.complete for i, f in heard.findings if i == "b"] == [True]
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_the_client_loads_neither_models_nor_screens() -> None:
    listing = "import reader.analysis.client, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"nltk", "spacy", "thinc", "numpy", "textual", "rich", "tinydb", "sqlite3"}


@pytest.mark.model
def test_the_model_takes_over_from_the_quick_rules_on_screen_first(heard: Heard) -> None:
    text = (
        TEXT + "\n" + "\n".join(f"Paragraph {n} says that Angela Merkel visited Paris." for n in range(200))
    )
    analyst = Analyst(cache=None, on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    try:
        analyst.request("a", text, visible=SCREEN)
        final = heard.complete("a")
        assert heard.troubles == []
        assert [f.engine for _, f in heard.findings] == ["quick", final.engine, final.engine]
        assert [f.complete for _, f in heard.findings] == [False, False, True]
        assert final.engine.startswith("en_core_web_md")
        merkel = next(entity for entity in final.entities if entity.name == "Angela Merkel")
        assert len(merkel.mentions) == 200
    finally:
        analyst.close()


ECHO = """
import json, sys
for line in sys.stdin:
    told = json.loads(line)
    print(json.dumps({"trouble": json.dumps(told.get("visible"))}), flush=True)
"""


def test_what_comes_on_screen_is_told_while_a_long_text_is_read(heard: Heard) -> None:
    analyst = heard.by(ECHO)
    analyst.request("long", "A line.\n" * 20_000, visible=None)
    analyst.look("another", Span(1, 2))
    analyst.look("long", Span(3, 4))
    with heard._news:
        assert heard._news.wait_for(lambda: "[3, 4]" in heard.troubles, PATIENCE)
    assert heard.troubles == ["null", "[3, 4]"]
    analyst.request("short", "A line.", visible=Span(0, 7))
    analyst.look("short", Span(5, 6))
    analyst.request("last", "A line.", visible=Span(0, 3))
    with heard._news:
        assert heard._news.wait_for(lambda: "[0, 3]" in heard.troubles, PATIENCE)
    assert "[5, 6]" not in heard.troubles
    analyst.close()


def test_what_stays_wrong_is_told_apart_from_what_has_passed(heard: Heard) -> None:
    lasting: list[str] = []
    analyst = Analyst(
        cache=None,
        on_findings=heard.on_findings,
        on_trouble=heard.on_trouble,
        on_lasting_trouble=lambda line: (lasting.append(line), heard.on_trouble(line))[0],
        command=[sys.executable, "-P", "-c", ECHO],
    )
    analyst.request("a", "A line.", visible=Span(0, 7))
    assert heard.trouble() == "[0, 7]"
    assert lasting == ["[0, 7]"]
    analyst.close()


def test_a_request_is_made_a_piece_at_a_time_and_one_line() -> None:
    text = '\u00e9 \ud800" \\ \n' * 50_000
    first, *parts = Asked("a", 1, text, SCREEN).lines()
    assert json.loads(first)["parts"]
    assert len(parts) > 4
    assert max(map(len, parts)) < sum(map(len, parts)) / 4
    asked = "".join(parts)
    assert asked.endswith("\n")
    assert asked.count("\n") == 1
    assert json.loads(asked) == {"id": "a", "turn": 1, "text": text, "visible": [SCREEN.start, SCREEN.end]}


LISTING = """
import json, sys
for line in sys.stdin:
    told = json.loads(line)
    print(json.dumps({"trouble": ",".join(told)}), flush=True)
    answer = {"id": told["id"], "turn": told["turn"]}
    if "stamp" in told:
        print(json.dumps({**answer, "holds": told["stamp"] == "good"}), flush=True)
    elif "parts" not in told:
        print(json.dumps({**answer, "findings": FOUND}), flush=True)
"""


def test_of_what_is_known_and_holds_no_text_is_sent(heard: Heard) -> None:
    shown = Findings("en", "quick", (Span(0, 5),))
    analyst = heard.by(LISTING)
    analyst.request("a", "A line.\n" * 20_000, visible=SCREEN, known=Known(shown, "1" * 64, "good"))
    assert heard.complete("a") is shown
    assert heard.troubles == ["id,turn,sha256,language,stamp"]
    analyst.close()


def test_of_what_is_known_and_holds_no_longer_all_is_found_anew(heard: Heard) -> None:
    shown, found = Findings("en", "quick", (Span(0, 5),)), Findings("en", "other")
    analyst = heard.by(LISTING.replace("FOUND", repr(pack(found))))
    analyst.request("a", "A line.\n" * 20_000, visible=SCREEN, known=Known(shown, "1" * 64, "bad"))
    assert heard.complete("a") == found
    asked = ["id,turn,sha256,language,stamp", "id,turn,text,parts", "id,turn,visible,text"]
    assert heard.troubles == asked
    assert [findings for _, findings in heard.findings] == [found]
    analyst.close()


def test_what_is_cancelled_is_not_asked_for_in_full(heard: Heard) -> None:
    analyst = heard.by(SLEEPING)
    try:
        analyst.request("a", TEXT, visible=SCREEN, known=Known(Findings("en", "quick"), "1" * 64, "bad"))
        asked = analyst._asked
        analyst.cancel("a")
        assert asked is not None
        analyst._ask_in_full(asked)
        assert analyst._asked is None
    finally:
        analyst.close()
