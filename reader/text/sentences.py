"""Where sentences stand in a text by a few rules, as numbers: hardly anything is imported for them."""

from __future__ import annotations

from reader.text.late import late

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

VISIBLE_LINE = r"\S(?:[^\n]*\S)?"
"""The pattern of a line that is not blank, without the white space around it."""

_LINE = late(VISIBLE_LINE)
_END = late(r"(?<![.!?…。！？])(?:[.!?…。！？]++[\"'”’»)\]]*+(?=\s)|[。！？]++[」』）”]*+)")
_OPENS_LOW = late(r"[\"'“‘«(\[]*[^\W\d_A-Z]")
_LAST_WORD = late(r"[^\s(\"“‘«\[]*$")
_WORD_REACH = 24
_ABBREVIATION = late(
    r"(?i)mrs?|ms|dr|prof|gen|lt|col|maj|capt|cpl|sgt|adm|cmdr|brig|gov|sen|rep|hon|rev|st|nos?|figs?|vol|vs|jr|sr|jan|feb"
    r"|mar|apr|aug|sept?|oct|nov|dec|inc|corp|co|ltd|al|approx|dept|est|u\.s|u\.k|u\.n|e\.g|i\.e|[ap]\.m|ph\.d"
    r"|г|ул|т\.[едп]|им|стр|млн|млрд|тыс|руб"
)


def sentences_of(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a stretch starts and ends, in code points; newlines always end one.

    Args:
        text: The whole text.
        start: Where the stretch starts.
        stop: Where it ends.
    """
    for line in _LINE.finditer(text, start, stop):
        begins, ends = line.span()
        for end in _END.finditer(text, begins, ends):
            if end.end() < ends and _ends_sentence(text, begins, end, ends):
                yield begins, end.end()
                begins = _next_visible(text, end.end(), ends)
        yield begins, ends


def _next_visible(text: str, offset: int, stop: int) -> int:
    while offset < stop and text[offset].isspace():
        offset += 1
    return offset


def _ends_sentence(text: str, start: int, end: re.Match[str], stop: int) -> bool:
    """Tell whether a sentence really ends at a mark that may end one."""
    mark = end.group()
    if mark[0] in "…." and "[" in text[max(start, end.start() - 2) : end.start()] and "]" in mark:
        return False
    following = _next_visible(text, end.end(), stop)
    low = _OPENS_LOW.match(text, following, stop)
    if low and low.group()[-1].islower():
        return False
    if mark != ".":
        return True
    before = _LAST_WORD.search(text, max(start, end.start() - _WORD_REACH), end.start())
    word = before.group() if before else ""
    is_initial = len(word) == 1 and word.isupper()
    return not is_initial and not _ABBREVIATION.fullmatch(word)
