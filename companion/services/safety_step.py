"""One step of the safety plan, as it is read."""

from dataclasses import dataclass

from companion.domain.safety import Contact, SafetyLine, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step as it is read: its title, a hint for an empty one, lines, and people with numbers."""

    step: Step
    title: str
    hint: str
    lines: tuple[SafetyLine, ...]
    contacts: tuple[Contact, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing is written in this step."""
        return not (self.lines or self.contacts)
