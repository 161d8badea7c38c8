"""What a library from somebody else holds is text too: codebook, tags, notes, relations, corrections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.hostile import IN_FILES, is_plain
from support.screen import make_library, staged
from tui.test_hostile import assert_plain

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Code, Codebook, tidied
from reader.annotations.edits import Add
from reader.annotations.identity import new_id, utc_now
from reader.annotations.relations import End, Relate, Relation
from reader.annotations.targets import make_target
from reader.cli import main
from reader.config.settings import Settings
from reader.corrections.correction import Correction
from reader.corrections.revision import Revision
from reader.session.opening import open_library
from reader.storage.codebook_file import CodebookFile
from reader.storage.corrections_file import CorrectionsStore
from reader.storage.tinydb_store import TinyDBStore
from reader.text.span import Span
from reader.tui.screens.article import ArticleScreen

TEXT = "A title\n\nAnna Petrova met Daesh* there. Anna Petrova left. Daesh* stayed, said Anna Petrova.\n"
OURS = re.compile(r"\n|\x1b\[[124]?m|\x1b\[0m")
"""Line ends, and what is bold, dim or underlined."""
EVIL = "\x1b]0;pwned\x07[/x]\x1b[31m\u202e"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library whose .reader folder somebody else has packed."""
    folder = make_library(tmp_path / "theirs", {"a.txt": TEXT, "b.txt": f"Another\n\n{TEXT}"})
    opened = open_library([folder], Settings(annotator="tester", engine="quick"))
    home = folder / ".reader"
    names = [f"{tidied(payload)} {number}"[:60] for number, payload in enumerate(IN_FILES)]
    codes = tuple(Code(tidied(name), "", "", payload) for name, payload in zip(names, IN_FILES, strict=True))
    CodebookFile(home).apply(Codebook(), Codebook(codes))
    for author in ("tester", f"e{EVIL}"):
        store = TinyDBStore(home, author)
        for article in (opened.open(listing.id).article for listing in opened.listings()):
            made = [
                note(article, author, start, payload)
                for start, payload in enumerate(IN_FILES, article.text.index("Anna"))
            ]
            for each in made:
                store.apply(article, Add(each))
            ends = (End(article.id, made[0].id, EVIL), End(article.id, made[1].id, EVIL))
            link = Relation(new_id(), EVIL, *ends, author, utc_now(), EVIL)
            store.relate(Relate(link), article)
            where = make_target(article.text, made[0].span, sha256=article.sha256)
            fixed = Correction(
                new_id(), author, utc_now(), utc_now(), "type", f"Petrova{EVIL}", "library", article.id,
                article.path, where, "ORG", "",
            )  # fmt: skip
            CorrectionsStore(home, author).apply(Revision(None, fixed))
    return folder


def note(article, author: str, start: int, payload: str) -> Annotation:
    target = make_target(article.text, Span(start, start + 6), sha256=article.sha256)
    return Annotation(new_id(), article.id, target, author, utc_now(), utc_now(), (payload, "own"), payload)


SCREENS = (
    "C",
    "C j j e escape",
    "A",
    "A w",
    "A slash a",
    "S",
    "T",
    "T enter",
    "r",
    "c",
    "t",
    "t x",
    "ampersand",
    "percent_sign",
    "semicolon",
    "R",
    "D",
    "f",
    "E",
    "X",
    "enter",
    "question_mark",
)
"""What is pressed in an article with annotations under the caret."""


async def test_every_screen_shows_a_library_of_theirs_as_text(library: Path) -> None:
    async with staged(library, size=(110, 40)) as stage:
        assert_plain(stage, "library")
        await stage.open()
        await stage.press("right_parenthesis")
        stage.app.tell(f"a notice {EVIL}", warning=True)
        await stage.settle()
        assert_plain(stage, "notice")
        for keys in SCREENS:
            for count, key in enumerate(keys.split(), 1):
                await stage.press(key)
                assert_plain(stage, " ".join(keys.split()[:count]))
            await stage.press("escape escape")
            if stage.app.article is None:
                stage.app.articles.open(stage.app.library.listings()[0].id)
                await stage.settle()
                await stage.press("right_parenthesis")
            while not isinstance(stage.app.screen, ArticleScreen):
                await stage.app.pop_screen()
            await stage.settle()


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show"],
        ["entities"],
        ["designations"],
        ["codebook"],
        ["corrections"],
        ["check"],
        ["export"],
        ["export", "--format", "csv"],
    ],
    ids=" ".join,
)
def test_every_command_prints_it_as_text(
    library: Path, words: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    name, *rest = words
    main([name, *(["1"] if name == "show" else []), str(library), *rest])
    printed = capfd.readouterr()
    assert all(map(is_plain, OURS.sub("", printed.out + printed.err)))
    assert printed.out.strip()
