from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import text_sha256
from reader.articles.titles import count_words
from reader.text import pieces as in_pieces

TEXTS = st.text("ab-'.\u2019\u00e9\u4e2d\U0001f600\ud800\udc00 \n", max_size=200)


@given(TEXTS, st.integers(1, 9))
def test_pieces_make_up_the_text(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_pieces, "PIECE", size)
        cut = list(in_pieces.pieces(text))
        lines = list(in_pieces.lines_together(text))
    assert "".join(cut) == "".join(lines) == text
    assert all(len(piece) == size for piece in cut[:-1])
    assert all(len(piece) >= size and piece.endswith("\n") for piece in lines[:-1])


@given(TEXTS, st.integers(1, 9))
def test_a_text_is_named_and_counted_the_same_in_pieces(text: str, size: int) -> None:
    whole = text_sha256(text), count_words(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_pieces, "PIECE", size)
        assert (text_sha256(text), count_words(text)) == whole
