"""A store that lives in memory and keeps every promise of the Store protocol."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Generic, TypeVar

from companion.domain.conflict import Conflict, Version
from companion.domain.kinds import KINDS, Kinds, Tables
from companion.errors import NothingThere, NotSaved
from companion.services.core.store import Edit, Record
from companion.vault.records.documents import from_document, to_document
from companion.vault.records.tables import DayRecord

T = TypeVar("T", bound=Record)
D = TypeVar("D", bound=DayRecord)


class MemoryTable(Generic[T]):
    """All records of one type, in one table."""

    def __init__(self, store: "MemoryStore", table: str, kind: type[T]) -> None:
        self._store = store
        self._table = table
        self._kind = kind
        self.records: dict[str, T] = {}

    def get(self, id: str, /) -> T | None:
        return self.records.get(id)

    def all(self) -> tuple[T, ...]:
        return tuple(self.records.values())

    def put(self, item: T, /) -> None:
        with self._store.transaction():
            self._store.remember(self._table, item.id)
            self.records[item.id] = item

    def remove(self, id: str, /) -> None:
        with self._store.transaction():
            self._store.remember(self._table, id)
            self.records.pop(id, None)

    def set_back(self, key: str, record: Record | None) -> None:
        """Make the record of `key` what `record` says, without a transaction."""
        if record is None:
            self.records.pop(key, None)
        elif isinstance(record, self._kind):
            self.records[key] = record
        else:
            raise TypeError(f"{type(record).__name__} does not belong in {self._table}")


class MemoryDayTable(MemoryTable[D]):
    """A shelf whose records belong to a day."""

    def between(self, first: date, last: date, /) -> tuple[D, ...]:
        inside = [record for record in self.records.values() if first <= record.day <= last]
        return tuple(sorted(inside, key=lambda record: record.day))


class MemoryStore(Tables):
    """`saves` counts how often a file would have been written; `disk_full` makes the next save refuse.

    `waiting` are the clashes of a merge.
    """

    def __init__(self, *, read_only: bool = False, kinds: Kinds = KINDS) -> None:
        self.kinds = kinds
        self.read_only = read_only
        self.disk_full = False
        self.saves = 0
        self.waiting: list[Conflict] = []
        self._tables: dict[str, MemoryTable[Any]] = {
            name: (MemoryDayTable if kind.by_day else MemoryTable)(self, name, kind.record)
            for name, kind in kinds.items()
        }
        self._before: dict[tuple[str, str], Record | None] = {}
        self._edits: list[Edit] = []
        self._depth = 0

    def table(self, name: str, /) -> MemoryTable[Any]:
        """Return the table of one kind."""
        return self._tables[name]

    @contextmanager
    def transaction(self) -> Iterator[list[Edit]]:
        """Group changes into one save; what raises inside leaves nothing changed."""
        outermost = self._depth == 0
        if outermost:
            self._before, self._edits = {}, []
        edits = self._edits
        self._depth += 1
        try:
            yield edits
            if outermost:
                self._save(edits)
        except BaseException:
            if outermost:
                self._roll_back()
            raise
        finally:
            self._depth -= 1

    def put_back(self, edits: Sequence[Edit], /) -> None:
        """Make every edited record what `before` says, in one save."""
        with self.transaction():
            for edit in edits:
                self.remember(edit.table, edit.id)
                self.table(edit.table).set_back(edit.id, edit.before)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what waits for a choice."""
        return tuple(self.waiting)

    def settle(self, table: str, id: str, key: str, record: Record | None = None) -> None:
        """Make that version the record, and let the others go."""
        for conflict in self.waiting:
            versions = {version.key: version.record for version in conflict.versions}
            if (conflict.table, conflict.id) == (table, id) and (key in versions or not key):
                record = record or versions.get(key)
                with self.transaction():
                    self.remember(table, id)
                    self.table(table).set_back(id, record)
                self.waiting.remove(conflict)
                return
        raise NothingThere("That was settled already.")

    def everything(self) -> dict[str, dict[str, Any]]:
        """Return every record as plain values."""
        found = {
            name: {id: to_document(record) for id, record in self.table(name).records.items()}
            for name in self.kinds
        }
        found["clashes"] = {
            f"{conflict.table}/{conflict.id}/{version.key}": {
                "table": conflict.table,
                "id": conflict.id,
                "record": to_document(version.record),
            }
            for conflict in self.waiting
            for version in conflict.versions
            if version.record is not None and not version.shown
        }
        return found

    def take_in(
        self,
        tables: Mapping[str, Mapping[str, dict[str, Any]]],
        waiting: Sequence[tuple[str, str, dict[str, Any]]],
        /,
    ) -> None:
        """Make each of these records what it says, in one save."""
        with self.transaction():
            for name, documents in tables.items():
                for id, document in documents.items():
                    record = from_document(document, id, self.kinds[name].record)
                    self.remember(name, id)
                    self.table(name).set_back(id, record)
        for n, (name, id, document) in enumerate(waiting):
            version = Version(
                key=f"taken-in-{n}", record=from_document(document, id, self.kinds[name].record), shown=False
            )
            shown = Version(key=f"shown-{n}", record=self.table(name).get(id), shown=True)
            self.waiting.append(Conflict(table=name, id=id, versions=(shown, version), deleted=False))

    def remember(self, table: str, key: str) -> None:
        """Keep how the record was when this transaction began."""
        if self.read_only:
            raise NotSaved("This vault is open for reading only.")
        self._before.setdefault((table, key), self.table(table).get(key))

    def _save(self, edits: list[Edit]) -> None:
        for (table, key), before in self._before.items():
            after = self.table(table).get(key)
            if before != after:
                edits.append(Edit(table=table, id=key, before=before, after=after))
        if edits and self.disk_full:
            edits.clear()
            raise NotSaved("There is no room left on the disk. Nothing was lost.")
        self.saves += bool(edits)

    def _roll_back(self) -> None:
        for (table, key), before in self._before.items():
            self.table(table).set_back(key, before)
