"""Sessions by notation: ``|`` in a text is the caret; keys are typed as a person types them."""

from __future__ import annotations

from msgspec import Struct

from reader.annotations.annotation import Annotation
from reader.articles.article import Article, text_sha256
from reader.articles.findings import Designated, Designation, Entity, Findings, Mention
from reader.session import noting
from reader.session.annotating import Stamp, tagged
from reader.session.apply import apply
from reader.session.commands import commands_in
from reader.session.effects import Effect
from reader.session.keys import Keymap, Pending
from reader.session.reading import Reading, begin
from reader.session.searching import searched
from reader.text.span import Span
from reader.values import replace

KEYMAP = Keymap(commands_in("article"))


def article_of(text: str) -> Article:
    return Article("art-1", "art.txt", text, text_sha256(text), "Title", "art.txt", len(text.split()))


def stamp() -> Stamp:
    """Ids and times that count up."""
    numbers = iter(range(1, 10_000))
    return Stamp(
        id=lambda: f"00000000-0000-7000-8000-{next(numbers):012d}",
        now=lambda: f"2026-01-01T00:00:{next(numbers) % 60:02d}.000Z",
    )


class Play(Struct):
    """A session being played, with every effect it asked for."""

    reading: Reading
    effects: list[Effect]
    stamp: Stamp

    def keys(self, typed: str) -> Play:
        """Type keys, parted by spaces."""
        pending = Pending()
        for key in typed.split():
            pending, press = KEYMAP.feed(pending, key)
            if press is not None:
                self.take(apply(self.reading, press, stamp=self.stamp))
        return self

    def take(self, outcome: tuple[Reading, tuple[Effect, ...]]) -> Play:
        self.reading, effects = outcome
        self.effects.extend(effects)
        return self

    def tag(self, tag: str) -> Play:
        return self.take(tagged(self.reading, tag, self.stamp))

    def note(self, note: str) -> Play:
        begun, effects = noting.begun(self.reading)
        if begun.writing is None:
            return self.take((begun, effects))
        return self.take(noting.written(begun, note, self.stamp))

    def search(self, query: str) -> Play:
        return self.take(searched(self.reading, query))

    @property
    def shown(self) -> str:
        """The text with the caret as ``|``, the selection in ``⟦⟧``."""
        text, marks = self.reading.article.text, [(self.reading.caret.offset, 1, "|")]
        if (selection := self.reading.selection) is not None:
            marks += [(selection.start, 0, "⟦"), (selection.end, 0, "⟧")]
        for offset, _, sign in sorted(marks, reverse=True):
            text = text[:offset] + sign + text[offset:]
        return text

    @property
    def quotes(self) -> list[tuple[str, tuple[str, ...], str]]:
        """The annotations: words, tags, note."""
        return [(a.target.exact, a.tags, a.note) for a in self.reading.annotations]


def begin_play(
    marked: str,
    *,
    findings: Findings | None = None,
    annotations: tuple[Annotation, ...] = (),
    writable: bool = True,
    width: int = 40,
    height: int = 10,
) -> Play:
    """Begin a session on a text with ``|`` at the caret, at its start without one."""
    offset = marked.index("|") if "|" in marked else 0
    reading = begin(
        article_of(marked.replace("|", "", 1)),
        author="me",
        width=width,
        height=height,
        annotations=annotations,
        offset=offset,
        writable=writable,
    )
    if findings is not None:
        reading = replace(reading, findings=replace(findings, sentences=reading.findings.sentences))
    return Play(reading, [], stamp())


def spans_of(text: str, words: str) -> list[Span]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def entity(text: str, name: str, label: str, *others: str) -> Entity:
    """An entity with every place of its names as a mention."""
    spans = sorted(span for words in (name, *others) for span in spans_of(text, words))
    mentions = tuple(Mention(s, s.of(text), marked=text[s.end : s.end + 1] == "*") for s in spans)
    return Entity(name, label, mentions, aliases=others)


def footnote(text: str, start: str, *named: Entity) -> Designation:
    """A footnote designation from some words to the end of the text."""
    span = Span(text.index(start), len(text))
    entities = tuple(Designated(e.name, e.aliases, e.mentions) for e in named)
    return Designation(
        span=span,
        text=span.of(text),
        kind="terrorist",
        polarity="asserted",
        source="footnote",
        confidence=0.95,
        also=("banned",),
        jurisdictions=("RU",),
        marker="*",
        entities=entities,
    )
