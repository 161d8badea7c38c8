"""A Textual application of nothing at all."""

from textual.app import App


class Empty(App[None]):
    """Quits at ``q``."""

    TITLE = "A report"
    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - as Textual has it

    def on_ready(self) -> None:
        """Say so in the one way that an empty screen has."""
        self.console.clear()


Empty().run()
