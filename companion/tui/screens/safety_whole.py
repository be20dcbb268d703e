"""The safety plan, all on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.safety import Contact, Step
from companion.services.safety.safety import StepView
from companion.tui.asking import WorkPage
from companion.tui.screens.help_words import details
from companion.tui.show import joined, styled, user_line, user_text
from companion.tui.widgets.bullets import Bullets

HELP_LINES = 0
"""Stands for the national lines where a step has its number."""


class SafetyWhole(WorkPage):
    """Seven steps and the help lines, one below the other; Esc goes back to one at a time."""

    TAB: ClassVar[str] = "safety"
    STAYS_OPEN = True
    CSS_PATH = "../styles/safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_body(1)", "Scroll", key_display="↑ ↓"),
        Binding("v", "leave", "One step at a time"),
        Binding("escape", "leave", "Leave", key_display="esc"),
    ]

    def body(self) -> Iterable[Widget]:
        parts: list[Widget] = []
        for number in (*(step.value for step in Step), HELP_LINES):
            parts += [Static(id=f"title-{number}"), Bullets(id=f"words-{number}", max_lines=None)]
        yield Vertical(*parts, id="whole")

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()

    def reload(self) -> None:
        safety = self.services.safety
        for view in safety.steps():
            mark = "" if view.is_empty else "• "
            self._show(view.step.value, f"{view.step.value}  {view.title}", _words(view), mark)
        lines = safety.helplines(self.door.config.nation)
        self._show(
            HELP_LINES,
            "Help lines",
            [
                joined(
                    styled(user_line(f"{line.name}  {line.number}"), "bold"), "  ", " ".join(details(line))
                )
                for line in lines
            ],
        )

    def _show(self, number: int, title: str, words: list[Content], mark: str = "• ") -> None:
        self.query_one(f"#title-{number}", Static).update(styled(title, "bold $c-safe"))
        self.query_one(f"#words-{number}", Bullets).show(words, mark=mark)

    def action_leave(self) -> None:
        self.dismiss()


def _words(view: StepView) -> list[Content]:
    if view.is_empty:
        return [styled("nothing written here", "$c-muted")]
    return [*(user_text(line.text) for line in view.lines), *(_person(contact) for contact in view.contacts)]


def _person(contact: Contact) -> Content:
    who = f" ({contact.who})" if contact.who else ""
    parts: list[Content | str] = [user_line(f"{contact.name}{who}")]
    if contact.number:
        parts += ["  ", styled(user_line(contact.number), "bold")]
    if contact.hours:
        parts += ["  ", user_line(contact.hours)]
    return joined(*parts)
