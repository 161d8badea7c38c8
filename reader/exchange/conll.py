"""Annotations as CoNLL: a token with its tag in the scheme IOB2 on each line, sentences apart.

The layout is that of CoNLL-2003 with its two outer columns; the scheme is that of Ramshaw and Marcus (1995)
as Tjong Kim Sang and Veenstra (1999) changed it: ``B-`` begins every passage, ``I-`` goes on with it, ``O``
is outside of all. Tokens are words (`reader.text.segments.words`) and, one by one, all other characters that
are no blanks. ``-DOCSTART-`` begins each article; which one it is follows from the tokens alone. The scheme
is named by the files' suffix, as nothing in them can be that every reader takes for no token.

Read as well, without being told which it is: IOB1, where ``I-`` begins a passage too and ``B-`` only one
right behind another, and BILOU and BIOES, whose ``L-`` or ``E-`` ends a passage and whose ``U-`` or ``S-`` is
one. A blank line, which parts sentences, ends a passage in all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.exchange.features import Loss
from reader.exchange.foreign import Mistake, Passage, Read, Source
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.labels import BLANKS, label_of, tag_of
from reader.exchange.positions import REASONS, labels, placed
from reader.exchange.tokens import apart, tokens
from reader.text.segments import paragraphs, quick_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.look import Look
    from reader.exchange.section import Section
    from reader.text.span import Span

_START = "-DOCSTART-"
_TAG = re.compile(r"O|([BIELMSU])-(\S+)")
_COMMENT = re.compile(r"#(?!\S)")


def _encode(sections: Sequence[Section]) -> Encoded:
    documents, cut, covered = [], 0, 0
    for section in sections:
        if section.annotations:
            found = tokens(section.article.text)
            fitting = _fitting(placed(section), found)
            chosen = apart(fitting)
            documents.append(_document(section.article.text, found, chosen))
            cut += len(placed(section)) - len(fitting)
            covered += len(fitting) - len(chosen)
    losses = (
        Loss(
            "tokens",
            "passages that begin or end within a word or at a blank",
            cut,
            "left out; tokens are whole",
        ),
        Loss("overlaps", "annotations that overlap one before", covered, "left out; a token has one tag"),
        Loss("twins", "", 0, ""),
    )
    return Encoded(utf8("".join(documents)), losses)


def _fitting(annotations: Sequence[Annotation], spans: Sequence[Span]) -> list[Annotation]:
    """Return those that begin and end with a token."""
    starts, ends = {token.start for token in spans}, {token.end for token in spans}
    return [each for each in annotations if each.span.start in starts and each.span.end in ends]


def _document(text: str, spans: Sequence[Span], chosen: Sequence[Annotation]) -> str:
    inside = {
        token: f"{'B' if token.start == each.span.start else 'I'}-{label_of(labels(each)[0], BLANKS)}"
        for token, each in _covered(spans, chosen)
    }
    begins = {sentence.start for line in paragraphs(text) for sentence in quick_sentences(text, line)}
    lines = [f"{_START} -X- O O"]
    for token in spans:
        tag = inside.get(token, "O")
        if token.start in begins and not tag.startswith("I-"):
            lines.append("")
        lines.append(f"{token.of(text)} {tag}")
    return "\n".join([*lines, "", ""])


def _covered(spans: Sequence[Span], chosen: Sequence[Annotation]) -> list[tuple[Span, Annotation]]:
    """Return the tokens of passages that do not overlap, in order, each with its passage."""
    found = []
    waiting = iter(chosen)
    now = next(waiting, None)
    for token in spans:
        while now is not None and now.span.end <= token.start:
            now = next(waiting, None)
        if now is not None and now.span.covers(token):
            found.append((token, now))
    return found


def _decode(data: bytes) -> Read:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
        return Read(mistakes=(Mistake(at, f"is not UTF-8 (byte {error.start})"),))
    documents = [_Document()]
    mistakes = []
    for number, line in enumerate(text.split("\n"), 1):
        columns = line.split()
        tag = _TAG.fullmatch(columns[-1]) if len(columns) > 1 else None
        if columns and columns[0] == _START:
            documents.append(_Document())
        elif tag is not None:
            documents[-1].take(columns[0], tag, number)
        elif not columns:
            documents[-1].rest()
        elif not (documents[-1].rests and _COMMENT.match(line)):
            mistakes.append(Mistake(number, f"is no token with O, B-… or I-… behind it: “{line[:40]}”"))
    return Read(tuple(each for one in documents for each in one.passages()), (), tuple(mistakes))


class _Document:
    """The tokens of an article, and its passages as far as they have been read."""

    def __init__(self) -> None:
        self._tokens: list[str] = []
        self._length = 0
        self._found: list[tuple[int, int, int, str]] = []
        self._open: str | None = None
        self.rests = True
        """Whether no token came since the last blank line."""

    def rest(self) -> None:
        """End the sentence, and a passage that is open with it."""
        self._open = None
        self.rests = True

    def take(self, token: str, tag: re.Match[str], line: int) -> None:
        """Add a token with its tag."""
        start, end = self._length, self._length + len(token)
        self._tokens.append(token)
        self._length = end
        self.rests = False
        kind, label = tag[1], tag[2]
        if label is not None and label == self._open and kind not in {"B", "U", "S"}:
            first, _, began, _ = self._found[-1]
            self._found[-1] = (first, end, began, label)
        elif label is not None:
            self._found.append((start, end, line, label))
        self._open = None if kind in {"E", "L", "S", "U"} else label

    def passages(self) -> list[Passage]:
        """Return what has been read."""
        source = Source(blankless="".join(self._tokens))
        return [
            Passage(source, line, start, end, tags=(tag_of(label),))
            for start, end, line, label in self._found
        ]


def _recognises(look: Look) -> bool:
    """Return whether every line is a token with its tag, the beginning of a document or a comment."""
    lines = [line.split() for line in look.lines if line.strip() and not _COMMENT.match(line)]
    return any(len(line) > 1 for line in lines) and all(
        line[0] == _START or (len(line) > 1 and _TAG.fullmatch(line[-1])) for line in lines
    )


FORMAT = Format(
    name="conll",
    label="CoNLL (IOB2)",
    purpose="a token and its tag a line, for training taggers",
    suffix=".iob2.conll",
    keeps=frozenset(),
    encode=_encode,
    decode=_decode,
    recognises=_recognises,
    reasons=REASONS
    | {
        "several-tags": "the first tag is written",
        "overlaps": "left out; a token has one tag",
        "twins": "left out; a token has one tag",
    },
)
