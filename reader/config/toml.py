"""Reading TOML that anybody may have written, without what the standard library stumbles over."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_LONG_KEY = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){100}")
"""A key of more than a hundred parts; reading it takes the square of their number."""


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a text in TOML holds.

    Raises:
        tomllib.TOMLDecodeError: when it is not TOML, or nests deeper than anybody writes by hand.
    """
    if _LONG_KEY.search(text):
        raise tomllib.TOMLDecodeError("a key has too many parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("brackets are nested too deep") from error
    except ValueError as error:
        raise tomllib.TOMLDecodeError("a number or a date is out of range") from error
