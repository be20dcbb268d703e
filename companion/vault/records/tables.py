"""Shelves: the records of one table as the services see them, read once and then kept beside the vault."""

from bisect import bisect_left
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from companion.domain.edit import Record
from companion.vault.records.documents import KEPT, from_document, to_document
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.records.transactions import MemoryVault


class DayRecord(Record, Protocol):
    """A record that belongs to a day."""

    @property
    def day(self) -> date:
        """The day."""
        ...


R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=DayRecord)


class Journal(Protocol):
    """Where a table says what it changed, so that it can be undone."""

    def transaction(self) -> AbstractContextManager[Any]:
        """Group changes into one save."""
        ...

    def note(self, table: str, id: str, before: Record | None) -> None:
        """Remember what a record was before a change."""
        ...


class VaultTable(Generic[R]):
    """All records of one type, each converted once."""

    def __init__(self, name: str, kind: type[R], vault: MemoryVault, db: VaultDB, journal: Journal) -> None:
        self._name, self._kind = name, kind
        self._vault, self._db, self._journal = vault, db, journal
        self._table = db.records(name)
        self._items: dict[str, R] | None = None

    def __repr__(self) -> str:
        return f"VaultShelf({self._name})"

    def get(self, id: str, /) -> R | None:
        """Return the record of that id, or None."""
        with self._vault.lock:
            return self._loaded().get(id)

    def all(self) -> tuple[R, ...]:
        """Return every record, archived ones too."""
        with self._vault.lock:
            return tuple(self._loaded().values())

    def put(self, item: R, /) -> None:
        """Add the record, or replace the one of the same id. Keys of later versions stay on it."""
        id = item.id
        with self._journal.transaction():
            before = self._loaded().get(id)
            if before == item:
                return
            if before is None and self._vault.view(self._name).has(id):
                self._keep_unread(id)
            # Not by way of TinyDB's upsert: it looks for the record three times, and this is done at every save.
            self._vault.view(self._name, writable=True).lay(id, to_document(item))
            self._journal.note(self._name, id, before)
            self.hold(id, item)

    def remove(self, id: str, /) -> None:
        """Delete for good; nothing happens when it is not there."""
        with self._journal.transaction():
            before = self._loaded().get(id)
            if before is None:
                return
            self._table.drop(id)
            self._journal.note(self._name, id, before)
            self.hold(id, None)

    def hold(self, id: str, item: R | None) -> None:
        """Make `item` what this table shows for `id`; the vault is not touched."""
        items = self._loaded()
        if item is None:
            items.pop(id, None)
        else:
            items[id] = item

    def forget(self) -> None:
        """Read the records anew when they are asked for next."""
        self._items = None

    def unread(self) -> tuple[str, ...]:
        """Return the ids of records that are kept as they are because they could not be read."""
        with self._vault.lock:
            return tuple(id for id in self._vault.view(self._name).ids() if id not in self._loaded())

    def _loaded(self) -> dict[str, R]:
        if self._items is None:
            found = ((id, from_document(d, id, self._kind)) for id, d in self._table.documents())
            self._items = {id: item for id, item in found if item is not None}
        return self._items

    def _keep_unread(self, id: str) -> None:
        """Before `id` is taken by a new record: keep the words of one that could not be read."""
        text = self._vault.text_of(self._name, id)
        if text is not None:
            kept = {"table": self._name, "id": id, "json": text}
            self._db.records(KEPT).keep(f"{self._name}/{id}", kept)
            self._vault.view(self._name, writable=True).pop(id, None)


class VaultDayTable(VaultTable[D]):
    """A table whose records belong to a day; days are found without looking at every record."""

    _days: list[tuple[date, str]] | None = None

    def between(self, first: date, last: date, /) -> tuple[D, ...]:
        """Return the records of `first` to `last`, both included, in order of day."""
        with self._vault.lock:
            items = self._loaded()
            if self._days is None:
                # Not in the order they were written: days are filled in and brought in later.
                self._days = sorted((item.day, id) for id, item in items.items())
            found = []
            for day, id in self._days[bisect_left(self._days, (first, "")) :]:
                if day > last:
                    break
                found.append(items[id])
            return tuple(found)

    def forget(self) -> None:
        """Read the records anew when they are asked for next."""
        super().forget()
        self._days = None

    def hold(self, id: str, item: D | None) -> None:
        """Make `item` what this table shows for `id`; the vault is not touched."""
        before = self._loaded().get(id)
        if item is None or before is None or item.day != before.day:
            self._days = None
        super().hold(id, item)
