"""The words known by heart: countries, nationalities, titles, and the nouns that end names."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from reader.analysis.entities.spelling import stem

_SEPARATOR = re.compile(r"[,\n]\s*")
_BROKEN_LINE = re.compile(r"(?<=[^\s,])\n(?=\S)")


@cache
def _sections() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


@cache
def known(section: str) -> frozenset[str]:
    """Return the names of one section of ``lexicon.toml``.

    A line that does not end in a comma goes on in the next one.

    Raises:
        KeyError: when there is no such section.
    """
    listed = _BROKEN_LINE.sub(" ", _sections()[section].strip())
    return frozenset(name for name in _SEPARATOR.split(listed) if name)


@cache
def nationality_words() -> frozenset[str]:
    """Return nationalities, peoples and creeds with their plurals: ``Afghan``, ``Afghans``."""
    singular = known("nationalities")
    plural = frozenset(f"{word}s" for word in singular if not word.endswith(("s", "sh", "ch", "ese")))
    return singular | plural | known("peoples")


@cache
def home_of_label() -> dict[str, str]:
    """Return the label of every name the lexicon lists, the more certain lists winning."""
    labels = dict.fromkeys(known("organisations"), "ORG")
    labels |= dict.fromkeys(known("events"), "EVENT")
    labels |= dict.fromkeys(known("places"), "GPE")
    labels |= dict.fromkeys(known("regions"), "LOC")
    labels |= dict.fromkeys(nationality_words(), "NORP")
    labels |= dict.fromkeys(known("countries"), "GPE")
    return labels


def label_of(name: str) -> str | None:
    """Return the label of a name the lexicon lists, in any case where it is Russian; None for others."""
    label = home_of_label().get(name)
    if label or name.isascii():
        return label
    return _labels_of_stems().get(_stemmed(name))


@cache
def _labels_of_stems() -> dict[str, str]:
    labels = {_stemmed(name): "ORG" for name in known("russian_organisations")}
    labels |= {_stemmed(name): "GPE" for name in known("russian_places")}
    return labels


def _stemmed(name: str) -> str:
    return " ".join(stem(word) for word in name.lower().split())


@cache
def country_of() -> dict[str, str]:
    """Return, for every name of a country that has several, the first of its names in the lexicon."""
    lines = _sections()["country_names"].strip().splitlines()
    listed = [[name.strip() for name in line.split("=")] for line in lines]
    return {name: names[0] for names in listed for name in names}
