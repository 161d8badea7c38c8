"""The article's screen: what a person sees and what the files hold, key by key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.news import NEWS, news_library
from support.screen import make_library, staged
from textual.events import MouseScrollDown
from tinydb import TinyDB

from reader.annotations.edits import Change
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.storage.tinydb_store import TinyDBStore
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.desk import Desk
from reader.values import replace


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A library of two articles."""
    return news_library(tmp_path / "news")


def records(folder: Path, annotator: str = "tester") -> list[dict]:
    """The annotations on disk, by plain TinyDB."""
    found = []
    for path in sorted((folder / ".reader" / "annotations" / annotator).glob("*.json")):
        with TinyDB(path, access_mode="r") as database:
            found += database.table("annotations").all()
    return found


@pytest.fixture
def sample(tmp_path: Path, seeds: Path) -> Iterator[Path]:
    """The sample articles in a folder that can be written."""
    folder = tmp_path / "samples"
    shutil.copytree(seeds, folder)
    yield folder


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_sample(sample: Path, size: tuple[int, int]) -> None:
    async with staged(sample, size=size) as stage:
        assert "Despite US President Joe Biden's" in stage.grid
        assert "482 w" in stage.grid
        assert "2 min" in stage.grid
        await stage.open()
        lines = stage.grid.splitlines()
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        margin = (size[0] - 70 - 8) // 2 + 4
        assert (
            lines[1].rstrip(" ┃")
            == " " * margin + "Despite US President Joe Biden's attempts to paint the withdrawal from"
        )
        marked = [line for line in lines if "Daesh*" in line]
        assert marked[0][:-1].rstrip().endswith("◆")
        assert "person  organisation  place  group  other  ◆ designated  § designation" in lines[-2]
        for words in ("]d next ◆", "/ search", "t tag", "c note", "⏎ peek", "? help", "q back"):
            assert words in lines[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_peeking_at_daesh_and_at_an_epithet(sample: Path, size: tuple[int, int]) -> None:
    async with staged(sample, size=size) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("Daesh*\n")
        await stage.press("enter")
        assert "organisation Daesh" in stage.whole
        assert "also ISIS, IS" in stage.whole
        assert "are terrorist organisations banned in Russia" in stage.whole
        assert "a footnote with the marker *" in stage.whole
        assert "Russia (RU)" in stage.whole
        assert "1 marked, 3 unmarked" in stage.whole
        await stage.press("q q")
        await stage.open("j enter")
        await stage.press("slash")
        await stage.type("Daesh Tak\n")
        await stage.press("enter")
        assert "an epithet: the writer's own wording, not a listing" in stage.whole
        assert "none stated" in stage.whole
        assert "Russia (RU)" not in stage.whole


async def test_tagging_is_drawn_listed_and_on_disk(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("] d t")
        await stage.type("actor\n")
        assert "saved: tagged" in stage.grid
        assert [line[3] for line in stage.grid.splitlines() if "Quiet Front*" in line] == ["▎"]
        assert [(r["target"]["exact"], r["tags"]) for r in records(news)] == [("Quiet Front", ["actor"])]
        await stage.press("A")
        assert "actor" in stage.grid
        await stage.press("tab G A enter")
        assert stage.reading.caret.offset == NEWS.index("Quiet Front")


async def test_tags_in_use_are_offered_and_new_ones_typed(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("] d t")
        await stage.type("actor\n")
        await stage.press("} t")
        assert "actor" in stage.grid
        await stage.type("ac")
        assert "new tag" in stage.grid
        await stage.press("enter ) ) t")
        await stage.type("act")
        await stage.press("down enter")
        assert sorted(tag for r in records(news) for tag in r["tags"]) == ["act", "actor", "actor"]
        await stage.press("q")
        await stage.press("j enter t")
        assert "actor" in stage.grid


async def test_leaving_the_tag_prompt_changes_nothing(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("t")
        await stage.type("half")
        await stage.press("escape")
        assert records(news) == []


async def test_a_note_is_written_edited_and_undone(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} v e c")
        await stage.type("first line\nsecond")
        await stage.press("escape")
        assert [r["note"] for r in records(news)] == ["first line\nsecond"]
        assert any(line[:-1].rstrip().endswith("✎") for line in stage.grid.splitlines()[2:-2])
        await stage.press("c")
        assert "second" in stage.grid
        await stage.type(" more")
        await stage.press("escape")
        assert [r["note"] for r in records(news)] == ["first line\nsecond more"]
        await stage.press("u")
        assert [r["note"] for r in records(news)] == ["first line\nsecond"]
        await stage.press("x")
        assert records(news) == []
        await stage.press("u u u ctrl+r")
        assert [r["note"] for r in records(news)] == ["first line\nsecond"]


async def test_overlapping_annotations_have_rails_of_their_own(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("} v $ t")
        await stage.type("row\n")
        await stage.press("0 t")
        await stage.type("name\n")
        row = next(line for line in stage.grid.splitlines() if "Anna Petrova met" in line)
        assert row[:5].count("▎") == 2


async def test_searching_shows_where_and_how_many(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("slash")
        await stage.type("quiet\n")
        assert "1 of 3: Quiet" in stage.grid
        await stage.press("n")
        assert "2 of 3" in stage.grid
        await stage.press("slash")
        await stage.type("absent\n")
        assert "not found: absent" in stage.grid


async def test_pending_keys_and_selection_are_shown(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("3 right_square_bracket")
        assert "3]" in stage.grid.splitlines()[-1]
        await stage.press("escape v")
        assert "SELECT" in stage.grid.splitlines()[-1]
        await stage.press("escape")
        assert "SELECT" not in stage.grid


async def test_help_finds_and_does(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("question_mark")
        assert "Caret a row down" in stage.grid
        await stage.type("list of entities\n")
        assert "entities" in stage.grid
        assert stage.app.screen.query_one(Desk).entities.display


async def test_the_palette_has_every_command_by_name(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("colon")
        await stage.type("next annotation")
        await stage.until(lambda s: "next annotation" in s.grid.lower())
        await stage.press("escape escape")


async def test_a_narrow_terminal_and_a_change_of_size_keep_the_place(news: Path) -> None:
    async with staged(news, size=(120, 40)) as stage:
        await stage.open()
        await stage.press("] d")
        offset = stage.reading.caret.offset
        await stage.pilot.resize_terminal(40, 12)
        await stage.settle()
        assert stage.reading.page.width == 32
        assert stage.reading.caret.offset == offset
        assert "Quiet" in stage.grid
        await stage.pilot.resize_terminal(3, 2)
        await stage.settle()
        await stage.pilot.resize_terminal(120, 40)
        await stage.settle()
        assert stage.reading.page.width == 70
        assert "Quiet Front*" in stage.grid


async def test_the_mouse_moves_the_caret_and_selects(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.pilot.click(ArticleView, offset=(5 + 4, 2))
        assert stage.reading.caret.offset == NEWS.index("Petrova met") - 1
        await stage.pilot.mouse_down(ArticleView, offset=(5, 2))
        await stage.pilot.hover(ArticleView, offset=(5 + 11, 2))
        await stage.pilot.mouse_up(ArticleView, offset=(5 + 11, 2))
        selection = stage.reading.selection
        assert selection is None or selection.of(NEWS) == "Anna Petrova"


async def test_the_wheel_takes_the_caret_along(sample: Path) -> None:
    async with staged(sample) as stage:
        await stage.open()
        view = stage.app.screen.query_one(ArticleView)
        await stage.pilot._post_mouse_events([MouseScrollDown] * 4, ArticleView)
        await stage.settle()
        assert view.top == 12
        row = stage.reading.page.place(stage.reading.caret.offset).row
        assert 12 <= row < 12 + view.size.height
        await stage.press("j")
        assert view.top == 12
        assert stage.reading.furthest >= view.seen.end


async def test_a_short_article_that_is_on_the_screen_is_read_to_its_end(tmp_path: Path) -> None:
    async with staged(make_library(tmp_path / "briefs", {"a.txt": "Brief\n\nSome words.\n\n\n"})) as stage:
        await stage.open()
        assert "100%" in stage.grid.splitlines()[0]


async def test_textuals_own_way_out_keeps_the_note(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("c")
        await stage.type("draft")
        await stage.press("ctrl+q")
        assert [r["note"] for r in records(news)] == ["draft"]


async def test_a_save_that_fails_stays_in_sight_and_is_tried_again(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(news) as stage:
        await stage.open()
        store, whole = stage.app.library.store, type(stage.app.library.store).apply

        def full(*_: object) -> None:
            raise ReaderError("the disk is full", where="a.json", remedy="make room")

        monkeypatch.setattr(type(store), "apply", full)
        await stage.press("] d t")
        await stage.type("actor\n")
        assert "not saved (1 kept in memory)" in stage.grid
        await stage.press("j j")
        assert "not saved" in stage.grid
        assert records(news) == []
        monkeypatch.setattr(type(store), "apply", whole)
        await stage.press("} t")
        await stage.type("other\n")
        assert "not saved" not in stage.grid
        assert len(records(news)) == 2


async def test_an_edit_that_conflicts_is_told_and_does_not_block_the_next(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("] d t")
        await stage.type("actor\n")
        (made,) = stage.reading.annotations
        # As in the half second before the files are looked at again.
        stage.app.elsewhere._looking = True
        elsewhere = TinyDBStore(news / ".reader", "tester")
        changed = replace(made, note="changed there", modified="2030-01-01T00:00:00.000Z")
        elsewhere.apply(stage.reading.article, Change(made, changed))
        await stage.press("x")
        assert "was changed meanwhile" in stage.whole
        assert [r["note"] for r in records(news)] == ["changed there"]
        await stage.press("} t")
        await stage.type("next\n")
        assert "saved" in stage.grid
        assert len(records(news)) == 2


async def test_a_damaged_annotation_file_is_told_and_never_written(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("] d t")
        await stage.type("actor\n")
    (path,) = (news / ".reader" / "annotations" / "tester").glob("*.json")
    path.write_bytes(b"")
    for backup in path.parent.glob("*.bak"):
        backup.unlink()
    async with staged(news) as stage:
        await stage.open()
        assert path.name in "".join(stage.grid.split())
        await stage.press("] d t")
        assert "cannot be annotated" in stage.whole
        assert path.read_bytes() == b""


async def test_others_annotations_are_shown_and_kept(news: Path) -> None:
    async with staged(news, settings=Settings(annotator="anna", engine="quick")) as stage:
        await stage.open()
        await stage.press("] d t")
        await stage.type("theirs\n")
    async with staged(news) as stage:
        await stage.open()
        assert "┊" in stage.grid
        await stage.press("] d x")
        assert "anna's" in stage.grid
    assert len(records(news, "anna")) == 1


async def test_a_changed_text_moves_or_orphans_and_says_so(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("] d t")
        await stage.type("actor\n")
        await stage.press("G t")
        await stage.type("footer\n")
    (news / "a.txt").write_text("A new first line.\n" + NEWS.rsplit("\n", 1)[0], encoding="utf-8")
    async with staged(news) as stage:
        await stage.open()
        assert sorted(a.anchor for a in stage.reading.annotations) == ["moved", "orphan"]
        await stage.press("A")
        assert "?" in next(line for line in stage.grid.splitlines() if "footer" in line)
        await stage.press("G enter")
        assert "not in it any more" in stage.grid


async def test_labels_are_drawn_and_select(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("f")
        assert "HINT  a label selects, in capitals it tags; esc leaves" in stage.grid.splitlines()[-1]
        hints = {hint.span.of(NEWS): hint.label for hint in stage.reading.hints}
        label = hints["Geneva"]
        assert f"Front* in {label}{'Geneva'[len(label) :]}" in stage.grid
        await stage.type(label)
        assert stage.reading.selection is not None
        assert stage.reading.selection.of(NEWS) == "Geneva"
        await stage.press("t")
        await stage.type("place\n")
        assert [(r["target"]["exact"], r["tags"]) for r in records(news)] == [("Geneva", ["place"])]
        assert "in Geneva." in stage.grid


async def test_a_capital_label_tags_from_here(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("f")
        label = {hint.span.of(NEWS): hint.label for hint in stage.reading.hints}["Nobody else came."]
        await stage.type(label[:-1])
        await stage.press(label[-1].upper())
        assert "tag “Nobody else came.”" in stage.grid
        await stage.press("escape t")
        assert "Nobody" not in stage.whole.split("tag “")[1]
        await stage.press("escape")
        assert stage.reading.caret.offset == 0


async def test_seeking_by_two_letters(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("s")
        assert "SEEK" in stage.grid.splitlines()[-1]
        await stage.type("No")
        assert stage.reading.caret.offset == NEWS.index("Nobody")


async def test_nothing_but_the_text(news: Path) -> None:
    async with staged(news) as stage:
        await stage.open()
        await stage.press("z")
        lines = stage.grid.splitlines()
        assert lines[0].strip() == "Minister speaks of talks"
        assert "person" not in stage.grid
        assert lines[-1].strip() == ""
        await stage.press("n")
        assert "nothing was searched for" in stage.grid.splitlines()[-1]
        await stage.press("z")
        assert "⏎ peek" in stage.grid.splitlines()[-1]
