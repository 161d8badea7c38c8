"""The keys each gesture takes, as the table in the documentation has them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.screen import Stage, staged

from reader.session.reading import Hint

TABLE = Path(__file__).resolve().parents[2] / "docs" / "gestures.md"


@dataclass
class Counted:
    """A stage that counts the keys."""

    stage: Stage
    keys: int = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.stage.press(" ".join(keys))

    async def label(self, wanted: Callable[[Hint], bool], *, capitals: bool) -> Hint:
        """Type the longest of the labels that are wanted."""
        hint = max(filter(wanted, self.stage.reading.hints), key=lambda each: len(each.label))
        await self.press(*(hint.label.upper() if capitals else hint.label))
        return hint

    def words(self, hint: Hint) -> str:
        return hint.span.of(self.stage.reading.article.text)

    @property
    def tagged(self) -> dict[str, tuple[str, ...]]:
        return {a.target.exact: a.tags for a in self.stage.reading.annotations}


def names(counted: Counted) -> Callable[[Hint], bool]:
    spans = {m.span for e in counted.stage.reading.findings.entities for m in e.mentions}
    return lambda hint: hint.span in spans


def sentences(counted: Counted) -> Callable[[Hint], bool]:
    return lambda hint: hint.span in counted.stage.reading.findings.sentences


async def a_name(counted: Counted) -> None:
    await counted.press("f")
    hint = await counted.label(names(counted), capitals=True)
    await counted.press("1")
    assert counted.tagged[counted.words(hint)] == ("claim",)


async def a_sentence(counted: Counted) -> None:
    await counted.press("f")
    hint = await counted.label(sentences(counted), capitals=True)
    await counted.press("1")
    assert counted.tagged[counted.words(hint)] == ("claim",)


async def any_words(counted: Counted) -> None:
    await counted.press("F")
    longest = max(len(hint.label) for hint in counted.stage.reading.hints)
    far = [hint for hint in counted.stage.reading.hints if len(hint.label) == longest]
    first, last = far[len(far) // 2], far[len(far) // 2 + 4]
    await counted.press(*first.label)
    await counted.press(*last.label.upper())
    await counted.press("1")
    text = counted.stage.reading.article.text
    assert counted.tagged[text[first.span.start : last.span.end]] == ("claim",)


async def under_the_caret(counted: Counted) -> None:
    await counted.press("t", "1")
    assert list(counted.tagged.values()) == [("claim",)]


async def again(counted: Counted) -> None:
    await counted.stage.press("t 1 }")
    await counted.press("full_stop")
    assert list(counted.tagged.values()) == [("claim",), ("claim",)]


async def at_the_next_match(counted: Counted) -> None:
    await counted.stage.press("slash")
    await counted.stage.type("US\n")
    await counted.stage.press("i w t 1")
    await counted.press("n", "full_stop")
    assert len(counted.stage.reading.annotations) == 2


async def by_its_words(counted: Counted) -> None:
    await counted.stage.press("] e")
    await counted.press("number_sign")
    ((words, tags),) = counted.tagged.items()
    assert tags == (words,)


async def in_the_library(counted: Counted) -> None:
    await counted.stage.press("slash")
    await counted.stage.type("Lavrov\n")
    await counted.stage.press("i w t 1")
    await counted.press("T", "l", "Y")
    store = counted.stage.app.library.store
    await counted.stage.until(lambda s: sum(store.counts().values()) > 3)
    await counted.stage.settle()
    assert len(store.counts()) == 2, "both articles name him"


async def explained(counted: Counted) -> None:
    await counted.press("f")
    await counted.label(names(counted), capitals=False)
    await counted.press("enter")
    assert "mentions" in counted.stage.whole


async def undone(counted: Counted) -> None:
    await counted.stage.press("t 1")
    await counted.press("u")
    assert counted.tagged == {}


PLAYED: dict[str, Callable[[Counted], Awaitable[None]]] = {
    "tag a name in sight": a_name,
    "tag a sentence in sight": a_sentence,
    "tag any words in sight": any_words,
    "tag what is under the caret": under_the_caret,
    "the same tag again, under the caret": again,
    "the same tag again, at the next match of a search": at_the_next_match,
    "a tag made of the words themselves": by_its_words,
    "the tag on all other mentions in the library": in_the_library,
    "explain a name in sight": explained,
    "take the last change back, wherever it was made": undone,
}


def table() -> dict[str, int]:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| (\d+) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return {gesture: int(count) for gesture, count in rows}


def test_the_table_has_what_is_played() -> None:
    assert list(table()) == list(PLAYED)


@pytest.mark.parametrize("gesture", PLAYED)
async def test_a_gesture_takes_no_more_keys_than_the_table_says(
    tmp_path: Path, seeds: Path, gesture: str
) -> None:
    shutil.copytree(seeds, tmp_path / "samples")
    home = tmp_path / "samples" / ".reader"
    home.mkdir()
    (home / "codebook.toml").write_text('[[code]]\nname = "claim"\n', encoding="utf-8")
    async with staged(tmp_path / "samples", size=(80, 24)) as stage:
        await stage.open()
        counted = Counted(stage)
        await PLAYED[gesture](counted)
        assert counted.keys <= table()[gesture]
