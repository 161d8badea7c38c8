"""What a list says of an article: its title, its outlet, its length; read off the text itself."""

from __future__ import annotations

from reader.articles.article import Article, text_sha256
from reader.articles.front_matter import OUTLET, front_matter
from reader.articles.titles import count_words, title_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.articles.identity_beside import IdentityBeside


def describe(
    path: str,
    text: str,
    *,
    id_: str,
    known: tuple[str, int] | None = None,
    identity: IdentityBeside | None = None,
) -> Article:
    """Return the article of a text.

    Args:
        path: Of its file, relative to the library's folder.
        text: As its source gave it.
        id_: The article's id in its library.
        known: The identity and the number of words of the text that was there before; where the text is
            another one now, words are counted again.
        identity: Finds out the text's identity, while its words are counted here.
    """
    counted = count_words(text) if identity is not None and known is None else None
    sha256 = text_sha256(text) if identity is None else identity.sha256()
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
