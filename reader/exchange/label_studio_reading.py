"""Reading Label Studio: an archive of tasks with a configuration, or its own export, JSON or JSON-MIN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.exchange.archives import unzipped
from reader.exchange.foreign import Link, Mistake, Passage, Read, Source, provenance_in
from reader.exchange.label_studio_config import read_configuration
from reader.exchange.labels import tag_of
from reader.exchange.located_json import (
    LINE,
    gathered,
    line_of,
    list_in,
    object_in,
    offset_in,
    parse_any,
    text_in,
    text_of,
)
from reader.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARCHIVE = b"PK"
_LABELS = "labels"
_RELATED = "related"
"""The name of a relation that has none."""
_UNTOLD = re.compile(r"\\n|\s+")
"""What Label Studio writes otherwise in the words of a region: line breaks as a backslash and an n."""


def decode(data: bytes) -> Read:
    """Return what a file holds; predictions are nobody's annotations, and are not read."""
    files = unzipped(data, ".json", ".xml") if data.startswith(_ARCHIVE) else {"": data}
    if isinstance(files, Mistake):
        return Read(mistakes=(files,))
    configs = {
        name: read_configuration(content) for name, content in files.items() if name.lower().endswith(".xml")
    }
    fields = {shown: field for config in configs.values() for shown, field in config.texts.items()}
    reads = [Read(mistakes=config.mistakes, codes=config.codes) for config in configs.values()]
    reads += [_tasks(content, fields) for name, content in files.items() if name not in configs]
    names = [*configs, *(name for name in files if name not in configs)]
    return Read(
        tuple(
            replace(each, file=name)
            for name, read in zip(names, reads, strict=True)
            for each in read.passages
        ),
        tuple(
            replace(each, file=name) for name, read in zip(names, reads, strict=True) for each in read.links
        ),
        tuple(
            replace(each, file=name)
            for name, read in zip(names, reads, strict=True)
            for each in read.mistakes
        ),
        tuple(code for read in reads[:1] for code in read.codes),
    )


def _tasks(data: bytes, fields: Mapping[str, str]) -> Read:
    """Return what a file of tasks holds: a list of them, or one.

    Args:
        data: The file.
        fields: The fields of tasks that texts are in, by the names of what shows them.
    """
    whole = parse_any(data)
    if isinstance(whole, Mistake):
        return Read(mistakes=(whole,))
    passages: list[Passage] = []
    links: list[Link] = []
    mistakes: list[Mistake] = []
    taken: set[str] = set()  # two annotations that began as one prediction have its ids

    def read(task: Any) -> None:
        for number, (results, about) in enumerate(_annotations(task), 1):
            annotation = _Annotation(task, about, fields, f"{line_of(task)}.{number}:")
            annotation.read(results)
            renamed = {key: f"{annotation.prefix}{key}" for key in annotation.passages if key in taken}
            taken.update(annotation.passages)
            passages.extend(
                replace(each, key=renamed.get(key, key)) for key, each in annotation.passages.items()
            )
            links.extend(
                replace(
                    each,
                    source=renamed.get(each.source, each.source),
                    target=renamed.get(each.target, each.target),
                )
                for each in annotation.links
            )
            mistakes.extend(annotation.mistakes)

    gathered(whole if isinstance(whole, list) else [whole], read, mistakes)
    return Read(tuple(passages), tuple(links), tuple(mistakes))


def _annotations(task: Any) -> list[tuple[list[Any], dict[str, Any]]]:
    """Return the results of a task, annotation by annotation, each with what says who made it and when.

    JSON-MIN has the results of one annotation as lists of the task's own, without ids and relations.
    """
    given = list_in(task, "annotations")
    if given or "data" in task:
        made = [each for each in given if not (isinstance(each, dict) and each.get("was_cancelled"))]
        return [(list_in(each, "result"), each) for each in made]
    lists = [value for value in task.values() if isinstance(value, list)]
    regions = [each for value in lists for each in value if isinstance(each, dict) and "start" in each]
    return [([{LINE: line_of(each), "type": _LABELS, "value": each} for each in regions], task)]


