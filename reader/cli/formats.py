"""``reader formats``: what annotations can be written in and read from, and what each format keeps."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.output import FINE

if TYPE_CHECKING:
    import argparse

    from reader.exchange.format import Format

NAME = "formats"
HELP = "list the formats of annotations, with what each keeps"

_INTRODUCTION = """\
# Formats of annotations

Made from what the formats declare by `reader formats --markdown`; a test fails when it is stale.
`reader export` writes them, `reader import` reads those that say so (`--dry-run` shows what would happen,
`reader import --undo` takes the last import back). What a format has no place for is counted and said by
every export: on standard error, in a file with `--report`, and as an error with `--strict`.

A file that is read is known by what it begins with, whatever it is called: Label Studio's tasks, rows of
Hypothesis, Web Annotations and lines of doccano or Prodigy as `.json` or `.jsonl`, tables of WebAnno as
`.tsv`, in a ZIP archive or a folder too. Where that tells nothing its name does; `--format` goes before both.

Offsets are Unicode code points, half-open, of the text with its line ends as `\\n`; where a format's files
hold the text, of the text in them. `hypothesis`, `xmi` and `webanno-tsv` count UTF-16 units, as their
programs do. `json` is described by [a JSON Schema](annotations.schema.json).

The codebook (colours, keys and meanings of tags) is in a file of its own that can be copied
([codebook](codebook.md)). Formats that keep it bring it along: `reader import` adds the codes that are new,
and leaves those that are there as they are. Rejected suggestions and corrections are in no format.

Formats that hold names and designations (`html`) or suggestions (`label-studio`) get those that the app
shows: what your engine found before, and where it has not read an article yet, it reads it now;
`--engine quick` takes the quick rules instead. Corrections count, and what is tagged or rejected is suggested
no more.
"""
_PROGRAMS = """
## With other programs

- **Label Studio**: `reader export --format label-studio --output project/` gives `config.xml`, to be pasted
  into a project's *Labeling interface* as code, and `tasks.json`, to be imported there. What it exports as
  JSON comes back by `reader import export.json --format label-studio`.
- **spaCy**: `spacy train config.cfg --paths.train notes.spacy` reads `docbin`, and
  `spacy convert --converter conll` reads `conll`. Other programs' files in IOB1, IOB2, BILOU or BIOES are
  read without being told which it is.
- **Web Annotation**: what Reader writes was held against the W3C's own JSON schemas for its data model and
  its JSON-LD context: every requirement was met, and each deliberate fault was refused
  ([how](../tests/oracles/README.md)). An annotator has no IRI there, since Reader knows a name only.
- **Hypothesis**: what its API returns or its sidebar exports comes in by
  `reader import rows.json --format hypothesis`, into the article that has the page's title. Replies become
  part of the note.
"""
_OTHERS = """
## Formats of others

A package adds a format with an entry point in the group `reader.exchange` that leads to a
`reader.exchange.format.Format`: its name, label, purpose and suffix, the features it keeps by the names
below, a function that makes the file, and perhaps one that reads it and one that tells by a file's beginning
whether it is one to read.

```toml
[project.entry-points."reader.exchange"]
mine = "my_package.mine:FORMAT"
```

"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--markdown", action="store_true", help="as a page in Markdown, the one in docs/formats.md"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the formats and return the exit status."""
    from reader.exchange.formats import formats, shipped_with_reader

    if arguments.markdown:
        sys.stdout.write(markdown(shipped_with_reader()))
    else:
        sys.stdout.writelines(map(_plain, formats()))
    return FINE


def markdown(listed: tuple[Format, ...]) -> str:
    """Return the page on some formats."""
    from reader.exchange.features import FEATURES

    parts = [_INTRODUCTION, "\n| format | files | reads | for |\n|---|---|---|---|\n"]
    parts += [
        f"| `{each.name}` | `{each.suffix}` | {'yes' if each.decode else ''} | {each.purpose} |\n"
        for each in listed
    ]
    names = " | ".join(f"`{each.name}`" for each in listed)
    parts.append(f"\n## What each keeps\n\n| | {names} |\n|---|{'---|' * len(listed)}\n")
    for feature in FEATURES:
        marks = " | ".join("✓" if feature.name in each.keeps else "–" for each in listed)
        parts.append(f"| {feature.of} | {marks} |\n")
    parts.append("\n## What becomes of the rest\n\n")
    for each in listed:
        told = [
            f"{feature.of}: {each.reasons[feature.name]}"
            for feature in FEATURES
            if feature.name in each.reasons
        ]
        told += [f"annotations: {each.instead}"] if each.instead else []
        parts += [f"- `{each.name}`: {'; '.join(told)}.\n"] if told else []
    parts += [_PROGRAMS, _OTHERS]
    parts += [f"- `{feature.name}`: {feature.of}\n" for feature in FEATURES]
    return "".join(parts)


def _plain(each: Format) -> str:
    ways = "out and in" if each.decode else "out"
    return f"{each.name:<19}{each.suffix:<20}{ways:<12}{each.purpose}\n"
