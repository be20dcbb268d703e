"""What a person gives as an answer, as the screen holds it until the vault does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from companion.domain.exercise import AnswerKind, Step
from companion.errors import NothingThere
from companion.services.learn.sheets import draft_id

if TYPE_CHECKING:
    from companion.domain.sheet import Answer, Sheet
    from companion.services.services import Services

TYPED = (AnswerKind.LINE, AnswerKind.LINES)
"""Kinds of answer that are words of the person's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer of any kind; what its kind does not use is left out."""

    text: str = ""
    number: int | None = None
    choice: int | None = None
    """Which of the choices, from 0."""
    picked: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """True when nothing was answered."""
        return not self.text.strip() and self.number is None and self.choice is None and not self.picked


def given_in(answer: Answer | None, step: Step) -> Given:
    """Return what an answer in the vault says, as `step` asks now."""
    if answer is None or answer.is_blank or answer.kind is not step.kind:
        return Given()
    match step.kind:
        case AnswerKind.LINE | AnswerKind.LINES:
            return Given(text=answer.text)
        case AnswerKind.SCALE:
            return Given(number=answer.number)
        case AnswerKind.PICK:
            return Given(picked=answer.picked)
        case AnswerKind.CHOICE:
            same = [n for n, choice in enumerate(step.choices) if choice.label == answer.text]
            exact = [n for n in same if step.choices[n].number == answer.number]
            return Given(choice=next(iter(exact or same), None))
    return Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer on its way to the vault."""

    sheet: Sheet
    key: str
    given: Given
    together: bool
    now: datetime

    @property
    def draft(self) -> str:
        """The name of the draft of its words."""
        return draft_id(self.sheet.id, self.key)

    def store(self, services: Services) -> None:
        """Put it in its sheet, and begin the sheet if the disk refused that before. Raises NothingThere, NotSaved."""
        sheets, given = services.sheets, self.given
        begin(services, self.sheet, self.now)
        sheets.answer(
            self.sheet.id,
            self.key,
            text=given.text,
            number=given.number,
            choice=given.choice,
            picked=given.picked,
            together=self.together,
            now=self.now,
        )


def begin(services: Services, sheet: Sheet, now: datetime) -> None:
    """Have a sheet in the vault that may be on the screen alone. Raises NothingThere, NotSaved."""
    try:
        services.sheets.sheet(sheet.id)
    except NothingThere:
        services.sheets.begin(sheet.pack_id, sheet.exercise_id, new_id=sheet.id, now=now)
