"""One line in full with who may see it; and what is in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import LineAudience, PlanLine
from companion.services.plan import Plans
from companion.tui.screens.dialog import Dialog
from companion.tui.screens.who_may_see import WhoMaySee
from companion.tui.show import Words, joined, styled, user_line, user_text
from companion.tui.widgets.pick_list import PickList, PickRow

MEANINGS = {
    LineAudience.ME: "on no page but your own",
    LineAudience.ASK: "listed in Share, not ticked until you tick it",
    LineAudience.TEAM: "ticked in Share; you can untick it there",
}


class LineCard(WhoMaySee):
    """A line and what helps, whole; Enter on a row says who may see it."""

    MEANINGS: ClassVar[Mapping[LineAudience, str]] = MEANINGS

    def __init__(self, line: PlanLine) -> None:
        super().__init__("This line", line.id, line.audience)
        self._line = line

    def words(self) -> Iterable[Words]:
        yield user_text(self._line.text)
        if self._line.what_helps:
            yield joined(styled("What helps  ", "bold"), user_text(self._line.what_helps))


class ArchivedLine(Dialog[tuple[str, str]]):
    """What can be done with archived things: (what to do, the id), or None."""

    def __init__(self, title: str, rows: list[PickRow], words: str = "") -> None:
        super().__init__(title, hint="enter does it   esc closes")
        self._rows, self._words = rows, words

    @classmethod
    def line(cls, line: PlanLine) -> ArchivedLine:
        """Return the choices for one archived line."""
        rows = [
            PickRow(id=f"restore {line.id}", main="Bring it back"),
            PickRow(id=f"delete {line.id}", main="Delete it for good"),
        ]
        return cls("In the archive", rows, line.text)

    @classmethod
    def sections(cls, plan: Plans) -> ArchivedLine:
        """Return the choices for the archived sections."""
        rows: list[PickRow] = []
        for section in plan.sections(archived=True):
            rows.append(
                PickRow(
                    id=f"restore-section {section.id}", main=user_line(section.name), note="bring it back"
                )
            )
            if plan.can_delete_section(section.id):
                rows.append(
                    PickRow(
                        id=f"delete-section {section.id}",
                        main=user_line(section.name),
                        note="delete for good",
                    )
                )
        return cls("Sections in the archive", rows)

    def body(self) -> Iterable[Widget]:
        if self._words:
            yield Static(user_text(self._words), classes="gap-below")
        yield PickList(self._rows)

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _chosen(self, message: PickList.Picked) -> None:
        message.stop()
        do, _, id = message.id.partition(" ")
        self.dismiss((do, id))
