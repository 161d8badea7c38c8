"""A parser of INCEpTION's tables by somebody else finds every passage at its place.

`web_anno_tsv` takes the second column of a layer for the label, which is the note here, and holds each row's
words against its offsets in the sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange.conftest import make_section
from web_anno_tsv import open_web_anno_tsv
from web_anno_tsv.web_anno_tsv import ReadException

from reader.exchange.archives import unzipped
from reader.exchange.foreign import Mistake
from reader.exchange.formats import find_format

FORMAT = find_format("webanno-tsv")
TEXT = (
    "😀 e\u0301\u0301 Kabul fell in August. \u202bשלום עליכם\u202c <the> & 'Taliban*' [entered] it.\n\n"
    "“Nobody 🇺🇦👩\u200d👩\u200d👧 _resisted_.”\u3000𝔘𝔫𝔦 it is | said; -> so\n"
)
WORDS = (
    *(
        "Kabul",
        "Kab",
        "bul fe",
        "August. \u202bשלום",
        "שלום",
        "'Taliban*' [ente",
        "🇺🇦👩\u200d👩\u200d👧 _resisted_",
    ),
    *("𝔫", "| said; ->", "😀 e\u0301\u0301 Kabul fell"),
)


def found(table: Path) -> list[tuple[str, str]]:
    with open_web_anno_tsv(str(table)) as sentences:
        return [(each.label, each.text) for sentence in sentences for each in sentence.annotations]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    made = make_section(
        *({"words": w, "note": f"n{n}", "tags": ("a",)} for n, w in enumerate(WORDS)), text=TEXT
    )
    files = unzipped(FORMAT.write([made]).data, ".tsv")
    assert not isinstance(files, Mistake)
    (tmp_path / "kabul.tsv").write_bytes(files["kabul.tsv"])
    return tmp_path / "kabul.tsv"


def test_every_passage_is_found_at_its_words(table):
    across = {"n3"}
    within = sorted((f"n{n}", words) for n, words in enumerate(WORDS) if f"n{n}" not in across)
    assert sorted(each for each in found(table) if each[0] not in across) == within
    # It knows no passages across sentences, and has a part in each of them.
    assert [words for label, words in found(table) if label in across] == ["August.", "\u202bשלום"]


def test_offsets_in_code_points_would_be_seen(table):
    text = table.read_text(encoding="utf-8")
    assert "\t10-14\tfell\t" not in text
    table.write_text(text.replace("\t13-17\tfell\t", "\t12-16\tfell\t"), encoding="utf-8")
    with pytest.raises(ReadException, match="Bad offsets"):
        found(table)
