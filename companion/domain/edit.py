"""What was changed: one record as it was before and is after."""

from dataclasses import dataclass

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.exercise import AddedPack
from companion.domain.helpline import Helpline
from companion.domain.learning import AttendedCourse, LearningLine
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, Talk

Record = (
    Section
    | PlanLine
    | Scale
    | CheckIn
    | Moment
    | SafetyLine
    | Contact
    | Helpline
    | Talk
    | Point
    | Draft
    | Settings
    | LockCard
    | AddedPack
    | Sheet
    | LearningLine
    | AttendedCourse
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One record before and after a change; None where there was or is none."""

    table: str
    id: str
    before: Record | None
    after: Record | None
