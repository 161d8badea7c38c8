"""The texts and libraries that all programs are measured on: made here, the same on every machine."""

from __future__ import annotations

import random
import shutil
import zipfile
from pathlib import Path

VOCABULARY = """
    the of and to in that was for on with as his they at be this from had by which their were would there
    been said when after people about city river market night road council water winter report letter border
"""
NAMES = ("Sergei Lavrov", "Ursula Brandt", "Kabul", "Northern Alliance", "Helena Okafor", "Geneva", "Daesh")
NEEDLE = "xyzzyneedle"
FIRST = "A report from the border"
SIZES = {"5 kB": 5_000, "100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
CONTAINER = """\
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
PACKAGE = f"""\
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{FIRST}</dc:title>
<dc:identifier id="id">report</dc:identifier><dc:language>en</dc:language></metadata>
<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="c"/></spine></package>
"""
CONTENTS = f"""\
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>
<navPoint id="n" playOrder="1"><navLabel><text>{FIRST}</text></navLabel><content src="c.xhtml"/></navPoint>
</navMap></ncx>
"""
PAGE = f"""\
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{FIRST}</title></head><body>{{}}</body></html>
"""
LIBRARIES = {"2 articles": 2, "10,000 articles": 10_000, "100,000 articles": 100_000}


def text(length: int) -> str:
    """Return an article of about a length, with a name every 200 characters and a needle near its end."""
    chance, vocabulary = random.Random(length), VOCABULARY.split()
    parts, size, since, has_needle = [FIRST], 0, 0, False
    while size < length:
        words: list[str] = []
        for _ in range(chance.randint(40, 110)):
            words.append(chance.choice(vocabulary))
            since += len(words[-1]) + 1
            if since > 200:
                words.append(chance.choice(NAMES))
                since = 0
        if not has_needle and size > 0.9 * length:
            words.append(NEEDLE)
            has_needle = True
        parts.append(f"Then {' '.join(words)}.")
        size += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


def write_texts(room: Path) -> dict[str, dict[str, Path]]:
    """Write each text as every program wants it: ``txt``, ``md`` and ``epub``, by the name of its size."""
    made: dict[str, dict[str, Path]] = {}
    for name, length in SIZES.items():
        folder = room / "texts" / name.replace(" ", "")
        made[name] = {suffix: folder / f"article.{suffix}" for suffix in ("txt", "md", "epub")}
        if folder.exists():
            # What a run that was stopped left behind would be there for the keys of this one.
            shutil.rmtree(folder / ".reader", ignore_errors=True)
            continue
        folder.mkdir(parents=True)
        words = text(length)
        made[name]["txt"].write_text(words, encoding="utf-8")
        made[name]["md"].write_text(words, encoding="utf-8")
        _write_epub(made[name]["epub"], words)
    return made


def write_library(room: Path, name: str) -> Path:
    """Write a library of many short articles, as a folder."""
    folder = room / "libraries" / name.replace(" ", "-").replace(",", "")
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    count = LIBRARIES[name]
    for number in range(count):
        body = text(600).removeprefix(FIRST)
        named = f"{FIRST}, part {number}, with {NAMES[number % len(NAMES)]}"
        (folder / f"article-{number:06d}.txt").write_text(named + body, encoding="utf-8")
    return folder


def _write_epub(path: Path, words: str) -> None:
    """Write a text as an EPUB of one chapter."""
    paragraphs = "".join(f"<p>{each}</p>\n" for each in words.strip().split("\n\n"))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("META-INF/container.xml", CONTAINER)
        file.writestr("book.opf", PACKAGE)
        file.writestr("toc.ncx", CONTENTS)
        file.writestr("c.xhtml", PAGE.format(paragraphs))
