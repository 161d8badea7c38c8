from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies
from rich.segment import Segment

from reader.page.cells import clusters, fit, width_of
from reader.page.visible import visible


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("abc", ["a", "b", "c"]),
        ("cafe\u0301!", ["c", "a", "f", "e\u0301", "!"]),
        ("中a", ["中", "a"]),
        ("👩\u200d👩\u200d👧👍🏽", ["👩\u200d👩\u200d👧", "👍🏽"]),
        ("🇷🇺🇺🇸🇷", ["🇷🇺", "🇺🇸", "🇷"]),
        ("❤\ufe0f1\ufe0f\u20e3", ["❤\ufe0f", "1\ufe0f\u20e3"]),
        ("", []),
    ],
)
def test_clusters_are_what_a_reader_takes_for_one(text: str, cut: list[str]) -> None:
    assert [text[start:end] for start, end, _ in clusters(text)] == cut


@settings(max_examples=300)
@given(data=strategies.data())
def test_clusters_cover_the_text_and_add_up_to_what_is_drawn(data, hard_texts) -> None:
    drawn = visible(data.draw(hard_texts))

    found = clusters(drawn)

    assert "".join(drawn[start:end] for start, end, _ in found) == drawn
    assert sum(cluster.width for cluster in found) == Segment(drawn).cell_length == width_of(drawn)
    for start, end, width in found:
        assert Segment(drawn[start:end]).cell_length == width > 0
        assert visible(drawn[start:end]) == drawn[start:end]


@settings(max_examples=300)
@given(data=strategies.data())
def test_a_text_may_be_cut_between_clusters_before_or_after_drawing(data, hard_texts) -> None:
    # But for a non-joiner at the cut: behind it a letter might have followed.
    text = data.draw(hard_texts).replace("\u200c", "")
    drawn = visible(text)

    for cut in {cluster.start for cluster in clusters(drawn)}:
        assert visible(text[:cut]) + visible(text[cut:]) == drawn


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Kabul", 5, "Kabul"),
        ("Kabul falls", 8, "Kabul f…"),
        ("Kabul falls", 7, "Kabul…"),
        ("中国人", 4, "中…"),
        ("中国人", 5, "中国…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("Kabul", 1, "…"),
        ("Kabul", 0, ""),
    ],
)
def test_fit_cuts_at_a_cluster(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(data=strategies.data(), width=strategies.integers(0, 40))
def test_fit_never_exceeds_the_width(data, hard_texts, width: int) -> None:
    assert width_of(fit(visible(data.draw(hard_texts)), width)) <= width
