"""Annotations as a page to read and to send on: the texts with their marks, notes beside them, a legend.

One file of HTML that needs nothing else, no script and no network, and runs nothing: what comes from an
article or a person is escaped, and a content security policy forbids whatever could be loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exchange.format import Encoded, Format, utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.section import Section


def _encode(sections: Sequence[Section]) -> Encoded:
    """Return the page; of several articles those without annotations are left out."""
    from reader.exchange.html_page import page_of
    from reader.exchange.html_writing import written

    shown = [each for each in sections if each.annotations or len(sections) == 1]
    return Encoded(utf8(written(page_of(shown))))


FORMAT = Format(
    name="html",
    label="HTML",
    purpose="a page to read, to print and to send on, with its notes beside the text",
    suffix=".html",
    keeps=frozenset(
        {
            "several-tags",
            "untagged",
            "notes",
            "overlaps",
            "twins",
            "relations",
            "relations-across",
            "relation-notes",
            "ids",
            "authors",
            "provenance",
            "orphans",
            "uncertain",
        }
    ),
    encode=_encode,
    reasons={
        "times": "only the day of making is written",
        "codebook": "of the tags in use, their colours, meanings and parents are shown",
        "surrogates": "UTF-8 cannot hold them; they are written as U+FFFD",
    },
    needs=frozenset({"findings"}),
)
