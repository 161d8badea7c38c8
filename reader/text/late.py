"""Regular expressions that are compiled when they are first used, since the large ones take milliseconds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what stands for a regular expression, and becomes it with its first use."""
    return _Late(pattern, flags)  # type: ignore[return-value]  # it has all its methods


class _Late:
    """Has the methods of a compiled expression, each kept once it was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        import re

        found = getattr(re.compile(*self._source), name)
        self.__dict__[name] = found
        return found
