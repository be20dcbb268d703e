"""The lines of the lists that have nothing else to them, kept in the person's order."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from companion.domain.line import Line
from companion.services.core.collection import OrderedCollection
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted
from companion.services.lists import LISTS, KeptList


class Lists:
    """The lists of `described`, by name."""

    def __init__(self, store: Store, undo: Undo, described: tuple[KeptList, ...] = LISTS) -> None:
        self._described = {kept.name: kept for kept in described}
        self._records = {
            kept.name: OrderedCollection[Line](
                store.table(kept.table),
                undo,
                gone="That is not in your list any more.",
                called=lambda line: quoted(line.text),
            )
            for kept in described
        }
        self._makes = {kept.name: cast(type[Line], store.kinds[kept.table].record) for kept in described}

    def __iter__(self) -> Iterator[KeptList]:
        return iter(self._described.values())

    def named(self, name: str) -> KeptList:
        """Return what a list is called. Raises LookupError where there is none of that name (a bug)."""
        return self._described[name]

    def of(self, name: str) -> OrderedCollection[Line]:
        """Return the lines of a list."""
        return self._records[name]

    def of_table(self, table: str) -> KeptList | None:
        """Return the list whose lines are of a kind, or None."""
        return next((kept for kept in self if kept.table == table), None)

    def add(self, name: str, text: str, *, new_id: str, now: datetime) -> Line:
        """Add a line at the end of a list. Raises InvalidEntry when there are no words."""
        records = self.of(name)
        line = self._makes[name](id=new_id, text=text, position=records.end(), created_at=now, changed_at=now)
        return records.add(line)
