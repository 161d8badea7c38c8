"""Formats that are Jinja templates: those that come with Reader, and the user's own (docs/templates.md).

A file ``NAME.EXTENSION.jinja`` in the user's folder of templates is the format ``NAME``; it takes the place
of a template of Reader's that is called the same. The extension is the language that texts are escaped for.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reader.config.paths import templates_folder
from reader.errors import ReaderError
from reader.exchange.features import FEATURES, Loss
from reader.exchange.format import Encoded, Format, utf8
from reader.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.exchange.section import Section

LARGEST = 200_000
"""How many bytes a template may have."""
ENDING = ".jinja"

_SHIPPED = Path(__file__).parent / "templates"
_HEADER = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_SAID = re.compile(r"^[ \t]*(label|purpose|each|keeps|without [a-z-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_NAME = re.compile(r"([^\W_][\w-]*)\.([A-Za-z0-9]{1,8})\.jinja")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_REMEDY = "mend the template (docs/templates.md)"
_REASONS = {"surrogates": "UTF-8 cannot hold them; they are written as U+FFFD"}
_FEATURES = frozenset(each.name for each in FEATURES)


def shipped_formats() -> tuple[Format, ...]:
    """Return the formats of the templates that come with Reader."""
    return tuple(map(format_from, _templates_in(_SHIPPED)))


def own_formats(taken: frozenset[str]) -> tuple[Format, ...]:
    """Return the formats of the user's own templates, in the order of their names.

    Args:
        taken: Names that are others'; a template called so has its extension in its name too, and so have
            several that differ in nothing else.
    """
    paths = _templates_in(templates_folder())
    names = Counter(_Template(path).name for path in paths)
    taken |= {name for name, count in names.items() if count > 1}
    return tuple(format_from(path, taken) for path in paths)


def format_from(path: Path, taken: frozenset[str] = frozenset()) -> Format:
    """Return the format of a template; what is wrong in it is said when it is used.

    Raises:
        ReaderError: when its file's name is none for a template.
    """
    if not _NAME.fullmatch(path.name):
        raise ReaderError(
            "this is no name for a template", where=str(path), remedy="call it like weekly.md.jinja"
        )
    try:
        state = path.stat()
    except OSError:
        return _format(path, (0, 0), taken)
    return _format(path, (state.st_mtime_ns, state.st_size), taken)


def _templates_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    except OSError:
        return []


@cache
def _format(path: Path, _state: tuple[int, int], taken: frozenset[str]) -> Format:
    """Return the format of a template, the same one while its file has not changed."""
    template = _Template(path)
    said = template.said()
    name, extension = template.name, template.extension
    name = f"{name}.{extension}" if name in taken else name
    keeps = frozenset(said.get("keeps", "").split())
    reasons = {key.removeprefix("without "): why for key, why in said.items()}
    is_archive = said.get("each") == "article"
    ending = ".zip" if is_archive else f".{extension}"
    return Format(
        name=name,
        label=said.get("label") or name,
        purpose=said.get("purpose") or f"your template {path.name}",
        suffix=ending if f".{name}" == ending else f".{name}{ending}",
        keeps=keeps & _FEATURES,
        encode=template.encode,
        reasons={key: why for key, why in (_REASONS | reasons).items() if key in _FEATURES - keeps},
        is_text=not is_archive,
        is_archive=is_archive,
    )


class _Template(Value):
    """A template's file, read whenever it is used."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name.split(".")[0]

    @property
    def extension(self) -> str:
        return self.path.name.split(".")[1].lower()

    def said(self) -> dict[str, str]:
        """Return what the comment at its beginning says of it; nothing where it cannot be read."""
        try:
            found = _HEADER.match(self._source())
        except ReaderError:
            return {}
        return dict(_SAID.findall(found[1])) if found else {}

    def encode(self, sections: Sequence[Section]) -> Encoded:
        """Return what the template makes: of all articles, or in an archive of each.

        Raises:
            ReaderError: when the template is wrong, or does more than it may.
        """
        from reader.exchange.template_data import articles_of
        from reader.exchange.template_run import Run

        source, said = self._source(), self.said()
        self._check(source)
        articles = articles_of(sections)
        run = Run(source, str(self.path), self.extension)
        if said.get("each") == "article":
            data = _zipped({f"{each['file']}.{self.extension}": run.text((each,)) for each in articles})
        else:
            data = utf8(run.text(articles))
        why = "characters that a tag cannot have there are replaced"
        return Encoded(data, (Loss("tag-names", "tags written otherwise", len(run.changed_tags), why),))

    def _source(self) -> str:
        try:
            with self.path.open("rb") as file:
                data = file.read(LARGEST + 1)
            source = data.decode("utf-8-sig")
        except OSError as error:
            self._fail(f"cannot be read ({error.strerror or error})", remedy="make the file readable")
        except UnicodeDecodeError:
            self._fail("is not UTF-8", remedy="save it as UTF-8")
        if len(data) > LARGEST:
            self._fail(f"is larger than {LARGEST} bytes", remedy="make it smaller")
        return source.replace("\r\n", "\n")

    def _check(self, source: str) -> None:
        """Fail where its comment says what nobody understands."""
        header = _HEADER.match(source)
        if header is None:
            return
        for found in _SAID.finditer(header[1]):
            key, value = found.groups()
            unknown = sorted(set(value.split()) - _FEATURES) if key == "keeps" else []
            if unknown:
                what = f"there is nothing to keep called “{unknown[0]}”"
            elif key == "each" and value != "article":
                what = f"“each” is “{value}”, and can be “article” only"
            else:
                continue
            self._fail(what, line=(source[: header.start(1)] + header[1][: found.start(1)]).count("\n") + 1)

    def _fail(self, what: str, *, line: int = 0, remedy: str = _REMEDY) -> NoReturn:
        raise ReaderError(what, where=f"{self.path}, line {line}" if line else str(self.path), remedy=remedy)


def _zipped(texts: dict[str, str]) -> bytes:
    import zipfile

    archive = io.BytesIO()
    # Stored, since how bytes are compressed depends on the library's version.
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as file:
        for name, text in texts.items():
            file.writestr(zipfile.ZipInfo(name, _EARLIEST), utf8(text))
    return archive.getvalue()
