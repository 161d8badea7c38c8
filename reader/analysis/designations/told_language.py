"""French told from English by the words of a text, where a guess knows no other letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reader.analysis.designations.tokens import Token
from reader.analysis.designations.vocabulary import shipped_tables

_DEFAULT = "en"
_SAMPLE = 400
_FEWEST_ARTICLES = 2


def told_language(tokens: Sequence[Token], language: str) -> str:
    """Return a text's language, told French from English by its articles where English is only a guess."""
    if language != _DEFAULT:
        return language
    norms = [token.norm for token in tokens[:_SAMPLE]]
    if _articles("fr").isdisjoint(norms) or sum(map(_articles("fr").__contains__, norms)) < _FEWEST_ARTICLES:
        return language
    articles = _articles(_DEFAULT) | _articles("fr")
    before = (None, *tokens)
    sample = [
        token.norm
        for token, previous in zip(tokens[:_SAMPLE], before, strict=False)
        if token.norm in articles and (token.text.islower() or _opens(token, previous))
    ]
    english, french = (sum(map(_articles(name).__contains__, sample)) for name in (_DEFAULT, "fr"))
    return "fr" if french >= _FEWEST_ARTICLES and french > english else language


def _opens(token: Token, previous: Token | None) -> bool:
    """Tell the article that opens a sentence from ``La Paz``."""
    return token.text.istitle() and (previous is None or previous.kind in {"stop", "break"})


@cache
def _articles(name: str) -> frozenset[str]:
    return frozenset(phrase for phrases in shipped_tables(name)["determiner"].values() for phrase in phrases)
