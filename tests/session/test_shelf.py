"""The articles of a list, arranged and filtered as one types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.session.opening import Listing
from reader.session.shelf import Key, Shelf

WORDS = st.sampled_from(["Kabul", "kabul", "ka", "Geneva", "ne", "b", "ül", "ÜL"])
TITLES = st.lists(st.lists(WORDS, max_size=3).map(" ".join), max_size=12)
TYPED = st.lists(st.sampled_from(["k", "a", "b", " ", "n", "ü", "Ü", "-"]), max_size=8)
KEYS: tuple[Key | None, ...] = (None, lambda row: row.title.casefold(), lambda row: row.words)


def listing(number: int, title: str) -> Listing:
    return Listing(f"a{number}", f"{number}.txt", title, "", len(title), 1, 1, 0.0)


@given(TITLES, TYPED, st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), min_size=1, max_size=3))
def test_typing_letter_by_letter_leaves_what_the_whole_would(
    titles: list[str], keys: list[str], orders: list[tuple[Key | None, bool]]
) -> None:
    rows = [listing(number, title) for number, title in enumerate(titles)]
    shelf = Shelf(rows)
    typed = ""
    for number, key in enumerate(keys):
        order, reverse = orders[number % len(orders)] if number > 4 else orders[0]
        typed = typed[:-1] if key == "-" else typed + key
        ordered = rows if order is None else sorted(rows, key=order)
        ordered = ordered[::-1] if reverse else ordered
        wanted = [
            row
            for row in ordered
            if all(word in f"{row.title}  {row.path}".casefold() for word in typed.casefold().split())
        ]
        arranged = shelf.arranged(typed, key=order, reverse=reverse)
        assert list(arranged) == wanted
        assert [arranged.index_of(row.id) for row in rows] == [
            wanted.index(row) if row in wanted else None for row in rows
        ]


def test_a_shelf_knows_how_many_annotations_there_are() -> None:
    assert Shelf([listing(1, "a"), listing(2, "b")]).notes == 2
    assert list(Shelf().arranged("nothing")) == []
