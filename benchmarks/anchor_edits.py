"""Edits of a text in which every character carries its origin, so that what becomes of a passage is exact."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

WORD = re.compile(r"\w+")
VOCABULARY = WORD.findall(
    "officials said the plan would be reviewed after talks between both sides in the capital next week while "
    "residents waited for news about water power roads schools markets fuel prices rain"
)

Marked = list[tuple[str, int]]
"""Characters with the offset they come from, -1 for new ones."""
Edit = Callable[[Marked, random.Random], Marked]


def plain(marked: Marked) -> str:
    return "".join(char for char, _ in marked)


def new(text: str) -> Marked:
    return [(char, -1) for char in text]


def paragraphs(marked: Marked) -> list[Marked]:
    """Cut at blank lines and line ends, which stay with the paragraph before them."""
    parts: list[Marked] = [[]]
    if marked and marked[-1][0] != "\n":
        marked = [*marked, ("\n", -1)]
    for number, pair in enumerate(marked):
        parts[-1].append(pair)
        if pair[0] == "\n" and number + 1 < len(marked) and marked[number + 1][0] != "\n":
            parts.append([])
    return [part for part in parts if part]


def joined(parts: list[Marked]) -> Marked:
    return [pair for part in parts for pair in part]


def sentences(part: Marked) -> list[Marked]:
    text, cut, found = plain(part), 0, []
    for end in re.finditer(r"[.!?][”\"’)]*\s+(?=[A-Z“])", text):
        found.append(part[cut : end.end()])
        cut = end.end()
    return [*found, part[cut:]]


def long_ones(parts: list[Marked]) -> list[int]:
    return [i for i, part in enumerate(parts) if len(plain(part).strip()) > 60] or [0]


def sentence_of(rng: random.Random, words: int = 14) -> str:
    return " ".join(rng.choice(VOCABULARY) for _ in range(words)).capitalize() + ". "


def swapped(part: Marked, rng: random.Random, share: float) -> Marked:
    """Other words in place of some."""
    text, out, cut = plain(part), [], 0
    for found in WORD.finditer(text):
        if rng.random() < share:
            out += part[cut : found.start()] + new(rng.choice(sentence_of(rng).lower().rstrip(". ").split()))
            cut = found.end()
    return out + part[cut:]


def typos(marked: Marked, rng: random.Random) -> Marked:
    out = []
    for pair in marked:
        chance = rng.random()
        if pair[0].isalpha() and chance < 0.01:
            out += rng.choice(([], [pair, pair], new(rng.choice("aeionrst"))))
        else:
            out.append(pair)
    return out


def paragraph_in(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    parts.insert(
        rng.randrange(len(parts) + 1), new("".join(sentence_of(rng) for _ in range(4)).strip() + "\n\n")
    )
    return joined(parts)


def paragraph_out(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    del parts[rng.choice(long_ones(parts))]
    return joined(parts)


def paragraph_moved(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    part = parts.pop(rng.choice(long_ones(parts)))
    if not plain(part).endswith("\n"):
        part = part + new("\n\n")
    parts.insert(rng.randrange(len(parts) + 1), part)
    return joined(parts)


def quotes(marked: Marked, _rng: random.Random) -> Marked:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", '"': "“", "'": "’"})
    return [(char.translate(table), origin) for char, origin in marked]


def composed(marked: Marked, rng: random.Random) -> Marked:
    form = rng.choice(("NFD", "NFC"))
    if form == "NFD":
        return [(c, origin) for char, origin in marked for c in unicodedata.normalize("NFD", char)]
    out: Marked = []
    for char, origin in marked:
        whole = unicodedata.normalize("NFC", out[-1][0] + char) if out and unicodedata.combining(char) else ""
        if len(whole) == 1:
            out[-1] = (whole, out[-1][1])
        else:
            out.append((char, origin))
    return out


def spacing(marked: Marked, rng: random.Random) -> Marked:
    """Extracted anew: paragraphs run together, other blanks, soft hyphens gone."""
    out: Marked = []
    for char, origin in marked:
        if char == "\n":
            if out and out[-1][0] != " ":
                out.append((" ", origin))
        elif char == " " and rng.random() < 0.05:
            out += [("\u00a0", origin)] if rng.random() < 0.5 else [(char, origin), (" ", -1)]
        elif char != "\u00ad":
            out.append((char, origin))
    return out


def sentence_changed(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    inside = sentences(parts[index])
    which = rng.randrange(len(inside))
    inside[which] = swapped(inside[which], rng, 0.3)
    parts[index] = joined(inside)
    return joined(parts)


def sentence_in(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    inside = sentences(parts[index])
    inside.insert(rng.randrange(len(inside) + 1), new(sentence_of(rng)))
    parts[index] = joined(inside)
    return joined(parts)


def sentence_out(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    inside = sentences(parts[index])
    del inside[rng.randrange(len(inside))]
    parts[index] = joined(inside)
    return joined(parts)


def whole_rewrite(marked: Marked, rng: random.Random) -> Marked:
    return new(
        "".join(
            sentence_of(rng) + ("\n\n" if rng.random() < 0.3 else "")
            for _ in range(max(3, len(marked) // 90))
        )
    )


def look_alike(marked: Marked, rng: random.Random) -> Marked:
    """A paragraph goes; one like it, about something else, stands elsewhere."""
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    twin = new(plain(swapped(parts[index], rng, 0.25)).rstrip() + "\n\n")
    del parts[index]
    parts.insert(rng.choice([place for place in range(len(parts) + 1) if place != index]), twin)
    return joined(parts)


def frame(marked: Marked, rng: random.Random) -> Marked:
    return (
        new("Share this article\nSubscribe\n\n")
        + marked
        + new("\n\nRead more: " + sentence_of(rng) + "\nAll rights reserved\n")
    )


def headline_twice(marked: Marked, _rng: random.Random) -> Marked:
    first = paragraphs(marked)[0]
    return new(plain(first).rstrip() + "\n\n") + marked


def renamed(marked: Marked, rng: random.Random) -> Marked:
    """A name that stands in the text gets another everywhere."""
    text = plain(marked)
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text) or ["The"]
    name = rng.choice(names)
    out, cut = [], 0
    for found in re.finditer(re.escape(name), text):
        out += marked[cut : found.start()] + new("Ruritania")
        cut = found.end()
    return out + marked[cut:]


def cut_short(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    return joined(parts[: max(1, round(len(parts) * rng.uniform(0.4, 0.9)))])


def paragraph_split(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    choices = [i for i in long_ones(parts) if len(sentences(parts[i])) > 1]
    if choices:
        index = rng.choice(choices)
        inside = sentences(parts[index])
        inside.insert(rng.randrange(1, len(inside)), new("\n\n"))
        parts[index] = joined(inside)
    return joined(parts)


def paragraphs_merged(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    index = rng.randrange(max(1, len(parts) - 1))
    while parts[index] and parts[index][-1][0] == "\n":
        parts[index] = parts[index][:-1]
    return joined([*parts[: index + 1], new(" "), *parts[index + 1 :]])


def lead_in_capitals(marked: Marked, _rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    for index in (0, 1):
        if index < len(parts):
            parts[index] = [(c, origin) for char, origin in parts[index] for c in char.upper()]
    return joined(parts)


def numbers_updated(marked: Marked, rng: random.Random) -> Marked:
    text, out, cut = plain(marked), [], 0
    for found in re.finditer(r"\d+", text):
        out += marked[cut : found.start()] + new(str(rng.randrange(2, 4000)))
        cut = found.end()
    return out + marked[cut:]


def byline_in(marked: Marked, rng: random.Random) -> Marked:
    """A line of the page stands in the middle of a paragraph."""
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    at = rng.choice([i for i, (char, _) in enumerate(parts[index]) if char == " "] or [0])
    line = new("\nBy our correspondent in the capital, updated at 14:05 GMT\n")
    parts[index] = parts[index][:at] + line + parts[index][at:]
    return joined(parts)


def frequent_name(text: str) -> str:
    names = Counter(re.findall(r"(?<=[a-z,“] )[A-Z][a-z]{3,}", text))
    return names.most_common(1)[0][0] if names else "The"


def name_thinned_out(marked: Marked, rng: random.Random) -> Marked:
    """The name that stands most often becomes a pronoun in half of its places."""
    out, cut = [], 0
    for found in re.finditer(re.escape(frequent_name(plain(marked))), plain(marked)):
        if rng.random() < 0.5:
            out += marked[cut : found.start()] + new("it")
            cut = found.end()
    return out + marked[cut:]


def markers_added(marked: Marked, _rng: random.Random) -> Marked:
    name = frequent_name(plain(marked))
    out, cut = [], 0
    for found in re.finditer(re.escape(name), plain(marked)):
        out += marked[cut : found.end()] + new("*")
        cut = found.end()
    return out + marked[cut:] + new(f"\n\n* {name} is recognised as a terrorist organisation and banned\n")


def sentence_moved(marked: Marked, rng: random.Random) -> Marked:
    parts = paragraphs(marked)
    choices = [i for i in long_ones(parts) if len(sentences(parts[i])) > 2]
    if choices:
        index = rng.choice(choices)
        ending = 1 if plain(parts[index]).endswith("\n") else 0
        inside = sentences(parts[index])
        moved = inside.pop(rng.randrange(len(inside) - ending))
        inside.insert(rng.randrange(len(inside) - ending + 1), moved)
        parts[index] = joined(inside)
    return joined(parts)


def look_alike_beside(marked: Marked, rng: random.Random) -> Marked:
    """One like a paragraph, about something else, stands beside it; it stays."""
    parts = paragraphs(marked)
    index = rng.choice(long_ones(parts))
    twin = new(plain(swapped(parts[index], rng, 0.25)).rstrip() + "\n\n")
    parts.insert(index + rng.randrange(2), twin)
    return joined(parts)


def words_in(marked: Marked, rng: random.Random) -> Marked:
    out: Marked = []
    for pair in marked:
        out.append(pair)
        if pair[0] == " " and rng.random() < 0.05:
            out += new(rng.choice(VOCABULARY) + " ")
    return out


def wrapped(marked: Marked, _rng: random.Random) -> Marked:
    """Extracted anew, in lines of a page with words broken at their ends."""
    out: Marked = []
    text, column = plain(marked), 0
    for number, (char, origin) in enumerate(marked):
        column = 0 if char == "\n" else column + 1
        if column > 70 and char == " ":
            out.append(("\n", origin))
            column = 0
            continue
        if column > 72 and number % 3 and text[number - 1 : number + 2].isalpha():
            out += new("\u00ad\n")
            column = 1
        out.append((char, origin))
    return out


def several(marked: Marked, rng: random.Random) -> Marked:
    for edit in rng.sample((typos, paragraph_in, quotes, sentence_changed, sentence_out, frame), 3):
        marked = edit(marked, rng)
    return marked


EDITS: dict[str, Edit] = {
    "typos mended": typos,
    "paragraph inserted": paragraph_in,
    "paragraph removed": paragraph_out,
    "paragraph moved": paragraph_moved,
    "quotes and dashes": quotes,
    "NFC and NFD": composed,
    "spacing re-extracted": spacing,
    "sentence reworded": sentence_changed,
    "sentence inserted": sentence_in,
    "sentence removed": sentence_out,
    "whole rewrite": whole_rewrite,
    "look-alike paragraph": look_alike,
    "page frame": frame,
    "headline twice": headline_twice,
    "name changed": renamed,
    "cut short": cut_short,
    "paragraph split": paragraph_split,
    "paragraphs merged": paragraphs_merged,
    "lead in capitals": lead_in_capitals,
    "numbers updated": numbers_updated,
    "byline inserted": byline_in,
    "name thinned out": name_thinned_out,
    "markers added": markers_added,
    "sentence moved": sentence_moved,
    "look-alike beside": look_alike_beside,
    "words inserted": words_in,
    "lines wrapped": wrapped,
    "several at once": several,
}
