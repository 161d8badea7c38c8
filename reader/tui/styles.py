"""What component classes add to the style they are laid over, and that the result can be read."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

from reader.text.contrast import TEXT
from reader.tui.contrast import legible


def layer(widget: Widget, component: str) -> Style:
    """Return a component's own colours and text style, translucent colours blended with what is below.

    Args:
        widget: The widget whose component it is.
        component: A name of its ``COMPONENT_CLASSES``.
    """
    blended = widget.get_component_rich_style(component)
    own = widget.get_component_rich_style(component, partial=True)
    return own + Style(
        color=blended.color if own.color is not None else None,
        bgcolor=blended.bgcolor if own.bgcolor is not None else None,
    )


def seen(widget: Widget, style: Style, *, least: float = TEXT) -> Style:
    """Return a style whose words can be read in the widget's theme, whatever was laid over one another."""
    return legible(style, least=least, dark=widget.app.current_theme.dark)


def drawn(widget: Widget, *components: str, least: float = TEXT) -> Style:
    """Return the widget's own style with components laid over it in turn, so that it can be read.

    Args:
        widget: The widget whose components they are.
        components: Names of its ``COMPONENT_CLASSES``.
        least: The contrast wanted.
    """
    style = Style.combine([widget.rich_style, *(layer(widget, name) for name in components)])
    return seen(widget, style, least=least)
