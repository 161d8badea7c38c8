"""What a line of a list says of a text: its title, and how long it is. Hardly anything is imported for it."""

from __future__ import annotations

from reader.text.late import late

LONGEST_TITLE = 90
"""How many characters a title has at most when it is cut from a sentence."""

_LONGEST_TITLE_LINE = 120
_HEADING = late(r"#{1,6}\s+|\s+#+$")
_CLOSERS = "\"'”’»)]」』"
_FROM_KANA_ON = bytes(range(0xE3, 0xF8))
"""The first bytes in UTF-8 of ideographs and kana, and of some others."""
_SIGNS = bytes(ord("a" if one.isalnum() else "-" if one in "-'.," else " ") for one in map(chr, range(256)))
_MARKS = "“”‘„–—…•"
# An ideograph or kana counts as a word, as word processors have it; elsewhere a run of letters and digits.
_WORD = late(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]|[^\W_぀-ヿ㐀-䶿一-鿿豈-﫿]+(?:[-'’.,][^\W_]+)*")
_WORD_BEFORE_KANA = late(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


def title_of(text: str, *, markdown: bool = False) -> str:
    """Return the title of the front matter, else the title line, or the first sentence.

    It is cut at a word with ``…`` where it is long.

    A title line is a short first line that does not end like a sentence and has text below it. Runs of
    white space become one space.

    Args:
        text: The article's text.
        markdown: Whether ``#`` at the line's start marks a heading.
    """
    said, begins = _said_in_front(text)
    if said:
        return _cut(said)
    text = text[begins:] or text
    lines = (line for line in text[:20_000].split("\n") if any(map(str.isalnum, line)))
    first = " ".join(next(lines, text[: 2 * LONGEST_TITLE]).split())
    if markdown:
        first = _HEADING.sub("", first)
    ends_like_a_sentence = first.rstrip(_CLOSERS).endswith((".", "!", "…", "。", "！"))
    if len(first) <= _LONGEST_TITLE_LINE and not ends_like_a_sentence and next(lines, None) is not None:
        return first
    return _cut(_first_sentence(first))


def reading_minutes(words: int) -> int:
    """Return how long a text of so many words takes, in whole minutes at 230 a minute, at least one.

    The rate is the mean of silent reading of English non-fiction, 238 words a minute (Brysbaert, "How many
    words do we read per minute?", Journal of Memory and Language 109, 2019), rounded down.
    """
    return max(1, round(words / 230))


def count_words(text: str) -> int:
    """Count the words of a text; each Chinese or Japanese character counts as one."""
    from reader.text.pieces import lines_together

    return sum(map(_count_words, lines_together(text)))


def _count_words(text: str) -> int:
    try:
        latin = text.encode("latin-1") if text.isascii() else _without_marks(text).encode("latin-1")
    except UnicodeEncodeError:
        content = text.encode("utf-8", "surrogatepass")
        # What has none of them is spared their classes, which take milliseconds to compile.
        has_kana = len(content.translate(None, _FROM_KANA_ON)) < len(content)
        return len((_WORD if has_kana else _WORD_BEFORE_KANA).findall(text))
    # Several times as fast: letters begin a word behind nothing, or behind a joiner that joins nothing.
    signs = latin.translate(_SIGNS)
    begun = sum(map(signs.count, (b" a", b" -a", b"--a")))
    return begun + signs.startswith((b"a", b"-a"))


def _without_marks(text: str) -> str:
    """Return a text without the marks beyond Latin letters that most texts have, which part no word less."""
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text.replace("’", "'")


def _said_in_front(text: str) -> tuple[str, int]:
    """Return the title that the front matter says, and where the text begins behind it."""
    if not text.startswith(("---", "\ufeff---")):
        return "", 0
    from reader.articles.said_in_front import said_in_front

    said, end = said_in_front(text)
    return next(filter(None, said.get("title", ())), ""), end


def _first_sentence(line: str) -> str:
    from reader.text.sentences import sentences_of

    start, end = next(sentences_of(line, 0, min(len(line), 4 * LONGEST_TITLE)), (0, len(line)))
    return line[start:end]


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    head = sentence[:LONGEST_TITLE]
    words = head[: head.rfind(" ")] if " " in head else head[:-1]
    return words.rstrip(" ,;:–—-") + "…"
