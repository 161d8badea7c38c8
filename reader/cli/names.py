"""The commands by their names, known before any of them is imported."""

MODULES = {
    "list": "reader.cli.list",
    "show": "reader.cli.show",
    "entities": "reader.cli.entities",
    "designations": "reader.cli.designations",
    "codebook": "reader.cli.codebook",
    "corrections": "reader.cli.corrections",
    "export": "reader.cli.export",
    "import": "reader.cli.import_",
    "formats": "reader.cli.formats",
    "check": "reader.cli.check",
    "analyze": "reader.cli.analyze",
    "gazetteer": "reader.cli.gazetteer",
    "keys": "reader.cli.keys",
    "completion": "reader.cli.completion",
}
"""The module of each command, in the order of the help."""
KEPT = frozenset({"list", "show"})
"""The commands whose answers are kept, to be printed again."""


def paths_of(words: list[str]) -> list[str] | None:
    """Return the paths that the app is to be opened on; None where the words ask for something else.

    Args:
        words: The command line behind the program's name; what is behind ``--`` are paths.
    """
    end = words.index("--") if "--" in words else len(words)
    if words and words[0] in MODULES:
        return None
    if any(word.startswith("-") and word != "-" for word in words[:end]):
        return None
    return words[:end] + words[end + 1 :]
