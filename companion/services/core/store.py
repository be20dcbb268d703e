"""What the services ask of a store. The vault's repository satisfies it; so does one in memory."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol, TypeVar

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.conflict import Conflict
from companion.domain.edit import Edit as Edit
from companion.domain.edit import Record as Record
from companion.domain.exercise import AddedPack
from companion.domain.helpline import Helpline
from companion.domain.learning import AttendedCourse, LearningLine
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, Talk

T = TypeVar("T")


class Table(Protocol[T]):
    """All records of one type. Looking never writes."""

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


class Store(Protocol):
    """Everything the person keeps. Each table has the attribute's name."""

    @property
    def settings(self) -> Table[Settings]: ...
    @property
    def sections(self) -> Table[Section]: ...
    @property
    def lines(self) -> Table[PlanLine]: ...
    @property
    def scales(self) -> Table[Scale]: ...
    @property
    def check_ins(self) -> DayTable[CheckIn]: ...
    @property
    def moments(self) -> DayTable[Moment]: ...
    @property
    def safety_lines(self) -> Table[SafetyLine]: ...
    @property
    def contacts(self) -> Table[Contact]: ...
    @property
    def helplines(self) -> Table[Helpline]: ...
    @property
    def talks(self) -> Table[Talk]: ...
    @property
    def points(self) -> Table[Point]: ...
    @property
    def drafts(self) -> Table[Draft]: ...
    @property
    def lock_cards(self) -> Table[LockCard]: ...
    @property
    def packs(self) -> Table[AddedPack]: ...
    @property
    def sheets(self) -> Table[Sheet]: ...
    @property
    def learning_lines(self) -> Table[LearningLine]: ...
    @property
    def courses(self) -> Table[AttendedCourse]: ...

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed: a second reader beside a writer."""
        ...

    def transaction(self) -> AbstractContextManager[list[Edit]]:
        """Group changes into one save, done when the outermost block ends.

        The list holds each changed record once, as it was before and is after, when the block ends.
        A block that raises leaves neither memory nor file changed. Raises NotSaved when the disk refuses;
        then memory is as before, too. A put or remove outside a block is a transaction of its own.
        """
        ...

    def put_back(self, edits: Sequence[Edit], /) -> None:
        """Make every edited record what `before` says, in one save: the one way to undo."""
        ...

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return every record that was changed in two copies and waits for a choice."""
        ...

    def settle(self, table: str, id: str, key: str) -> None:
        """Make the version of that key the record, and let the others go, in one save.

        An empty key leaves a record deleted that none of its versions is shown for. Raises NothingThere,
        NotSaved.
        """
        ...

    def everything(self) -> dict[str, dict[str, Any]]:
        """Return every record as plain values: table -> id -> fields, versions that wait for a choice too."""
        ...
