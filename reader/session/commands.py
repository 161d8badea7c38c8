"""The one table of commands: keys, footer, palette and help are all made from it."""

from __future__ import annotations

from typing import Literal, get_args

from reader.values import Value

Scope = Literal["library", "article", "panel", "queue", "review", "codebook", "annotations"]
Group = Literal[
    "Moving",
    "Jumping",
    "Searching",
    "Annotating",
    "Looking",
    "Lists",
    "Queue",
    "Review",
    "Codebook",
    "Library",
    "Reader",
]
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order in which help shows them."""
SHORT = {"enter": "⏎", "space": "␣", "escape": "esc", "tab": "⇥", "pagedown": "PgDn", "pageup": "PgUp"}
"""Keys whose names are longer than their signs."""


class Command(Value):
    """Something a person can ask for, by key, by name in the palette, or by mouse."""

    id: str
    """Stable, dotted, lower case: ``caret.down``."""
    keys: tuple[str, ...]
    """Each a sequence of key names parted by spaces: ``j``, ``g g``, ``] e``, ``ctrl+d``."""
    label: str
    """Two or three words, for the footer and the palette."""
    help: str
    """What it does, in one sentence without a full stop."""
    group: Group
    scopes: tuple[Scope, ...] = ("article",)
    footer: bool = False
    """Whether it stands in the footer, in the order of the table."""
    argument: bool = False
    """Whether the next key is its argument, as in ``m a``."""


EVERYWHERE: tuple[Scope, ...] = ("library", "article", "panel")
LISTS: tuple[Scope, ...] = ("library", "panel", "annotations")
FILTERED: tuple[Scope, ...] = (*LISTS, "codebook")
ROWS: tuple[Scope, ...] = ("library", "panel", "queue", "review", "codebook", "annotations")
CODEBOOK: tuple[Scope, ...] = ("codebook",)
ANYWHERE: tuple[Scope, ...] = (*EVERYWHERE, "codebook", "annotations")
QUEUE: tuple[Scope, ...] = ("queue",)
REVIEW: tuple[Scope, ...] = ("review",)
TEXT: tuple[Scope, ...] = ("article", "panel")
PANEL: tuple[Scope, ...] = ("panel",)
NOTES: tuple[Scope, ...] = ("panel", "annotations")
LIBRARY: tuple[Scope, ...] = ("library",)

COMMANDS: tuple[Command, ...] = (
    Command("caret.down", ("j", "down"), "down", "Caret a row down", "Moving"),
    Command("caret.up", ("k", "up"), "up", "Caret a row up", "Moving"),
    Command("caret.left", ("h", "left"), "left", "Caret a character left", "Moving"),
    Command("caret.right", ("l", "right"), "right", "Caret a character right", "Moving"),
    Command("caret.word_forward", ("w",), "next word", "Caret to the next word", "Moving"),
    Command("caret.word_back", ("b",), "previous word", "Caret to the previous word", "Moving"),
    Command("caret.word_end", ("e",), "word end", "Caret to the end of the word", "Moving"),
    Command("caret.sentence_forward", (")",), "next sentence", "Caret to the next sentence", "Moving"),
    Command("caret.sentence_back", ("(",), "previous sentence", "Caret to the previous sentence", "Moving"),
    Command("caret.paragraph_forward", ("}",), "next paragraph", "Caret to the next paragraph", "Moving"),
    Command("caret.paragraph_back", ("{",), "previous paragraph", "Caret to the previous paragraph", "Moving"),
    Command("caret.row_start", ("0", "home"), "row start", "Caret to the start of the row", "Moving"),
    Command("caret.row_end", ("$", "end"), "row end", "Caret to the end of the row", "Moving"),
    Command("caret.top", ("g g", "ctrl+home"), "top", "Caret to the top; with a count, to that paragraph", "Moving"),
    Command("caret.bottom", ("G", "ctrl+end"), "end", "Caret to the last row", "Moving"),
    Command("caret.half_down", ("ctrl+d",), "half a page down", "Half a page down", "Moving"),
    Command("caret.half_up", ("ctrl+u",), "half a page up", "Half a page up", "Moving"),
    Command("caret.page_down", ("space", "pagedown", "ctrl+f"), "page down", "A page down", "Moving"),
    Command("caret.page_up", ("pageup", "ctrl+b", "backspace"), "page up", "A page up", "Moving"),
    Command("jump.entity_next", ("] e",), "next entity", "Caret to the next entity", "Jumping"),
    Command("jump.entity_previous", ("[ e",), "previous entity", "Caret to the previous entity", "Jumping"),
    Command(
        "jump.designation_next",
        ("] d",),
        "next ◆",
        "Caret to the next designation or designated name",
        "Jumping",
        footer=True,
    ),
    Command(
        "jump.designation_previous",
        ("[ d",),
        "previous designation",
        "Caret to the previous designation or designated name",
        "Jumping",
    ),
    Command("jump.annotation_next", ("] a",), "next annotation", "Caret to the next annotation", "Jumping"),
    Command(
        "jump.annotation_previous", ("[ a",), "previous annotation", "Caret to the previous annotation", "Jumping"
    ),
    Command("jump.suggestion_next", ("] s",), "next suggestion", "Caret to the next suggestion, shown from then on", "Jumping"),
    Command("jump.suggestion_previous", ("[ s",), "previous suggestion", "Caret to the previous suggestion, shown from then on", "Jumping"),
    Command("jump.back", ("ctrl+o",), "back", "Caret back to where the last jump began", "Jumping"),
    Command("jump.forth", ("ctrl+n",), "forth", "Caret forth again to where a jump was taken back from", "Jumping"),
    Command("mark.set", ("m",), "set mark", "Set a mark: m and any letter", "Jumping", argument=True),
    Command("mark.go", ("'",), "go to mark", "Caret to a mark: ' and its letter", "Jumping", argument=True),
    Command("search.ask", ("/",), "search", "Search the text; a capital makes case count", "Searching", footer=True),
    Command("search.here", ("*",), "search this word", "Search for the word under the caret, or the selection, as whole words", "Searching"),
    Command("search.next", ("n",), "next match", "Caret to the next match", "Searching"),
    Command("search.previous", ("N",), "previous match", "Caret to the previous match", "Searching"),
    Command("select.start", ("v",), "select", "Select from the caret; v again lets go", "Annotating", footer=True),
    Command("select.swap", ("o",), "other end", "Move the other end of the selection", "Annotating"),
    Command("select.grow", ("+", "="), "grow", "Select the next larger unit: word, name, sentence, paragraph, all", "Annotating"),
    Command("select.shrink", ("-",), "shrink", "Select the next smaller unit", "Annotating"),
    Command("hint.show", ("f",), "hints", "Label what is on the screen: a label selects, in capitals tags from here", "Annotating", footer=True),
    Command("hint.words", ("F",), "words", "Label every word: two labels select from one to the other, in capitals tag them from here", "Annotating"),
    Command("hint.seek", ("s",), "seek", "Go to two letters on the screen; selecting, as far as there", "Jumping"),
    Command("object.word", ("i w",), "this word", "Select the word under the caret", "Annotating"),
    Command("object.sentence", ("i s",), "this sentence", "Select the sentence under the caret", "Annotating"),
    Command("object.paragraph", ("i p",), "this paragraph", "Select the paragraph under the caret", "Annotating"),
    Command("object.entity", ("i e",), "this entity", "Select the mention under the caret", "Annotating"),
    Command("object.designation", ("i d",), "this designation", "Select the designation under the caret", "Annotating"),
    Command("object.quotation", ("i q",), "this quotation", "Select what the quotation marks around the caret hold", "Annotating"),
    Command(
        "tag.ask",
        ("t",),
        "tag",
        "Tag the selection, else the smallest annotation, name or sentence under the caret; 3t puts the third tag",
        "Annotating",
        footer=True,
    ),
    Command("tag.propagate", ("T",), "propagate", "Put the tag of the annotation on other mentions of the same name or words, each asked for", "Annotating"),
    Command("suggest.toggle", ("S",), "suggestions", "Show what could be tagged; again, put it away", "Annotating"),
    Command("suggest.types", ("g S",), "types too", "Suggest the types of names as well, or no longer", "Annotating"),
    Command("suggest.accept", ("a",), "accept", "Accept the suggestion under the caret, and go to the next", "Annotating"),
    Command("suggest.reject", ("d",), "reject", "Reject the suggestion under the caret for good, and go to the next", "Annotating"),
    Command("tag.again", (".",), "same tag again", "Tag with the last tag used", "Annotating"),
    Command("tag.words", ("#",), "tag by its words", "Put a tag on it that is made of its own words", "Annotating"),
    Command("codebook.open", ("C",), "codebook", "Show all tags: colours, keys and meanings; add, rename, merge, delete", "Annotating", EVERYWHERE),
    Command(
        "note.ask",
        ("c",),
        "note",
        "Write a note on the selection, or edit that of the annotation under the caret",
        "Annotating",
        footer=True,
    ),
    Command("note.editor", ("g c",), "note in editor", "Write the note in your own editor, $VISUAL or $EDITOR", "Annotating"),
    Command("annotation.cycle", (";",), "next of several", "Take the next of the annotations and names under the caret in hand", "Annotating"),
    Command("annotation.span", ("R",), "change the span", "Change what the annotation covers: select, then ⏎", "Annotating"),
    Command("relation.begin", ("&",), "relate", "Relate the annotation to another: & on each", "Annotating"),
    Command("relation.follow", ("%",), "follow relation", "Go to the other end of the annotation's relation; again there, of the next", "Annotating"),
    Command("relation.list", ("g %",), "relations", "List the article's relations: follow one, or delete it", "Annotating"),
    Command("annotation.delete", ("x",), "delete", "Delete the annotation under the caret", "Annotating"),
    Command("review.open", ("g r",), "review", "Review the annotations whose place is not sure since their text changed; from the library, of all articles", "Annotating", EVERYWHERE),
    Command("correct.ask", ("r",), "correct", "Correct what was found: another type, no name, a name that was missed", "Annotating"),
    Command("edit.undo", ("u",), "undo", "Undo the last change, in whichever article", "Annotating", ANYWHERE),
    Command("edit.redo", ("ctrl+r",), "redo", "Do again what was undone", "Annotating", ANYWHERE),
    Command("copy.passage", ("y",), "copy", "Copy the selection or the unit under the caret", "Annotating"),
    Command(
        "copy.citation", ("Y",), "copy citation", "Copy the passage with its title, outlet, date, address, place and the text's hash", "Annotating"
    ),
    Command(
        "peek", ("enter",), "peek", "Explain what is under the caret; again, close it", "Looking", footer=True
    ),
    Command("card.down", ("ctrl+e",), "more of the card", "Further down in the card of the peek", "Looking"),
    Command("card.up", ("ctrl+y",), "back in the card", "Further up in the card of the peek", "Looking"),
    Command("panel.annotations", ("A",), "annotations", "Show or leave the list of annotations; from the library, of all of them", "Looking", (*EVERYWHERE, "annotations")),
    Command("panel.entities", ("E",), "entities", "Show or leave the list of entities", "Looking", TEXT),
    Command("pane.next", ("tab",), "next pane", "Go between the text and the list beside it", "Looking", TEXT),
    Command("zen.toggle", ("z",), "nothing but the text", "Show nothing but the text; again, everything", "Looking", TEXT),
    Command("fold.toggle", ("D",), "fold designations", "Fold footnotes, brackets and markers of designations to quiet signs, and front matter; again, show them", "Looking"),
    Command("legend.toggle", ("L",), "legend", "Show or hide the legend of the highlights", "Looking", TEXT),
    Command("look.narrower", ("<",), "narrower", "Make the column of text narrower", "Looking", TEXT),
    Command("look.wider", (">",), "wider", "Make the column of text wider", "Looking", TEXT),
    Command("look.spacing", ("g s",), "spacing", "Paragraphs further apart; after the widest, close again", "Looking", TEXT),
    Command("look.theme", ("g t",), "next theme", "Put the next theme on", "Looking", ANYWHERE),
    Command("list.down", ("j", "down"), "down", "Next row", "Lists", ROWS),
    Command("list.up", ("k", "up"), "up", "Previous row", "Lists", ROWS),
    Command("list.page_down", ("space", "pagedown", "ctrl+d", "ctrl+f"), "page down", "A page down", "Lists", ROWS),
    Command("list.page_up", ("pageup", "ctrl+u", "ctrl+b"), "page up", "A page up", "Lists", ROWS),
    Command("list.top", ("g g", "home"), "top", "First row", "Lists", ROWS),
    Command("list.bottom", ("G", "end"), "end", "Last row", "Lists", ROWS),
    Command("list.open", ("enter", "l"), "open", "Open the article, or go to the place", "Lists", LISTS, footer=True),
    Command("list.filter", ("/",), "filter", "Filter the list as you type", "Lists", FILTERED, footer=True),
    Command("queue.yes", ("y",), "tag it", "Put the tag on this place too", "Queue", QUEUE, footer=True),
    Command("queue.no", ("n",), "not this", "Leave this place without the tag", "Queue", QUEUE, footer=True),
    Command("queue.all", ("Y",), "all the rest", "Put the tag on every place that is still open", "Queue", QUEUE, footer=True),
    Command("queue.back", ("u",), "back", "Take the last answer back", "Queue", QUEUE, footer=True),
    Command("queue.widen", ("l", "T"), "library", "Look through the whole library; again, this article only", "Queue", QUEUE, footer=True),
    Command("queue.stop", ("q", "escape"), "stop", "Leave the rest; what was said yes to stays", "Queue", QUEUE, footer=True),
    Command("review.take", ("y", "enter"), "here", "Put the annotation on this place", "Review", REVIEW, footer=True),
    Command("review.later", ("n",), "later", "Leave it as it is, and go to the next", "Review", REVIEW, footer=True),
    Command("review.placeless", ("o",), "nowhere", "Keep it without a place; it is not asked about again until the text changes", "Review", REVIEW, footer=True),
    Command("review.select", ("s",), "select", "Select its passage in the text yourself", "Review", REVIEW, footer=True),
    Command("review.delete", ("x",), "delete", "Delete the annotation", "Review", REVIEW, footer=True),
    Command("review.back", ("u",), "back", "Take the last answer back", "Review", REVIEW, footer=True),
    Command("review.stop", ("q", "escape"), "stop", "Leave the rest; what was decided stays", "Review", REVIEW, footer=True),
    Command("codebook.add", ("a",), "add", "Add a tag to the codebook", "Codebook", CODEBOOK, footer=True),
    Command("codebook.rename", ("r",), "rename", "Rename the tag, on all your annotations too", "Codebook", CODEBOOK, footer=True),
    Command("codebook.describe", ("d", "enter"), "describe", "Say what the tag means", "Codebook", CODEBOOK, footer=True),
    Command("codebook.delete", ("x",), "delete", "Delete the tag; its annotations keep it, lose it, or get another", "Codebook", CODEBOOK, footer=True),
    Command("codebook.merge", ("m",), "merge", "Make the tag one with another, on all your annotations too", "Codebook", CODEBOOK, footer=True),
    Command("codebook.move", ("p",), "put under", "Put the tag under another one, or at the top", "Codebook", CODEBOOK, footer=True),
    Command("codebook.colour", ("c",), "colour", "Choose the tag's colour", "Codebook", CODEBOOK, footer=True),
    Command("codebook.key", ("K",), "key", "Choose the letter that finds the tag in the tag picker", "Codebook", CODEBOOK, footer=True),
    Command("codebook.close", ("o",), "open/close", "Close the codebook, so that no other tags can be given; again, open it", "Codebook", CODEBOOK, footer=True),
    Command("list.order", ("o",), "order", "Sort the annotations by the next: place, newest, tag", "Lists", NOTES, footer=True),
    Command("list.delete", ("x",), "delete", "Delete the annotation in the row", "Lists", NOTES),
    Command("list.widen", ("w",), "whole library", "Show the annotations of the whole library", "Lists", PANEL, footer=True),
    Command("place.next", ("n", "]"), "next place", "To the next mention of the entity, or the next annotation, the list kept", "Lists", PANEL, footer=True),
    Command("place.previous", ("N", "["), "previous place", "To the previous mention of the entity, or the previous annotation", "Lists", PANEL),
    Command(
        "list.sort", ("s",), "sort", "Sort by the next column: file, title, length, annotations, read", "Library",
        LIBRARY, footer=True,
    ),
    Command("list.reverse", ("r",), "reverse", "Reverse the order", "Library", LIBRARY),
    Command("palette", (":",), "commands", "Every command by name", "Reader", ANYWHERE),
    Command("help", ("?",), "help", "What can be done here", "Reader", ANYWHERE, footer=True),
    Command("let_go", ("escape",), "let go", "Let go of what is selected, in hand or begun; else go back", "Reader", ANYWHERE),
    Command("back", ("q",), "back", "Close what is open", "Reader", (*TEXT, "codebook", "annotations"), footer=True),
    Command("quit", ("q",), "quit", "Show all articles again where the list is filtered, else quit", "Reader", LIBRARY, footer=True),
    Command("suspend", ("ctrl+z",), "to the shell", "Back to the shell for a while; its fg comes back here", "Reader", ANYWHERE),
    Command("save.elsewhere", ("g w",), "save elsewhere", "Write what cannot be saved, with all your annotations of the article, to a file you name", "Reader", EVERYWHERE),
    Command("export.ask", ("X",), "export", "Export annotations: the article's, what a filter keeps, or all", "Reader", (*EVERYWHERE, "annotations"), footer=True),
    Command("export.again", ("g X",), "export again", "Do the last export again: the same format, the same file", "Reader", (*EVERYWHERE, "annotations")),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}


def commands_in(scope: Scope) -> tuple[Command, ...]:
    """Return the commands that can be given in a scope, in the order of the table."""
    return tuple(command for command in COMMANDS if scope in command.scopes)


def key_shown(keys: str) -> str:
    """Return a key sequence as it stands in footer and help: ``] d`` as ``]d``."""
    return "".join(SHORT.get(key, key) for key in keys.split(" "))
