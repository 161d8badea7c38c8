"""Reader: a keyboard-driven terminal reader for news, with entities, designations and annotations.

From Python: ``reader.open_library`` (docs/python.md). What it needs is imported when it is asked for.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in `typing`, which would take longer to import than all of this
if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.annotations.codebook import Code, Codebook
    from reader.annotations.relations import Relation
    from reader.api.library import Library, open_library
    from reader.articles.article import Article
    from reader.articles.findings import Designation, Entity, Findings, Mention
    from reader.errors import ReaderError
    from reader.exchange.features import Loss
    from reader.session.exporting import Exported
    from reader.session.importing import Plan
    from reader.session.opening import Listing
    from reader.text.span import Span

_HOMES = {
    "Annotation": "reader.annotations.annotation",
    "Article": "reader.articles.article",
    "Code": "reader.annotations.codebook",
    "Codebook": "reader.annotations.codebook",
    "Designation": "reader.articles.findings",
    "Entity": "reader.articles.findings",
    "Exported": "reader.session.exporting",
    "Findings": "reader.articles.findings",
    "Library": "reader.api.library",
    "Listing": "reader.session.opening",
    "Loss": "reader.exchange.features",
    "Mention": "reader.articles.findings",
    "Plan": "reader.session.importing",
    "ReaderError": "reader.errors",
    "Relation": "reader.annotations.relations",
    "Span": "reader.text.span",
    "open_library": "reader.api.library",
}
"""The modules of what can be had from here."""

__all__ = [
    "Annotation",
    "Article",
    "Code",
    "Codebook",
    "Designation",
    "Entity",
    "Exported",
    "Findings",
    "Library",
    "Listing",
    "Loss",
    "Mention",
    "Plan",
    "ReaderError",
    "Relation",
    "Span",
    "__version__",
    "open_library",
]


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reader' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Name what can be had."""
    return sorted({*globals(), *__all__})
