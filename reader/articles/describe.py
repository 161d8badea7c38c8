"""What a list says of an article: its title, its outlet, its length; read off the text itself."""

from __future__ import annotations

from reader.articles.article import Article, text_sha256
from reader.articles.front_matter import OUTLET, front_matter
from reader.text.late import late
from reader.text.segments import lines_together, quick_sentences
from reader.text.span import Span

LONGEST_TITLE = 90
"""How many characters a title has at most when it is cut from a sentence."""

_LONGEST_TITLE_LINE = 120
_HEADING = late(r"#{1,6}\s+|\s+#+$")
_CLOSERS = "\"'”’»)]」』"
# An ideograph or kana counts as a word, as word processors have it; elsewhere a run of letters and digits.
_SIGNS = bytes(ord("a" if one.isalnum() else "-" if one in "-'.," else " ") for one in map(chr, range(256)))
_WORD = late(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]|[^\W_぀-ヿ㐀-䶿一-鿿豈-﫿]+(?:[-'’.,][^\W_]+)*")


def describe(path: str, text: str, *, id_: str, known: tuple[str, int] | None = None) -> Article:
    """Return the article of a text.

    Args:
        path: Of its file, relative to the library's folder.
        text: As its source gave it.
        id_: The article's id in its library.
        known: The identity and the number of words of the text that was there before; where the text is
            another one now, words are counted again.
    """
    sha256 = text_sha256(text)
    words = known[1] if known is not None and known[0] == sha256 else count_words(text)
    return Article(
        id=id_,
        path=path,
        text=text,
        sha256=sha256,
        title=title_of(text, markdown=path.lower().endswith((".md", ".markdown"))),
        outlet=front_matter(text).first(*OUTLET) or outlet_of(path),
        words=words,
    )


def title_of(text: str, *, markdown: bool = False) -> str:
    """Return the title of the front matter, else the title line, or the first sentence.

    It is cut at a word with ``…`` where it is long.

    A title line is a short first line that does not end like a sentence and has text below it. Runs of
    white space become one space.

    Args:
        text: The article's text.
        markdown: Whether ``#`` at the line's start marks a heading.
    """
    front = front_matter(text)
    if said := front.first("title"):
        return _cut(said)
    text = text[front.end :] or text
    lines = (line for line in text[:20_000].split("\n") if any(map(str.isalnum, line)))
    first = " ".join(next(lines, text[: 2 * LONGEST_TITLE]).split())
    if markdown:
        first = _HEADING.sub("", first)
    ends_like_a_sentence = first.rstrip(_CLOSERS).endswith((".", "!", "…", "。", "！"))
    if len(first) <= _LONGEST_TITLE_LINE and not ends_like_a_sentence and next(lines, None) is not None:
        return first
    return _cut(_first_sentence(first))


def outlet_of(path: str) -> str:
    """Return what stands for who published an article that does not say: its file's name."""
    return path.rpartition("/")[2]


def count_words(text: str) -> int:
    """Count the words of a text; each Chinese or Japanese character counts as one."""
    return sum(map(_count_words, lines_together(text)))


def _count_words(text: str) -> int:
    if not text.isascii():
        return len(_WORD.findall(text))
    # Several times as fast: letters begin a word behind nothing, or behind a joiner that joins nothing.
    signs = text.encode().translate(_SIGNS)
    begun = sum(map(signs.count, (b" a", b" -a", b"--a")))
    return begun + signs.startswith((b"a", b"-a"))


def _first_sentence(line: str) -> str:
    sentences = quick_sentences(line, Span(0, min(len(line), 4 * LONGEST_TITLE)))
    return sentences[0].of(line) if sentences else line


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    head = sentence[:LONGEST_TITLE]
    words = head[: head.rfind(" ")] if " " in head else head[:-1]
    return words.rstrip(" ,;:–—-") + "…"
