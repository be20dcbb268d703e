"""A section of one's own is added, or a section gets another name."""

from __future__ import annotations

from companion.domain.plan import Section
from companion.tui.screens.form import KeptLine, ask_form
from companion.tui.screens.list_page import ListPage


class PlanNaming(ListPage):
    """The part of the plan page that asks what a section is called."""

    def section_added(self, section: Section) -> None:
        """A new section was stored."""
        raise NotImplementedError

    def add_section(self) -> None:
        """Ask for the name of a new section."""
        new_id = self.new_id()
        ask_form(
            self,
            "form/section/new",
            lambda: KeptLine("A section of my own", placeholder="what it is called"),
            lambda s, name, now: s.plan.add_section(name, new_id=new_id, now=now),
            self.section_added,
        )

    def rename_section(self, section: Section) -> None:
        """Ask for another name."""
        ask_form(
            self,
            f"form/section/{section.id}",
            lambda: KeptLine("What shall this section be called?", section.name),
            lambda s, name, now: s.plan.rename_section(section.id, name, now=now),
            self.changed,
        )
