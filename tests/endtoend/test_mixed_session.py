"""More than a hundred mixed actions in a terminal, a model beside them, a kill and a new start halfway."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from support.terminal import Terminal
from tinydb import TinyDB

Start = Callable[..., Terminal]
TAGS = ("claim", "place", "actor")
WORDS = [
    f"{a}{b}" for a in ("bel", "cor", "dun", "fas", "gim", "hol") for b in ("ta", "re", "mo", "nu", "vi")
]
SENTENCE = 6
TEXT = "\n\n".join(" ".join(WORDS[n : n + SENTENCE]) + "." for n in range(0, len(WORDS), SENTENCE))


@dataclass(frozen=True)
class Made:
    """What an annotation is to the person who made it: whose words, and what was said of them."""

    start: int
    end: int
    tags: tuple[str, ...] = ()
    note: str = ""

    @property
    def plain(self) -> tuple[str, tuple[str, ...], str]:
        return TEXT[self.start : self.end], self.tags, self.note


@dataclass
class Model:
    """The session as a person understands it: a caret, annotations, and what undo takes back."""

    caret: int = 0
    made: tuple[Made, ...] = ()
    past: list[tuple[Made, ...]] = field(default_factory=list)
    future: list[tuple[Made, ...]] = field(default_factory=list)
    last: str | None = None

    def word(self) -> tuple[int, int]:
        """The word under the caret."""
        start = end = self.caret
        while start and TEXT[start - 1].isalpha():
            start -= 1
        while TEXT[end].isalpha():
            end += 1
        return start, end

    def sentence(self) -> tuple[int, int]:
        """The sentence under the caret: each is a paragraph."""
        start = TEXT.rfind("\n", 0, self.caret) + 1
        return start, TEXT.index(".", self.caret) + 1

    def here(self) -> Made | None:
        """The shortest annotation under the caret; of several, the one made first."""
        over = [m for m in self.made if m.start <= self.caret < m.end]
        return min(over, key=lambda m: m.end - m.start, default=None)

    def unit(self) -> tuple[int, int]:
        """What an action works on when nothing is selected."""
        here = self.here()
        return (here.start, here.end) if here else self.sentence()

    def at(self, where: tuple[int, int]) -> Made | None:
        return next((m for m in self.made if (m.start, m.end) == where), None)

    def become(self, made: tuple[Made, ...]) -> None:
        self.past.append(self.made)
        self.future.clear()
        self.made = made

    def put(self, where: tuple[int, int], *, tag: str = "", note: str | None = None) -> None:
        """Tag a passage or write its note."""
        old = self.at(where)
        new = old or Made(*where)
        if tag:
            self.last = tag
            new = replace(new, tags=tuple(dict.fromkeys((*new.tags, tag))))
        if note is not None:
            new = replace(new, note=note)
        if new != old:
            self.become(tuple(new if m == old else m for m in self.made) + ((new,) if old is None else ()))

    def take_off(self, old: Made, tag: str) -> None:
        """Take a tag off; with its last one goes an annotation without a note."""
        new = replace(old, tags=tuple(each for each in old.tags if each != tag))
        kept = (new if made == old else made for made in self.made)
        self.become(tuple(made for made in kept if made.tags or made.note))

    def undo(self) -> None:
        if self.past:
            self.future.append(self.made)
            self.made = self.past.pop()

    def redo(self) -> None:
        if self.future:
            self.past.append(self.made)
            self.made = self.future.pop()


class Session:
    """The program and the model, given the same actions."""

    def __init__(self, start: Start, library: Path) -> None:
        self._start, self._library = start, library
        self.model = Model()
        self.done: list[str] = []
        self.open()

    def open(self) -> None:
        """Start the program and open the article."""
        self.terminal = self._start(str(self._library), columns=70, rows=18)
        self.terminal.wait_for("1/1")
        self.terminal.type("enter")
        self.terminal.wait_for("? help")
        self.terminal.wait_for(lambda text: "…" not in text.splitlines()[-1] and "1 article" not in text)

    def kill(self) -> None:
        """Kill the program; what it had done can no longer be undone."""
        self.terminal.kill(signal.SIGKILL)
        self.terminal.wait_end()
        self.model.past, self.model.future, self.model.last = [], [], None
        self.open()
        self.go(WORDS[0])

    def go(self, word: str) -> None:
        """Search for a word, which takes the caret there."""
        self.terminal.type("/")
        self.terminal.wait_for("= whole words")
        self.terminal.type(word, "enter")
        self.terminal.wait_for("1 of 1")
        self.model.caret = TEXT.lower().index(word)

    def tag(self, tag: str, where: tuple[int, int], *keys: str) -> None:
        """Select by keys, choose a tag: one that the passage has already is taken off."""
        self.terminal.type(*keys, "t")
        self.terminal.wait_for("tag “")
        self.terminal.type(tag, "enter")
        old = self.model.at(where)
        if old is not None and tag in old.tags:
            self.model.take_off(old, tag)
        else:
            self.model.put(where, tag=tag)

    def note(self, note: str) -> None:
        """Write a note on the unit under the caret, in place of the one there."""
        if (here := self.model.at(self.model.unit())) is not None and here.note:
            return
        self.terminal.type("c")
        self.terminal.wait_for("esc saves and closes")
        self.terminal.type(note)
        self.terminal.wait_for(note)
        self.terminal.type("escape")
        self.model.put(self.model.unit(), note=note)

    def act(self, chance: random.Random) -> None:
        """Do one action, in the program and in the model."""
        model, tag = self.model, chance.choice(TAGS)
        actions: dict[str, Callable[[], None]] = {
            "go": lambda: self.go(chance.choice(WORDS)),
            "word": lambda: self.word(tag),
            "unit": lambda: self.tag(tag, model.unit()),
            "pair": lambda: self.pair(tag),
            "note": lambda: self.note(f"note {len(self.done)}"),
            ".": self.again,
            "x": self.delete,
            "u": self.undo,
            "ctrl+r": self.redo,
        }
        action = chance.choice((*actions, "go", "u"))
        self.done.append(action)
        actions[action]()

    def word(self, tag: str) -> None:
        """Tag the word under the caret."""
        where = self.model.word()
        self.tag(tag, where, "i", "w")
        self.model.caret = where[1] - 1

    def again(self) -> None:
        """Tag with the last tag."""
        self.terminal.type(".")
        if self.model.last:
            self.model.put(self.model.unit(), tag=self.model.last)

    def delete(self) -> None:
        """Delete the shortest annotation under the caret."""
        self.terminal.type("x")
        if (here := self.model.here()) is not None:
            self.model.become(tuple(made for made in self.model.made if made != here))

    def undo(self) -> None:
        """Take the last change back."""
        self.terminal.type("u")
        self.model.undo()

    def redo(self) -> None:
        """Do it again."""
        self.terminal.type("ctrl+r")
        self.model.redo()

    def pair(self, tag: str) -> None:
        """Tag from the caret to the end of the next word."""
        model = self.model
        start, end = model.caret, model.word()[1]
        if TEXT[end] == " ":
            model.caret = end + 1
            end = model.word()[1]
            self.tag(tag, (start, end), "v", "w", "e")
            model.caret = end - 1

    def compare(self) -> None:
        """See that file and screen say what the model says."""
        wanted = sorted(made.plain for made in self.model.made)
        deadline = time.monotonic() + 20
        while (found := sorted(stored(self._library))) != wanted:
            assert time.monotonic() < deadline, f"{self.done}\n{found}\n{wanted}\n{self.terminal.text}"
            self.terminal.read(0.02)
        self.terminal.wait_for(lambda text: f"▎{len(wanted)} " in text.splitlines()[0])


def stored(library: Path) -> list[tuple[str, tuple[str, ...], str]]:
    """The annotations on disk, read by plain TinyDB."""
    found = []
    for path in library.glob(".reader/annotations/tester/*.json"):
        with TinyDB(path, access_mode="r") as database:
            records = database.table("annotations").all()
        found += [(r["target"]["exact"], tuple(r["tags"]), r["note"]) for r in records]
    return found


@pytest.fixture
def library(own_folders: Path, tmp_path: Path) -> Path:
    """A library of one article, read with the quick recogniser."""
    settings = own_folders / "xdg_config_home" / "reader-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('engine = "quick"\n', encoding="utf-8")
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "words.txt").write_text(f"words\n\n{TEXT}\n", encoding="utf-8")
    return folder


def test_mixed_actions_with_a_model_beside_them(start: Start, library: Path) -> None:
    session = Session(start, library)
    chance = random.Random(20)
    session.go(WORDS[7])
    for step in range(120):
        session.act(chance)
        session.compare()
        if step == 60:
            session.kill()
            session.compare()
