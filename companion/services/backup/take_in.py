"""Taking our own export in again, whole: into an empty vault it is what was exported, into another the newer wins.

Records go by their id. Of two that differ the one changed later stays, by its own clock; where neither is later, the
one that is here. A version that waits for a choice waits here too. The recovery code is in no export, and stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from companion.services.backup.export_all import is_left_out, plain
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.words import say_count

if TYPE_CHECKING:
    from companion.importers.own import OwnExport

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of it, in numbers of records."""

    new: int = 0
    newer_there: int = 0
    """Changed later in the export: they took the place of what was here."""
    newer_here: int = 0
    """Changed later here, or at the same time: they stay."""
    same: int = 0
    waiting: int = 0
    """Versions that now wait for a choice."""

    @property
    def changes_something(self) -> bool:
        """True when anything came in."""
        return bool(self.new or self.newer_there or self.waiting)

    def sentences(self, *, dry_run: bool) -> tuple[str, ...]:
        """Return it as sentences."""
        would = "would come" if dry_run else "came"
        said = [
            f"{say_count(self.new, 'thing')} {would} in."
            if self.new
            else "There is nothing new in this file."
        ]
        if self.newer_there:
            one, verb = self.newer_there == 1, "would take" if dry_run else "took"
            there = "1 thing is" if one else f"{self.newer_there} things are"
            said.append(
                f"{there} newer in the file, and {verb} the place of {'the one' if one else 'those'} here."
            )
        if self.newer_here:
            here = "1 thing is" if self.newer_here == 1 else f"{self.newer_here} things are"
            said.append(f"{here} newer here, and {'stays' if self.newer_here == 1 else 'stay'}.")
        if self.same:
            was = "1 thing was" if self.same == 1 else f"{self.same} things were"
            said.append(f"{was} here already, just so.")
        if self.waiting:
            waits = "1 thing waits" if self.waiting == 1 else f"{self.waiting} things wait"
            said.append(f"{waits} for you to choose between two versions.")
        if dry_run:
            said.append("Nothing was changed.")
        return tuple(said)


class TakingIn:
    """Our own export, brought back."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store, self._undo = store, undo

    def take_in(self, export: "OwnExport", *, dry_run: bool) -> TakenIn:
        """Bring an export in, in one save and one undo. Raises NotSaved."""
        there = self._store.everything()
        tables: dict[str, dict[str, Document]] = {}
        new = newer_there = newer_here = same = 0
        for name, records in export.tables.items():
            for id, record in records.items():
                if is_left_out(name, id):
                    continue
                old = there.get(name, {}).get(id)
                if old is not None and plain(name, old) == plain(name, record):
                    same += 1
                elif old is not None and not _is_later(record, old):
                    newer_here += 1
                else:
                    new += old is None
                    newer_there += old is not None
                    tables.setdefault(name, {})[id] = record | _kept(name, old)
        waiting = self._waiting(export, there)
        if not dry_run and (tables or waiting):
            with self._undo.change("brought in an export of Companion"):
                self._store.take_in(tables, waiting)
        return TakenIn(
            new=new, newer_there=newer_there, newer_here=newer_here, same=same, waiting=len(waiting)
        )

    def _waiting(
        self, export: "OwnExport", there: Mapping[str, Mapping[str, Document]]
    ) -> list[tuple[str, str, Document]]:
        """Return the versions that do not wait here yet."""
        known = [
            (document.get("table"), document.get("id"), plain(str(document.get("table")), document["record"]))
            for document in there.get("clashes", {}).values()
            if isinstance(document.get("record"), dict)
        ]
        return [
            (each.table, each.id, each.record)
            for each in export.waiting
            if not is_left_out(each.table, each.id)
            and (each.table, each.id, plain(each.table, each.record)) not in known
        ]


def _kept(table: str, old: Mapping[str, Any] | None) -> Document:
    """Return what of a record stays as it is here: the recovery code that waits to be written down."""
    if table == "settings" and old is not None and "recovery_code" in old:
        return {"recovery_code": old["recovery_code"]}
    return {}


def _is_later(record: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    there, here = _changed_at(record), _changed_at(old)
    return there is not None and (here is None or there > here)


def _changed_at(record: Mapping[str, Any]) -> datetime | None:
    said = record.get("changed_at")
    try:
        at = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
