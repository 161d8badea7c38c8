"""Annotations as brat standoff: a zip of ``.txt`` and ``.ann`` for each article, and the configuration.

Offsets count code points (https://brat.nlplab.org/standoff.html). A span over several lines has a fragment
for each, as brat's own has. A tag is a type, in the characters that brat allows (`label_of`); visual.conf
shows it as it is. A note has an ``AnnotatorNotes`` for each of its lines.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from reader.exchange.archives import zipped
from reader.exchange.brat_reading import decode
from reader.exchange.features import Loss
from reader.exchange.format import Encoded, Format, utf8
from reader.exchange.labels import label_of
from reader.exchange.positions import REASONS, labels, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.exchange.section import Section

_LINE = re.compile("[^\n]+")
_UNSHOWN = re.compile(r"[\s|]+")


def _encode(sections: Sequence[Section]) -> Encoded:
    standoffs = [_Standoff(section) for section in sections if section.annotations]
    tags = sorted({tag for each in standoffs for tag in each.tags})
    names = sorted({name for each in standoffs for name in each.names})
    files = [file for each in standoffs for file in each.files()]
    files += [("annotation.conf", _configuration(tags, names)), ("visual.conf", _appearance((*tags, *names)))]
    edged, endless = (sum(getattr(each, name) for each in standoffs) for name in ("edged", "endless"))
    losses = (
        Loss(
            "edges", "passages that begin or end with a line break", edged, "left out; brat would cut it off"
        ),
        Loss("endless", "relations from or to an annotation that is not written", endless, "left out"),
    )
    return Encoded(zipped((name, utf8(text)) for name, text in files), losses)


class _Standoff:
    """The lines of an article's ``.ann``, with what they name and what they leave out.

    Args:
        section: The article.
    """

    def __init__(self, section: Section) -> None:
        self.article = section.article
        self.lines: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.edged = 0
        self.endless = 0
        self._notes = count(1)
        self._first: dict[str, str] = {}
        numbers = count(1)
        for each in placed(section):
            self._add(each, numbers)
        self._relate(section)

    def files(self) -> tuple[tuple[str, str], ...]:
        """Return the article's two files with their names."""
        lines = "".join(f"{line}\n" for line in self.lines)
        return (f"{self.article.id}.ann", lines), (f"{self.article.id}.txt", self.article.text)

    def _add(self, annotation: Annotation, numbers: Iterable[int]) -> None:
        words = annotation.target.exact
        if words.startswith("\n") or words.endswith("\n"):
            self.edged += 1
            return
        start = annotation.span.start
        pieces = [found.span() for found in _LINE.finditer(words)]
        places = ";".join(f"{start + first} {start + last}" for first, last in pieces)
        shown = " ".join(words[first:last] for first, last in pieces)
        for tag, number in zip(labels(annotation), numbers, strict=False):
            self.tags.add(tag)
            self.lines.append(f"T{number}\t{label_of(tag)} {places}\t{shown}")
            if self._first.setdefault(annotation.id, f"T{number}") == f"T{number}":
                self._note(f"T{number}", annotation.note)

    def _relate(self, section: Section) -> None:
        within = [each for each in section.relations if each.target.article == self.article.id]
        numbers = count(1)
        for each in within:
            ends = self._first.get(each.source.annotation), self._first.get(each.target.annotation)
            if None in ends:
                self.endless += 1
                continue
            self.names.add(each.name)
            number = next(numbers)
            self.lines.append(f"R{number}\t{label_of(each.name)} Arg1:{ends[0]} Arg2:{ends[1]}")
            self._note(f"R{number}", each.note)

    def _note(self, of: str, note: str) -> None:
        lines = note.split("\n") if note else []
        self.lines += [f"#{next(self._notes)}\tAnnotatorNotes {of}\t{line}" for line in lines]


def _configuration(tags: Sequence[str], names: Sequence[str]) -> str:
    """Return which types there are (https://brat.nlplab.org/configuration.html)."""
    relations = [f"{label_of(name)}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in names]
    lines = [
        "[entities]",
        *map(label_of, tags),
        "",
        "[relations]",
        *relations,
        "",
        "[events]",
        "",
        "[attributes]",
    ]
    return "\n".join(lines) + "\n"


def _appearance(shown: Iterable[str]) -> str:
    """Return what types look like: as their tags, where those are on one line."""
    lines = [f"{label_of(each)} | {_UNSHOWN.sub(' ', each).strip() or label_of(each)}" for each in shown]
    return "\n".join(["[labels]", *dict.fromkeys(lines), "", "[drawing]"]) + "\n"


FORMAT = Format(
    name="brat",
    label="brat",
    purpose="standoff files with texts and configuration, zipped",
    suffix=".brat.zip",
    keeps=frozenset({"several-tags", "notes", "overlaps", "relations", "relation-notes"}),
    encode=_encode,
    decode=decode,
    reasons=REASONS | {"twins": "those of one passage become one when they are read back"},
    is_text=False,
    is_archive=True,
)
