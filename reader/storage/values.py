"""What documents were read as, kept for as long as the documents stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_Value = TypeVar("_Value")


class Values:
    """The values of documents: each is checked and made once, as long as its document is the same object.

    Who changes a document in place has to say so with `forget`.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, tuple[Mapping[str, Any], object]]] = {}

    def of(
        self,
        tables: Mapping[str, Mapping[str, Mapping[str, Any]]],
        name: str,
        read: Callable[[Mapping[str, Any]], _Value],
    ) -> list[_Value]:
        """Return the documents of a table as values.

        Args:
            tables: As TinyDB's storages give them.
            name: The table's name; it need not be there.
            read: Makes a value of a document.

        Raises:
            ValueError: naming the document that is not as it should be, and why.
        """
        before, now = self._known.get(name, {}), {}
        for number, document in tables.get(name, {}).items():
            known = before.get(number)
            if known is None or known[0] is not document:
                try:
                    known = document, read(document)
                except ValueError as error:
                    raise ValueError(f"{name.removesuffix('s')} {number}: {error}") from error
            now[number] = known
        self._known[name] = now
        return [cast("_Value", value) for _, value in now.values()]

    def forget(self, name: str, numbers: Iterable[int]) -> None:
        """Forget what documents were read as: they are not what they were."""
        for number in numbers:
            self._known.get(name, {}).pop(str(number), None)
