"""The safety plan, all on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.services.safety import StepView
from companion.tui.asking import WorkPage
from companion.tui.show import joined, styled, user_line, user_text


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
        yield Static(id="whole")

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()

    def reload(self) -> None:
        safety = self.services.safety
        parts = [_step(view) for view in safety.steps()]
        lines = [styled("Help lines", "bold $c-safe")]
        for line in safety.helplines(self.door.config.nation):
            more = ", ".join(part for part in (line.how, line.hours, line.cost) if part)
            lines.append(
                joined("  ", styled(user_line(f"{line.name} {line.number}"), "bold"), "  ", user_line(more))
            )
        parts.append(Content("\n").join(lines))
        self.query_one("#whole", Static).update(Content("\n\n").join(parts))

    def action_leave(self) -> None:
        self.dismiss()


def _step(view: StepView) -> Content:
    lines = [styled(f"{view.step.value}  {view.title}", "bold $c-safe")]
    lines += [joined("  • ", user_text(line.text)) for line in view.lines]
    for contact in view.contacts:
        who = f" ({contact.who})" if contact.who else ""
        hours = f"  {contact.hours}" if contact.hours else ""
        name = user_line(f"{contact.name}{who}")
        lines.append(joined("  • ", name, "  ", styled(user_line(contact.number), "bold"), user_line(hours)))
    if view.is_empty:
        lines.append(styled("  nothing written here", "$c-muted"))
    return Content("\n").join(lines)
