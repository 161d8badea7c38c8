"""Who annotates, for a list or an article that is made without what most of Reader is made of.

What the settings say is kept with the state of their file, and holds while that has not changed: what reads
TOML takes longer to import than all else that a list needs.
"""

from __future__ import annotations

import os

from reader import __version__
from reader.cli.lines import Unsure
from reader.config.places import certain_folder
from reader.start.context import file_of
from reader.start.picture import keep, read_own
from reader.start.states import state

_KIND = "annotators"
_LONGEST_LOGIN = 32
_NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")


class Annotator:
    """Who annotates by the settings, or is logged in where they say nothing of that.

    Raises:
        OSError: when it cannot be looked whether there are settings.
        ReaderError: when something is wrong in them.
        Unsure: when it is not sure where they are, or a login's name is spelt in another way in a file's.
    """

    def __init__(self) -> None:
        self.settings = f"{own('config')}/settings.toml"
        """The file, which need not be there."""
        self._login = _login()
        self._state = state(self.settings)
        self._is_new = False
        self.name = self._kept() or self._read() if is_there(self.settings) else self._login

    def keep(self) -> None:
        """Keep what was read of the settings, whose file has not changed since shortly before that."""
        path = file_of(self._made_for, _KIND)
        if not self._is_new or path is None:
            return
        try:
            keep(path, f"{self._made_for}\n{self.name}".encode())
        except (OSError, ValueError):
            return

    def _kept(self) -> str | None:
        path = file_of(self._made_for, _KIND)
        content = read_own(path) if path is not None else None
        *made_for, name = (content or b"").decode(errors="replace").split("\n")
        return name if "\n".join(made_for) == self._made_for else None

    def _read(self) -> str:
        from reader.config.settings_file import SHIPPED, read_settings

        values = read_settings(self.settings)
        # An engine of somebody else's may be gone another time.
        self._is_new = str(values.get("engine", "auto")).partition(":")[0] in SHIPPED
        return str(values.get("annotator", self._login))

    @property
    def _made_for(self) -> str:
        return "\n".join((__version__, self.settings, self._login, *map(str, self._state)))


def own(kind: str) -> str:
    """Return the user's folder of a kind.

    Raises:
        Unsure: when there is a doubt which it is.
    """
    folder = certain_folder(kind)
    if folder is None:
        raise Unsure
    return folder


def is_there(path: str) -> bool:
    """Tell whether there is a file or a folder, or a link to one or to nothing.

    Raises:
        OSError: when it cannot be looked at.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _login() -> str:
    """Return who is logged in, as the settings have it where they say nothing of who annotates.

    Raises:
        Unsure: when the name is spelt in another way there.
    """
    name = next(filter(None, map(os.environ.get, _NAMES)), None)
    if name is None:
        from pwd import getpwuid

        name = getpwuid(os.getuid()).pw_name
    if not (name.isascii() and name.isalnum()) or len(name) > _LONGEST_LOGIN:
        raise Unsure
    return name
