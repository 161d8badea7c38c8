"""Where passages of files belong that know an article by its title only, or count otherwise than Reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.articles.article import Article, text_sha256
from reader.config.settings import Settings
from reader.exchange.foreign import Passage, Source
from reader.session.import_places import Whereabouts, target_of
from reader.session.opening import open_library

TEXT = "😀😀 ha ha ha 😀 ha ha"


def article(text: str = TEXT) -> Article:
    return Article("one", "one.txt", text, text_sha256(text), "One", "News", words=5)


def passage(start: int, end: int, words: str, **more: str) -> Passage:
    return Passage(Source(), 1, start, end, utf16=True, exact=words, **more)


def test_utf_16_units_are_those_of_the_article():
    units = TEXT.encode("utf-16-le")
    for start in (3, 6, 9, 14):
        first = len(TEXT[:start].encode("utf-16-le")) // 2
        assert units[2 * first : 2 * first + 4].decode("utf-16-le") == "ha"
        assert target_of(passage(first, first + 2, "ha"), article()).span.start == start


@pytest.mark.parametrize(("start", "end"), [(1, 3), (900, 902), (7, 2), (0, 0)])
def test_units_of_another_text_leave_it_to_the_words(start, end):
    assert target_of(passage(start, end, "ha ha ha", suffix=" 😀 ha"), article()).span.start == 3
    with pytest.raises(ValueError, match=r"nor elsewhere for sure|there is nothing at"):
        target_of(passage(start, end, "ha"), article())


def test_an_article_is_found_by_its_title_if_no_other_has_it(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Kabul fell\n\nOne.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Herat fell\n\nTwo.\n", "utf-8")
    (tmp_path / "c.txt").write_text("Herat fell\n\nThree.\n", "utf-8")
    library = open_library([tmp_path], Settings(annotator="tester"))
    where = Whereabouts(library)
    kabul = next(row.id for row in library.listings() if row.path == "a.txt")
    assert where.article(Source("https://example.org/x", title="Kabul fell")) == kabul
    assert where.article(Source("https://example.org/x", title="Herat fell")) is None
    assert where.article(Source("b.txt", title="Kabul fell")) != kabul
    assert where.article(Source("https://example.org/x")) is None
