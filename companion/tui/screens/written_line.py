"""A line on its way from the form to the vault."""

from __future__ import annotations

from dataclasses import dataclass

NOT_LINES = {"new-contact"}
"""Drafts the plain mode keeps in the same places, of other things than lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """A line as it was typed, and where it belongs."""

    place: str
    """As drafts are named: "plan/early", "talk/say", "safety/2"."""
    line_id: str
    """The line it changes; of a new line, what tells its draft from the others of the place."""
    text: str
    what_helps: str = ""
    is_entered: bool = True
    """False: the person stopped, so that it is kept as a draft and not as a line."""

    @property
    def draft(self) -> str:
        """The id of its draft."""
        return f"{self.place}/{self.line_id}"
