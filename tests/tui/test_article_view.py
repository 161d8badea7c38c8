"""The text on the screen: whatever it is made of, each row shows it whole, at its width."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from support.playing import begin_play, entity, footnote
from support.screen import make_library, staged
from textual.strip import Strip

from reader.articles.findings import Entity, Findings, Mention
from reader.page.cells import width_of
from reader.page.layout import Page
from reader.page.visible import visible
from reader.session.highlights import family
from reader.text.span import Span
from reader.tui.painting import LEGEND, ORDER
from reader.tui.screens import status
from reader.tui.screens.article import ArticleScreen
from reader.tui.widgets import article_view
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.row_painter import LEFT
from reader.values import replace

PIECES = st.sampled_from(
    [
        "a",
        "word ",
        "word",
        "\u00e9",
        "e\u0301",
        "\u4e2d\u6587",
        "\U0001f469\u200d\U0001f680",
        "\u2764\ufe0f",
        "\t",
        "\n",
        " ",
        "\x1b",
        "\u202e",
        "\u0645\u06cc\u200c\u0634\u0648\u062f",
    ]
)


class Bare(ArticleView):
    """A view without an app: every component has a style of its own."""

    def __init__(self, reading: object, width: int) -> None:
        super().__init__(reading)
        self._wide = width

    rich_style = Style()
    app = SimpleNamespace(current_theme=SimpleNamespace(dark=True))

    @property
    def size(self):
        from textual.geometry import Size

        return Size(self._wide, 10)

    def get_component_rich_style(self, *names: str, partial: bool = False, default: object = None) -> Style:
        return Style(bold="person" in names[0], meta={"name": names[0]})

    def refresh(self, *_: object, **__: object) -> ArticleView:
        return self


@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.integers(1, 30),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
    st.integers(0, 60),
)
@settings(max_examples=150)
def test_any_row_is_drawn_whole(text: str, column: int, spans: list[tuple[int, int]], caret: int) -> None:
    text = text.replace("|", "")
    places = [Span(start, min(len(text), start + length)) for start, length in spans if start < len(text)]
    named = Entity("Name", "PERSON", tuple(Mention(place, place.of(text)) for place in places))
    reading = begin_play("|" + text, width=column, findings=Findings("en", "test", entities=(named,))).reading
    reading = reading.moved_to(caret)
    view = Bare(reading, column + 8)
    view.show(reading)
    page = reading.page
    for y in range(min(10, page.height - view.top)):
        row = page.row(view.top + y)
        strip: Strip = view.render_line(y)
        assert strip.cell_length == width_of(strip.text) == column + 8
        shown = visible(text[row.start : row.end])
        assert strip.text[LEFT:].startswith(shown.rstrip(" ") if width_of(shown) > column else shown)


def test_every_kind_is_told_apart_without_colour() -> None:
    """Each pair of kinds differs in text style, tint aside, or one of them has a glyph in the margin."""
    css = (Path(__file__).parents[2] / "reader" / "tui" / "page.tcss").read_text(encoding="utf-8")
    styles = {}
    for name in ORDER:
        if name.startswith(("entity", "designated")):
            block = css.split(f".page--{name} {{")[1].split("}")[0]
            styles[name] = frozenset(block.split("text-style:")[1].split(";")[0].split())
    assert len(set(styles.values())) == len(styles)
    assert all(styles.values())
    glyphs = "".join(words for words, _ in LEGEND)
    assert all(glyph in glyphs for glyph in "◆§▎✎")


def test_every_label_has_a_highlight() -> None:
    assert {
        family(label) for label in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "X")
    } == {
        "person",
        "organisation",
        "place",
        "group",
        "other",
    }


async def test_the_view_draws_what_is_in_sight_only(tmp_path: Path) -> None:
    long = "\n".join(f"Paragraph {n} has a few words of its own." for n in range(3000))
    folder = make_library(tmp_path / "long", {"long.txt": long})
    async with staged(folder) as stage:
        await stage.open()
        view = stage.app.screen.query_one(ArticleView)
        await stage.press("1 5 0 0 g g")
        assert "Paragraph 1499 " in stage.grid
        # Two screens were looked at, and what is next to each was drawn ahead.
        assert view.painter.painted < 6 * 24
        before = view.painter.painted
        await stage.press("j")
        assert view.painter.painted <= before + 3 * 24
        assert view.seen.end - view.seen.start < 2000
        assert Span(0, 9).of(long) == "Paragraph"


def test_an_annotation_on_what_is_folded_shows_on_its_sign() -> None:
    text = "Daesh (banned in Russia) said so, in Geneva."
    named = entity(text, "Geneva", "GPE")
    statement = replace(
        footnote(text, "(banned"), span=Span(6, 24), text=text[6:24], source="inline", marker=None
    )
    findings = Findings("en", "test", entities=(named,), designations=(statement,))
    play = begin_play("|" + text, findings=findings).keys("w v e e").tag("phrase")
    view = Bare(play.reading, 50)
    assert "(banned in" in view.render_line(0).text

    view.show(play.keys("D 0").reading)

    strip = view.render_line(0)
    assert "Daesh ⋯ said so" in strip.text
    assert "▎" in strip.text
    (sign,) = [segment for segment in strip if segment.text == "⋯"]
    assert sign.style.meta["name"].startswith("page--annotation-")


async def test_the_rows_of_a_long_text_are_counted_beside_everything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "COUNTED_AT_ONCE", 1_000)
    monkeypatch.setattr(article_view, "MEASURE_FOR", 0.0001)
    at_once: list[int | None] = []
    measure = Page.measure

    def watched(page: Page, rows: int | None) -> None:
        if not page.is_measured:
            at_once.append(rows)
        measure(page, rows)

    folder = make_library(tmp_path / "news", {"a.txt": "Kabul fell and Herat with it. " * 8_000})
    async with staged(folder) as stage:
        monkeypatch.setattr(Page, "measure", watched)
        await stage.press("enter")
        await stage.until(lambda s: isinstance(s.app.screen, ArticleScreen))
        page = stage.reading.page
        assert not page.is_measured
        await stage.until(lambda _: page.is_measured)
        assert page.height > 3_000
        assert at_once.count(article_view.MEASURE_ROWS) > 10
        assert all(rows is not None and rows <= article_view.MEASURE_ROWS for rows in at_once)


async def test_in_a_long_text_the_foot_says_how_far_down_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "COUNTED_AT_ONCE", 500)
    folder = make_library(tmp_path / "news", {"a.txt": "\n".join(f"Line {n}." for n in range(100)) + "\n\n"})
    async with staged(folder) as stage:
        await stage.open()
        for keys, said in (("g g", "1 · 0%"), ("9 j", "19 · 8%"), ("G", "199 · 100%"), ("k", "197 · 98%")):
            await stage.press(keys)
            assert stage.grid.rstrip().endswith(said), stage.grid.splitlines()[-1]
