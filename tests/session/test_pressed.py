"""A key's command is carried out alike, with as little imported as it takes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support.playing import begin_play

from reader.session.apply import HANDLERS, apply
from reader.session.commands import commands_in
from reader.session.keys import Press
from reader.session.pressed import pressed

MOTIONS = [command.id for command in commands_in("article") if command.id.startswith("caret.")]
MOTION = """
import sys
from reader.articles.article import Article, text_sha256
from reader.session.keys import Press
from reader.session.pressed import pressed
from reader.session.reading import begin
text = "One two. Three."
article = Article("a", "a.txt", text, text_sha256(text), "a", "a.txt", 3)
moved, _ = pressed(begin(article, author="me", width=40, height=10), Press("caret.right"))
print(moved.caret.offset, "reader.session.apply" in sys.modules)
"""


def test_no_motion_is_handled_otherwise() -> None:
    assert MOTIONS
    assert not [command for command in HANDLERS if command.startswith("caret.")]


@pytest.mark.parametrize("keys", ["", "v", "h"])
@pytest.mark.parametrize("motion", MOTIONS)
def test_motions_do_the_same(keys: str, motion: str) -> None:
    reading = begin_play("One two. |Three four.\n\nFive.").keys(keys).reading
    assert pressed(reading, Press(motion, 2)) == apply(reading, Press(motion, 2))


@pytest.mark.parametrize("motion", MOTIONS)
def test_motions_do_the_same_while_a_span_is_changed(motion: str) -> None:
    reading = begin_play("One |two three four. Five.").keys("v e").tag("number").keys("b R e").reading
    assert reading.spanning is not None
    assert pressed(reading, Press(motion)) == apply(reading, Press(motion))


def test_a_motion_imports_no_other_commands() -> None:
    done = subprocess.run([sys.executable, "-c", MOTION], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]
