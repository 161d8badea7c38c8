"""The places where Reader keeps what is the user's: settings, data, state; and the sample library.

The folders are those of the platform (on Linux the XDG Base Directory Specification, whose variables are
honoured). They carry the distribution's name, since ``~/.config/reader`` is another program's.
"""

from __future__ import annotations

from pathlib import Path

from reader.config.places import APP, certain_folder
from reader.errors import ReaderError

_PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """Return the folder for what must not be lost: the sample library, annotations kept apart."""
    return _folder("data")


def config_folder() -> Path:
    """Return the folder of the settings file."""
    return _folder("config")


def cache_folder() -> Path:
    """Return the folder for what can be made again."""
    return _folder("cache")


def state_folder() -> Path:
    """Return the folder for what a later start should know, such as the last library."""
    return _folder("state")


def settings_file() -> Path:
    """Return where the user's settings file is, whether it exists or not."""
    return config_folder() / "settings.toml"


def designation_rules_folder() -> Path:
    """Return the folder of the user's own words of designations, whether it exists or not."""
    return config_folder() / "designations"


def templates_folder() -> Path:
    """Return the folder of the user's own templates of export formats, whether it exists or not."""
    return config_folder() / "templates"


def sample_library_source() -> Path:
    """Return the folder of sample articles that came with Reader.

    They lie inside the installed package; in a checkout, beside it.
    """
    shipped = _PACKAGE / "seeds"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "seeds"


def sample_library() -> Path:
    """Return where the user's own copy of the sample articles is, whether it exists or not."""
    return data_folder() / "sample-library"


def install_sample_library() -> Path:
    """Copy the sample articles to the user's data folder, once, so that they can be annotated.

    A folder that is there already is left as it is, whatever it holds.

    Returns:
        The folder of the copy.

    Raises:
        ReaderError: when the copy cannot be written.
    """
    target = sample_library()
    if target.exists():
        return target
    import shutil
    import tempfile

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sample-library-") as scratch:
            copy = Path(scratch) / target.name
            copy.mkdir()
            for article in sorted(sample_library_source().glob("*.txt")):
                shutil.copyfile(article, copy / article.name)
            _move_unless_there(copy, target)
    except OSError as error:
        raise ReaderError(
            f"the sample library cannot be written ({error.strerror or error})",
            where=str(target),
            remedy="make the folder writable, or open one of your own: reader FOLDER",
        ) from error
    return target


def _folder(kind: str) -> Path:
    """Return the user's folder of a kind.

    Where the environment says it without any doubt, it is taken from there: importing `platformdirs` takes a
    third as long as printing an article.
    """
    certain = certain_folder(kind)
    if certain is not None:
        return Path(certain)
    from platformdirs import PlatformDirs

    found: Path = getattr(PlatformDirs(APP, appauthor=False), f"user_{kind}_path")
    return found


def _move_unless_there(folder: Path, target: Path) -> None:
    """Give a finished folder its name; where another process was faster, keep that one's."""
    try:
        folder.rename(target)
    except OSError:
        if not target.is_dir():
            raise
