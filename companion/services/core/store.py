"""What the services ask of a store. The vault's repository satisfies it; so does one in memory."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol, TypeVar

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.clash import Clash
from companion.domain.edit import Edit as Edit
from companion.domain.edit import Record as Record
from companion.domain.exercise import AddedPack
from companion.domain.helpline import Helpline
from companion.domain.learning import Course, LearningLine
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, Talk

T = TypeVar("T")


class Shelf(Protocol[T]):
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


class DayShelf(Shelf[T], Protocol[T]):
    """A shelf whose records belong to a day."""

    def between(self, first: date, last: date, /) -> tuple[T, ...]:
        """Return the records of `first` to `last`, both included, in order of day."""
        ...


class Store(Protocol):
    """Everything the person keeps. Each shelf's table has the attribute's name."""

    @property
    def settings(self) -> Shelf[Settings]: ...
    @property
    def sections(self) -> Shelf[Section]: ...
    @property
    def lines(self) -> Shelf[PlanLine]: ...
    @property
    def scales(self) -> Shelf[Scale]: ...
    @property
    def check_ins(self) -> DayShelf[CheckIn]: ...
    @property
    def moments(self) -> DayShelf[Moment]: ...
    @property
    def safety_lines(self) -> Shelf[SafetyLine]: ...
    @property
    def contacts(self) -> Shelf[Contact]: ...
    @property
    def helplines(self) -> Shelf[Helpline]: ...
    @property
    def talks(self) -> Shelf[Talk]: ...
    @property
    def points(self) -> Shelf[Point]: ...
    @property
    def drafts(self) -> Shelf[Draft]: ...
    @property
    def lock_cards(self) -> Shelf[LockCard]: ...
    @property
    def packs(self) -> Shelf[AddedPack]: ...
    @property
    def sheets(self) -> Shelf[Sheet]: ...
    @property
    def learning_lines(self) -> Shelf[LearningLine]: ...
    @property
    def courses(self) -> Shelf[Course]: ...

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

    def clashes(self) -> tuple[Clash, ...]:
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
