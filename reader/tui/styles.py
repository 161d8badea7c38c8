"""What a component class adds to the style it is laid over."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


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
