"""The names of articles: readable, safe as a file's name on every system, and kept when a file moves."""

from __future__ import annotations

from reader.text.late import late

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from hashlib import sha256 as sha256  # noqa: PLC0414 - articles.article has it from here
else:
    # As the standard library's `random` does it: `hashlib` loads OpenSSL, which is slower for a path.
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

_LONGEST_SLUG = 48
_SIGNS = bytes(one if chr(one).isalnum() or chr(one) == "_" else ord(" ") for one in range(128)).ljust(256)
_SAFE = late(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_HASH_DIGITS = 10  # 40 bits: among 100,000 articles of one slug, a clash in 1 library of 200


def article_id(path: str, *, again: int = 0) -> str:
    """Return the id of the article at a library-relative path.

    It is the file's stem in lower-case ASCII, for people, and a short hash of the path, which makes it
    unique: ``news/Kabul talks.txt`` becomes ``kabul-talks-`` and ten hexadecimal digits. Case-insensitive
    file systems, reserved names and length limits do it no harm.

    Args:
        path: Relative to the library's folder, with ``/`` between the parts.
        again: Counts up where the id is another article's already.
    """
    stem = path.rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    seed = f"{path}\0{again}" if again else path
    digest = digest_of_path(seed.encode("utf-8", "surrogatepass"))
    return f"{slug(stem) or 'article'}-{digest[:_HASH_DIGITS]}"


def digest_of_path(path: bytes) -> str:
    """Return the SHA-256 of a path in lower-case hexadecimal."""
    return sha256(path).hexdigest()


def slug(name: str) -> str:
    """Return a name in lower-case ASCII letters, digits, ``_`` and ``-``; often less, or nothing."""
    if not name.isascii():
        import unicodedata

        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = name.lower().encode().translate(_SIGNS).split()
    return b"-".join(words).decode()[:_LONGEST_SLUG].rstrip("-")


def assign_ids(
    paths: Iterable[str],
    *,
    known: Mapping[str, tuple[str, str]],
    gone: Callable[[str], bool],
    sha256_of: Callable[[str], str | None],
) -> dict[str, str]:
    """Give every article of a library its id, such that annotations find their article again.

    An article keeps the id under which its path was annotated. One whose annotated path is gone is looked
    for by its text among the others, and keeps its id where it is found: the file was moved. The rest are
    named after their paths.

    Args:
        paths: Of the articles, relative to the library's folder, in the order in which they are listed.
        known: Path and text of every annotated article by its id; what is no safe id is passed over.
        gone: Tells whether there is no file at a path any more.
        sha256_of: Returns the identity of the text at a path, or None where it cannot be read. Asked only
            while an annotated article is missing.

    Returns:
        The ids by path, in the order of ``paths``.
    """
    order = list(paths)
    present = set(order)
    known = {id_: record for id_, record in known.items() if _SAFE.fullmatch(id_)}
    ids = {path: id_ for id_, (path, _) in known.items() if path in present}
    lost = {sha256: id_ for id_, (path, sha256) in known.items() if path not in present and gone(path)}
    for path in order:
        if lost and path not in ids and (found := lost.pop(sha256_of(path) or "", None)):
            ids[path] = found
    taken = set(known)
    for path in order:
        if path not in ids:
            ids[path] = _free_id(path, taken)
        taken.add(ids[path])
    return {path: ids[path] for path in order}


def _free_id(path: str, taken: set[str]) -> str:
    again = 0
    while (id_ := article_id(path, again=again)) in taken:
        again += 1
    return id_
