"""Correcting what was found: what can be corrected under the caret, and the correction as a step."""

from __future__ import annotations

from typing import Literal

from reader.annotations.anchoring import find_place
from reader.annotations.targets import make_target
from reader.articles.findings import Designation
from reader.corrections.correcting import is_whole
from reader.corrections.correction import LONGEST_NAME, SCOPES, Correction, Kind, Scope, describe, name_key
from reader.corrections.revision import Revision
from reader.session.annotating import REAL, Outcome, Stamp
from reader.session.effects import Ask, Say
from reader.session.finding import denied_at
from reader.session.history import Fixes, Step
from reader.session.reading import Reading, mention_at
from reader.session.standing import statement_spread
from reader.session.stepping import stepped
from reader.text.segments import paragraphs, words
from reader.text.span import Span
from reader.values import Value, replace

TYPE_KEYS = {
    "p": "PERSON",
    "o": "ORG",
    "g": "GPE",
    "l": "LOC",
    "n": "NORP",
    "f": "FAC",
    "e": "EVENT",
    "t": "PRODUCT",
    "w": "WORK_OF_ART",
    "a": "LAW",
    "s": "LANGUAGE",
}
"""The keys that mean types; as capitals, in the whole library."""

READ_ONLY = Say("nothing can be corrected: the file of corrections is damaged or read-only", warning=True)
NOTHING = Say("nothing to correct here: no name, designation or word")
_WIDTH: dict[Scope, int] = {"here": 0, "article": 1, "library": 2}
_NAMING = ("type", "name", "no_name")


class Subject(Value):
    """What a correction would be about."""

    what: Literal["mention", "statement", "words"]
    span: Span
    words: str
    """The words there, as they are written."""
    name: str
    """The entity's canonical name; the words themselves where they are none's."""
    label: str = ""
    """The entity's type; empty where the words are no name."""
    statement: Designation | None = None
    """The designation that is stated there."""


def asked(reading: Reading) -> Outcome:
    """Ask what is right, unless there is nothing to correct here or it could not be kept."""
    if not reading.correctable:
        return reading, (READ_ONLY,)
    subject = subject_at(reading)
    if subject is None:
        return reading, (NOTHING,)
    if len(subject.words) > LONGEST_NAME and subject.what == "words":
        return reading, (Say(f"a name has at most {LONGEST_NAME} characters"),)
    return reading, (Ask("correction"),)


def subject_at(reading: Reading) -> Subject | None:
    """Return what is selected, else the mention, the designation or the word under the caret."""
    text, offset = reading.article.text, reading.caret.offset
    chosen = reading.aside or reading.selection or (reading.hand.span if reading.hand else None)
    if chosen is not None:
        return _chosen(reading, _stripped(text, chosen))
    found = mention_at(reading.findings, offset)
    stated = [d for _, d in statement_spread(reading.findings).over(offset)]
    statement = min(stated, key=lambda d: len(d.span), default=None)
    if found is not None:
        entity, mention = found
        return Subject("mention", mention.span, mention.text, entity.name, entity.label, statement)
    if statement is not None:
        return Subject("statement", statement.span, statement.text, statement.text, statement=statement)
    denied = next((s for each, s in denied_at(reading, offset) if each.author == reading.author), None)
    if denied is not None:
        return Subject("words", denied, denied.of(text), denied.of(text))
    around = next((p for p in paragraphs(text) if p.holds(offset)), Span(offset, offset))
    word = next((w for w in words(text, around) if w.holds(offset)), None)
    return None if word is None else Subject("words", word, word.of(text), word.of(text))


def _chosen(reading: Reading, span: Span) -> Subject | None:
    text = span.of(reading.article.text)
    if not span:
        return None
    for entity in reading.findings.entities:
        if any(mention.span == span for mention in entity.mentions):
            return Subject("mention", span, text, entity.name, entity.label)
    for designation in reading.findings.designations:
        if designation.span == span:
            return Subject("statement", span, text, text, statement=designation)
    return Subject("words", span, text, text)


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def own_at(reading: Reading, subject: Subject) -> tuple[Correction, ...]:
    """Return one's own corrections that a subject is as it is by, the narrowest first."""
    keys = {name_key(subject.name), name_key(subject.words)}
    found = [
        each
        for each in reading.corrections
        if each.author == reading.author
        and each.concerns(reading.article.id)
        and each.key in keys
        and (each.scope != "here" or _stands_at(reading, each, subject.span))
    ]
    return tuple(sorted(found, key=lambda each: _WIDTH[each.scope]))


class Answer(Value):
    """What somebody says is right."""

    key: str
    """One of `TYPE_KEYS`, or ``x`` no name or designation, ``d`` no designation, ``backspace`` take back."""
    scope: Scope


