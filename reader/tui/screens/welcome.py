"""What a first reader sees below the samples, until something was read."""

from __future__ import annotations

from reader.session.keyboard import Keyboard

_LINES = (
    (("list.open", "open an article"), ("peek", "there: explain what stands here")),
    (("jump.designation_next", "the next designation"), ("jump.entity_next", "the next name")),
    (("hint.show", "label all there is"), ("select.start", "select words, from the caret")),
    (("tag.ask", "tag it"), ("note.ask", "write a note on it")),
    (("edit.undo", "undo"), ("panel.annotations", "list what you made")),
    (("export.ask", "export it"), ("help", "what can be done, every key")),
)


def welcome(keyboard: Keyboard) -> str:
    """Return the first lines to read, eight of them and the blank ones, with the keys in force."""
    rows = ["Welcome. These are two sample articles; `reader FOLDER` opens your own.", ""]
    for pairs in _LINES:
        cells = [f"{keyboard.shown(command) or '—':>6}  {words}" for command, words in pairs]
        rows.append(f"{cells[0]:<30}{cells[1]}")
    rows += ["", "Everything is saved the moment you make it."]
    return "\n".join(rows)
