"""What was changed in two copies of the vault: every version said in words, until the person chooses one."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from companion.domain.conflict import Conflict, Version
from companion.domain.edit import Record
from companion.domain.exercise import Exercise
from companion.domain.sheet import Sheet
from companion.errors import NothingThere
from companion.services.backup.describe import RecordWords
from companion.services.backup.joining import joined, leaves_no_choice
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.services.dates import say_when
from companion.services.kinds import WORDS, Words
from companion.services.learn.courses import Packs

DELETED = ""
"""The key of the version that is no more: the record was deleted."""

_GONE = "It was deleted here."
_GONE_ELSEWHERE = "It was deleted in one of the copies."
_CANNOT_READ = "This version of Companion cannot read it. It is kept as it was written."


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version, as it is read."""

    key: str
    shown: bool
    """True for the one that stands everywhere until a choice is made."""
    words: tuple[str, ...]
    """One or more lines: the person's words, and ours around them."""
    changed: str
    """When it was last changed, in words; empty where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """One thing that was changed in both copies, with its versions, the shown one first."""

    table: str
    id: str
    title: str
    versions: tuple[VersionView, ...]


class Conflicts:
    """The choices a merge left. Nothing is owed: a version stands meanwhile, and the others are kept."""

    def __init__(self, store: Store, undo: Undo, packs: Packs, words: Words = WORDS) -> None:
        self._store = store
        self._packs = packs
        self._undo = undo
        self._words = words

    def all(self) -> tuple[ConflictView, ...]:
        """Return every thing that waits for a choice, in an order that stays."""
        words = RecordWords(self._store, self._words)
        return tuple(self._view(conflict, words) for conflict in self._store.conflicts())

    def settle(self, table: str, id: str, key: str) -> None:
        """Let the version of that key be the one, and the others go. Raises NothingThere, NotSaved.

        What the others have beside it is put together with it: answers to other questions of a sheet.

        What could be undone before cannot any more: it was of another version.
        """
        found = next((c for c in self._store.conflicts() if (c.table, c.id) == (table, id)), None)
        if found is None or key not in {version.key for version in _versions(found)}:
            raise NothingThere("That was settled already.")
        self._settle(found, key)

    def join(self) -> int:
        """Put together what leaves nothing to choose: answers to different questions of one sheet. Return how many.

        Raises NotSaved.
        """
        can_be = [
            conflict
            for conflict in self._store.conflicts()
            if not conflict.deleted and leaves_no_choice([version.record for version in conflict.versions])
        ]
        for conflict in can_be:
            self._settle(conflict, conflict.versions[0].key)
        return len(can_be)

    def words(self) -> str:
        """Return the sentence that says how many there are; empty when there are none."""
        return waiting_words(len(self._store.conflicts()))

    def _settle(self, conflict: Conflict, key: str) -> None:
        chosen = next((version for version in conflict.versions if version.key == key), None)
        record = self._joined(chosen, conflict) if chosen else None
        self._store.settle(conflict.table, conflict.id, key, record)
        self._undo.forget()

    def _joined(self, version: Version, conflict: Conflict) -> Record | None:
        """Return what is kept when that version is chosen."""
        others = [other.record for other in conflict.versions if other is not version and other.record]
        return joined(version.record, others, self._exercise) if version.record else None

    def _exercise(self, sheet: Sheet) -> Exercise | None:
        with suppress(NothingThere):
            return self._packs.exercise(sheet.pack_id, sheet.exercise_id)
        return None

    def _view(self, conflict: Conflict, words: RecordWords) -> ConflictView:
        records = [version.record for version in conflict.versions if version.record is not None]
        title = words.title(records[0]) if records else "Something this version of Companion cannot read"
        return ConflictView(
            table=conflict.table,
            id=conflict.id,
            title=title,
            versions=tuple(
                VersionView(
                    key=version.key,
                    shown=version.shown,
                    words=_words(replace(version, record=self._joined(version, conflict)), records, words),
                    changed=_changed(version.record),
                )
                for version in _versions(conflict)
            ),
        )


def waiting_words(count: int) -> str:
    """Return "2 things were changed in both copies. ..."; empty for none."""
    if not count:
        return ""
    things = "1 thing was" if count == 1 else f"{count} things were"
    return f"{things} changed in both copies. Both are kept; choose when you like."


def _versions(conflict: Conflict) -> tuple[Version, ...]:
    """Return the versions there are to choose from, the shown one first; that it is deleted may be one."""
    is_there = any(version.shown for version in conflict.versions)
    if is_there and not conflict.deleted:
        return conflict.versions
    gone = Version(key=DELETED, record=None, shown=not is_there)
    return (*conflict.versions, gone) if is_there else (gone, *conflict.versions)


def _words(version: Version, records: list[Record], words: RecordWords) -> tuple[str, ...]:
    if version.key == DELETED:
        return (_GONE if version.shown else _GONE_ELSEWHERE,)
    return (_CANNOT_READ,) if version.record is None else words.lines(version.record, beside=records)


def _changed(record: Record | None) -> str:
    at: datetime | None = getattr(record, "changed_at", None)
    return say_when(at.date(), at.time().replace(second=0, microsecond=0)) if at else ""