def answered(reading: Reading, subject: Subject, answer: Answer, *, stamp: Stamp = REAL) -> Outcome:
    """Make the correction that an answer means."""
    match answer.key:
        case "backspace":
            return taken_back(reading, subject)
        case "d":
            return undesignated(reading, subject, answer.scope, stamp=stamp)
        case "x" if subject.what == "statement":
            return undesignated(reading, subject, answer.scope, stamp=stamp)
        case "x":
            return unnamed(reading, subject, answer.scope, stamp=stamp)
        case key:
            return retyped(reading, subject, TYPE_KEYS[key], answer.scope, stamp=stamp)


def retyped(reading: Reading, subject: Subject, label: str, scope: Scope, *, stamp: Stamp = REAL) -> Outcome:
    """Say that a name is of a type, or that words are a name of it."""
    if subject.what == "mention":
        words = subject.words if scope == "here" else subject.name
        return _made(reading, subject, "type", words, scope, stamp, label=label)
    if not is_whole(reading.article.text, subject.span):
        return reading, (Say("a name is whole words; ‹select.grow› selects the whole word"),)
    return _made(reading, subject, "name", subject.words, scope, stamp, label=label)


def unnamed(reading: Reading, subject: Subject, scope: Scope, *, stamp: Stamp = REAL) -> Outcome:
    """Say that words are no name."""
    return _made(reading, subject, "no_name", subject.words, scope, stamp)


def undesignated(reading: Reading, subject: Subject, scope: Scope, *, stamp: Stamp = REAL) -> Outcome:
    """Say that a statement designates nobody."""
    if subject.statement is None:
        return reading, (Say("no designation is stated here"),)
    stated = replace(subject, span=subject.statement.span, words=subject.statement.text)
    return _made(reading, stated, "no_designation", stated.words, scope, stamp)


def united(reading: Reading, subject: Subject, other: str, scope: Scope, *, stamp: Stamp = REAL) -> Outcome:
    """Say that a name and another one are of one entity."""
    if name_key(other) == name_key(subject.name):
        return reading, (Say("that is the same name"),)
    wide: Scope = "library" if scope == "library" else "article"
    return _made(reading, subject, "same", subject.name, wide, stamp, other=other)


def taken_back(reading: Reading, subject: Subject) -> Outcome:
    """Take back the narrowest of one's own corrections of a subject."""
    own = own_at(reading, subject)
    if not own:
        return reading, (Say("you have corrected nothing here"),)
    said = f"took back: {said_of(own[0])}"
    return _done(reading, (Revision(own[0], None),), said)


def said_of(correction: Correction) -> str:
    """Return what a correction says, and how far it reaches: ``“Orbis”: person (PERSON), only here``."""
    return f"{describe(correction)}, {SCOPES[correction.scope]}"


def _made(
    reading: Reading,
    subject: Subject,
    kind: Kind,
    words: str,
    scope: Scope,
    stamp: Stamp,
    *,
    label: str = "",
    other: str = "",
) -> Outcome:
    now, article = stamp.now(), reading.article
    made = Correction(
        id=stamp.id(),
        author=reading.author,
        created=now,
        modified=now,
        kind=kind,
        words=words,
        scope=scope,
        article=article.id,
        path=article.path,
        target=make_target(article.text, subject.span, sha256=article.sha256),
        label=label,
        other=other,
    )
    before = next((each for each in reading.corrections if _is_replaced(each, made)), None)
    narrower = [each for each in own_at(reading, subject) if _is_overruled(each, made) and each != before]
    if before is not None:
        was_added = kind == "type" and before.kind == "name"
        kept = before.kind if was_added else kind
        made = replace(made, id=before.id, created=before.created, kind=kept, words=before.words)
    revisions = (*(Revision(each, None) for each in narrower), Revision(before, made))
    return _done(reading, revisions, said_of(made))


def _is_replaced(each: Correction, made: Correction) -> bool:
    return each.author == made.author and each.subject == made.subject


def _is_overruled(each: Correction, made: Correction) -> bool:
    """Tell whether a narrower correction would keep a wider one of the same kind from being seen here."""
    alike = each.kind == made.kind or (each.kind in _NAMING and made.kind in _NAMING)
    return alike and _WIDTH[each.scope] < _WIDTH[made.scope]


def _stands_at(reading: Reading, correction: Correction, span: Span) -> bool:
    return find_place(correction.target, reading.article.text, reading.article.sha256) == span


def _done(reading: Reading, revisions: tuple[Revision, ...], said: str) -> Outcome:
    step = Step(tuple(Fixes(reading.article, each) for each in revisions), said)
    return stepped(replace(reading, anchor=None, aside=None), step)
