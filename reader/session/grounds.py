"""What could be tagged here, and on what grounds: a pure function of an article and of what is known of it.

Nothing of this is an annotation, and nothing becomes one unless a person says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from reader.annotations.annotation import Annotation
from reader.annotations.codebook import Codebook, folded
from reader.articles.article import Article
from reader.articles.findings import Designation, Entity, Findings
from reader.articles.wording import ORIGINS
from reader.session.codes import is_allowed, tag_meant
from reader.session.explaining import LABELS
from reader.session.standing import mention_spread
from reader.session.suggestion import GROUNDS, Ground, Places, Suggestion
from reader.storage.store import tagged_words
from reader.text.phrases import Phrases
from reader.text.quotes import in_quotes
from reader.text.span import Span
from reader.values import Value, field, replace

MOST = 20_000
"""How many suggestions are made for one article: nobody answers more one by one."""
EARLIER = "earlier tag"
"""Where a suggestion for words that had the tag before comes from."""
MOST_TAGS = 3
"""How many of the tags that words had before are suggested for them, the most used first."""
QUOTED = 30
"""How many code points of a statement are quoted: a peek has the whole of it."""


class Grounds(Value):
    """What suggestions for an article are made from."""

    article: Article
    findings: Findings
    annotations: tuple[Annotation, ...]
    author: str
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The tags that the annotator has put on words anywhere in the library, the most used first."""
    wanted: frozenset[Ground] = GROUNDS
    codebook: Codebook = field(default_factory=Codebook)


def suggestions(
    grounds: Grounds, places: Places | None = None, stopped: Callable[[], bool] = lambda: False
) -> tuple[tuple[Suggestion, ...], Places]:
    """Return every suggestion for an article in the order of the text, whatever was said to it before.

    Of several grounds for one tag on one passage the first counts: earlier tags, designations, lists, types.
    The cost is linear in the text, once for words that are not in ``places``, and in the mentions.

    Args:
        grounds: What to make them from.
        places: What an earlier call for the same text returned, so that its words are not sought again.
        stopped: Asked from time to time whether to give up; what is returned then is of no use.

    Returns:
        The suggestions, and where the words of earlier tags stand, for the next call.
    """
    tags = _tags_of_words(grounds) if "earlier" in grounds.wanted else {}
    places = _sought(grounds.article.text, tags, places or {}, stopped)
    found: dict[tuple[int, int, str], Suggestion] = {}
    every = chain(_of_names(grounds.findings.entities, tags), _of_findings(grounds), _of_words(tags, places))
    spelling = _Spelling(grounds.codebook)
    for number, each in enumerate(every):
        if len(found) == MOST or (not number & 0x3FF and stopped()):
            break
        span, tag = each.span, spelling[each.tag]
        if tag and (each.by != EARLIER or not _is_in_name(span, tag, grounds.findings, found)):
            meant = each if tag == each.tag else replace(each, tag=tag)
            found.setdefault((span.start, span.end, folded(tag)), meant)
    # A sort keeps the order of the grounds for tags of one passage.
    return tuple(sorted(found.values(), key=lambda s: (s.span.start, s.span.end))), places


class _Spelling(dict[str, str]):
    """Tags as the codebook writes them; nothing for what a closed one does not admit."""

    def __init__(self, book: Codebook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, tag: str) -> str:
        self[tag] = tag_meant(self._book, tag) if is_allowed(self._book, tag) else ""
        return self[tag]


def _is_in_name(
    span: Span, tag: str, findings: Findings, found: Mapping[tuple[int, int, str], Suggestion]
) -> bool:
    """Tell whether the whole name around some words has the same tag suggested already."""
    around = (mention.span for _, (_, mention) in mention_spread(findings).over(span.start))
    return any(
        name != span and name.covers(span) and (name.start, name.end, folded(tag)) in found for name in around
    )


def _of_findings(grounds: Grounds) -> Iterator[Suggestion]:
    for designation in grounds.findings.designations if "designation" in grounds.wanted else ():
        yield from _of_status(designation)
    for entity in grounds.findings.entities:
        yield from _of_lists_and_type(entity, grounds)


def _tags_of_words(grounds: Grounds) -> dict[str, tuple[str, ...]]:
    own = (a for a in grounds.annotations if a.author == grounds.author)
    tags = {words: list(known) for words, known in grounds.earlier.items()}
    for words, tag in tagged_words(own):
        if tag not in tags.setdefault(words, []):
            tags[words].append(tag)
    return {words: tuple(each[:MOST_TAGS]) for words, each in tags.items()}


def _sought(text: str, words: Iterable[str], known: Places, stopped: Callable[[], bool]) -> Places:
    new: dict[str, list[Span]] = {each: [] for each in words if each not in known}
    if not new:
        return known
    for span, phrase in Phrases(new).within(text, stopped):
        new[phrase].append(span)
    return {**known, **{each: tuple(spans) for each, spans in new.items()}}


def _of_names(entities: Iterable[Entity], tags: Mapping[str, tuple[str, ...]]) -> Iterator[Suggestion]:
    """Suggest the tags of any name of an entity for all its mentions."""
    for entity in entities if tags else ():
        names = dict.fromkeys((entity.name, *entity.aliases, *(m.text for m in entity.mentions)))
        for name in names:
            for tag in tags.get(" ".join(name.split()), ()):
                why = f"you have tagged {in_quotes(name)} so before"
                yield from (Suggestion(m.span, tag, EARLIER, why) for m in entity.mentions)


def _of_words(tags: Mapping[str, tuple[str, ...]], places: Places) -> Iterator[Suggestion]:
    for words, known in tags.items():
        why = f"you have tagged {in_quotes(words)} so before"
        for tag in known if places[words] else ():
            yield from (Suggestion(span, tag, EARLIER, why) for span in places[words])


def _of_status(designation: Designation) -> Iterator[Suggestion]:
    """Suggest what the text itself calls somebody; not what it denies, doubts or says of the past."""
    if designation.polarity != "asserted":
        return
    said = " ".join(designation.text.split())
    said = said if len(said) <= QUOTED else said[:QUOTED].rstrip() + "…"
    why = f"so says {ORIGINS[designation.source].partition(':')[0]}: {in_quotes(said)}"
    tag, by = designation.kind.replace("_", " "), f"designation {designation.source}"
    sure = designation.confidence
    for designated in designation.entities:
        yield from (Suggestion(mention.span, tag, by, why, sure) for mention in designated.mentions)


def _of_lists_and_type(entity: Entity, grounds: Grounds) -> Iterator[Suggestion]:
    if "gazetteer" in grounds.wanted:
        for listed in entity.listed:
            why = f"{listed.name} is in your list {listed.list} (entry {listed.entry})"
            by = f"gazetteer {listed.list}"
            yield from (Suggestion(m.span, listed.list, by, why) for m in entity.mentions)
    if "type" in grounds.wanted:
        tag, engine = LABELS.get(entity.label, entity.label.lower()), grounds.findings.engine
        why, by = f"it was recognised as {tag} by {engine}", f"recogniser {engine}"
        yield from (Suggestion(m.span, tag, by, why, m.confidence) for m in entity.mentions)
