"""What a list says of an article: its title, its outlet, its length; read off the text itself."""

from __future__ import annotations

from reader.articles.article import LONG, Article, text_sha256
from reader.articles.front_matter import OUTLET, front_matter
from reader.articles.titles import count_words, title_of


def describe(
    path: str, text: str, *, id_: str, known: tuple[str, int] | None = None, beside: bool = False
) -> Article:
    """Return the article of a text.

    Args:
        path: Of its file, relative to the library's folder.
        text: As its source gave it.
        id_: The article's id in its library.
        known: The identity and the number of words of the text that was there before; where the text is
            another one now, words are counted again.
        beside: Whether another process finds out the identity of a long text, which spares this one memory,
            and its time while words are counted.
    """
    if beside and len(text) > LONG:
        from reader.articles.identity_beside import IdentityBeside

        begun = IdentityBeside(text)
        counted = count_words(text) if known is None else None
        sha256 = begun.sha256()
    else:
        counted, sha256 = None, text_sha256(text)
    if counted is None:
        counted = known[1] if known is not None and known[0] == sha256 else count_words(text)
    return Article(
        id=id_,
        path=path,
        text=text,
        sha256=sha256,
        title=title_of(text, markdown=path.lower().endswith((".md", ".markdown"))),
        outlet=front_matter(text).first(*OUTLET) or outlet_of(path),
        words=counted,
    )


def outlet_of(path: str) -> str:
    """Return what stands for who published an article that does not say: its file's name."""
    return path.rpartition("/")[2]
