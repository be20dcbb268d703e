"""The kinds of record there are, each said once: its table, its class, where its words are, how it is asked for.

What a kind is called and how its records are said stands in ``companion/services/kinds.py``, under the same name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar, cast

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.code_paper import CodePaper
from companion.domain.edit import Record
from companion.domain.exercise import AddedPack
from companion.domain.helpline import Helpline
from companion.domain.import_record import Import
from companion.domain.learning import AttendedCourse, LearningLine
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, Talk

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is known of one kind of record. Its table has the name it stands under."""

    record: type[Record]
    words: tuple[str, ...] = ()
    """The fields that hold the person's words, the first first; words deeper inside are not named."""
    by_day: bool = False
    """True when its records belong to a day, and are asked for from one day to another."""


Kinds = Mapping[str, Kind]
"""Table -> its kind."""

KINDS: Kinds = {
    "sections": Kind(record=Section, words=("name",)),
    "lines": Kind(record=PlanLine, words=("text", "what_helps")),
    "points": Kind(record=Point, words=("text",)),
    "safety_lines": Kind(record=SafetyLine, words=("text",)),
    "contacts": Kind(record=Contact, words=("name", "who", "number", "hours")),
    "sheets": Kind(record=Sheet),
    "learning_lines": Kind(record=LearningLine, words=("text",)),
    "courses": Kind(record=AttendedCourse, words=("title", "where", "used")),
    "check_ins": Kind(record=CheckIn, words=("note",), by_day=True),
    "moments": Kind(record=Moment, words=("word", "note"), by_day=True),
    "settings": Kind(record=Settings, words=("name", "reach_me", "involved", "identifier")),
    "scales": Kind(record=Scale, words=("name", "low", "high")),
    "helplines": Kind(record=Helpline, words=("name", "number", "how", "hours", "cost", "for_whom")),
    "talks": Kind(record=Talk, words=("with_whom", "role", "where")),
    "drafts": Kind(record=Draft, words=("text",)),
    "lock_cards": Kind(record=LockCard),
    "packs": Kind(record=AddedPack),
    "code_papers": Kind(record=CodePaper),
    "imports": Kind(record=Import),
}
"""Every kind, in the order in which search lists what it found."""


class Table(Protocol[T]):
    """All records of one kind. Looking never writes."""

    def get(self, id: str, /) -> T | None:
        """Return the record of that id, or None."""
        ...

    def all(self) -> tuple[T, ...]:
        """Return every record, archived ones too, in no promised order."""
        ...

    def put(self, item: T, /) -> None:
        """Add the record, or replace the one of the same id. On disk when the transaction ends."""
        ...

    def remove(self, id: str, /) -> None:
        """Delete for good; nothing happens when it is not there."""
        ...


class DayTable(Table[T], Protocol[T]):
    """A table whose records belong to a day."""

    def between(self, first: date, last: date, /) -> tuple[T, ...]:
        """Return the records of `first` to `last`, both included, in order of day."""
        ...


class Tables(Protocol):
    """A store as its tables: one typed attribute each, all of them by way of `table`."""

    def table(self, name: str, /) -> Table[Any]:
        """Return the table of one kind by its name. Raises KeyError when the store has no such kind."""
        ...

    @property
    def sections(self) -> Table[Section]:
        return self.table("sections")

    @property
    def lines(self) -> Table[PlanLine]:
        return self.table("lines")

    @property
    def points(self) -> Table[Point]:
        return self.table("points")

    @property
    def safety_lines(self) -> Table[SafetyLine]:
        return self.table("safety_lines")

    @property
    def contacts(self) -> Table[Contact]:
        return self.table("contacts")

    @property
    def sheets(self) -> Table[Sheet]:
        return self.table("sheets")

    @property
    def learning_lines(self) -> Table[LearningLine]:
        return self.table("learning_lines")

    @property
    def courses(self) -> Table[AttendedCourse]:
        return self.table("courses")

    @property
    def check_ins(self) -> DayTable[CheckIn]:
        return cast(DayTable[CheckIn], self.table("check_ins"))

    @property
    def moments(self) -> DayTable[Moment]:
        return cast(DayTable[Moment], self.table("moments"))

    @property
    def settings(self) -> Table[Settings]:
        return self.table("settings")

    @property
    def scales(self) -> Table[Scale]:
        return self.table("scales")

    @property
    def helplines(self) -> Table[Helpline]:
        return self.table("helplines")

    @property
    def talks(self) -> Table[Talk]:
        return self.table("talks")

    @property
    def drafts(self) -> Table[Draft]:
        return self.table("drafts")

    @property
    def lock_cards(self) -> Table[LockCard]:
        return self.table("lock_cards")

    @property
    def packs(self) -> Table[AddedPack]:
        return self.table("packs")

    @property
    def code_papers(self) -> Table[CodePaper]:
        return self.table("code_papers")

    @property
    def imports(self) -> Table[Import]:
        return self.table("imports")
