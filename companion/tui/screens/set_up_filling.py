"""What stands on Today already, shown under each step of set-up."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from companion.tui.screens.first import Pairs
from companion.tui.show import Words, user_line

CHANGES = "You can change or delete any of this later."
MOST_SHOWN = 3


class Filling(Vertical):
    """Headings of ours and the person's words; nothing is drawn while there are none."""

    DEFAULT_CSS = "Filling { height: auto; } Filling Pairs { padding: 0 0 0 2; }"

    def compose(self) -> ComposeResult:
        yield Static("Your Today page is filling up:", classes="question", markup=False)
        yield Pairs(max_lines=2)
        yield Static(CHANGES, classes="muted", markup=False)

    def show(self, parts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Show the first words of each part."""
        rows: list[tuple[Words, Words]] = []
        for heading, words in parts:
            for row, each in enumerate(words[:MOST_SHOWN]):
                label = Content.styled(heading if row == 0 else "", "$c-muted")
                rows.append((label, Content.assemble("• ", user_line(each))))
        self.query_one(Pairs).show(rows)
        self.display = bool(rows)
