"""The layers of an analysis, one after another: raw spans, designations, a document that agrees with itself.

Raw spans are dear and come from a recogniser; everything above them is plain Python, a few milliseconds
an article, and runs anew each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.designations.engine import find_designations
from reader.analysis.designations.hints import NameHint
from reader.analysis.designations.rules import own_mistake, own_rules
from reader.analysis.designations.unexplained import Marks
from reader.analysis.entities.confidence import with_confidence
from reader.analysis.entities.document import resolve_entities
from reader.analysis.entities.finding import suited
from reader.analysis.entities.mending import mend
from reader.analysis.excerpts import excerpt, sections
from reader.analysis.gazetteers.folder import own_gazetteers
from reader.analysis.gazetteers.layering import lay_over
from reader.analysis.merging import merged, spread
from reader.analysis.reading import Reading, cut, joined, read, split_well, strides
from reader.analysis.script import guess_language
from reader.articles.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.analysis.entities.recogniser import RawSpan, Recogniser
    from reader.analysis.gazetteers.matching import Hit
    from reader.articles.findings import Designation
    from reader.text.span import Span


class Assembly:
    """Builds findings of a text from what was read of it, as often as something better was read.

    Designations of a long text are found section by section, so that memory and the time between two steps
    stay bounded; a section whose names are the same as before is not looked at again.

    Args:
        text: The article's text.
        language: ISO 639-1.
    """

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self._rules = own_rules()
        self._marks = Marks(text, language)
        self._sections = sections(text)
        self._known: dict[Span, tuple[int, tuple[Designation, ...]]] = {}

    def steps(self, reading: Reading, *, engine: str, complete: bool) -> Iterator[Findings | None]:
        """Yield None from time to time, and the findings at last.

        Args:
            reading: Names as a recogniser saw them, and the text's sentences.
            engine: Who found the names.
            complete: Whether nothing better is to come.
        """
        names = mend(self.text, reading.raw)
        found: list[Designation] = []
        hits: list[Hit] = []
        for section in self._sections:
            found += self._designations(section, names, reading.sentences)
            self._marks.read(section)
            hits += own_gazetteers().hits(self.text, section)
            yield None
        designations = merged(found) if len(self._sections) > 1 else tuple(found)
        entities = resolve_entities(self.text, names, designations)
        if len(self._sections) > 1:
            designations = spread(designations, entities)
        yield Findings(
            language=self.language,
            engine=engine,
            sentences=reading.sentences,
            entities=with_confidence(lay_over(self.text, entities, hits, designations), reading.raw),
            designations=designations,
            unexplained=self._marks.unexplained(),
            complete=complete,
        )

    def _designations(
        self, section: Span, names: Sequence[RawSpan], sentences: Sequence[Span]
    ) -> tuple[Designation, ...]:
        part = excerpt(self.text, section)
        hints = tuple(NameHint(name.span, name.label) for name in part.inward(names))
        limits = tuple(part.spans_inward(sentences))
        seen = hash((hints, limits))
        if section not in self._known or self._known[section][0] != seen:
            found = find_designations(
                part.text, sentences=limits, names=hints, language=self.language, rules=self._rules
            )
            self._known[section] = seen, part.designations_outward(found)
        return self._known[section][1]


def assemble(text: str, reading: Reading, *, language: str, engine: str, complete: bool) -> Findings:
    """Build findings in one go: see `Assembly.steps`."""
    *_, findings = Assembly(text, language).steps(reading, engine=engine, complete=complete)
    assert findings is not None  # noqa: S101 - the last step
    return findings


def read_whole(text: str, recogniser: Recogniser) -> Reading:
    """Let a recogniser read a whole text."""
    parts = strides(cut(text), recogniser.identity)
    return joined(reading for part in parts for reading in read(text, part, recogniser, split=split_well))


def analyse(
    text: str,
    recogniser: Recogniser,
    *,
    raw: Iterable[RawSpan] | None = None,
    language: str | None = None,
) -> Findings:
    """Find everything in a text, in one go.

    A recogniser that does not read the text's language is replaced: see `suited`.

    Args:
        text: The article's text.
        recogniser: Who finds the names.
        raw: What the recogniser found before, offsets from the start of the text; None asks it.
        language: ISO 639-1; None guesses it.

    Raises:
        ReaderError: when there is a mistake in the user's own rules.
    """
    mistake = own_mistake()
    if mistake is not None:
        raise mistake
    language = language or guess_language(text)
    reading = suited(recogniser, language)
    if raw is None:
        known = read_whole(text, reading)
    else:
        sentences = (span for part in cut(text) for piece in part.pieces for span in split_well(text, piece))
        known = Reading(tuple(raw), tuple(sentences))
    return assemble(text, known, language=language, engine=reading.identity.label, complete=True)
