"""What the codebook's commands ask for before they change a tag."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from reader.annotations.codebook import COLOURS, Codebook, folded
from reader.session import recoding
from reader.session.codes import TagRow
from reader.session.recoding import Recoding
from reader.tui.questions.choosing import Option, OptionPrompt, ValuePrompt
from reader.tui.swatches import swatch

if TYPE_CHECKING:
    from reader.tui.screens.codebook import CodebookScreen

Asking = Callable[["CodebookScreen", TagRow], None]


def ask_new(screen: CodebookScreen) -> None:
    """Ask for the name of a new tag."""
    prompt = ValuePrompt(
        "a new tag", "", "its name   ⏎ adds it   esc leaves", partial(recoding.adding, screen.book)
    )
    screen.app.push_screen(prompt, screen.recode)


def _ask_name(screen: CodebookScreen, row: TagRow) -> None:
    hint = f"its name, here and on {_passages(row.count)}   ⏎ renames   esc leaves"
    make = partial(recoding.renaming, screen.book, row.tag, in_use=[each.tag for each in screen.rows])
    screen.app.push_screen(ValuePrompt(f"rename “{row.tag}”", row.tag, hint, make), screen.recode)


def _ask_description(screen: CodebookScreen, row: TagRow) -> None:
    description = row.code.description if row.code else ""
    hint = "what it means, in a sentence   ⏎ keeps it   esc leaves"
    make = partial(recoding.describing, screen.book, row.tag)
    screen.app.push_screen(ValuePrompt(f"describe “{row.tag}”", description, hint, make), screen.recode)


def _ask_key(screen: CodebookScreen, row: TagRow) -> None:
    key = row.code.key if row.code else ""
    hint = "a letter that finds it in the tag picker; empty: one is given   ⏎ keeps it   esc leaves"

    def make(typed: str) -> Recoding:
        return recoding.rekeying(screen.book, row.tag, typed.strip())

    screen.app.push_screen(ValuePrompt(f"the key of “{row.tag}”", key, hint, make), screen.recode)


def _ask_colour(screen: CodebookScreen, row: TagRow) -> None:
    paint = partial(recoding.recolouring, screen.book, row.tag)
    options = [Option(colour, partial(paint, colour), *swatch(colour)) for colour in COLOURS]
    options.append(Option("none of its own", partial(paint, ""), *swatch("")))

    def make(typed: str) -> Recoding:
        return paint(typed.strip())

    prompt = OptionPrompt(
        f"the colour of “{row.tag}”", options, hint="or type #rrggbb   ⏎ takes   esc leaves", make=make
    )
    screen.app.push_screen(prompt, screen.recode)


def _ask_target(screen: CodebookScreen, row: TagRow) -> None:
    options = _tags_but(screen, row, partial(recoding.merging, screen.book, row.tag))
    prompt = OptionPrompt(f"merge “{row.tag}”, with {_passages(row.count)}, into", options)
    screen.app.push_screen(prompt, screen.recode)


def _ask_parent(screen: CodebookScreen, row: TagRow) -> None:
    move = partial(recoding.moving, screen.book, row.tag)
    names = recoding.parents_for(screen.book, row.tag)
    options = [Option("the top", partial(move, "")), *(Option(name, partial(move, name)) for name in names)]
    screen.app.push_screen(OptionPrompt(f"move “{row.tag}” under", options), screen.recode)


def _ask_delete(screen: CodebookScreen, row: TagRow) -> None:
    book = screen.book
    if not row.count:
        screen.recode(recoding.deleting(book, row.tag, keeping=True))
        return
    options = [Option("they lose it", partial(recoding.deleting, book, row.tag, keeping=False))]
    if row.code:
        kept = partial(recoding.deleting, book, row.tag, keeping=True)
        options.insert(0, Option("they keep it, as a free tag", kept))
    options += _tags_but(screen, row, partial(_reassigned, book, row.tag), before="they get ")
    prompt = OptionPrompt(f"delete “{row.tag}”: what becomes of {_passages(row.count)}?", options)
    screen.app.push_screen(prompt, screen.recode)


def _reassigned(book: Codebook, tag: str, to: str) -> Recoding:
    return recoding.deleting(book, tag, keeping=False, to=to)


def _tags_but(
    screen: CodebookScreen, row: TagRow, make: Callable[[str], Recoding], *, before: str = ""
) -> list[Option[Recoding]]:
    """Return all other tags as options."""
    others = (each for each in screen.rows if folded(each.tag) != folded(row.tag))
    return [
        Option(f"{before}{each.tag}", partial(make, each.tag), *swatch(each.colour), _passages(each.count))
        for each in others
    ]


def _passages(count: int) -> str:
    return f"{count} passage{'s' if count != 1 else ''}"


ASKING: Mapping[str, Asking] = {
    "codebook.rename": _ask_name,
    "codebook.describe": _ask_description,
    "codebook.key": _ask_key,
    "codebook.colour": _ask_colour,
    "codebook.merge": _ask_target,
    "codebook.move": _ask_parent,
    "codebook.delete": _ask_delete,
}
"""What is asked for the tag under the cursor, by command."""
