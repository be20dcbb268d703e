"""The store that the services ask for, kept in a vault."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from companion.domain.conflict import Conflict, Version
from companion.domain.edit import Edit, Record
from companion.domain.kinds import KINDS, Kinds, Tables
from companion.errors import NothingThere
from companion.vault.format.contents import Document
from companion.vault.format.versions import CONFLICTS, version_id
from companion.vault.records.documents import from_document, to_document
from companion.vault.records.tables import VaultDayTable, VaultTable
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.records.transactions import MemoryVault, new_writer


class Repository(Tables):
    """Everything the person keeps. One at a time over a vault; any thread may use it."""

    def __init__(self, vault: MemoryVault, kinds: Kinds = KINDS) -> None:
        self.kinds = kinds
        self._vault = vault
        self._journals: list[dict[tuple[str, str], Record | None]] = []
        db = VaultDB(vault)
        self._tables: dict[str, VaultTable[Any]] = {
            name: (VaultDayTable if kind.by_day else VaultTable)(name, kind.record, vault, db, self)
            for name, kind in kinds.items()
        }

    def __repr__(self) -> str:
        return "Repository"

    def table(self, name: str, /) -> VaultTable[Any]:
        """Return the table of one kind."""
        return self._tables[name]

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed."""
        return self._vault.read_only

    @property
    def unreadable(self) -> tuple[tuple[str, str], ...]:
        """Table and id of every record kept as it is because this version could not read it."""
        return tuple((name, id) for name, table in self._tables.items() for id in table.unread())

    @contextmanager
    def transaction(self) -> Iterator[list[Edit]]:
        """Group changes into one save, done when the outermost block ends.

        The list holds each record changed in the block once, when the block has ended. A block that raises
        leaves neither memory nor file changed. Raises NotSaved when the disk refuses; memory is then as
        before, too.
        """
        edits: list[Edit] = []
        journal: dict[tuple[str, str], Record | None] = {}
        with self._vault.lock:
            self._journals.append(journal)
            try:
                with self._vault.transaction():
                    yield edits
            except BaseException:
                self._journals.pop()
                for (table, id), before in journal.items():
                    self._tables[table].hold(id, before)
                raise
            self._journals.pop()
            for (table, id), before in journal.items():
                if self._journals:
                    self._journals[-1].setdefault((table, id), before)
                after = self._tables[table].get(id)
                if after != before:
                    edits.append(Edit(table=table, id=id, before=before, after=after))

    def put_back(self, edits: Sequence[Edit], /) -> None:
        """Make every edited record what `before` says, in one save."""
        with self.transaction():
            for edit in edits:
                if edit.before is None:
                    self._tables[edit.table].remove(edit.id)
                else:
                    self._tables[edit.table].put(edit.before)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return every record that was edited in two copies and waits for a choice."""
        with self._vault.lock:
            return tuple(
                Conflict(
                    table=found.table,
                    id=found.id,
                    versions=tuple(
                        Version(
                            key=key,
                            record=self._read(found.table, found.id, document),
                            shown=key == found.shown,
                        )
                        for key, document in found.versions.items()
                    ),
                    deleted=found.deleted,
                )
                for found in self._vault.conflicting()
            )

    def settle(self, table: str, id: str, key: str, record: Record | None = None) -> None:
        """Make that version the record, and let the others go, in one save. Raises NothingThere, NotSaved.

        `record`: what it becomes with all that could be put together; its own words when None.
        An empty key deletes the record, where that is one of the choices.
        """
        with self._vault.lock:
            for found in self._vault.conflicting():
                is_choice = key in found.versions or (not key and found.deleted)
                if (found.table, found.id) != (table, id) or not is_choice:
                    continue
                with self._vault.transaction():
                    records = self._vault.view(table, writable=True)
                    if key:
                        records[id] = found.versions[key] | (to_document(record) if record else {})
                    else:
                        records.pop(id, None)
                    waiting = self._vault.view(CONFLICTS, writable=True)
                    for other in found.versions:
                        waiting.pop(f"{table}/{id}/{other}", None)
                self.reload()
                return
        raise NothingThere("That was settled already.")

    def take_in(
        self, tables: Mapping[str, Mapping[str, Document]], waiting: Sequence[tuple[str, str, Document]], /
    ) -> None:
        """Make each of these records what it says, in one save; keys and tables of later versions too.

        `waiting`: table, id and document of versions that wait for a choice. Each gets a dot of a writer that no copy
        knows, so that no merge takes it for one that was seen.
        """
        with self.transaction():
            for name, documents in tables.items():
                records = self._vault.view(name, writable=True)
                table = self._tables.get(name)
                for id, document in documents.items():
                    record = self._read(name, id, document)
                    records[id] = document
                    if table is not None:
                        self.note(name, id, table.get(id))
                        table.hold(id, record)
            writer = new_writer()
            for seq, (name, id, document) in enumerate(waiting, 1):
                dot = writer, seq
                said = {"table": name, "id": id, "record": document | {"dot": dot}}
                self._vault.view(CONFLICTS, writable=True)[version_id(name, id, dot)] = said

    def everything(self) -> dict[str, dict[str, Any]]:
        """Return every record that can be read, as it is kept: table -> id -> document."""
        with self._vault.lock:
            return {name: dict(self._vault.view(name).items()) for name in self._vault.table_names()}

    def reload(self) -> None:
        """Read everything anew: the vault was changed under the tables."""
        with self._vault.lock:
            for table in self._tables.values():
                table.forget()

    def note(self, table: str, id: str, before: Record | None) -> None:
        """Remember what a record was before the first change in the transaction under way."""
        self._journals[-1].setdefault((table, id), before)

    def _read(self, table: str, id: str, document: Document) -> Record | None:
        kind = self.kinds.get(table)
        return from_document(document, id, kind.record) if kind else None
