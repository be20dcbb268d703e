"""TinyDB over the vault: its tables are views of what the vault holds, and its writes are transactions."""

from collections.abc import Callable, ItemsView, Mapping
from typing import Any, cast

from tinydb import TinyDB, table
from tinydb.storages import Storage

from companion.vault.format.contents import Document
from companion.vault.records.transactions import MemoryVault


class VaultStorage(Storage):
    """What TinyDB reads from and writes to."""

    def __init__(self, vault: MemoryVault) -> None:
        self.vault = vault

    def __repr__(self) -> str:
        return "VaultStorage"

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every table as a view; nothing is copied or read before it is asked for."""
        views: dict[str, Any] = {name: self.vault.view(name) for name in self.vault.table_names()}
        return views

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables what `data` says. TinyDB comes this way to drop tables; its edits do not."""
        with self.vault.transaction():
            for name in self.vault.table_names():
                if name not in data:
                    self.vault.view(name, writable=True).clear()
            for name, documents in data.items():
                wanted = {str(id): dict(document) for id, document in documents.items()}
                view = self.vault.view(name, writable=True)
                view.clear()
                view.update(wanted)


class VaultTable(table.Table):
    """A table whose ids are text and whose edits touch the records they name, not the whole table."""

    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # No cache of query results: they would be shared with whoever was given them first, and a
        # transaction that is taken back would leave them behind.
        super().__init__(storage, name, cache_size, persist_empty)

    def _read_table(self) -> Mapping[str, Document]:  # type: ignore[override]
        return self._vault.view(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._vault.transaction():
            updater(self._vault.view(self.name, writable=True))

    def _get_next_id(self) -> int:
        raise TypeError("a record comes with its own id: insert a Document")

    # TinyDB's own hints say that ids are numbers; these say it as it is here.

    def find(self, id: str) -> Document | None:
        """Return the document of that id, or None."""
        found = self.get(doc_id=id)  # type: ignore[call-overload]
        return cast("Document | None", found)

    def documents(self) -> ItemsView[str, Document]:
        """Return every document by its id, without the copies that iterating makes."""
        return self._read_table().items()

    def keep(self, id: str, document: Document) -> None:
        """Add the document, or lay its keys over those of the one that is there."""
        self.upsert(table.Document(document, doc_id=id))  # type: ignore[arg-type]

    def drop(self, id: str) -> None:
        """Delete the document; nothing happens when it is not there."""
        self.remove(doc_ids=[id])  # type: ignore[list-item]

    @property
    def _vault(self) -> MemoryVault:
        storage = self._storage
        if not isinstance(storage, VaultStorage):
            raise TypeError("a VaultTable needs a VaultStorage")
        return storage.vault


class VaultDB(TinyDB):
    """TinyDB with the vault behind it."""

    table_class = VaultTable

    def __init__(self, vault: MemoryVault) -> None:
        super().__init__(storage=lambda: VaultStorage(vault))

    def records(self, name: str) -> VaultTable:
        """Return the table of that name."""
        return cast(VaultTable, self.table(name))
