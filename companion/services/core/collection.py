"""A list that a person keeps: added to, changed, put in order, put away, brought back, deleted."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from companion.domain.kinds import Table
from companion.errors import NothingThere
from companion.services.core.order import in_order, moved, next_position
from companion.services.core.undo import Undo


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET
"""Marks a field that was not given, where None means something: "no day", "no time"."""


class Archivable(Protocol):
    """A record that can be put away."""

    @property
    def id(self) -> str: ...
    @property
    def archived_at(self) -> datetime | None: ...


class Positioned(Archivable, Protocol):
    """A record that stands where the person put it."""

    @property
    def position(self) -> int: ...


T = TypeVar("T")
R = TypeVar("R", bound=Archivable)
P = TypeVar("P", bound=Positioned)


def changed(record: T, **fields: object) -> T:
    """Return a record with the fields that are given; those that are UNSET stay. Raises InvalidEntry."""
    given = {name: value for name, value in fields.items() if value is not UNSET}
    return cast(T, replace(cast(Any, record), **given))


class Collection(Generic[R]):
    """The records of one table, in use or in the archive. Each change is one undo step, named as the person would.

    Every change raises NothingThere for a record that is not there, and NotSaved.
    """

    def __init__(
        self,
        table: Table[R],
        undo: Undo,
        *,
        gone: str,
        called: Callable[[R], str],
        order: Callable[[Iterable[R]], tuple[R, ...]],
        whole: Callable[[R], str] | None = None,
    ) -> None:
        """`gone`: the sentence for what is not there; `called`: a record in an undo step, "the course “Cooking”".

        `whole`: the same with how much goes with it when it is put away, where something does.
        """
        self._table, self._undo = table, undo
        self._gone, self._called, self._order = gone, called, order
        self._whole = whole or called

    def get(self, id: str) -> R:
        """Return one record, in use or not. Raises NothingThere."""
        found = self._table.get(id)
        if found is None:
            raise NothingThere(self._gone)
        return found

    def in_use(self) -> tuple[R, ...]:
        """Return the records that are not in the archive."""
        return self._order(record for record in self._table.all() if record.archived_at is None)

    def archived(self) -> tuple[R, ...]:
        """Return the records in the archive."""
        return self._order(record for record in self._table.all() if record.archived_at is not None)

    def add(self, record: R) -> R:
        """Store a new record."""
        self._put("added", record, record)
        return record

    def edit(self, id: str, *, now: datetime, **fields: object) -> R:
        """Change the fields that are given and leave those that are UNSET. Raises InvalidEntry too."""
        old = self.get(id)
        new = changed(old, **fields, changed_at=now)
        self._put("changed", old, new)
        return new

    def archive(self, id: str, *, now: datetime) -> str:
        """Put one away, and return what it is called where that is said; it can be brought back."""
        old = self.get(id)
        self._put("archived", old, changed(old, archived_at=now, changed_at=now))
        return self._whole(old)

    def restore(self, id: str, *, now: datetime) -> None:
        """Bring one back from the archive."""
        old = self.get(id)
        self._put("brought back", old, changed(old, archived_at=None, changed_at=now))

    def delete(self, id: str, *, now: datetime) -> None:
        """Delete one for good; undo still knows it until the session ends."""
        with self._undo.change(f"deleted {self._called(self.get(id))}"):
            self._table.remove(id)

    def _put(self, done: str, named: R, *records: R) -> None:
        with self._undo.change(f"{done} {self._called(named)}"):
            for record in records:
                self._table.put(record)


def no_group(record: object) -> None:
    """All records stand in one row."""


class OrderedCollection(Collection[P]):
    """Records in the person's order, each group (a section, a step) in its own."""

    def __init__(
        self,
        table: Table[P],
        undo: Undo,
        *,
        gone: str,
        called: Callable[[P], str],
        group: Callable[[P], Hashable] = no_group,
        whole: Callable[[P], str] | None = None,
    ) -> None:
        super().__init__(table, undo, gone=gone, called=called, order=in_order, whole=whole)
        self._group = group

    def all(self, group: Hashable = None, archived: bool = False) -> tuple[P, ...]:
        """Return the records of a group in order: those in use, or those in the archive."""
        return in_order(r for r in self._of(group) if (r.archived_at is not None) is archived)

    def beside(self, id: str) -> tuple[P, ...]:
        """Return the records in use of the group that one is in."""
        return self.all(self._group(self.get(id)))

    def end(self, group: Hashable = None) -> int:
        """Return the position of a record to be added at the end of a group."""
        return next_position(self._of(group))

    def move(self, id: str, index: int, *, now: datetime, among: Iterable[P] | None = None) -> None:
        """Put one at place `index` (from 0) among those in use in its group, or `among` those that are shown."""
        record = self.get(id)
        places = moved(self.beside(id) if among is None else tuple(among), id, index)
        self._put("moved", record, *(changed(r, position=at, changed_at=now) for r, at in places))

    def _of(self, group: Hashable) -> Iterable[P]:
        return (record for record in self._table.all() if self._group(record) == group)