class _Annotation:
    """What one annotation of a task says: Label Studio's word for all that somebody said of it.

    Args:
        task: The task.
        about: What says who made it and when.
        fields: As in `_tasks`.
        prefix: What goes before keys that the file does not have, or has twice.
    """

    def __init__(self, task: Any, about: Any, fields: Mapping[str, str], prefix: str) -> None:
        self._data = object_in(task, "data") if "data" in task else task
        self._about, self._fields, self.prefix = about, fields, prefix
        self._line = line_of(about)
        self.passages: dict[str, Passage] = {}
        self.links: list[Link] = []
        self.mistakes: list[Mistake] = []

    def read(self, results: list[Any]) -> None:
        """Take in its results, regions before what is said of them."""
        takers = {_LABELS: self._region, "textarea": self._note, "relation": self._relation, "": _refuse}
        kinds = [kind if (kind := _kind(each)) in takers else "" for each in results]
        for kind, take in takers.items():
            fitting = [each for each, its in zip(results, kinds, strict=True) if its == kind]
            gathered(fitting, take, self.mistakes, line=self._line)

    def _region(self, result: Any) -> None:
        value = object_in(result, "value")
        key = text_in(result, "id", "") or f"{self.prefix}{len(self.passages)}"
        tags = tuple(tag_of(text_of(each)) for each in list_in(value, _LABELS))
        if key in self.passages:
            there = self.passages[key]
            self.passages[key] = replace(there, tags=tuple(dict.fromkeys((*there.tags, *tags))))
            return
        text = self._text(text_in(result, "to_name", ""))
        start, end = offset_in(value, "start"), offset_in(value, "end")
        words = text_in(value, "text", text[start:end])
        if not start < end <= len(text) or _bare(words) != _bare(text[start:end]):
            raise ValueError(f"“{' '.join(words.split())[:40]}” does not stand at {start} to {end}")
        meta = object_in(result, "meta") if result.get("meta") else {}
        own = meta if isinstance(meta.get("author"), str) else {}
        notes = meta.get("text") or []
        self.passages[key] = Passage(
            source=Source(text_in(self._data, "path", ""), text_in(self._data, "sha256", ""), text),
            line=line_of(result, self._line),
            start=start,
            end=end,
            tags=tags,
            note="\n".join(map(text_of, notes if isinstance(notes, list) else [notes])),
            key=key,
            author=text_in(own, "author", "") or _who(self._about),
            created=text_in(own, "created", "") or text_in(self._about, "created_at", ""),
            modified=text_in(own, "modified", "") or text_in(self._about, "updated_at", ""),
            provenance=provenance_in(text_in(own, "provenance", ""), ": "),
        )

    def _text(self, shown: str) -> str:
        """Return the text that is shown under a name; without a configuration it is in ``text``."""
        field = self._fields.get(shown, "text")
        texts = [value for value in self._data.values() if isinstance(value, str)]
        if field not in self._data and len(texts) == 1:
            return texts[0]
        return text_in(self._data, field)

    def _note(self, result: Any) -> None:
        there = self.passages.get(text_in(result, "id", ""))
        if there is None:
            raise ValueError("a note on no passage is not taken over")
        said = object_in(result, "value").get("text") or []
        lines = list(map(text_of, said if isinstance(said, list) else [said]))
        self.passages[there.key] = replace(
            there, note="\n".join([there.note, *lines] if there.note else lines)
        )

    def _relation(self, result: Any) -> None:
        ends = [text_in(result, "from_id"), text_in(result, "to_id")]
        if not self.passages.keys() >= set(ends):
            raise ValueError("a relation from or to a region that is not taken over")
        if result.get("direction") == "bi":
            self.mistakes.append(
                Mistake(line_of(result), "a relation that goes both ways is taken as one way")
            )
        source, target = reversed(ends) if result.get("direction") == "left" else ends
        names = [tag_of(text_of(each)) for each in list_in(result, "labels")] or [_RELATED]
        self.links += [Link(line_of(result), name, source, target) for name in names]


def _kind(result: Any) -> str:
    kind = result.get("type") if isinstance(result, dict) else None
    return kind if isinstance(kind, str) else ""


def _refuse(result: Any) -> None:
    raise ValueError(f"“{text_in(result, 'type', '')[:40]}” is not taken over")


def _who(about: Any) -> str:
    """Return who made an annotation, where that is a name; most files have a number."""
    said = about.get("completed_by", about.get("annotator"))
    said = said.get("email") if isinstance(said, dict) else said
    return said if isinstance(said, str) else ""


def _bare(words: str) -> str:
    return _UNTOLD.sub("", words)
