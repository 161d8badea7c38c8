"""What a save asks of the system is counted, and does not grow with what is there already."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from faults.recording import Recorder

from reader.annotations.annotation import Annotation
from reader.annotations.edits import Add, Batch
from reader.annotations.identity import new_id, utc_now
from reader.annotations.targets import make_target
from reader.articles.article import Article, text_sha256
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span

TEXT = "The Taliban entered the palace. " * 200
ARTICLE = Article("kabul", "kabul.txt", TEXT, text_sha256(TEXT), "Kabul", "News", 1000)
CALLS = Counter({"create": 1, "write": 1, "flush": 1, "link": 1, "rename": 2, "flush folder": 1})
"""A new file is written and on the disk before the one there becomes the version before, and it the one."""


def annotation(number: int) -> Annotation:
    target = make_target(TEXT, Span(number, number + 11), sha256=ARTICLE.sha256)
    return Annotation(new_id(), "kabul", target, "anna", utc_now(), utc_now(), ("tag",))


def saved(library: Path, there: int) -> Counter[str]:
    """Count the calls of a save, where the article has so many annotations."""
    store = TinyDBStore(library / ".reader", "anna")
    store.apply(ARTICLE, Batch(tuple(Add(annotation(number)) for number in range(there)), "all at once"))
    store.apply(ARTICLE, Add(annotation(there)))
    recorder = Recorder(library)
    with recorder.listening():
        store.apply(ARTICLE, Add(annotation(there + 1)))
    return Counter(call.kind for call in recorder.calls)


def test_a_save_makes_as_many_calls_with_a_thousand_annotations_as_with_three(tmp_path):
    few, many = saved(tmp_path / "few", 3), saved(tmp_path / "many", 1000)
    assert few == many == CALLS
