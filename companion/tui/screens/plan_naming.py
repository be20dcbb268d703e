"""A section of one's own is added, or a section gets another name."""

from __future__ import annotations

from companion.domain.plan import Section
from companion.tui.screens.dialog import AskLine
from companion.tui.screens.list_page import ListPage


class PlanNaming(ListPage):
    """The part of the plan page that asks what a section is called."""

    def section_added(self, section: Section) -> None:
        """A new section was stored."""
        raise NotImplementedError

    def add_section(self) -> None:
        """Ask for the name of a new section."""

        def named(name: str | None) -> None:
            if name:
                now, new_id = self.now(), self.new_id()
                self.ask(lambda s: s.plan.add_section(name, new_id=new_id, now=now), self.section_added)

        self.app.push_screen(AskLine("A section of my own", placeholder="what it is called"), named)

    def rename_section(self, section: Section) -> None:
        """Ask for another name."""

        def named(name: str | None) -> None:
            if name:
                now = self.now()
                self.ask(lambda s: s.plan.rename_section(section.id, name, now=now), self.changed)

        self.app.push_screen(AskLine("What shall this section be called?", section.name), named)
