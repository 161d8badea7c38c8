"""Scripts of every kind on the screen: no row breaks, and the caret is on its character's cell."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len
from support.screen import make_library, staged

from reader.page.cells import clusters
from reader.page.visible import visible
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.row_painter import LEFT, margin_of

SCRIPTS = {
    "hebrew": "דובר הצבא אמר כי הכוחות חצו את הגבול עם שחר, וכי ארבעה כפרים הופגזו. שָׁלוֹם עֲלֵיכֶם.",
    "arabic": "قال المتحدث إن المقاتلين عبروا الحدود فجراً، وإن أربع قرى قُصفت. می‌شود گفت که مُهِمّ است.",
    "chinese": "发言人说，武装分子在黎明时分越过边境，「四个村庄」遭到炮击；喀布尔方面没有人证实死亡人数。",
    "korean": "대변인은 무장 세력이 새벽에 국경을 넘었으며 네 개의 마을이 포격을 받았다고 말했다.",
    "thai": "โฆษกกล่าวว่านักรบข้ามพรมแดนตอนรุ่งสาง และหมู่บ้านสี่แห่งถูกยิงถล่มก่อนที่กองทัพจะตอบโต้",
    "hindi": "प्रवक्ता ने कहा कि लड़ाकों ने भोर में सीमा पार की और चार गाँवों पर गोलाबारी हुई।",
    "emoji": "They cheered 👩‍👩‍👧‍👦 and 🏳️‍🌈, 👍🏽 and 🇺🇳🇪🇺 and ❤️ all along the road 🚒🚒🚒 to the town.",
    "marks": "Vie\u0323\u0302t Nam e\u0301 zalgo Z\u0301\u0302\u0303\u0304\u0305\u0306 and lone \u0301 marks",
    "controls": "isolates \u2066a\u2069 and \u202eoverride\u202c, \x1b[31mred\x1b[0m, bell \x07, \u00ad-",
    "mixed": "الرئيس said שלום to 中国 and กรุงเทพ 🇹🇭 (see p. 12) — עברית and العربية in one row.",
}


def lines(view: ArticleView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


async def test_rows_stay_in_their_width_and_the_caret_on_its_cell(tmp_path: Path) -> None:
    text = "\n\n".join(SCRIPTS.values())
    folder = make_library(tmp_path / "a", {"a.txt": text})
    async with staged(folder, size=(50, 24)) as stage:
        await stage.open()
        view = stage.app.screen.query_one(ArticleView)
        reading = stage.reading
        page = reading.page
        drawn = set()
        while True:
            caret = reading.caret.offset
            place = page.place(caret)
            row = page.row(place.row)
            shown = visible(text[row.start : row.end])
            assert cell_len(shown[: caret - row.start]) == place.column
            assert caret in [row.start + cluster.start for cluster in clusters(shown)]
            left = view.region.x + margin_of(view.size.width, page.width) + LEFT
            assert stage.app.cursor_position == (left + place.column, view.region.y + place.row - view.top)
            if place.column == 0:
                drawn.update(lines(view))
            following = page.next_cluster(caret)
            if following == caret:
                break
            reading = reading.moved_to(following)
            view.show(reading)
            view.settle()

        assert all(cell_len(line) == view.size.width for line in drawn)
        everything = "".join(drawn)
        assert not set(everything) & set("\x07\x1b\u00ad\u2066\u2069\u202c\u202e")
        assert all(words[:12] in everything for name, words in SCRIPTS.items() if name != "controls")
