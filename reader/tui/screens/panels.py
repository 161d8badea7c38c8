"""What keys and choices in the lists beside the text do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.articles.findings import Entity
from reader.session.annotating import removed
from reader.session.effects import Say
from reader.session.filters import Noted
from reader.session.keys import Press
from reader.session.walking import annotation_reached, mention_reached
from reader.tui.widgets.annotation_list import AnnotationList, AnnotationPanel
from reader.tui.widgets.entity_panel import EntityPanel
from reader.tui.widgets.filtered import FilteredList
from reader.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from reader.tui.screens.article import ArticleScreen


def panel_pressed(screen: ArticleScreen, panel: RowList[Any], press: Press) -> bool:
    """Carry out a command of the list in focus; tell whether it was one."""
    match press.command:
        case "list.filter" if isinstance(panel, FilteredList):
            from reader.tui.questions.line import ask_filter

            ask_filter(screen, panel)
        case "list.order":
            screen.tell(reordered(panel))
        case "list.widen":
            screen.app.articles.show_annotations(panel.filter if isinstance(panel, AnnotationPanel) else "")
        case "list.delete":
            _delete(screen, panel)
        case "place.next" | "place.previous":
            count = press.count or 1
            _walk(screen, panel, count if press.command == "place.next" else -count)
        case name if name.startswith("list."):
            panel.command(name, press.count)
        case _:
            return False
    return True


def _delete(screen: ArticleScreen, panel: RowList[Any]) -> None:
    if not isinstance(panel, AnnotationPanel):
        screen.tell("only annotations can be deleted; ‹panel.annotations› lists them")
    elif panel.current is None:
        screen.tell("no annotation to delete")
    else:
        screen.take(removed(screen.reading, panel.current.annotation))


def reordered(panel: RowList[Any]) -> str:
    """Put a list in its next order, and return what there is to say of it."""
    if isinstance(panel, AnnotationList):
        return f"by {panel.reorder()}"
    return "this list has one order: the most mentioned first"


def _walk(screen: ArticleScreen, panel: RowList[Any], step: int) -> None:
    """Go from place to place, the list kept in focus."""
    if isinstance(panel, EntityPanel) and isinstance(panel.current, Entity):
        screen.take(mention_reached(screen.reading, panel.current, step))
    elif isinstance(panel, AnnotationPanel) and panel.current is not None:
        panel.move_to(panel.cursor + step)
        reading, effects = annotation_reached(screen.reading, panel.current.annotation)
        screen.take((reading, effects or (Say(f"{panel.cursor + 1} of {len(panel.rows)}"),)))


def row_chosen(screen: ArticleScreen, row: object) -> None:
    """Go where a row leads: from mention to mention of an entity, or to an annotation and into the text."""
    if isinstance(row, Entity):
        screen.take(mention_reached(screen.reading, row))
    elif isinstance(row, Noted):
        reading, effects = annotation_reached(screen.reading, row.annotation)
        screen.take((reading, effects))
        if not effects:
            screen.desk.view.focus()
