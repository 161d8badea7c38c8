"""A bare Textual application: one line, which counts the keys."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    """Quits at ``q``."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - as Textual has it
    count = 0

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("A report: 0 keys")

    def on_key(self, event: Key) -> None:
        """Count."""
        if event.key != "q":
            self.count += 1
            self.query_one(Static).update(f"A report: {self.count} keys")


Bare().run()
