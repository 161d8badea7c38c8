"""What Textual styles, counted."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode


def styled_from_now_on(monkeypatch: pytest.MonkeyPatch) -> list[DOMNode]:
    """Return what is styled from now on, again and again as often as it is."""
    styled: list[DOMNode] = []
    apply = Stylesheet.apply

    def counted(self: Stylesheet, node: DOMNode, **options: object) -> None:
        styled.append(node)
        apply(self, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", counted)
    return styled
