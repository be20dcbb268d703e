"""What is in the archive of the plan, brought back or deleted for good."""

from __future__ import annotations

from companion.tui.screens.list_page import ListPage
from companion.tui.screens.plan_line import ArchivedLine


class PlanArchive(ListPage):
    """The part of the plan page that asks what to do with archived lines and sections."""

    def show_archived_sections(self) -> None:
        """Ask about the sections in the archive."""
        self.app.push_screen(ArchivedLine.sections(self.services.plan), self._answered)

    def show_archived_line(self, line_id: str) -> None:
        """Ask about one line in the archive."""
        self.app.push_screen(ArchivedLine.line(self.services.plan.line(line_id)), self._answered)

    def _answered(self, answer: tuple[str, str] | None) -> None:
        """`answer`: what to do ("restore", "delete", with "-section" for a section), and the id."""
        if answer is None:
            return
        do, id = answer
        now = self.now()
        if do == "restore":
            self.ask(lambda s: s.plan.restore_line(id, now=now), self.brought_back)
        elif do == "restore-section":
            self.ask(lambda s: s.plan.restore_section(id, now=now), self.brought_back)
        else:
            self._delete(id, is_section=do == "delete-section")

    def _delete(self, id: str, *, is_section: bool) -> None:
        now = self.now()
        if is_section:
            question, named = "Delete this section and its lines for good?", self._archived_name(id)
            self.ask_and_delete(question, named, lambda s: s.plan.delete_section(id, now=now))
        else:
            named = self.services.plan.line(id).text
            question = "Delete this line for good?"
            self.ask_and_delete(question, named, lambda s: s.plan.delete_line(id, now=now))

    def _archived_name(self, section_id: str) -> str:
        sections = self.services.plan.sections(archived=True)
        return next((section.name for section in sections if section.id == section_id), "")
