"""The worker as the screen's process sees it: real processes, the quick rules."""

from __future__ import annotations

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

from reader.analysis.client import Analyst
from reader.analysis.contract import pack
from reader.articles.findings import Findings
from reader.text.span import Span

TEXT = "Harak* met Aro Velt in Kabul. Velt left.\n*Harak is a terrorist group banned in Russia."
SCREEN = Span(0, 20)
PATIENCE = 60


class Heard:
    """What an analyst told, and a way to wait for it."""

    def __init__(self) -> None:
        self.findings: list[tuple[str, Findings]] = []
        self.troubles: list[str] = []
        self._news = threading.Condition()

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


def test_quick_findings_come_first_and_complete_ones_last(analyst: Analyst, heard: Heard) -> None:
    analyst.request("a", TEXT, visible=SCREEN)
    final = heard.complete("a")
    assert [f.complete for _, f in heard.findings] == [False, True]
    assert final.engine == "quick"
    names = {entity.name: entity for entity in final.entities}
    assert names["Aro Velt"].aliases == ("Velt",)
    assert [m.marked for m in names["Harak"].mentions] == [True, False]
    assert all(m.span.of(TEXT) == m.text for entity in final.entities for m in entity.mentions)
    assert [d.kind for d in final.designations] == ["terrorist"]
    assert heard.troubles == []


def test_many_requests_are_all_answered_in_the_end(analyst: Analyst, heard: Heard) -> None:
    for number in range(20):
        analyst.request(f"a{number}", f"{number}. {TEXT}", visible=SCREEN)
    for number in range(20):
        assert heard.complete(f"a{number}").entities


def test_asking_again_with_another_text_brings_no_old_answers(analyst: Analyst, heard: Heard) -> None:
    analyst.request("a", TEXT, visible=SCREEN)
    other = "Ila Tamm lives in Baghdad."
    analyst.request("a", other, visible=SCREEN)
    final = heard.complete("a")
    mentions = [m for entity in final.entities for m in entity.mentions]
    assert [m.text for m in mentions] == ["Ila Tamm", "Baghdad"]
    assert all(m.span.of(other) == m.text for m in mentions)


def test_an_answer_to_an_older_request_is_not_told(heard: Heard) -> None:
    analyst = Analyst(cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    analyst._command = [sys.executable, "-c", "import time; time.sleep(60)"]
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


def test_a_killed_worker_is_started_again(analyst: Analyst, heard: Heard) -> None:
    before = children()
    analyst.request("a", TEXT, visible=SCREEN)
    heard.complete("a")
    (worker,) = children() - before
    os.kill(worker, signal.SIGKILL)
    analyst.request("b", TEXT, visible=SCREEN)
    assert heard.complete("b").entities
    assert heard.troubles == []


def test_a_worker_that_cannot_live_is_given_up_with_one_line(heard: Heard) -> None:
    analyst = Analyst(cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    analyst._command = [sys.executable, "-c", "raise SystemExit('no memory left')"]
    try:
        analyst.request("a", TEXT, visible=SCREEN)
        assert "no memory left" in heard.trouble()
        assert "\n" not in heard.trouble()
        time.sleep(0.2)
        assert len(heard.troubles) == 1
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


def test_a_request_returns_before_a_worker_reads_it(heard: Heard) -> None:
    analyst = Analyst(cache=None, engine="quick", on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    analyst._command = [sys.executable, "-c", "import time; time.sleep(60)"]
    try:
        analyst.request("a", TEXT * 20_000, visible=SCREEN)
        analyst.request("b", TEXT * 20_000, visible=SCREEN)
    finally:
        analyst.close()


def test_what_was_found_is_kept_in_the_folder(heard: Heard, tmp_path: Path) -> None:
    for article_id in ("a", "b"):
        analyst = Analyst(
            cache=tmp_path / "cache",
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
    assert not loaded & {"nltk", "spacy", "thinc", "numpy", "textual", "rich", "tinydb"}


@pytest.mark.model
def test_the_model_takes_over_from_the_quick_rules_on_screen_first(heard: Heard) -> None:
    text = TEXT + "\n" + "\n".join(f"Paragraph {n} says that Angela Merkel visited Paris." for n in range(40))
    analyst = Analyst(cache=None, on_findings=heard.on_findings, on_trouble=heard.on_trouble)
    try:
        analyst.request("a", text, visible=SCREEN)
        final = heard.complete("a")
        assert heard.troubles == []
        assert [f.engine for _, f in heard.findings] == ["quick", final.engine, final.engine]
        assert [f.complete for _, f in heard.findings] == [False, False, True]
        assert final.engine.startswith("en_core_web_md")
        merkel = next(entity for entity in final.entities if entity.name == "Angela Merkel")
        assert len(merkel.mentions) == 40
    finally:
        analyst.close()
