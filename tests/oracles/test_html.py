"""Chromium shows the page on phones and desks without a complaint, and axe finds no barrier in it."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.pipeline import analyse
from reader.annotations.annotation import Annotation
from reader.annotations.codebook import COLOURS, Code
from reader.annotations.relations import Relation, end_at
from reader.annotations.targets import make_target
from reader.articles.describe import describe
from reader.exchange.formats import find_format
from reader.exchange.section import Section
from reader.text.segments import paragraphs, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
STRANGE = (
    "A headline \u202eesrever\u202c\n\nשלום, אמר דן כהן. “أهلا وسهلا” <b>no markup</b> &amp; "
    f"{'endless' * 40} https://example.com/{'path/' * 40}\n\nname    amount\nKabul\t12 👩‍👩‍👧\n"
)
CODES = (
    *(
        Code(colour, colour=colour, description=f"Is {colour}: see https://example.com/")
        for colour in COLOURS
    ),
    Code("white", colour="#ffffff", parent="red"),
    Code("black", colour="#000000"),
)
NOTES = ("Who says so? https://example.com/a?b=1", "", "one\n\ntwo", "word" * 60)


def made(path: str, text: str) -> Section:
    """Return an article with annotations of all colours, over one another, and with what is found in it."""
    article = describe(path, text, id_=path)
    found = words(text, paragraphs(text)[0]) + words(text, paragraphs(text)[1])
    annotations = []
    for number, first in enumerate(found[::3]):
        last = found[min(len(found) - 1, number * 3 + 1 + number % 4)]
        span = type(first)(first.start, max(first.end, last.end))
        tags = tuple(CODES[(number + extra) % len(CODES)].name for extra in range(number % 3))
        target = make_target(text, span, sha256=article.sha256)
        id_ = f"01a202c3-f5e1-76a0-ad0d-{number:012x}"
        day = f"2026-11-22T10:18:{number % 60:02}.625Z"
        note, anchor = NOTES[number % len(NOTES)], "orphan" if number % 7 == 6 else "exact"
        annotations.append(
            Annotation(f"{path}-{id_}", article.id, target, "anna", day, day, tags, note, anchor=anchor)
        )
    ends = [end_at(each) for each in annotations[:2]]
    relation = Relation(f"{path}-r", "contradicts", ends[0], ends[1], "anna", day, "why")
    findings = analyse(text, QuickRecogniser())
    return Section(article, tuple(annotations), (relation,), CODES, findings)


@pytest.fixture(scope="module")
def files(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, list[Section]]]:
    """A page of one article, and one of several."""
    folder = tmp_path_factory.mktemp("pages")
    articles = [made(path.name, path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))]
    pages = {"one": articles[:1], "several": [*articles, made("strange/" + "long" * 30, STRANGE)]}
    for name, sections in pages.items():
        (folder / f"{name}.html").write_bytes(find_format("html").write(sections).data)
    return {name: (folder / f"{name}.html", sections) for name, sections in pages.items()}


class Seen:
    """A page opened in a window of a width, with all that the browser says of it."""

    def __init__(self, browser: Browser, path: Path, *, width: int, scheme: str) -> None:
        window = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page: Page = window.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    @property
    def barriers(self) -> list[str]:
        """What axe finds of serious or critical impact."""
        found = Axe().run(self.page).response["violations"]
        grave = [each for each in found if each["impact"] in {"serious", "critical"}]
        return [f"{each['id']}: {node['html']}" for each in grave for node in each["nodes"]]


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [*product(["several"], WIDTHS, SCHEMES), ("one", 360, "dark"), ("one", 1280, "light")],
)
def test_a_browser_shows_it_without_a_complaint(files, browser, name, width, scheme):
    path, _ = files[name]
    seen = Seen(browser, path, width=width, scheme=scheme)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.barriers == []
    assert seen.said == []
    assert seen.asked == [path.as_uri()]


@pytest.mark.parametrize("name", ["one", "several"])
def test_the_text_of_the_articles_is_theirs(files, browser, name):
    path, sections = files[name]
    seen = Seen(browser, path, width=1280, scheme="light")
    lines = seen.page.evaluate(
        """[...document.querySelectorAll(".line")].map(line => {
            const copy = line.cloneNode(true);
            copy.querySelectorAll("a.ref").forEach(each => each.remove());
            return copy.textContent;
        })"""
    )
    text = "\n".join(section.article.text for section in sections)
    shown = text.replace("\u202e", "⇄").replace("\u202c", "⇄")
    assert lines == [line.strip() for line in shown.split("\n") if line.strip()]


def test_what_is_copied_has_no_raised_numbers(files, browser):
    path, sections = files["one"]
    page = Seen(browser, path, width=1280, scheme="light").page
    copied = page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('p.line')) || String(getSelection())"
    )
    assert copied.strip() == sections[0].article.text.split("\n")[0].strip()


def test_the_notes_stand_beside_the_text_on_a_desk_and_below_it_on_a_phone(files, browser):
    path, _ = files["one"]
    boxes = {}
    for width in WIDTHS:
        page = Seen(browser, path, width=width, scheme="light").page
        group = page.locator(".noted").first
        boxes[width] = group.locator(".line").first.bounding_box(), group.locator(".notes").bounding_box()
    (line, notes), (wide_line, wide_notes) = boxes[360], boxes[1280]
    assert notes["y"] >= line["y"] + line["height"]
    assert wide_notes["x"] >= wide_line["x"] + wide_line["width"]
    assert wide_notes["y"] < wide_line["y"] + wide_line["height"]


def test_it_can_be_printed(files, browser):
    path, _ = files["several"]
    page = Seen(browser, path, width=1280, scheme="dark").page
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement)].map(s => [s.color, s.backgroundColor])[0]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_the_oracles_see_faults(files, browser, tmp_path):
    whole = files["one"][0].read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(whole.replace("--ink:#1d1c1a", "--ink:#c0c0c0"), encoding="utf-8")
    seen = Seen(browser, broken, width=360, scheme="light")
    assert any("Content Security Policy" in each for each in seen.said)
    broken.write_text(
        whole.replace('http-equiv="Content', 'name="Content').replace("--ink:#1d1c1a", "--ink:#c0c0c0")
    )
    seen = Seen(browser, broken, width=360, scheme="light")
    assert any(each.startswith("color-contrast") for each in seen.barriers)
